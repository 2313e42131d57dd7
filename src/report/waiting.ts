import {
  isOutside,
  mergeMissing,
  WRITE_GROUP,
  WRITE_SUBSCRIPTION,
  type MissingContext,
} from "../findings/missing-context";
import type { Finding, FindingSubject } from "../findings/finding";
import { pathsOf, stationsOf, titleOf } from "./parts";

/** Undetermined findings with one cause and one remedy: facts of the surroundings that a context file could tell. */
export interface Waiting {
  findings: Finding[];
  /** By resource, in the order of their first finding. */
  groups: { subject: FindingSubject; findings: Finding[] }[];
  /** What to write where a subscription or a group is not even named, so that no context can describe it. */
  unnamed: string[];
  /** What the context file could say, all of it together. */
  missing: MissingContext;
}

/** Whether context would end a finding, or all that it does not know lies outside its resource. */
const waits = ({ verdict, missingContext, unknown }: Finding): boolean =>
  verdict === "undetermined" && (missingContext !== undefined || (unknown.length > 0 && unknown.every(isOutside)));

/** What must be named before a context can describe it. */
function unnamedIn({ missingContext = {}, unknown }: Finding): string[] {
  const hides = (what: RegExp, told: unknown): boolean => told === undefined && unknown.some((path) => what.test(path));
  if (hides(/^subscription\b/, missingContext.subscriptions)) return [WRITE_SUBSCRIPTION];
  return hides(/^resourceGroup\b/, missingContext.resourceGroups) ? [WRITE_GROUP] : [];
}

/** Parts the findings that wait for context from those that are told one by one. */
export function partWaiting(findings: readonly Finding[]): { waiting: Waiting; others: Finding[] } {
  const found = findings.filter(waits);
  return {
    waiting: {
      findings: found,
      groups: bySubject(found),
      unnamed: [...new Set(found.flatMap(unnamedIn))],
      missing: mergeMissing(found.flatMap(({ missingContext }) => missingContext ?? [])),
    },
    others: findings.filter((finding) => !waits(finding)),
  };
}

/** Findings by the resource they are about, in the order of its first one. */
export function bySubject(findings: readonly Finding[]): { subject: FindingSubject; findings: Finding[] }[] {
  const groups = new Map<string, { subject: FindingSubject; findings: Finding[] }>();
  for (const finding of findings) {
    const { file, address, type, name } = finding.resource;
    const key = [file, address, type, name].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subject: finding.resource, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** The paths that findings rest on, each once, as their resources in order. */
export const pathsAmong = (findings: readonly Finding[]): string[][] => {
  const paths = findings.flatMap(({ evidence }) => pathsOf(evidence)).map(stationsOf);
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
};

/** `D1, D2 (fatal); D5, D9`: the rules of findings about one resource. */
export function decisionsOf(findings: readonly Finding[]): string {
  const names = (fatal: boolean): string =>
    [...new Set(findings.filter((each) => each.fatal === fatal).map(({ decision, rule }) => decision ?? rule))].join(
      ", ",
    );
  return [names(true) === "" ? "" : `${names(true)} (fatal)`, names(false)].filter((text) => text !== "").join("; ");
}

/** `8 rules on 2 resources, 3 of them fatal`. */
export function waitingText({ findings, groups }: Waiting): string {
  const fatal = findings.filter((each) => each.fatal).length;
  const rules = findings.length === 1 ? "1 rule" : `${findings.length} rules`;
  const where =
    groups.length === 1 ? titleOf((groups[0] as Waiting["groups"][number]).subject) : `${groups.length} resources`;
  const some = fatal === 0 ? "" : fatal === findings.length ? ", fatal" : `, ${fatal} of them fatal`;
  return `${rules} on ${where}${some}`;
}
