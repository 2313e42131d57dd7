import { InputError } from "./input-error";
import { parseYaml } from "./read";

/** What a file is asked to be; `configuration`: a plan or a stack. */
export type DocumentRole = "configuration" | "context" | "exemptions" | "baseline";

type Json = Readonly<Record<string, unknown>>;

interface OtherDocument {
  role?: DocumentRole;
  fits: (raw: unknown) => boolean;
  /** What it seems to be, with its article. */
  is: string;
  /** Where it belongs, without a full stop. */
  mend: string;
}

const NAMES: Readonly<Record<DocumentRole, string>> = {
  configuration: "a plan or a stack",
  context: "a context file",
  exemptions: "an exemption file",
  baseline: "a JSON report of aoai-guard",
};

/** Longer than anything that a person writes: to find out that a binary plan is no YAML would take its time. */
const LONGEST_WRITTEN = 200_000;

/** Keys that only a context has. */
const OF_CONTEXT = ["subscriptions", "resourceGroups", "guard", "assignments", "approvedReviews"];
/** Keys of `terraform show -json` (https://developer.hashicorp.com/terraform/internals/json-format). */
const OF_PLAN = ["format_version", "planned_values", "resource_changes"];
/** Blocks of a cdk.tf.json (https://developer.hashicorp.com/terraform/language/syntax/json). */
const OF_STACK = ["terraform", "resource", "data", "module", "provider", "//"];

/** The documents that are mistaken for one another; the first that fits. */
const DOCUMENTS: readonly OtherDocument[] = [
  {
    role: "exemptions",
    fits: (raw) => entriesOf(raw).some((entry) => !namesAssignment(entry) && "policyDefinitionReferenceIds" in entry),
    is: NAMES.exemptions,
    mend: 'give it to "aoai-guard check" with --exemptions',
  },
  {
    role: "configuration",
    fits: (raw) => has(raw, OF_PLAN),
    is: "a plan",
    mend: "give it as PATH, without an option",
  },
  {
    role: "baseline",
    fits: (raw) => has(raw, ["version"]) && has(raw, ["findings"]),
    is: "a report of aoai-guard",
    mend: 'give it to "aoai-guard check" with --baseline',
  },
  {
    fits: (raw) => listsOf(raw).some((item) => has(item, ["id"])),
    is: "what az printed",
    mend: 'make a context file of it with "aoai-guard context FILE" and give that with --context',
  },
  {
    role: "context",
    fits: (raw) => has(raw, OF_CONTEXT) || entriesOf(raw).some(namesAssignment),
    is: NAMES.context,
    mend: "give it with --context",
  },
  {
    role: "configuration",
    fits: (raw) => has(raw, OF_STACK),
    is: "a synthesized stack",
    mend: "give it as PATH, without an option",
  },
];

/**
 * Refuses a document that is known to be another one than it was given for. Where both have a key in common its schema takes the one for the other, and it then counts for nothing; where
 * they have none, the schema speaks of keys rather than of the mix-up.
 * @param raw the parsed YAML or JSON
 * @param file the file as the user named it
 * @throws InputError that says what the file seems to be and where it belongs
 */
export function refuseOtherDocument(raw: unknown, file: string, wanted: DocumentRole): void {
  // One resource that az printed is no part of a context, and whoever gives it as a plan does not mean one.
  const others = wanted === "configuration" ? DOCUMENTS.filter(({ role }) => role !== undefined) : DOCUMENTS;
  const found = others.find(({ fits }) => fits(raw));
  if (found === undefined || found.role === wanted) return;
  throw new InputError(file, `seems to be ${found.is}, not ${NAMES[wanted]}`, found.mend);
}

/**
 * As {@link refuseOtherDocument}, of a text that is no JSON where only JSON is asked for: a context file or an exemption file is most often YAML.
 * @throws InputError that says what the file seems to be and where it belongs
 */
export function refuseOtherText(text: string, file: string, wanted: DocumentRole): void {
  if (text.length > LONGEST_WRITTEN) return;
  let raw: unknown;
  try {
    raw = parseYaml(text, file);
  } catch {
    return;
  }
  refuseOtherDocument(raw, file, wanted);
}

/** The entries under `exemptions`: those of an exemption file, or those that az prints, which a context holds. */
function entriesOf(raw: unknown): Json[] {
  return isObject(raw) && Array.isArray(raw["exemptions"]) ? raw["exemptions"].filter(isObject) : [];
}

/**
 * Azure requires it of an exemption, and ours has none.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure
 */
function namesAssignment(entry: Json): boolean {
  const bodies = [entry, ...Object.values(entry).filter(isObject)];
  return bodies.some((body) => Object.keys(body).some((key) => key.toLowerCase() === "policyassignmentid"));
}

/** The objects that az prints: one, a list, `{ value: [...] }` of `az rest`, `{ data: [...] }` of `az graph query`. */
function listsOf(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw;
  if (!isObject(raw)) return [];
  return [raw, raw["value"], raw["data"]].flat();
}

const has = (raw: unknown, keys: readonly string[]): boolean =>
  isObject(raw) && keys.some((key) => Object.hasOwn(raw, key));

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
