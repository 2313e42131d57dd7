#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { LATER_OPTIMIZING } from "./later-optimizing";
import { packageVersion } from "./version";
import type * as run from "./run";

/** The command line. All but the version is required only when it is asked for: a start must cost little more than that of Node itself. */
function start(argv: readonly string[]): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that closes the pipe early (`| head`) is no failure; the exit code still tells the verdict.
    if (error.code === "EPIPE") return;
    process.stderr.write(`aoai-guard: the report cannot be written (${error.code}).\n`);
    process.exit(2);
  });
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${packageVersion()}\n`);
    return;
  }
  const flag = LATER_OPTIMIZING[process.versions.node.split(".", 1)[0] ?? ""];
  if (flag !== undefined) setFlagsFromString(flag);
  const { processIo, runCommand } = require("./run") as typeof run;
  void runCommand(argv, processIo()).then((code) => {
    // Not process.exit(): what is still on its way to a pipe would be cut off.
    process.exitCode = code;
  });
}

start(process.argv.slice(2));
