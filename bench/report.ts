import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Report } from "../src/findings";
import { FORMATS, reporters } from "../src/report";
import { chromiumPath, openChromium } from "../test/support/chromium";
import type { Benchmark, Row } from "./benchmark";
import { compare, median } from "./process";

const FINDINGS = 10_000;
/** What every format may cost, as a multiple of json. */
const AIM = 2;
/** What a person takes for at once. */
const AT_ONCE = 200;

/** What each format costs where there is much to report, and whether the page stays usable. */
export const report: Benchmark = {
  title: `Report: each format of ${FINDINGS} findings against json, and the filter of the page against ${AT_ONCE} ms`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      return [...formats(folder), ...(await filters(folder))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function formats(folder: string): Row[] {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(reportOf(FINDINGS)));
  const others = FORMATS.filter((format) => format !== "json");
  const [json, ...costs] = compare(
    ["json" as const, ...others].map((format) => ({ name: format, args: ["-e", render(file, format)] })),
    5,
  );
  if (json === undefined) throw new Error("nothing was measured");
  return others.flatMap((format, i): Row[] => {
    const { processor = Number.NaN, megabytes = Number.NaN } = costs[i] ?? {};
    return [
      {
        what: `${format}: processor time`,
        cost: `${processor.toFixed(0)} ms`,
        baseline: `${json.processor.toFixed(0)} ms`,
        ratio: processor / json.processor,
        aim: AIM,
      },
      {
        what: `${format}: peak memory`,
        cost: `${megabytes.toFixed(0)} MB`,
        baseline: `${json.megabytes.toFixed(0)} MB`,
        ratio: megabytes / json.megabytes,
        aim: AIM,
      },
    ];
  });
}

const render = (file: string, format: string): string =>
  `const { reporters } = require(${JSON.stringify(join(__dirname, "..", "src", "report"))});` +
  `const report = JSON.parse(require("node:fs").readFileSync(${JSON.stringify(file)}, "utf8"));` +
  `process.stdout.write(reporters[${JSON.stringify(format)}](report, { toolVersion: "0" }));`;

/** From a key pressed in the page to the list it leads to, laid out. */
async function filters(folder: string): Promise<Row[]> {
  if (chromiumPath() === undefined) {
    console.log("  Chromium is not on PATH, so the filter of the page is not measured.");
    return [];
  }
  const file = join(folder, "report.html");
  writeFileSync(file, reporters.html(reportOf(FINDINGS), { toolVersion: "0" }));
  const { browser, close } = await openChromium();
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const measured: number[] = [];
    for (const words of ["a", "azurerm_cognitive_account.a99", "police a1", "nothing", ""]) {
      measured.push((await page.evaluate(TYPE.replace("WORDS", JSON.stringify(words)))) as number);
    }
    const row = (what: string, milliseconds: number): Row => ({
      what: `filter of the page: ${what}`,
      cost: `${milliseconds.toFixed(0)} ms`,
      baseline: `${AT_ONCE} ms`,
      ratio: milliseconds / AT_ONCE,
      aim: 1,
    });
    return [row("first word, worst case", measured[0] ?? Number.NaN), row("median", median(measured.slice(1)))];
  } finally {
    await close();
  }
}

/** Runs in the page: types into the search, reads the layout that follows, and gives the milliseconds between. */
const TYPE = `(() => {
  const search = document.getElementById("search");
  const before = performance.now();
  search.value = WORDS;
  search.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("findings").getBoundingClientRect();
  return performance.now() - before;
})()`;

function reportOf(count: number): Report {
  const findings = Array.from({ length: count }, (_, i) => finding(i));
  return {
    version: 1,
    summary: { denied: count, undetermined: 0, audited: 0, exempted: 0, compliant: 0 },
    unmapped: {},
    notes: [],
    findings,
  };
}

/** As long as those of real plans are; one in two has a path. */
function finding(i: number): Finding {
  const address = `module.estate["${i % 40}"].azurerm_cognitive_account.a${i}`;
  const camera = `azurerm_iothub.cameras${i}`;
  const app = `azurerm_linux_function_app.draft${i}`;
  return {
    rule: i % 2 === 0 ? "camera-pipeline" : "law-enforcement-review",
    decision: i % 2 === 0 ? "D6" : "D5",
    verdict: "denied",
    fatal: false,
    message: `${address} is refused by a rule (D6, design): the camera source ${camera} reaches it by ${camera} -> ${app} -> ${address} (E10, E1). Here tags.aoai-operator is "us-state-local-police".`,
    statement: `The camera source ${camera} reaches it.`,
    clause: "design, R17, R19",
    resource: {
      type: "Microsoft.CognitiveServices/accounts",
      name: `aoai-${i}`,
      address,
      constructPath: null,
      file: "plan.json",
    },
    evidence: [
      ...(i % 2 === 0
        ? [
            { edge: "E10", from: camera, to: app, attribute: `${camera}: endpoint`, strength: "strong" as const },
            { edge: "E1", from: app, to: address, attribute: `${app}: app_settings`, strength: "strong" as const },
          ]
        : []),
      { path: "tags.aoai-operator", value: "us-state-local-police" },
      { path: "subscription.tags.aoai-operator", value: "us-state-local-police" },
    ],
    unknown: [],
    mend: "Declare a fixed camera in a controlled environment where that is true; else have the pipeline reviewed and tag the review's id and expiry date.",
  };
}
