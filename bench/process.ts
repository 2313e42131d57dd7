import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Cost {
  milliseconds: number;
  /** Processor time of all its threads, which other work on the machine touches less; NaN where nothing tells it. */
  processor: number;
  /** Peak resident set, in MB; NaN where nothing tells it. */
  megabytes: number;
}

export interface Candidate {
  name: string;
  /** Default: this node. */
  command?: string;
  args: readonly string[];
  /** Exit codes that are no failure; default 0. */
  codes?: readonly number[];
}

/**
 * Runs each candidate `runs` times in turn, so that whatever else the machine does falls on all of them, and gives the median of each. Peak memory is
 * what a process of node itself says at its end; of others GNU time tells it, where there is one.
 */
export function compare(candidates: readonly Candidate[], runs: number): Cost[] {
  const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
  try {
    const report = join(folder, "rss");
    const preload = join(folder, "rss.cjs");
    writeFileSync(
      preload,
      `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(report)}, [process.resourceUsage().maxRSS, process.cpuUsage().user / 1e6, process.cpuUsage().system / 1e6].join(" ")));`,
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
      processor: median(list.map((cost) => cost.processor)),
      megabytes: median(list.map((cost) => cost.megabytes)),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const GNU_TIME = "/usr/bin/time";

function measure(candidate: Candidate, preload: string, report: string): Cost {
  const { name, codes = [0] } = candidate;
  const [command, ...args] = commandLine(candidate, preload, report);
  const before = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  const milliseconds = performance.now() - before;
  if (!codes.includes(status ?? -1)) throw new Error(`${name} ended with exit code ${status}: ${stderr}`);
  const said = existsSync(report) ? readFileSync(report, "utf8").trim().split("\n").at(-1) : undefined;
  rmSync(report, { force: true });
  const [kilobytes = NaN, user = NaN, system = NaN] = said?.split(" ").map(Number) ?? [];
  return { milliseconds, processor: (user + system) * 1000, megabytes: kilobytes / 1024 };
}

function commandLine({ command, args }: Candidate, preload: string, report: string): [string, ...string[]] {
  if (command === undefined) return [process.execPath, "--require", preload, ...args];
  return existsSync(GNU_TIME) ? [GNU_TIME, "-f", "%M %U %S", "-o", report, command, ...args] : [command, ...args];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
