import { endOf } from "../input/date";
import { writeYaml } from "../input/write-yaml";
import type { Finding } from "../findings/finding";

/** An entry of an exemption file that would exempt from a finding, but for the ticket and the owner, which are for a person to write. */
export interface ExemptionEntry {
  name: string;
  policyDefinitionReferenceIds: string[];
  address?: string;
  constructPath?: string;
  resourceId?: string;
  exemptionCategory: "Waiver";
  /** A day, as late as an exemption may end. */
  expiresOn: string;
  metadata: { ticket: ""; owner: "" };
  findings: number;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The entries that would exempt from the findings that are denied or undetermined, one for each rule and resource. Nothing exempts from a fatal rule, and nobody can name a finding that has
 * neither address nor construct path nor id.
 */
export function exemptionEntries(
  findings: readonly Finding[],
  { now, maximumDays }: { now: string; maximumDays: number },
): ExemptionEntry[] {
  const expiresOn = new Date(endOf(now.slice(0, 10)) + maximumDays * DAY).toISOString().slice(0, 10);
  const entries = new Map<string, ExemptionEntry>();
  for (const { rule, verdict, fatal, resource } of findings) {
    const subject = subjectOf(resource);
    if (fatal || (verdict !== "denied" && verdict !== "undetermined") || subject === undefined) continue;
    const key = JSON.stringify([rule, subject]);
    const before = entries.get(key);
    if (before !== undefined) before.findings += 1;
    else {
      entries.set(key, {
        name: nameFor(rule, resource, entries.size),
        policyDefinitionReferenceIds: [rule],
        ...subject,
        exemptionCategory: "Waiver",
        expiresOn,
        metadata: { ticket: "", owner: "" },
        findings: 1,
      });
    }
  }
  return [...entries.values()];
}

type Subject = Pick<ExemptionEntry, "address" | "constructPath" | "resourceId">;

/** The name of a resource that holds longest: the construct path outlives an address, which cdktf derives from it. */
function subjectOf({ address, constructPath, id }: Finding["resource"]): Subject | undefined {
  if (constructPath !== null) return { constructPath };
  if (address !== null) return { address };
  return typeof id === "string" ? { resourceId: id } : undefined;
}

function nameFor(rule: string, { name, type }: Finding["resource"], index: number): string {
  const subject = (name ?? type).replace(/[^A-Za-z0-9._-]+/g, "-");
  return `${rule}-${subject}${index === 0 ? "" : `-${index + 1}`}`;
}

/** An exemption file of drafted entries, as YAML. */
export const draftedFile = (entries: readonly ExemptionEntry[]): string => writeYaml({ exemptions: entries });
