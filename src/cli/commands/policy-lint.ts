import { Command } from "commander";
import type * as libraries from "../../library";
import type { Session } from "../session";

/** `aoai-guard policy lint [DIR]`: schemas, names, bindings and Azure's limits. */
export function policyLintCommand({ io }: Session): Command {
  return new Command("lint")
    .description("check the files of a policy library against their schemas and Azure's limits")
    .argument("[dir]", "a policy library; default the built-in one")
    .option("--debug", "show where an error was raised")
    .action((folder?: string) => {
      const { builtInFolder, loadLibrary } = require("../../library") as typeof libraries;
      const { definitions, initiatives } = loadLibrary(folder ?? builtInFolder());
      io.out(`${definitions.size} definitions and ${initiatives.size} initiatives are as Azure accepts them.\n`);
    });
}
