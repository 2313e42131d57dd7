import { Command, Option } from "commander";
import type * as input from "../../input";
import type * as engine from "../../policy";
import type { Session } from "../run";

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

/** `aoai-guard policy eval`: one definition on one resource, as `policy.evaluate` does it. */
export function policyEvalCommand(session: Session): Command {
  return new Command("eval")
    .description("evaluate one definition on one ARM resource")
    .requiredOption("--definition <file>", "policy definition, as JSON")
    .requiredOption("--resource <file>", "ARM resource, as JSON or YAML")
    .option("--parameters <file>", "plain values by name; missing ones take their defaults")
    .option("--context <file>", "subscription, resourceGroup, requestContext, utcNow")
    .option("--aliases <file>", 'alias table: output of "az provider list --expand resourceTypes/aliases", or CSV')
    .option("--related <file>", "list of the resources that a look-up for an existence condition finds")
    .option("--api-version <version>", "API version of the request")
    .option("--explain", "show every condition with its value and outcome")
    .addOption(new Option("--format <format>", "how to print the result").choices(["text", "json"]).default("text"))
    .option("--debug", "show where an error was raised")
    .action((options: EvalOptions) => evaluate(options, session));
}

function evaluate(options: EvalOptions, { io, exit }: Session): void {
  const { readText, readValue } = require("../../input") as typeof input;
  const { compilePolicy, loadAliases, PolicyError } = require("../../policy") as typeof engine;
  const value = (file: string | undefined): unknown => (file === undefined ? undefined : readValue(file));
  try {
    const aliases = options.aliases === undefined ? undefined : loadAliases(readText(options.aliases));
    const policy = compilePolicy(readText(options.definition), { aliases });
    // The engine checks what it reads and takes what is absent or of another kind as Azure does.
    const result = policy.evaluate({
      resource: readValue(options.resource),
      parameters: value(options.parameters),
      context: value(options.context),
      related: value(options.related),
      apiVersion: options.apiVersion,
      explain: options.explain,
    } as engine.EvaluateInput);
    io.out(options.format === "json" ? `${JSON.stringify(printed(result), null, 2)}\n` : inWords(result));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    io.err(`aoai-guard: ${options.definition} at ${error.path}: ${error.message}\n`);
    exit(2);
  }
}

/** The documented keys, in order; JSON leaves out those that are undefined. */
function printed({ outcome, effect, details, unknown, errors, explanation }: engine.EvaluationResult) {
  return { outcome, effect, details, unknown, errors, explanation };
}

function inWords({ outcome, effect, details, unknown, errors = [], explanation }: engine.EvaluationResult): string {
  return [
    effect === undefined ? outcome : `${outcome}, effect ${effect}`,
    ...unknown.map((path) => `unknown: ${path}`),
    ...errors.map((error) => `error: ${JSON.stringify(error)}`),
    ...(details === undefined ? [] : [`details: ${JSON.stringify(details, null, 2)}`]),
    ...(explanation === undefined ? [] : [`explanation: ${JSON.stringify(explanation, null, 2)}`]),
    "",
  ].join("\n");
}
