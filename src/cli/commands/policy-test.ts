import { Command } from "commander";
import type * as libraries from "../../library";
import type { Session } from "../session";

/** `aoai-guard policy test [DIR]`: runs the cases that lie beside the definitions. */
export function policyTestCommand({ io, exit }: Session): Command {
  return new Command("test")
    .description("run the cases of a policy library (<name>.cases.yaml beside <name>.json)")
    .argument("[dir]", "a policy library; default the built-in one")
    .option("--debug", "show where an error was raised")
    .addHelpText(
      "after",
      "\nExit code: 0 every case passed; 1 one did not; 2 a file or the usage is wrong, or there are no cases.",
    )
    .action((folder?: string) => {
      const { casesFile, loadCases, runCases, builtInFolder, compileLibrary, loadLibrary } =
        require("../../library") as typeof libraries;
      const library = loadLibrary(folder ?? builtInFolder());
      const results = [...compileLibrary(library).policies].map(([name, { policy }]) => ({
        name,
        cases: runCases(policy, loadCases(library, name)),
      }));
      const failed = results.flatMap(({ name, cases }) =>
        cases.filter((one) => !one.passed).map((one) => ({ ...one, file: casesFile(library, name) })),
      );
      for (const { file, path, note, expected, actual, unknown } of failed) {
        const open = unknown.length === 0 ? "" : ` (unknown: ${unknown.join(", ")})`;
        io.out(`FAILED ${file} at ${path}: ${note}\n  expected ${expected}, got ${actual}${open}\n`);
      }
      const untested = results.filter(({ cases }) => cases.length === 0).map(({ name }) => name);
      if (untested.length > 0) io.err(`Without cases: ${untested.join(", ")}.\n`);
      const run = results.reduce((sum, { cases }) => sum + cases.length, 0);
      io.out(`${run - failed.length} cases passed, ${failed.length} failed, of ${results.length} policies.\n`);
      // No case at all is no proof of anything.
      exit(run === 0 ? 2 : failed.length > 0 ? 1 : 0);
    });
}
