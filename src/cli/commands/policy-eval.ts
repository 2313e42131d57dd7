import { Command, Option } from "commander";
import type * as covers from "../../arm/cover";
import type * as arm from "../../arm/read-arm-view";
import type * as input from "../../input";
import { InputError } from "../../input/input-error";
import { Unknown } from "../../policy/unknown";
import type * as engine from "../../policy";
import { printable, quietJson } from "../../report/printable";
import type * as trees from "../explanation-tree";
import type { Session } from "../session";

/** Deeper than any resource. */
const MAX_DEPTH = 500;

interface EvalOptions {
  definition: string;
  resource: string;
  parameters?: string;
  context?: string;
  aliases?: string;
  related?: string;
  apiVersion?: string;
  explain?: boolean;
  format: "text" | "json";
}

const HELP = `
Files are JSON or YAML. "(unknown)" in place of a value stands for one that is not known yet, "(sensitive)" for one that is hidden.
A resource may be an item of what "aoai-guard arm PATH --format json" lists: what its "unknown" names is not known.

Exit code: 0 the definition was evaluated, whatever came out; 2 the input or the usage is wrong.`;

/** `aoai-guard policy eval`: one definition on one resource, as `policy.evaluate` does it. */
export function policyEvalCommand(session: Session): Command {
  return new Command("eval")
    .description("evaluate one definition on one ARM resource")
    .requiredOption("--definition <file>", "policy definition, or its { policyRule, parameters }")
    .requiredOption("--resource <file>", "ARM resource")
    .option("--parameters <file>", "plain values by name; missing ones take their defaults")
    .option("--context <file>", "subscription, resourceGroup, requestContext, policy, claims, utcNow")
    .option("--aliases <file>", 'alias table: output of "az provider list --expand resourceTypes/aliases", or CSV')
    .option("--related <file>", "list of the resources that a look-up for an existence condition finds")
    .option("--api-version <version>", "API version of the request")
    .option("--explain", "show every condition with its value and outcome")
    .addOption(new Option("--format <format>", "how to print the result").choices(["text", "json"]).default("text"))
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((options: EvalOptions) => evaluate(options, session));
}

function evaluate(options: EvalOptions, { io, exit }: Session): void {
  const { InputError, readText, readValue } = require("../../input") as typeof input;
  const { COVERED } = require("../../arm/cover") as typeof covers;
  const { readArmView } = require("../../arm/read-arm-view") as typeof arm;
  const { compilePolicy, loadAliases, PolicyError } = require("../../policy") as typeof engine;
  /** The value with Unknown wherever the file says so, or hides what is there. */
  const opened = (from: unknown, file: string, depth = 0): unknown => {
    if (typeof from === "string") return from === "(unknown)" || from.includes(COVERED) ? Unknown : from;
    if (typeof from !== "object" || from === null) return from;
    // An anchor of YAML that refers to itself has no end at all.
    if (depth > MAX_DEPTH) throw new InputError(file, "is nested too deeply", "write it flatter");
    if (Array.isArray(from)) return from.map((item) => opened(item, file, depth + 1));
    return Object.fromEntries(Object.entries(from).map(([key, part]) => [key, opened(part, file, depth + 1)]));
  };
  const value = (file: string | undefined): unknown => (file === undefined ? undefined : opened(readValue(file), file));
  const { definition, resource, parameters, aliases: table } = options;
  /** What the engine refuses is said of the file that holds it. */
  const said = <T>(work: () => T, fileOf: (error: engine.PolicyError) => { file: string; path: string }): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      const { file, path } = fileOf(error);
      throw new PolicyInputError(`${file} at ${path}: ${error.message.replace(/\.$/, "")}.`);
    }
  };
  try {
    const aliases =
      table === undefined
        ? undefined
        : said(
            () => loadAliases(tableText(readText(table), table)),
            ({ path }) => ({ file: table, path }),
          );
    const policy = said(
      () => compilePolicy(readValue(definition), { aliases }),
      ({ path }) => ({ file: definition, path }),
    );
    // The engine checks what it reads and takes what is absent or of another kind as Azure does.
    const input = {
      resource: typed(readArmView(value(resource) as engine.OpenValue), resource),
      parameters: parameters === undefined ? undefined : plain(byName(value(parameters), parameters)),
      context: contextOf(value(options.context), options.context),
      related: listed(value(options.related), options.related),
      apiVersion: options.apiVersion,
      explain: options.explain,
    } as engine.EvaluateInput;
    const result = said(
      () => policy.evaluate(input),
      ({ path, code }) =>
        path.startsWith(GIVEN) && parameters !== undefined
          ? { file: parameters, path: `$.${path.slice(GIVEN.length)}` }
          : { file: code === "invalidResource" ? resource : definition, path },
    );
    io.out(options.format === "json" ? `${JSON.stringify(printed(result), null, 2)}\n` : inWords(result));
  } catch (error) {
    if (!(error instanceof PolicyInputError)) throw error;
    io.err(`${printable(`aoai-guard: ${error.message}`)}\n`);
    exit(2);
  }
}

