import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./benchmark";
import { CONTEXT, planOfSize } from "./estate";
import { compare, type Cost } from "./process";

const MAIN = join(__dirname, "..", "src", "cli", "main.js");
const SIZES = [10, 1_000, 10_000];
const AIM = 3;

/** What `check` costs beside a process that only reads and parses the same plan. */
export const check: Benchmark = {
  title: "Check: aoai-guard check against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      return rows(SIZES.map((size) => ({ size, ...measure(size, folder) })));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  size: number;
  megabytes: number;
  parse: Cost;
  check: Cost;
}

function measure(size: number, folder: string): Omit<Measured, "size"> {
  const plan = join(folder, `${size}.json`);
  const context = join(folder, "context.json");
  writeFileSync(plan, JSON.stringify(planOfSize(size)));
  writeFileSync(context, JSON.stringify(CONTEXT));
  const parseOnly = `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`;
  const [parse, whole] = compare(
    [
      { name: "JSON.parse", args: ["-e", parseOnly] },
      {
        name: "aoai-guard check",
        args: [MAIN, "check", plan, "--context", context, "--format", "json"],
        codes: [0, 1],
      },
    ],
    size > 1_000 ? 5 : 11,
  );
  if (parse === undefined || whole === undefined) throw new Error("nothing was measured");
  return { megabytes: statSync(plan).size / 1e6, parse, check: whole };
}

function rows(measured: readonly Measured[]): Row[] {
  const compared = measured.flatMap(({ size, megabytes, parse, check: whole }): Row[] => [
    {
      what: `${size} resources (${megabytes.toFixed(2)} MB): time`,
      cost: `${whole.milliseconds.toFixed(0)} ms`,
      baseline: `${parse.milliseconds.toFixed(0)} ms`,
      ratio: whole.milliseconds / parse.milliseconds,
      aim: AIM,
    },
    {
      what: `${size} resources (${megabytes.toFixed(2)} MB): peak memory`,
      cost: `${whole.megabytes.toFixed(0)} MB`,
      baseline: `${parse.megabytes.toFixed(0)} MB`,
      ratio: whole.megabytes / parse.megabytes,
      aim: AIM,
    },
  ]);
  return [...compared, ...growth(measured)];
}

/** What ten times the resources cost, above what a start costs; linear is 10. */
function growth(measured: readonly Measured[]): Row[] {
  const [small, middle, large] = measured;
  if (small === undefined || middle === undefined || large === undefined) return [];
  const above = ({ check: whole }: Measured): number => whole.milliseconds - small.check.milliseconds;
  return [
    {
      what: `growth from ${middle.size} to ${large.size} resources (linear: ${large.size / middle.size})`,
      cost: `${above(large).toFixed(0)} ms`,
      baseline: `${above(middle).toFixed(0)} ms`,
      ratio: above(large) / above(middle),
    },
  ];
}
