import type { FactEvidence, Finding, FindingSubject, Verdict } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import { isUnknown } from "../policy/unknown";
import type { OpenValue } from "../policy/json";
import type { Rule, RuleResult } from "./rule-book";
import { originOf, type View } from "./view";

/** What a finding is about, told from a planned resource. */
export function subjectOf({ resource, address, constructPath, file }: PlannedResource): FindingSubject {
  const name = typeof resource.name === "string" ? resource.name : null;
  return {
    type: resource.type,
    name,
    address: address || null,
    constructPath: constructPath ?? null,
    file: file || null,
  };
}

/** How a sentence names a resource: its address, else type and name. */
export function label({ address, resource }: PlannedResource): string {
  return address || `${resource.type} ${typeof resource.name === "string" ? resource.name : ""}`.trim();
}

const SENSITIVE = "(sensitive)";

/** The facts that a match rests on, each once, at the place where a reader finds them. */
export function evidenceOf(result: RuleResult, view: View, planned: PlannedResource): FactEvidence[] {
  const evidence = new Map<string, FactEvidence>();
  for (const { path, value } of result.facts ?? []) {
    if (isUninteresting(path, value)) continue;
    const origin = originOf(view, path, value);
    evidence.set(origin, { path: origin, value: isSensitive(planned, path) ? SENSITIVE : printable(value) });
  }
  return [...evidence.values()];
}

/** A type, an empty value and the parameters say nothing that the finding does not. */
const isUninteresting = (path: string, value: OpenValue): boolean =>
  path === "type" ||
  path.startsWith("parameters.") ||
  value === undefined ||
  value === null ||
  value === "" ||
  isUnknown(value);

/** Whether a path is one that Terraform marks sensitive, or lies in one, or holds one. */
function isSensitive({ sensitive }: PlannedResource, path: string): boolean {
  const own = path.toLowerCase();
  return sensitive.some((marked) => {
    const other = marked.toLowerCase();
    return own === other || startsAt(own, other) || startsAt(other, own);
  });
}

const startsAt = (path: string, prefix: string): boolean =>
  path.startsWith(prefix) && (path[prefix.length] === "." || path[prefix.length] === "[");

function printable(value: OpenValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}

/** A finding of a library rule. */
export function findingOf(
  rule: Rule,
  planned: PlannedResource,
  verdict: Verdict,
  parts: Pick<Finding, "message"> & Partial<Pick<Finding, "evidence" | "unknown" | "mend" | "rule">>,
): Finding {
  return {
    rule: parts.rule ?? rule.name,
    decision: rule.decision,
    verdict,
    fatal: rule.fatal,
    message: parts.message,
    clause: rule.clause,
    resource: subjectOf(planned),
    evidence: parts.evidence ?? [],
    unknown: parts.unknown ?? [],
    mend: parts.mend ?? rule.mend,
  };
}

const VERB: Readonly<Record<Verdict, string>> = {
  denied: "is refused",
  undetermined: "cannot be decided",
  audited: "is reported",
  exempted: "is exempted",
};

/** The sentence of a library rule's finding: what happens to which resource, by which rule, because of which facts. */
export function ruleMessage(
  rule: Rule,
  planned: PlannedResource,
  verdict: Verdict,
  details: { evidence?: readonly FactEvidence[]; unknown?: readonly string[]; context?: readonly string[] },
): string {
  const head = `${label(planned)} ${VERB[verdict]} by ${rule.name} (${rule.decision}, ${rule.clause}): ${titleOf(rule)}.`;
  if (verdict === "undetermined") {
    const unknown = listed(details.unknown ?? []);
    const ends = details.context?.length ? ` These lines of context end that: ${details.context.join("; ")}.` : "";
    return `${head}${unknown ? ` Not known: ${unknown}.` : ""}${ends}`;
  }
  const facts = listed((details.evidence ?? []).map(({ path, value }) => `${path} is ${quoted(value)}`));
  return facts ? `${head} It applies because ${facts}.` : head;
}

/** The title without the product's name before the colon. */
const titleOf = ({ title }: Rule): string => title.slice(title.indexOf(": ") < 0 ? 0 : title.indexOf(": ") + 2);
const quoted = (value: string): string => (value === SENSITIVE ? value : JSON.stringify(value));

/** `a, b and c`; more than six are counted. */
export function listed(items: readonly string[]): string {
  const shown = items.length > 6 ? [...items.slice(0, 5), `${items.length - 5} more`] : [...items];
  const last = shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last}`;
}
