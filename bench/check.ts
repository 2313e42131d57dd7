import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { CONTEXT } from "./estate";
import { costsOf, growth, rowsOfCosts } from "./plan-costs";

const SIZES = [10, 100, 1_000, 10_000, 50_000];
/** Of an estate that exists a plan says three times as much of each resource. */
const STANDING = [10_000, 50_000];

/** What `check` costs beside a process that only reads and parses the same plan. */
export const check: Benchmark = {
  title: "Check: aoai-guard check against node -e JSON.parse of the same plan",
  run() {
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      const measured = SIZES.map((size) => costsOf(size, { folder, context, runs: size > 1_000 ? 5 : 11 }));
      const standing = STANDING.map((size) => costsOf(size, { folder, context, runs: 5, standing: true }));
      return [
        ...measured.flatMap((costs) => rowsOfCosts(`${costs.size} resources`, costs)),
        ...growth(measured),
        ...standing.flatMap((costs) => rowsOfCosts(`${costs.size} resources that exist`, costs)),
        ...growth([...measured.slice(0, 1), ...standing]),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
