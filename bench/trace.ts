import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { CONTEXT } from "./estate";
import { costsOf, growth, rowsOfCosts } from "./plan-costs";

/** Resources, and paths from a camera to a model among them: one is enough for everything to be traced, one in ten resources is as many as such a plan can hold. */
const PLANS = [
  [10, 1],
  [10_000, 1],
  [10_000, 1_000],
  [50_000, 5_000],
] as const;

/** What `check` costs where there is something to trace. */
export const trace: Benchmark = {
  title: "Trace: aoai-guard check of a plan with pipelines against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = PLANS.map(([size, cameras]) => costsOf(size, { cameras, folder, context, runs: 5 }));
      return [
        ...measured.flatMap((costs, i) => rowsOfCosts(`${costs.size} resources, paths: ${PLANS[i]?.[1]}`, costs)),
        ...growth(measured.filter((_, i) => PLANS[i]?.[1] !== 1 || i === 0)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
