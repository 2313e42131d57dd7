import { Token } from "cdktf";
import { nonComplianceMessage, type InitiativeReference, type PolicyDefinition } from "../src/library";
import type { JsonObject, JsonValue } from "../src/policy/json";
import type { ModelProps } from "./account-props";
import type { GuardPrecondition, IOpenAiGuardrails } from "./guardrails";
import { translateRule, type RuleSubject } from "./hcl/rule";
import { all, known, literal, scalar, UntranslatableRule, type Term, type Test } from "./hcl/term";
import { BASELINE_INITIATIVE, boundDefinitions, FATAL_INITIATIVE, initiative } from "./library";
import type { LiveScope } from "./live-scope";
import { completeTagNames, type TagNames } from "./tag-names";
import { templateText } from "./template-text";

/** What a resource is refused for once Terraform has read the live facts. */
export interface Judged {
  readonly preconditions: GuardPrecondition[];
  /** Rules whose preconditions these are; what they leave open at synth, Terraform decides. */
  readonly rules: ReadonlySet<string>;
}

/** The facts of an account that are its own. */
export interface AccountFacts {
  readonly kind: string;
  readonly tags: Readonly<Record<string, string>>;
}

const ACCOUNT = "Microsoft.CognitiveServices/accounts";
const DEPLOYMENT = `${ACCOUNT}/deployments`;
const LIVE = /\b(subscription|resourceGroup)\(\)/;

/** A rule reads the live subscription or resource group; all others are decided by the synth gate already. */
function readsLiveScope(definition: PolicyDefinition): boolean {
  return LIVE.test(JSON.stringify(definition.properties.policyRule.if));
}

/** Turns the library's rules into preconditions of the resources of one account (gate G4): the same definitions that every other gate evaluates. */
export class LiveConditions {
  private readonly tagNames: Required<TagNames>;

  public constructor(
    private readonly guardrails: IOpenAiGuardrails,
    private readonly scope: LiveScope,
  ) {
    this.tagNames = completeTagNames(guardrails.tagNames);
  }

  /** Preconditions of the account, those of the guard's assignments among them. */
  public onAccount({ kind, tags }: AccountFacts): Judged {
    const judged = this.judge((name) => {
      if (name === "type") return known(ACCOUNT);
      return name === "kind" ? known(kind) : tagField(name, tags);
    });
    const ofGuard = this.guardrails.preconditionsFor(this.resourceGroupId);
    if (ofGuard.length === 0) return judged;
    return {
      preconditions: [...ofGuard, ...judged.preconditions],
      rules: new Set([...judged.rules, "guard-assignment"]),
    };
  }

  /** The id of the resource group, put together of what is known before the group is made. */
  private get resourceGroupId(): string {
    const { subscription, resourceGroup } = this.scope;
    return `"\${${subscription}.id}/resourceGroups/\${${resourceGroup}.name}"`;
  }

  /**
   * Preconditions of a deployment, which is judged with the facts of its account: those that the account does not have already, since a
   * deployment comes after its account.
   */
  public onDeployment(model: ModelProps, tags: AccountFacts["tags"], ofAccount: Judged): Judged {
    const properties: Record<string, string | undefined> = {
      "model.format": model.format,
      "model.name": model.name,
      "model.version": model.version,
      versionUpgradeOption: "NoAutoUpgrade",
    };
    const field = (name: string): Term => {
      if (name === "type") return known(DEPLOYMENT);
      if (name.startsWith(`${DEPLOYMENT}/`)) return known(properties[name.slice(DEPLOYMENT.length + 1)]);
      return tagField(name, tags);
    };
    const { preconditions, rules } = this.judge(field, ofAccount.rules);
    return { preconditions, rules: new Set([...ofAccount.rules, ...rules]) };
  }

  private judge(field: (name: string) => Term, settled: ReadonlySet<string> = new Set()): Judged {
    const preconditions: GuardPrecondition[] = [];
    const rules = new Set<string>();
    for (const name of [FATAL_INITIATIVE, BASELINE_INITIATIVE]) {
      const references = initiative(name).properties.policyDefinitions;
      boundDefinitions(name).forEach(({ definition }, index) => {
        if (settled.has(definition.name) || !readsLiveScope(definition)) return;
        const refused = this.refusal(definition, references[index] as InitiativeReference, field);
        if (typeof refused === "boolean") return;
        rules.add(definition.name);
        const errorMessage = templateText(nonComplianceMessage(definition));
        preconditions.push({ condition: `\${!${refused}}`, errorMessage });
      });
    }
    return { preconditions, rules };
  }

  /** When a rule refuses: its `if`, where its effect is deny. */
  private refusal(definition: PolicyDefinition, reference: InitiativeReference, field: (name: string) => Term): Test {
    const subject: RuleSubject = {
      field,
      parameter: (name) => this.parameter(name, definition, reference),
      subscription: this.scope.subscription,
      resourceGroup: this.scope.resourceGroup,
    };
    const { if: condition, then } = definition.properties.policyRule;
    const denies = this.denies(then["effect"], subject);
    const test = denies === false ? false : all([denies, translateRule(condition, subject)]);
    return typeof test === "string" && !test.startsWith("(") ? `(${test})` : test;
  }

  private denies(effect: JsonValue | undefined, subject: RuleSubject): Test {
    return translateRule({ value: effect ?? "deny", equals: "deny" } as JsonObject, subject);
  }

  /** A parameter of a definition, as its initiative and the assignment set it. */
  private parameter(name: string, definition: PolicyDefinition, reference: InitiativeReference): Term {
    const tag = /^(.*)Tag$/.exec(name)?.[1];
    if (tag !== undefined && tag in this.tagNames) return known(this.tagNames[tag as keyof TagNames]);
    const declared = definition.properties.parameters?.[name];
    const given = reference.parameters[name]?.value;
    const passed = typeof given === "string" ? /^\[parameters\('(\w+)'\)\]$/.exec(given)?.[1] : undefined;
    if (passed === undefined) return known(given ?? declared?.defaultValue);
    const expression = this.guardrails.parameterExpression(passed);
    const constant = constantOf(expression);
    if (constant !== undefined) return known(constant);
    return declared?.type === "Array" ? { kind: "texts", hcl: expression } : scalar(expression);
  }
}

/** The value of an expression that is JSON, and so the same whenever it is read. */
function constantOf(expression: string): JsonValue | undefined {
  try {
    return JSON.parse(expression.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{")) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A tag of the account itself; a token in it stays for Terraform to read. */
function tagField(name: string, tags: AccountFacts["tags"]): Term {
  const wanted = /^tags\['?(.*?)'?\]$/.exec(name)?.[1]?.toLowerCase();
  if (wanted === undefined) throw new UntranslatableRule(`field ${name}`);
  const value = Object.entries(tags).find(([tag]) => tag.toLowerCase() === wanted)?.[1];
  return value !== undefined && Token.isUnresolved(value) ? scalar(literal(value)) : known(value);
}
