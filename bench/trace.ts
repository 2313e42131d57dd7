import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "./benchmark";
import { CONTEXT, planOfSize } from "./estate";
import { compare } from "./process";

const MAIN = join(__dirname, "..", "src", "cli", "main.js");
const SIZES = [10_000, 50_000];
const AIM = 3;

/** What `check` costs where there is a path from a camera to a model in every ten resources. */
export const trace: Benchmark = {
  title: "Trace: aoai-guard check of a plan full of pipelines against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = SIZES.map((size) => ({ size, ...measure(join(folder, `${size}.json`), context, size) }));
      return [...measured.flatMap(({ rows }) => rows), ...growth(measured)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measure(plan: string, context: string, size: number): { rows: Row[]; milliseconds: number } {
  writeFileSync(plan, JSON.stringify(planOfSize(size, true)));
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
    3,
  );
  if (parse === undefined || whole === undefined) throw new Error("nothing was measured");
  const what = `${size} resources, ${size / 10} paths (${(statSync(plan).size / 1e6).toFixed(0)} MB)`;
  return {
    milliseconds: whole.milliseconds,
    rows: [
      {
        what: `${what}: time`,
        cost: `${whole.milliseconds.toFixed(0)} ms`,
        baseline: `${parse.milliseconds.toFixed(0)} ms`,
        ratio: whole.milliseconds / parse.milliseconds,
        aim: AIM,
      },
      {
        what: `${what}: peak memory`,
        cost: `${whole.megabytes.toFixed(0)} MB`,
        baseline: `${parse.megabytes.toFixed(0)} MB`,
        ratio: whole.megabytes / parse.megabytes,
        aim: AIM,
      },
    ],
  };
}

function growth([small, large]: readonly { size: number; milliseconds: number }[]): Row[] {
  if (small === undefined || large === undefined) return [];
  return [
    {
      what: `growth from ${small.size} to ${large.size} resources (linear: ${large.size / small.size})`,
      cost: `${large.milliseconds.toFixed(0)} ms`,
      baseline: `${small.milliseconds.toFixed(0)} ms`,
      ratio: large.milliseconds / small.milliseconds,
    },
  ];
}
