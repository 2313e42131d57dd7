import type { Finding, FindingSubject } from "../findings/finding";
import { checkSchema } from "../input/check-schema";
import { checkedDate, endOf } from "../input/date";
import { InputError } from "../input/input-error";
import { nearest } from "../input/nearest";
import { refuseOtherDocument } from "../input/other-document";
import { EXEMPTION_FILE_SCHEMA } from "./exemption-file.schema";
import { matcher, type Matcher } from "./pattern";

/** An entry of an exemption file, checked. */
export interface FileExemption {
  name: string;
  /** Where it stands, as a message names it: `exemptions.yaml: "keys"`. */
  label: string;
  category: string;
  reason: string | undefined;
  /** As written. */
  expiresOn: string;
  /** The moment it ends, in milliseconds; of a day its end, UTC. */
  ends: number;
  /** How many findings it is meant for. */
  findings: number;
  /** Whether it is written for this rule and this resource, whatever the day. */
  means(finding: Finding): boolean;
}

export interface ExemptionFileOptions {
  /** The day to judge on, ISO 8601. */
  now: string;
  /** The longest exemption in days, counted from `now`: D11's maximumExemptionDays. */
  maximumDays: number;
  /** Names of the rules there are; absent: any name is taken for one. */
  rules?: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;

interface Entry {
  name: string;
  displayName?: string;
  description?: string;
  policyDefinitionReferenceIds: string[];
  exemptionCategory: string;
  expiresOn: string;
  metadata: { ticket: string | number; owner: string };
  resourceId?: string;
  address?: string;
  constructPath?: string;
  findings?: number;
}

/**
 * Checks what an exemption file holds: every entry says which rules of which resource it is from, until when, by which ticket and who answers for it (D11).
 * @param raw the parsed YAML or JSON
 * @throws InputError with the JSON path
 */
export function parseExemptionFile(raw: unknown, file: string, options: ExemptionFileOptions): FileExemption[] {
  if (raw === undefined) throw new InputError(file, "is empty", 'write "exemptions: []" where there are none');
  refuseOtherDocument(raw, file, "exemptions");
  checkSchema(EXEMPTION_FILE_SCHEMA, raw, file);
  const { exemptions } = raw as { exemptions: Entry[] };
  const names = new Map<string, number>();
  return exemptions.map((entry, i) => {
    const path = `$.exemptions[${i}]`;
    const before = names.get(entry.name.toLowerCase());
    if (before !== undefined) {
      const problem = `is named ${JSON.stringify(entry.name)}, as $.exemptions[${before}] is`;
      throw new InputError(file, problem, "give each exemption a name of its own", `${path}.name`);
    }
    names.set(entry.name.toLowerCase(), i);
    return exemption(entry, file, path, options);
  });
}

function exemption(entry: Entry, file: string, path: string, options: ExemptionFileOptions): FileExemption {
  const { name, displayName, description, exemptionCategory, findings = 1 } = entry;
  for (const [key, meant] of PERSONS_WRITE) {
    if (isBlank(String(entry.metadata[key])))
      throw new InputError(file, "is blank", `write ${meant}`, `${path}.metadata.${key}`);
  }
  const expiresOn = checkedDate(entry.expiresOn, file, `${path}.expiresOn`);
  const ends = endOf(expiresOn);
  const latest = Date.parse(options.now) + (options.maximumDays + 1) * DAY;
  if (ends > latest) {
    throw new InputError(
      file,
      `ends on ${expiresOn}, more than ${options.maximumDays} days from now`,
      "let it end sooner and renew it then",
      `${path}.expiresOn`,
    );
  }
  refuseUnknownRules(entry.policyDefinitionReferenceIds, file, path, options.rules);
  const rules = new Set(entry.policyDefinitionReferenceIds.map((rule) => rule.toLowerCase()));
  const subject = subjectOf(entry, file, path);
  return {
    name,
    label: `the exemption ${JSON.stringify(name)} in ${file}`,
    category: exemptionCategory,
    reason: description ?? displayName,
    expiresOn,
    ends,
    findings,
    means: ({ rule, resource }) => rules.has(rule.toLowerCase()) && subject(resource),
  };
}

/** An entry that names no rule exempts from nothing: whoever wrote it thinks that it does. */
function refuseUnknownRules(
  written: readonly string[],
  file: string,
  path: string,
  known: readonly string[] | undefined,
): void {
  if (known === undefined) return;
  const names = new Set(known.map((rule) => rule.toLowerCase()));
  const at = written.findIndex((rule) => !names.has(rule.toLowerCase()));
  const rule = written[at];
  if (rule === undefined) return;
  const near = nearest(rule, known);
  const mend =
    near === undefined
      ? `use one of ${[...known].sort().join(", ")}`
      : `did you mean "${near}"? Write a rule by the name that the report prints`;
  const problem = `is ${JSON.stringify(rule)}, which is no rule`;
  throw new InputError(file, problem, mend, `${path}.policyDefinitionReferenceIds[${at}]`);
}

const PERSONS_WRITE = [
  ["ticket", "the ticket that approved the exemption"],
  ["owner", "who answers for the exemption"],
] as const;

/** Whether a text shows nothing: what cannot be seen (format and control characters) names nobody either. */
const isBlank = (text: string): boolean => !/[^\p{C}\p{Z}\s]/u.test(text);

const SUBJECTS = ["resourceId", "address", "constructPath"] as const;

/** Whether a resource is one that the entry names; a resource of which the named thing is not known is none. */
function subjectOf(entry: Entry, file: string, path: string): (resource: FindingSubject) => boolean {
  const [kind, other] = SUBJECTS.filter((key) => entry[key] !== undefined);
  if (kind === undefined || other !== undefined) {
    const problem = kind === undefined ? "does not say what it exempts" : `has both ${kind} and ${other}`;
    throw new InputError(file, problem, `give it one of ${SUBJECTS.join(", ")}`, path);
  }
  const pattern = entry[kind] ?? "";
  if (/^["[\]*./\s]*$/.test(pattern)) {
    throw new InputError(
      file,
      "means everything",
      "name the resource, or the part that several share",
      `${path}.${kind}`,
    );
  }
  const matches = MATCHERS[kind](pattern);
  return (resource) => {
    const value = kind === "resourceId" ? resource.id : resource[kind];
    return typeof value === "string" && matches(value);
  };
}

const MATCHERS: Readonly<Record<(typeof SUBJECTS)[number], (pattern: string) => Matcher>> = {
  address: (pattern) => matcher(pattern, "."),
  constructPath: (pattern) => matcher(pattern, "/"),
  /** A scope means the resource and all that lies below it, as in Azure. */
  resourceId: (pattern) => {
    const id = pattern.replace(/\/+$/, "");
    const [itself, below] = [id, `${id}/**`].map((one) => matcher(one, "/", { ignoreCase: true })) as [
      Matcher,
      Matcher,
    ];
    return (value) => itself(value) || below(value);
  },
};
