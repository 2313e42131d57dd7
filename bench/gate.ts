import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Benchmark, Row } from "./benchmark";
import { median } from "./process";

const APP = join(__dirname, "gate-app.js");
const PROCESSES = 7;
const AIM = 1.05;

/** What the synth gate adds to App.synth() of 1,000 resources: in a fresh process, as in a pipeline, and warm, as in unit tests. */
export const gate: Benchmark = {
  title: "Gate: App.synth() of 1,000 resources with Guard.enforce against without",
  run() {
    const times = { off: [] as number[][], on: [] as number[][] };
    for (let turn = 0; turn < PROCESSES; turn++) {
      for (const mode of ["off", "on"] as const) times[mode].push(synthTimes(mode));
    }
    const first = (lists: number[][]): number => median(lists.map(([time = Number.NaN]) => time));
    const warm = (lists: number[][]): number => median(lists.flatMap((list) => list.slice(1)));
    return [
      row("first synth of a process", first(times.on), first(times.off)),
      row("later synths of a process", warm(times.on), warm(times.off)),
    ];
  },
};

function row(what: string, on: number, off: number): Row {
  return { what, cost: `${on.toFixed(0)} ms`, baseline: `${off.toFixed(0)} ms`, ratio: on / off, aim: AIM };
}

function synthTimes(mode: "on" | "off"): number[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [APP, mode], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the app (gate ${mode}) ended with exit code ${status}: ${stderr}`);
  return JSON.parse(stdout) as number[];
}
