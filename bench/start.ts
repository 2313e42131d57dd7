import { join } from "node:path";
import type { Benchmark } from "./benchmark";
import { compare } from "./process";

const MAIN = join(__dirname, "..", "src", "cli", "main.js");

/** What a start of the command line costs beside a start of Node. */
export const start: Benchmark = {
  title: "Start: aoai-guard --version against node -e 0",
  run() {
    const [bare, version] = compare(
      [
        { name: "node -e 0", args: ["-e", "0"] },
        { name: "aoai-guard --version", args: [MAIN, "--version"] },
      ],
      21,
    );
    if (bare === undefined || version === undefined) return [];
    return [
      {
        what: "--version",
        cost: `${version.milliseconds.toFixed(0)} ms`,
        baseline: `${bare.milliseconds.toFixed(0)} ms`,
        ratio: version.milliseconds / bare.milliseconds,
        aim: 1.5,
      },
    ];
  },
};
