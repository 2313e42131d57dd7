import { Command, CommanderError, InvalidArgumentError } from "commander";
import { armCommand } from "./commands/arm";
import { checkCommand } from "./commands/check";
import { contextCommand } from "./commands/context";
import { policyCommand } from "./commands/policy";
import { providerCommand } from "./commands/provider";
import { traceCommand } from "./commands/trace";
import { printable, quietLines } from "../report/printable";
import type { Io } from "./io";
import type { ExitCode, Session } from "./session";
import { packageVersion } from "./version";

export { processIo } from "./io";

/**
 * Runs one command line to its end. Nothing is thrown: whatever goes wrong becomes one sentence on stderr and exit code 2, with the stack
 * trace only under `--debug`.
 */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const session: Session = { io, exit: (wanted) => void (code = wanted) };
  try {
    await program(session).parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`${printable(sentence(error))}\n`);
    if (argv.includes("--debug") && error instanceof Error) io.err(`${error.stack}\n`);
    return 2;
  }
}

function program(session: Session): Command {
  const { io } = session;
  const root = new Command("aoai-guard")
    .description("Checks that Azure OpenAI is provisioned only under its guard.")
    .version(packageVersion(), "-V, --version")
    .showHelpAfterError("(--help shows what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => io.err(quietUsage(text)),
      getOutHasColors: () => io.color,
    });
  for (const command of [checkCommand, traceCommand, armCommand, contextCommand, policyCommand, providerCommand])
    root.addCommand(inherit(command(session), root));
  return root;
}

/** What is said of a wrong usage repeats the words of the command line, which a pipeline may have from somebody else. */
const quietUsage = (text: string): string => quietLines(text.split("\n").map(printable).join("\n"));

/** `addCommand` takes a command as it is; exit and output have to be handed down to it and to its own commands. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const option of command.options)
    if (option.required && option.parseArg === undefined) option.argParser<string | undefined>(once);
  for (const child of command.commands) inherit(child, command);
  return command;
}

/** Of two files given to one option commander would take the last and say nothing of the first. */
function once(value: string, before: string | undefined): string {
  if (before === undefined) return value;
  throw new InvalidArgumentError("It is given twice.");
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === "InputError") return `aoai-guard: ${message}`;
  return `aoai-guard: internal error: ${message} (nothing was judged; --debug shows where)`;
}
