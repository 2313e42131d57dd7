import { App, TerraformStack } from "cdktf";
import type { CheckContext } from "../src/governance/context";
import { parseContext } from "../src/governance/parse-context";
import { InputError, parseJson, readValue } from "../src/input";
import type { JsonObject } from "../src/policy/json";
import { recordCreationStacks } from "./gate/creation-stacks";
import { Gate, gateOf, synthesized } from "./gate/gate";
import { judge, type GateOptions } from "./gate/verdict";
import { guardReport, type GuardReport } from "./guard-report";
import { checkProps } from "./props";

/** What to do with a rule that is not fatal and cannot be decided yet. */
export type UndeterminedHandling = "warn" | "fail";

/**
 * What the gate is told. Everything has a default; the more of the world the context describes, the more is decided at synth.
 *
 * @example { contextFile: "context.yaml" }
 */
export interface GuardOptions {
  /**
   * YAML or JSON file that describes what stands outside the app: subscriptions, resource groups, assignments, exemptions
   * (docs/guide-ci.md, "The context file").
   *
   * @default - `context`
   */
  readonly contextFile?: string;
  /**
   * The same, as an object.
   *
   * @default - nothing is known of the world outside the app
   * @example { subscriptions: [{ id: "11111111-1111-1111-1111-111111111111", tags: {} }] }
   */
  readonly context?: { [key: string]: unknown };
  /**
   * `fail` refuses whatever is not decided at synth, also what Terraform would decide on live data.
   *
   * @default "warn" - fatal rules refuse all the same
   */
  readonly undetermined?: UndeterminedHandling;
  /**
   * Records for every resource made after `Guard.enforce` which line of the program makes it, in the comment that cdktf writes beside it. Refusals and
   * `aoai-guard check` of the synthesized stack then name that line. The files that are written hold paths of the machine, and each resource costs a
   * stack trace.
   *
   * @default false
   */
  readonly creationStacks?: boolean;
}

/** The synth gate (G2): judges the final JSON of every stack of an app, whatever made its resources. */
export class Guard {
  /**
   * Puts the gate in front of an app's output. Call it once, anywhere before `app.synth()`; stacks may be made before or after. It cannot be taken away
   * again: not by `skipValidation`, not by an Aspect, not by replacing a synthesizer.
   *
   * On a refusal `app.synth()` throws, and no `cdk.tf.json` and no manifest is left. What is audited is printed on standard error.
   *
   * @example
   * const app = new App();
   * Guard.enforce(app, { contextFile: "context.yaml" });
   * new SummariserStack(app, "summariser");
   * app.synth();
   *
   * @param app the app
   * @param options what the gate is told
   */
  public static enforce(app: App, options: GuardOptions = {}): void {
    if (!App.isApp(app)) throw new TypeError("Guard.enforce takes a cdktf App.");
    Gate.install(app, gateOptions(options));
    if (options.creationStacks === true) recordCreationStacks(app);
  }

  /**
   * Judges a stack, the JSON of one (`Testing.synth(stack)`, a parsed cdk.tf.json), or a list of either together. For unit tests.
   *
   * @example
   * expect(Guard.check(stack).refused).toEqual([]);
   *
   * @param subject a stack, JSON text, a parsed cdk.tf.json, or a list of these
   * @param options what the gate is told
   */
  public static check(subject: unknown, options: GuardOptions = {}): GuardReport {
    const subjects = Array.isArray(subject) ? (subject as unknown[]) : [subject];
    if (subjects.length === 0) throw new InputError("Guard.check", "was given no stack", PASS_A_STACK);
    return guardReport(judge(subjects.map(synthesizedOf), gateOptions(options)));
  }

  private constructor() {}
}

const OPTIONS = {
  type: "object",
  additionalProperties: false,
  properties: {
    contextFile: { type: "string", minLength: 1 },
    context: { type: "object" },
    undetermined: { enum: ["warn", "fail"] },
    creationStacks: { type: "boolean" },
  },
};

/** @throws InputError for an option that there is not: a misspelt one would leave the gate looser than its author meant. */
function gateOptions(options: GuardOptions): GateOptions {
  checkProps("Guard", options, OPTIONS);
  const { contextFile, context, undetermined } = options;
  if (contextFile !== undefined && context !== undefined) {
    throw new TypeError("Give Guard a contextFile or a context, not both.");
  }
  const told = contextFile === undefined ? context : readValue(contextFile);
  return { context: parsed(told, contextFile ?? "options.context"), undetermined: undetermined ?? "warn" };
}

const parsed = (told: unknown, name: string): CheckContext | undefined =>
  told === undefined ? undefined : parseContext(told, name);

const PASS_A_STACK = "pass a TerraformStack, the text of Testing.synth(stack) or a parsed cdk.tf.json";

function synthesizedOf(subject: unknown, index: number): ReturnType<typeof synthesized> {
  if (TerraformStack.isStack(subject)) return synthesized(subject, subject.node.path, stackJson(subject));
  if (App.isApp(subject)) throw new InputError("Guard.check", "was given an App", PASS_A_STACK);
  if (typeof subject === "string" && !subject.trimStart().startsWith("{"))
    throw new InputError("Guard.check", "was given a text that is no JSON object", PASS_A_STACK);
  const json = typeof subject === "string" ? parseJson(subject, "Guard.check") : subject;
  return { file: index === 0 ? "cdk.tf.json" : `cdk.tf.json (${index + 1})`, json: json as JsonObject, seals: [] };
}

/** A stack as `Testing.synth` would give it, with the metadata that tells construct paths. */
function stackJson(stack: TerraformStack): JsonObject {
  const { invokeAspects } = require("cdktf/lib/synthesize/synthesizer") as {
    invokeAspects(root: TerraformStack): void;
  };
  invokeAspects(stack);
  return gateOf(stack)?.raw(stack) ?? (stack.toTerraform() as JsonObject);
}
