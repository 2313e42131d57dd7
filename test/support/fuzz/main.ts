import { parentPort, isMainThread, Worker, workerData } from "node:worker_threads";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { PROPERTIES } from "./properties";

/** Runs of a property before the next one takes its turn. */
const RUNS = 500;
/** A turn that takes longer than this hangs: one run needs about a millisecond. */
const PATIENCE_SECONDS = 60;

/** What the thread that tries inputs tells the one that watches it. */
type Message = { begins: string; seed: number } | { failed: string } | { runs: number };

/**
 * `node dist/test/support/fuzz/main.js [--minutes N] [--seed N]`: tries random and mutated definitions, resources and expressions against the engine until the time
 * is up. Exits with 1, and the seed that shows it again, where something other than a result or a PolicyError comes out, or nothing does.
 */
function watch(): void {
  const { values } = parseArgs({ options: { minutes: { type: "string" }, seed: { type: "string" } } });
  const minutes = Number(values.minutes ?? 1);
  const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
  if (!(minutes > 0) || !Number.isInteger(seed)) {
    console.error("--minutes takes a number above 0, --seed a whole number.");
    process.exit(2);
  }
  console.log(`Fuzzing the policy engine for ${minutes} min, seed ${seed}`);
  const worker = new Worker(__filename, { workerData: { until: Date.now() + minutes * 60_000, seed } });
  let turn = "";
  let hangs: NodeJS.Timeout | undefined;
  const end = (status: number, text: string): void => {
    console.log(text);
    process.exit(status);
  };
  worker.on("message", (message: Message) => {
    if ("failed" in message) return end(1, `${turn}\n${message.failed}`);
    if ("runs" in message) return end(0, `${message.runs} runs, nothing found`);
    turn = `"${message.begins}" with --seed ${message.seed}`;
    clearTimeout(hangs);
    hangs = setTimeout(() => end(1, `${turn} hangs`), PATIENCE_SECONDS * 1000);
  });
  worker.on("error", (error) => end(1, `${turn} crashed: ${error.stack}`));
}

function work({ until, seed }: { until: number; seed: number }): void {
  const tell = (message: Message): void => parentPort?.postMessage(message);
  let runs = 0;
  for (let turn = seed; Date.now() < until; turn++) {
    for (const [name, property] of Object.entries(PROPERTIES)) {
      tell({ begins: name, seed: turn });
      const details = fc.check(property, { seed: turn, numRuns: RUNS });
      if (details.failed)
        return tell({ failed: `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` });
      runs += details.numRuns;
    }
  }
  tell({ runs });
}

if (isMainThread) watch();
else work(workerData as { until: number; seed: number });