/**
 * A resource that says its type. Every ARM resource does; without it nearly every definition says noMatch, and so a whole plan, or the list that
 * `aoai-guard arm` prints, would look as if a rule had let it pass.
 */
function typed(resource: unknown, file: string): unknown {
  if (isObject(resource) && "type" in resource) return resource;
  const mend = 'give one ARM resource, such as one that "aoai-guard arm PATH --format json" lists';
  throw new InputError(file, isObject(resource) ? 'has no "type"' : "is no object", mend, "$");
}

/** Parameters that name nothing would leave every one at its default. */
function byName(parameters: unknown, file: string): object {
  if (isObject(parameters) && (parameters as unknown) !== Unknown) return parameters;
  throw new InputError(
    file,
    "is no object",
    "write the value of each parameter by its name, or {} for the defaults",
    "$",
  );
}

/** The resources of a look-up; undefined where none is given, which means that they are not known. */
function listed(related: unknown, file: string | undefined): unknown {
  if (file === undefined || Array.isArray(related) || related === Unknown) return related;
  throw new InputError(file, "is no list", "write the resources that the look-up finds as a list, [] for none", "$");
}

/** A table without an alias would make every alias a plain path. */
function tableText(text: string, file: string): string {
  if (text.trim() !== "") return text;
  throw new InputError(file, "is empty", "pass the output of az provider list --expand resourceTypes/aliases");
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where the engine says that the value of a parameter is wrong. */
const GIVEN = "$.parameters.";

/** What is wrong with a file, said whole. */
class PolicyInputError extends Error {}

/** Plain values out of Azure's form, `{ effect: { value: "Deny" } }`, as `az policy assignment create --params` takes it. */
function plain(parameters: object): object {
  const entries = Object.entries(parameters);
  const wrapped = ([, one]: [string, unknown]): boolean =>
    typeof one === "object" && one !== null && Object.keys(one).join() === "value";
  return entries.every(wrapped)
    ? Object.fromEntries(entries.map(([name, one]) => [name, (one as { value: unknown }).value]))
    : parameters;
}

const CONTEXT_PARTS = ["subscription", "resourceGroup", "requestContext", "policy", "claims", "utcNow"];

/** A context none of whose parts is misspelt: one that nobody reads would count as not known. */
function contextOf(context: unknown, file: string | undefined): unknown {
  if (context === undefined || file === undefined) return undefined;
  if (!isObject(context)) throw new InputError(file, "is no object", `write one with ${CONTEXT_PARTS.join(", ")}`, "$");
  const other = Object.keys(context).find((name) => !CONTEXT_PARTS.includes(name));
  if (other === undefined) return context;
  throw new InputError(file, `has an unknown key "${other}"`, `use one of ${CONTEXT_PARTS.join(", ")}`, "$");
}

/** The documented keys, in order; JSON leaves out those that are undefined. */
function printed({ outcome, effect, details, unknown, errors, patched, explanation }: engine.EvaluationResult) {
  return { outcome, effect, details, unknown, errors, patched, explanation };
}

function inWords(result: engine.EvaluationResult): string {
  const { explanationTree } = require("../explanation-tree") as typeof trees;
  const { outcome, effect, details, unknown, errors = [], patched, explanation } = result;
  return [
    effect === undefined ? outcome : `${outcome}, effect ${effect}`,
    ...unknown.map((path) => printable(`unknown: ${path}`)),
    ...errors.map((error) => `error: ${quietJson(error)}`),
    ...(details === undefined ? [] : [`details: ${quietJson(details, 2)}`]),
    ...(patched === undefined ? [] : [`patched: ${quietJson(patched, 2)}`]),
    ...(explanation === undefined ? [] : ["", ...explanationTree(explanation)]),
    "",
  ].join("\n");
}
