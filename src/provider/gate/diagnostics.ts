import { Cover } from "../../arm/cover";
import type { Evidence, Finding, PathEdge } from "../../findings";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isObject } from "../../policy/property";
import type { Diagnostic } from "../protocol/messages";

const ERROR = 1;
const WARNING = 2;

/** @param attribute the argument that is at fault, which Terraform then shows */
export const error = (summary: string, detail = "", attribute?: string): Diagnostic => ({
  severity: ERROR,
  summary,
  detail,
  ...at(attribute),
});

export const warning = (summary: string, detail = "", attribute?: string): Diagnostic => ({
  severity: WARNING,
  summary,
  detail,
  ...at(attribute),
});

const at = (attribute: string | undefined): Pick<Diagnostic, "attribute"> =>
  attribute === undefined ? {} : { attribute: { steps: [{ attributeName: attribute }] } };

export const isError = ({ severity }: Diagnostic): boolean => severity === ERROR;

const WORDS = { denied: "Denied", undetermined: "Undetermined", audited: "Audited", exempted: "Exempted" } as const;

/**
 * A finding as Terraform shows it.
 * @param isError whether Terraform is to stop
 */
export function findingDiagnostic(finding: Finding, isError: boolean): Diagnostic {
  const { verdict, fatal, evidence, unknown, clause, mend } = finding;
  const detail = [
    sentenceOf(finding),
    "",
    ...pathLines(evidence.filter(isEdge)),
    ...labelled(
      "facts",
      evidence.flatMap((item) => (isEdge(item) ? [] : [item.path])),
    ),
    ...labelled("unknown", unknown),
    ...labelled("clause", [clause]),
    ...labelled("mend", [mend]),
    ...labelled("or", unknown.some(isTagAbove) ? [HAND_IN] : []),
  ].join("\n");
  const summary = `${WORDS[verdict]}: ${nameOf(finding)}${fatal ? " (fatal: nothing exempts it)" : ""}`;
  return (isError ? error : warning)(summary, detail, "resources");
}

/**
 * What will be known when Terraform applies, all in one: at a first plan much is.
 * @param findings at least one
 */
export function openDiagnostic(findings: readonly Finding[]): Diagnostic {
  const lines = findings.flatMap((finding) => [
    `  ${nameOf(finding)}: ${sentenceOf(finding)}`,
    ...(finding.unknown.length > 0 ? [`    unknown ${finding.unknown.join(", ")}`] : []),
  ]);
  const detail = [
    "These depend on what is known only after apply. They are judged again then, before what depends on this gate is made:",
    "",
    ...lines,
  ];
  const rules = [...new Set(findings.map(({ decision, rule }) => decision ?? rule))];
  return warning(`Undetermined until apply: ${rules.join(", ")}`, detail.join("\n"), "resources");
}

/**
 * Resources of which not even the attributes are known, as where a condition that chooses them is not.
 * @param names at least one
 */
export const unseenDiagnostic = (names: readonly string[]): Diagnostic =>
  warning(
    "Undetermined: the resources are not known yet",
    `Nothing is known of ${names.join(", ")} yet. All is judged when Terraform applies, before what depends on this gate is made.`,
    "resources",
  );

const nameOf = ({ decision, rule }: Finding): string => (decision === null ? rule : `${decision} ${rule}`);

const sentenceOf = ({ resource: { address }, statement, message }: Finding): string =>
  [...(address === null ? [] : [address]), statement ?? message].join(": ");

/** Whether a fact is a tag of what a resource lies in: a gate can be handed that, too. */
export const isTagAbove = (path: string): boolean => /^(subscription|resourceGroup)\.tags\./.test(path);

const HAND_IN = "Hand in the resource group, and the data source of the subscription, as well: their tags tell.";

const isEdge = (item: Evidence): item is PathEdge => "edge" in item;

function pathLines(edges: readonly PathEdge[]): string[] {
  const [first] = edges;
  if (first === undefined) return [];
  const hops = edges.map(
    ({ edge, to, attribute, strength }) => `          -> ${to} (${edge}, ${strength}: ${attribute})`,
  );
  return [`  path    ${first.from}`, ...hops];
}

/** Lines that begin with a space are not wrapped by Terraform. */
const labelled = (label: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`  ${label.padEnd(8)}${values.join(", ")}`];

/** Covers the values of resources: Terraform does not tell a provider which are sensitive. */
export const coverOf = (resources: OpenObject): Cover =>
  new Cover({ values: textsIn(resources), keys: [] }, Object.keys(resources));

/** A finding without values: facts are told by their paths alone, and what stands in a sentence is covered. */
export function withoutValues(finding: Finding, cover: Cover): Finding {
  const { message, statement, unknown, mend } = finding;
  return {
    ...finding,
    message: cover.text(message),
    ...(statement !== undefined && { statement: cover.text(statement) }),
    unknown: unknown.map((path) => cover.text(path)),
    mend: cover.text(mend),
  };
}

function textsIn(value: OpenValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap((item) => textsIn(item as OpenValue)) : [];
}
