#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { packageVersion } from "./version";
import type * as run from "./run";

/**
 * A run ends before most of what V8 optimizes has paid for its optimizing: a function has to be a good deal hotter than in a server before it is
 * worth it. Saves a quarter of the processor time of a check, of small plans as of large ones. V8 complains about flags that it does not know, so
 * only those versions of Node are told that have it.
 */
const LATER_OPTIMIZING = "--interrupt-budget=1000000";
const LAST_NODE_WITH_IT = 24;

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
  if (Number.parseInt(process.versions.node, 10) <= LAST_NODE_WITH_IT) setFlagsFromString(LATER_OPTIMIZING);
  const { processIo, runCommand } = require("./run") as typeof run;
  void runCommand(argv, processIo()).then((code) => {
    // Not process.exit(): what is still on its way to a pipe would be cut off.
    process.exitCode = code;
  });
}

start(process.argv.slice(2));
