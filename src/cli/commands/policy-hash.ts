import { Command } from "commander";
import type * as libraries from "../../library";
import type { Session } from "../session";

/** `aoai-guard policy hash [DIR]`: what a context file holds as `contentHash`. */
export function policyHashCommand({ io }: Session): Command {
  return new Command("hash")
    .description("print the content hash of each initiative")
    .argument("[dir]", "a policy library; default the built-in one")
    .option("--debug", "show where an error was raised")
    .addHelpText("after", "\nExit code: 0 the hashes were printed; 2 a file or the usage is wrong.")
    .action((folder?: string) => {
      const { builtInLibrary, initiativeContentHash, loadLibrary } = require("../../library") as typeof libraries;
      const library = folder === undefined ? builtInLibrary() : loadLibrary(folder);
      for (const name of [...library.initiatives.keys()].sort()) {
        io.out(`${initiativeContentHash(library, name)}  ${name}\n`);
      }
    });
}
