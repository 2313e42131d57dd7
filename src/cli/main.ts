#!/usr/bin/env node
import { packageVersion } from "./version";
import type * as run from "./run";

/** The command line. All but the version is required only when it is asked for: a start must cost little more than that of Node itself. */
function start(argv: readonly string[]): void {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${packageVersion()}\n`);
    return;
  }
  // A reader that closes the pipe early (`| head`) is no failure; the exit code still tells the verdict.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const { processIo, runCommand } = require("./run") as typeof run;
  void runCommand(argv, processIo()).then((code) => {
    // Not process.exit(): what is still on its way to a pipe would be cut off.
    process.exitCode = code;
  });
}

start(process.argv.slice(2));
