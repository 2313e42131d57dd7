import { Command, Option } from "commander";
import type * as libraries from "../../library";
import { printable, quietJson } from "../../report/printable";
import type { Session } from "../session";

interface LintOptions {
  format: "text" | "json";
}

const HELP = `
Everything that can be told in one run is: as text a line each on standard error, as JSON { version, definitions, initiatives, faults } on standard output.

Exit code: 0 the library is as Azure accepts it; 2 a file of it or the usage is wrong.`;

/** `aoai-guard policy lint [DIR]`: schemas, names, bindings, Azure's limits and language. */
export function policyLintCommand({ io, exit }: Session): Command {
  return new Command("lint")
    .description("check the files of a policy library against their schemas and Azure's limits")
    .argument("[dir]", "a policy library; default the built-in one")
    .addOption(new Option("--format <format>", "how to print what is wrong").choices(["text", "json"]).default("text"))
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((folder: string | undefined, { format }: LintOptions) => {
      const { builtInFolder, lintFolder } = require("../../library") as typeof libraries;
      const { library, faults } = lintFolder(folder ?? builtInFolder());
      const [definitions, initiatives] = [library.definitions.size, library.initiatives.size];
      if (format === "json") {
        const listed = faults.map(({ file, path, problem, mend }) => ({ file, path: path ?? null, problem, mend }));
        io.out(`${quietJson({ version: 1, definitions, initiatives, faults: listed }, 2)}\n`);
      } else if (faults.length === 0) {
        io.out(`${definitions} definitions and ${initiatives} initiatives are as Azure accepts them.\n`);
      } else for (const fault of faults) io.err(`${printable(`aoai-guard: ${fault.message}`)}\n`);
      if (faults.length > 0) exit(2);
    });
}
