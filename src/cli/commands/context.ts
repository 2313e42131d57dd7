import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { CheckContext } from "../../governance";
import type * as inventories from "../../inventory";
import type * as libraries from "../../library";
import { printable } from "../../report/printable";
import type * as reading from "../read/outputs";
import type { Session } from "../session";
import { refuseOverwriting, refuseUnwritable, writeOutput } from "../write-output";

interface ContextOptions {
  subscription: readonly string[];
  policies?: string;
  output?: string;
}

const HELP = `
FILE is what one of these commands printed, - (the default) is standard input; several may stand one behind another:
  az account show | list                        which subscriptions
  az tag list --resource-id /subscriptions/ID   the tags of one
  az account management-group entities list     the management groups above each; show --expand --recurse, too
  az group list                                 resource groups and their tags
  az policy assignment list --scope /subscriptions/ID --disable-scope-strict-match
  az policy exemption list  --scope /subscriptions/ID --disable-scope-strict-match
  az graph query -q "resourcecontainers"        all of the first four
A context file among them is kept, but for what the outputs tell anew. Nothing is asked of Azure.
What is still missing is told on standard error, each with the command that prints it.

Exit code: 0 the context was written, whatever is missing; 2 the input or the usage is wrong.`;

/** `aoai-guard context [FILE...]`: writes a context file from what people have. */
export function contextCommand(session: Session): Command {
  return new Command("context")
    .description("write a context file from what az prints")
    .addArgument(new Argument("[file...]", "outputs of az, and context files").default(["-"], "standard input"))
    .addOption(
      new Option("--subscription <id>", "write only this subscription; may be given several times")
        .argParser(addSubscription)
        .default([], "all"),
    )
    .option("--policies <dir>", "the policy library whose initiatives are the guard's, instead of the built-in one")
    .option("--output <file>", "write the context to a file instead of standard output")
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((files: string[], options: ContextOptions) => context(files, options, session));
}

async function context(files: readonly string[], options: ContextOptions, { io }: Session): Promise<void> {
  const { readOutputs } = require("../read/outputs") as typeof reading;
  const { contextOf, contextYaml, missingOf, readItem, Survey } = require("../../inventory") as typeof inventories;
  const { builtInLibrary, loadLibrary } = require("../../library") as typeof libraries;

  if (options.output !== undefined) refuseUnwritable(options.output, "--output");
  const library = options.policies === undefined ? builtInLibrary() : loadLibrary(options.policies);
  const { items, contexts, empty, printed } = await readOutputs(files, io);
  // A context file may be brought up to date in its place; what az printed tells more than is taken from it.
  if (options.output !== undefined) refuseOverwriting([options.output], printed);
  const survey = new Survey();
  for (const item of items) readItem(item, survey, { initiatives: [...library.initiatives.keys()] });

  const written = [...contexts, contextOf(survey, options.subscription) as CheckContext].reduce(merged, {});
  const document = contextYaml(written);
  if (options.output === undefined) io.out(document);
  else writeOutput(options.output, document, "--output");
  io.err(told(empty.map(emptyNote), missingOf(written, survey)));
}

const emptyNote = (file: string): string =>
  `${file} is an empty list, and that does not tell of what: nothing is taken from it. Of exemptions nothing need be told; is no policy assigned at all, write "guard: []".`;

function told(notes: readonly string[], missing: readonly string[]): string {
  const lines = [
    ...notes,
    ...(missing.length === 0 ? ["Nothing is missing."] : ["Still missing, and so unknown to the check:"]),
    ...missing.map((line) => `  - ${line}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}

/** A key of the later counts; of what has an id, what the later tells of it. */
function merged(before: CheckContext, after: CheckContext): CheckContext {
  return {
    ...before,
    ...after,
    ...byId("subscriptions", before, after),
    ...byId("resourceGroups", before, after),
  };
}

function byId<K extends "subscriptions" | "resourceGroups">(
  key: K,
  before: CheckContext,
  after: CheckContext,
): Pick<CheckContext, K> {
  const entries = new Map<string, { id: string }>();
  for (const entry of [...(before[key] ?? []), ...(after[key] ?? [])]) {
    const id = entry.id.toLowerCase();
    entries.set(id, { ...entries.get(id), ...entry });
  }
  return (entries.size === 0 ? {} : { [key]: [...entries.values()] }) as Pick<CheckContext, K>;
}

function addSubscription(value: string, before: readonly string[]): string[] {
  const id = value.replace(/^\/subscriptions\//i, "").toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new InvalidArgumentError("Write a subscription's GUID.");
  return [...before, id];
}
