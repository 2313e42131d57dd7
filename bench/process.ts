import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Cost {
  milliseconds: number;
  /** Peak resident set, in MB. */
  megabytes: number;
}

export interface Candidate {
  name: string;
  /** Arguments of node. */
  args: readonly string[];
  /** Exit codes that are no failure; default 0. */
  codes?: readonly number[];
}

/**
 * Runs each candidate `runs` times in turn, so that whatever else the machine does falls on all of them, and gives the median of each. Peak memory is
 * what the process itself says at its end.
 */
export function compare(candidates: readonly Candidate[], runs: number): Cost[] {
  const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
  try {
    const report = join(folder, "rss");
    const preload = join(folder, "rss.cjs");
    writeFileSync(
      preload,
      `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
    );
    const costs = candidates.map((): Cost[] => []);
    for (let run = 0; run <= runs; run++) {
      candidates.forEach((candidate, index) => {
        const cost = measure(candidate, preload, report);
        // The first round fills the caches of the file system.
        if (run > 0) costs[index]?.push(cost);
      });
    }
    return costs.map((list) => ({
      milliseconds: median(list.map((cost) => cost.milliseconds)),
      megabytes: median(list.map((cost) => cost.megabytes)),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure({ name, args, codes = [0] }: Candidate, preload: string, report: string): Cost {
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", preload, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const milliseconds = performance.now() - before;
  if (!codes.includes(status ?? -1)) throw new Error(`${name} ended with exit code ${status}: ${stderr}`);
  return { milliseconds, megabytes: Number(readFileSync(report, "utf8")) / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
