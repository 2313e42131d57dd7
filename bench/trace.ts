import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { CONTEXT } from "./estate";
import { costsOf, growth, rowsOfCosts, type PlanCosts } from "./plan-costs";

/**
 * Plans with pipelines: one path from a camera to a model is enough for everything to be traced, one in ten resources is as many as such a plan can hold. Who has
 * thousands of resources has them already, and mostly has written a module for them; a plan that creates them all is the hardest there is.
 */
const PLANS = [
  { size: 10, cameras: 1 },
  { size: 10_000, cameras: 1 },
  { size: 10_000, cameras: 1_000 },
  { size: 50_000, cameras: 5_000 },
  { size: 10_000, cameras: 1_000, modules: true },
  { size: 50_000, cameras: 5_000, modules: true },
  { size: 10_000, cameras: 1, standing: true },
  { size: 10_000, cameras: 1_000, standing: true },
  { size: 50_000, cameras: 5_000, standing: true },
  { size: 10_000, cameras: 1_000, modules: true, standing: true },
  { size: 50_000, cameras: 5_000, modules: true, standing: true },
] as const;
type Plan = { size: number; cameras: number; modules?: boolean; standing?: boolean };

const nameOf = ({ size, cameras, modules, standing }: Plan): string =>
  `${size} resources${modules ? " of modules" : ""}${standing ? " that exist" : ""}, paths: ${cameras}`;

/** Those of one kind of plan, in their order. */
const alike = (one: Plan, measured: readonly PlanCosts[]): PlanCosts[] =>
  measured.filter((_, i) => {
    const { size, cameras, modules, standing } = PLANS[i] as Plan;
    return size >= 10_000 && cameras > 1 && modules === one.modules && standing === one.standing;
  });

/** What `check` costs where there is something to trace. */
export const trace: Benchmark = {
  title: "Trace: aoai-guard check of a plan with pipelines against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = PLANS.map(({ size, ...shape }) => costsOf(size, { ...shape, folder, context, runs: 5 }));
      const start = measured.slice(0, 1);
      return PLANS.flatMap((plan: Plan, i) => {
        const costs = measured[i];
        const last = plan.size === 50_000 ? growth([...start, ...alike(plan, measured)]) : [];
        return costs === undefined ? [] : [...rowsOfCosts(nameOf(plan), costs), ...last];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
