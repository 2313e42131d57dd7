import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./benchmark";
import { planOfSize, type EstateShape } from "./plan-of";
import { compare, type Candidate, type Cost } from "./process";

const MAIN = join(__dirname, "..", "src", "cli", "main.js");
/** How many times as much as a bare JSON.parse a check of a plan may take, in time and in memory. */
const AIM = 3;

/** `aoai-guard check` of a plan, as a pipeline runs it. */
export const CHECK = (plan: string, context: string): Candidate => ({
  name: "aoai-guard check",
  args: [MAIN, "check", plan, "--context", context, "--format", "json"],
  codes: [0, 1],
});

/** What one plan costs to parse, and to check. */
export interface PlanCosts {
  size: number;
  megabytes: number;
  parse: Cost;
  check: Cost;
}

/**
 * Measures `check` beside a process that only reads and parses the same plan.
 * @param shape how many paths from a camera to a model the plan holds, at most one in ten resources, and what makes its resources
 */
export function costsOf(
  size: number,
  { folder, context, runs, ...shape }: { folder: string; context: string; runs: number } & EstateShape,
): PlanCosts {
  const plan = join(folder, `${size}.json`);
  writeFileSync(plan, JSON.stringify(planOfSize(size, shape)));
  const parseOnly = `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`;
  const [parse, check] = compare([{ name: "JSON.parse", args: ["-e", parseOnly] }, CHECK(plan, context)], runs);
  if (parse === undefined || check === undefined) throw new Error("nothing was measured");
  return { size, megabytes: statSync(plan).size / 1e6, parse, check };
}

/** A plan's costs as ratios of time, of processor time and of peak memory. */
export const rowsOfCosts = (what: string, { megabytes, parse, check }: PlanCosts): Row[] =>
  rowsOf(`${what} (${megabytes.toFixed(megabytes < 1 ? 2 : 0)} MB)`, check, parse, AIM);

export function rowsOf(what: string, cost: Cost, baseline: Cost, aim: number): Row[] {
  const row = (name: string, unit: string, of: (each: Cost) => number): Row => ({
    what: `${what}: ${name}`,
    cost: `${of(cost).toFixed(0)} ${unit}`,
    baseline: `${of(baseline).toFixed(0)} ${unit}`,
    ratio: of(cost) / of(baseline),
    aim,
  });
  const rows = [
    row("time", "ms", ({ milliseconds }) => milliseconds),
    row("processor time", "ms", ({ processor }) => processor),
    row("memory", "MB", ({ megabytes }) => megabytes),
  ];
  return rows.filter(({ ratio }) => !Number.isNaN(ratio));
}

/** Below this many resources the costs of a start hide what more of them cost. */
const TELLING = 1_000;

/** What more resources cost in processor time, above what a start costs, from each telling size to the next. */
export function growth(measured: readonly PlanCosts[]): Row[] {
  const [start, ...more] = measured;
  if (start === undefined) return [];
  const above = ({ check }: PlanCosts): number => check.processor - start.check.processor;
  return more.flatMap((large, i) => {
    const small = more[i - 1];
    if (small === undefined || small.size < TELLING) return [];
    return [
      {
        what: `growth from ${small.size} to ${large.size} resources (linear: ${large.size / small.size})`,
        cost: `${above(large).toFixed(0)} ms`,
        baseline: `${above(small).toFixed(0)} ms`,
        ratio: above(large) / above(small),
      },
    ];
  });
}
