import { createHash } from "../policy/create-hash";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contextFile } from "../findings/missing-context";
import type { Finding, Report } from "../findings/finding";
import { failsRun } from "../findings/summary";
import { drawingOfPaths } from "./path-drawing";
import { countsOf, exemptionText, factsOf, notesOf, pathsOf, placeOf, placeText, rank } from "./parts";
import { quietJson } from "./printable";
import type { Reporter } from "./reporter";
import { svg } from "./trace/svg";
import { partWaiting, waitingText, type Waiting } from "./waiting";
import { escapedXml as escaped } from "./xml";

/**
 * One page for people, without network: what is found, with filters, and the paths. What is fixed is written here; the findings lie in it as JSON, and
 * src/report/page/page.js shows as many as fit on a screen. The page's own policy lets no other script, style or request be.
 */
export const html: Reporter = (report, options) => {
  const [style, script] = [asset("page.css"), asset("page.js")];
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const refused = failsRun(report, options);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>aoai-guard: ${refused ? "refused" : "passed"}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="quiet">aoai-guard ${escaped(options.toolVersion)}</p>
<h1>${refused ? "Refused" : "Passed"}</h1>
<ul class="counts">
${countsOf(report).map(countItem).join("\n")}
</ul>
</header>
<main>
${[...contextSection(partWaiting(report.findings).waiting), ...findingsSections(report), ...notesSection(report)].join("\n")}
</main>
${report.findings.length === 0 ? "" : `<script type="application/json" id="data">${dataOf(report, options.root)}</script>\n<script>${script}</script>\n`}</body>
</html>
`;
};

/** From the folder beside this one, in the sources as in the bundle of the command line. */
const asset = (name: string): string => readFileSync(join(__dirname, "..", "report", "page", name), "utf8");

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** JSON that cannot end the element it lies in. The worst finding comes first. */
function dataOf({ findings }: Report, root: string | undefined): string {
  const shown = [...findings].sort((a, b) => rank(a) - rank(b)).map((finding) => shownFinding(finding, root));
  return quietJson({ findings: shown, files: filesOf(findings) }).replaceAll("<", "\\u003c");
}

/** The files that were judged, as the page's filter numbers them. */
const filesOf = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.flatMap(({ resource: { file } }) => file ?? [])),
];

function shownFinding(finding: Finding, root: string | undefined) {
  const { rule, decision, verdict, fatal, message, statement, clause, resource, evidence, unknown, mend } = finding;
  const { exemption, baseline } = finding;
  const place = placeOf(resource, root);
  return {
    ...{ rule, decision, verdict, fatal, clause, resource, unknown, mend },
    // Beside the facts the message would say them again.
    ...(statement === undefined ? { message } : { statement }),
    paths: pathsOf(evidence),
    facts: factsOf(evidence),
    ...(exemption === undefined ? {} : { exempt: exemptionText(exemption) }),
    ...(baseline === "known" ? { known: true } : {}),
    ...(place === null || resource.madeAt === undefined ? {} : { madeAt: placeText(place) }),
  };
}

function countItem({ verdict, text }: ReturnType<typeof countsOf>[number]): string {
  const [count = "", ...words] = text.split(" ");
  return `<li data-verdict="${verdict}"><strong>${count}</strong> ${words.join(" ")}</li>`;
}

function contextSection(waiting: Waiting): string[] {
  if (waiting.findings.length === 0) return [];
  const lines = contextFile(waiting.missing).map(escaped);
  return [
    `<section aria-labelledby="context-title"><h2 id="context-title">Not decided for want of context</h2>`,
    `<p>${escaped(waitingText(waiting))}.${waiting.unnamed.map((each) => ` ${escaped(each)}`).join("")}</p>`,
    ...(lines.length === 0
      ? []
      : [
          "<p>These lines in the context file tell what the plan does not show. Write your own name for <code>NAME</code>, and all the tags into <code>{}</code>: left empty, it says that there are none.</p>",
          `<pre tabindex="0" role="region" aria-label="Lines for the context file"><code>${lines.join("\n")}</code></pre>`,
        ]),
    "</section>",
  ];
}

function findingsSections(report: Report): string[] {
  const { compliant } = report.summary;
  const accounts = compliant === 1 ? "1 account" : `${compliant} accounts`;
  return report.findings.length === 0
    ? [`<section><h2>Findings</h2><p>Nothing is found against ${accounts}.</p></section>`]
    : [listSection(report), pathSection(report)];
}

function listSection({ findings }: Report): string {
  const verdicts = [...new Set([...findings].sort((a, b) => rank(a) - rank(b)).map(({ verdict }) => verdict))];
  const rules = new Map(findings.map(({ rule, decision }) => [rule, `${decision ?? ""} ${rule}`.trim()]));
  const files = filesOf(findings);
  const known = findings.some(({ baseline }) => baseline !== undefined)
    ? '<label class="choice"><input type="checkbox" name="new">what no baseline holds</label>'
    : "";
  return `<section aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
<noscript><p>The findings and their filters need JavaScript, which this browser does not run. The text report holds the same.</p></noscript>
<div id="interactive" hidden>
<form id="filters" aria-label="Filters">
<div class="field wide"><label for="search">Search</label><input type="search" id="search" name="search" autocomplete="off" spellcheck="false"></div>
${select("rule", "Rule", [...rules])}
${
  files.length < 2
    ? ""
    : select(
        "file",
        "File",
        files.map((file, i) => [String(i), file]),
      )
}
<fieldset><legend>Verdict</legend>
${verdicts.map((verdict) => `<label class="choice"><input type="checkbox" name="verdict" value="${verdict}" checked>${verdict}</label>`).join("\n")}
</fieldset>
<fieldset><legend>Only</legend><label class="choice"><input type="checkbox" name="fatal">fatal rules</label>${known}</fieldset>
<button type="button" id="show-all">Show all</button>
</form>
<p id="status" role="status"></p>
<ol id="findings" class="findings"></ol>
<nav id="pages" class="pages" aria-label="Pages of findings"><button type="button" id="previous">Previous</button><span id="place"></span><button type="button" id="next">Next</button></nav>
</div>
</section>`;
}

function select(name: string, label: string, choices: readonly (readonly [value: string, text: string])[]): string {
  const options = choices.map(([value, text]) => `<option value="${escaped(value)}">${escaped(text)}</option>`);
  return `<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">all</option>${options.join("")}</select></div>`;
}

function pathSection({ findings }: Report): string {
  const drawing = drawingOfPaths(findings);
  const picture =
    drawing === undefined
      ? ""
      : `<div class="drawing" tabindex="0" role="region" aria-label="Drawing of the paths">${svg(drawing)}</div>`;
  return `<section id="path-section" aria-labelledby="paths-title" hidden><h2 id="paths-title">Paths from cameras to models</h2>
<p class="quiet">A box is a resource; choose one to see what is found against it. The line below it names the evidence, dashed where that is weaker.</p>
<ul id="paths" class="routes"></ul>
<button type="button" id="more-paths" hidden>More paths</button>
${picture}
</section>`;
}

function notesSection(report: Report): string[] {
  const notes = notesOf(report).map((note) => `<li>${escaped(note)}</li>`);
  return notes.length === 0
    ? []
    : [`<section aria-labelledby="notes-title"><h2 id="notes-title">Notes</h2><ul>${notes.join("\n")}</ul></section>`];
}
