import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { CONTEXT } from "./estate";
import { costsOf, growth, rowsOfCosts } from "./plan-costs";

/**
 * Plans with pipelines: one path from a camera to a model is enough for everything to be traced, one in ten resources is as many as such a plan can hold. Who has
 * thousands of resources has written a module for them.
 */
const PLANS = [
  { size: 10, cameras: 1 },
  { size: 10_000, cameras: 1 },
  { size: 10_000, cameras: 1_000 },
  { size: 50_000, cameras: 5_000 },
  { size: 10_000, cameras: 1_000, modules: true },
  { size: 50_000, cameras: 5_000, modules: true },
] as const;
type Plan = { size: number; cameras: number; modules?: boolean };

const nameOf = ({ size, cameras, modules }: Plan): string =>
  `${size} resources${modules ? " of modules" : ""}, paths: ${cameras}`;

/** What `check` costs where there is something to trace. */
export const trace: Benchmark = {
  title: "Trace: aoai-guard check of a plan with pipelines against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = PLANS.map(({ size, ...shape }) => costsOf(size, { ...shape, folder, context, runs: 5 }));
      const [start, , ...many] = measured;
      return [
        ...measured.flatMap((costs, i) => rowsOfCosts(nameOf(PLANS[i] as Plan), costs)),
        ...growth(start === undefined ? [] : [start, ...many.slice(0, 2)]),
        ...growth(start === undefined ? [] : [start, ...many.slice(2)]),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
