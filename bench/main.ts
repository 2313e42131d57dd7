import type { Benchmark, Row } from "./benchmark";
import { check } from "./check";
import { engine } from "./engine";
import { gate } from "./gate";
import { provider } from "./provider";
import { report } from "./report";
import { peers } from "./peers";
import { start } from "./start";
import { trace } from "./trace";

const BENCHMARKS: Readonly<Record<string, Benchmark>> = { start, check, trace, peers, gate, engine, report, provider };

/** `node dist/bench/main.js [NAME...]`: runs all benchmarks, or those named. Ratios are of one run on one machine, so they can be compared. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${benchmark.title}`);
    for (const row of await benchmark.run()) console.log(line(row));
  }
}

function line({ what, cost, baseline, ratio, aim }: Row): string {
  const verdict = aim === undefined ? "" : `  aim ${aim}${ratio <= aim ? "" : "  MISSED"}`;
  return `  ${what.padEnd(66)} ${cost.padStart(9)} / ${baseline.padStart(9)} = ${ratio.toFixed(2)}${verdict}`;
}

void main(process.argv.slice(2));
