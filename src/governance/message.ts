import { NOT_SET, type FactEvidence, type Finding, type FindingSubject, type Verdict } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import { isUnknown } from "../policy/unknown";
import type { OpenValue } from "../policy/json";
import type { Rule, RuleResult } from "./rule-book";
import { originOf, type View } from "./view";
import { listed } from "./listed";
import { SENSITIVE, shownValue } from "./shown-value";

/** What a finding is about, told from a planned resource. */
export function subjectOf(planned: PlannedResource): FindingSubject {
  const { resource, address, constructPath, file, madeAt } = planned;
  const name = typeof resource.name === "string" ? shownValue(planned, "name", resource.name) : null;
  return {
    type: resource.type,
    name,
    // An id that is made of a sensitive name would tell it.
    id: typeof resource.id === "string" && name !== SENSITIVE ? resource.id : null,
    address: address || null,
    constructPath: constructPath ?? null,
    ...(madeAt === undefined ? {} : { madeAt }),
    file: file || null,
  };
}

/** How a sentence names a resource: its address, else type and name. */
export function label(planned: PlannedResource): string {
  return planned.address || `${planned.resource.type} ${subjectOf(planned).name ?? ""}`.trim();
}

/** Facts whose value is a boolean or a number: a report has all values as text, and a sentence puts only texts in quotes. */
const BARE = new WeakSet<FactEvidence>();

/** The facts that a match rests on, each once, at the place where a reader finds them. */
export function evidenceOf(result: RuleResult, view: View, planned: PlannedResource): FactEvidence[] {
  const evidence = new Map<string, FactEvidence>();
  for (const { message, path } of result.errors ?? []) evidence.set(path, { path: `rule ${path}`, value: message });
  for (const { path, value } of result.facts ?? []) {
    if (!isPlace(path) || UNINTERESTING.test(path) || isEmpty(value)) continue;
    const origin = originOf(view, planned, path, value);
    const fact = { path: origin.label, value: shownValue(origin.planned, origin.path, origin.value) };
    if (typeof origin.value === "boolean" || typeof origin.value === "number") BARE.add(fact);
    evidence.set(origin.label, fact);
  }
  return [...evidence.values()];
}

/** Where the unknown values are that keep a result open, as a reader finds them. */
export function unknownOf(result: RuleResult, view: View, planned: PlannedResource): string[] {
  const places = result.unknown.filter(isPlace);
  return [
    ...new Set(
      (places.length > 0 ? places : result.unknown).map((path) => originOf(view, planned, path, undefined).label),
    ),
  ];
}

const ROOTS: ReadonlySet<string> = new Set([
  "properties",
  "tags",
  "subscription",
  "resourceGroup",
  "parameters",
  "related",
  "type",
  "kind",
  "location",
  "name",
  "fullName",
  "id",
  "identity",
  "sku",
  "requestContext",
]);
/** What a count or a function made out of other values (`party[2]`, `utcNow`) is no place to look at. */
const isPlace = (path: string): boolean => ROOTS.has(path.split(/[.[]/, 1)[0] ?? "");
/** Said already by what the finding is about, or by the rule. */
const UNINTERESTING = /^(type|kind|parameters\b.*)$/;
const isEmpty = (value: OpenValue): boolean =>
  value === undefined || value === null || value === "" || isUnknown(value);

const TELL =
  "Tell what is not known, in the context file (docs/context.md) or in the configuration. Should the rule apply then:";

/** What a finding says: by itself, and beside its resource, its rule and its evidence. */
export type Said = Required<Pick<Finding, "message" | "statement">>;

/** A finding of a library rule. */
export function findingOf(
  rule: Rule,
  planned: PlannedResource,
  verdict: Verdict,
  parts: Said & Partial<Pick<Finding, "evidence" | "unknown" | "mend" | "rule" | "missingContext">>,
): Finding {
  return {
    rule: parts.rule ?? rule.name,
    decision: rule.decision,
    verdict,
    fatal: rule.fatal,
    message: parts.message,
    statement: parts.statement,
    clause: rule.clause,
    resource: subjectOf(planned),
    evidence: parts.evidence ?? [],
    unknown: parts.unknown ?? [],
    ...(parts.missingContext === undefined ? {} : { missingContext: parts.missingContext }),
    mend: parts.mend ?? (verdict === "undetermined" ? `${TELL} ${rule.mend}` : rule.mend),
  };
}

const VERB: Readonly<Record<Verdict, string>> = {
  denied: "is refused",
  undetermined: "cannot be decided",
  audited: "is reported",
  exempted: "is exempted",
};

/** `azurerm_x.y is refused by rule (D1, R18)`. */
function headOf(rule: Pick<Rule, "name" | "decision" | "clause">, planned: PlannedResource, verdict: Verdict): string {
  return `${label(planned)} ${VERB[verdict]} by ${rule.name} (${rule.decision}, ${rule.clause})`;
}

/** The words of a finding: what happens to which resource, by which rule, and then what the rule says and why. */
export function said(
  rule: Pick<Rule, "name" | "decision" | "clause">,
  planned: PlannedResource,
  verdict: Verdict,
  { statement, because = "" }: { statement: string; because?: string },
): Said {
  return {
    message: `${headOf(rule, planned, verdict)}: ${statement}.${because}`,
    statement: `${statement.charAt(0).toUpperCase()}${statement.slice(1)}.`,
  };
}

/** The words of a library rule's finding: its reasons are the facts, or what is not known. */
export function ruleMessage(
  rule: Rule,
  planned: PlannedResource,
  verdict: Verdict,
  details: { evidence: readonly FactEvidence[]; unknown: readonly string[]; hint: string },
): Said {
  const { evidence, unknown, hint } = details;
  const facts = evidence.length > 0 ? ` Here ${factsText(evidence)}.` : "";
  const open = `${unknown.length > 0 ? ` Not known: ${listed(unknown)}.` : ""}${hint}`;
  return said(rule, planned, verdict, {
    statement: titleOf(rule),
    because: verdict === "undetermined" ? open : facts,
  });
}

/** What the rule asks for: its title without the product's name before the colon. */
function titleOf({ title }: Rule): string {
  const asked = title.slice(title.indexOf(": ") < 0 ? 0 : title.indexOf(": ") + 2);
  return `the rule is that ${/^no /.test(asked) ? `there is ${asked}` : asked}`;
}

/** `tags.a is "x", properties.c is true, tags.b and tags.c are not set`. */
export function factsText(evidence: readonly FactEvidence[]): string {
  const missing = evidence.filter(({ value }) => value === NOT_SET).map(({ path }) => path);
  const said = evidence
    .filter(({ value }) => value !== NOT_SET)
    .map((fact) => {
      const { path, value } = fact;
      return `${path} is ${value === SENSITIVE || BARE.has(fact) ? value : JSON.stringify(value)}`;
    });
  const absent = missing.length > 0 ? [`${listed(missing)} ${missing.length > 1 ? "are" : "is"} not set`] : [];
  return [...(said.length > 0 ? [listed(said)] : []), ...absent].join("; ");
}
