import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { CONTEXT } from "./estate";
import { costsOf, growth, rowsOfCosts } from "./plan-costs";

const SIZES = [10, 10_000, 50_000];

/** What `check` costs where there is a path from a camera to a model in every ten resources. */
export const trace: Benchmark = {
  title: "Trace: aoai-guard check of a plan full of pipelines against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = SIZES.map((size) => costsOf(size, { pipelines: true, folder, context, runs: 3 }));
      return [
        ...measured.flatMap((costs) => rowsOfCosts(`${costs.size} resources, ${costs.size / 10} paths`, costs)),
        ...growth(measured),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
