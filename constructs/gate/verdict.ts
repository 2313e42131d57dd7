import type { PlannedResource } from "../../src/arm/resource";
import { checkEstate, type CheckedEstate } from "../../src/check";
import { baseOf } from "../../src/governance/overlay";
import type { CheckContext } from "../../src/governance/context";
import type { Finding, Report } from "../../src/findings";
import type { JsonObject } from "../../src/policy/json";
import { isUnknown } from "../../src/policy/unknown";
import { readStack } from "../../src/terraform";
import { leftToTerraform, unbroken, type Seal } from "./seal";

/** A stack as it was synthesized. */
export interface SynthesizedStack {
  /** Its file, as a reader would name it. */
  readonly file: string;
  readonly json: JsonObject;
  readonly seals: readonly Seal[];
}

/** How the gate judges. */
export interface GateOptions {
  readonly context?: CheckContext;
  readonly undetermined: "fail" | "warn";
}

/** What the gate says of the stacks of one app. */
export interface Verdict {
  readonly report: Report;
  /** What refuses the synthesis. */
  readonly refused: readonly Finding[];
  /** What only live data can decide; preconditions of the resource wait for it. */
  readonly deferred: readonly Finding[];
  /** What is reported and does not refuse. */
  readonly warned: readonly Finding[];
}

/** Judges the stacks of an app together, so that a path from a camera in one to a model in another is seen. */
export function judge(stacks: readonly SynthesizedStack[], options: GateOptions): Verdict {
  const documents = stacks.map(({ json, file }) => readStack(json, file));
  const checked = checkEstate(documents, { context: options.context });
  const { report } = checked;
  const promised = new Map(stacks.map(({ file, json, seals }) => [file, new Map(unbroken(seals, json))]));
  const facts = new Set(stacks.flatMap(({ seals }) => seals.flatMap(({ factTags }) => factTags)));
  if (facts.size > 0) {
    for (const { file, address } of judgedByMore(checked, facts)) promised.get(file)?.delete(address);
  }
  const sorted: Record<"refused" | "deferred" | "warned", Finding[]> = { refused: [], deferred: [], warned: [] };
  for (const finding of report.findings) {
    const { file, address } = finding.resource;
    sorted[fate(finding, promised.get(file ?? "")?.get(address ?? ""), options)].push(finding);
  }
  return { report, ...sorted };
}

/**
 * Accounts whose preconditions do not have all the facts they are judged by: those that a camera reaches, and those whose facts another resource
 * writes too, as a patch or on a child.
 */
function judgedByMore(
  { paths, resources, index }: CheckedEstate,
  facts: ReadonlySet<string>,
): readonly PlannedResource[] {
  const reached = paths.map(({ sink }) => sink);
  for (const writer of resources) {
    const patches = writer.overlay === true && ACCOUNT.test(writer.resource.type);
    const target = patches ? baseOf(writer, index) : index.parentOf(writer);
    // A patch of an account that cannot be told may be one of any; so may tags that are written by themselves.
    if ((patches && target === undefined) || TAGS.test(writer.resource.type)) return resources;
    if (target !== undefined && (patches || holdsFacts(writer, facts))) reached.push(target);
  }
  return reached;
}

const ACCOUNT = /^Microsoft\.CognitiveServices\/accounts(\/|$)/i;
const TAGS = /^Microsoft\.Resources\/tags$/i;

function holdsFacts({ resource: { tags } }: PlannedResource, facts: ReadonlySet<string>): boolean {
  return isUnknown(tags) || Object.keys(tags ?? {}).some((name) => facts.has(name.toLowerCase()));
}

function fate(
  finding: Finding,
  rules: ReadonlySet<string> | undefined,
  { undetermined }: GateOptions,
): "refused" | "deferred" | "warned" {
  if (finding.verdict === "denied") return "refused";
  if (finding.verdict !== "undetermined") return "warned";
  if (undetermined === "fail") return "refused";
  if (leftToTerraform(finding, rules)) return "deferred";
  return finding.fatal ? "refused" : "warned";
}
