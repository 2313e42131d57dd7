import { checkEstate } from "../../src/check";
import type { CheckContext } from "../../src/governance/context";
import type { Finding, Report } from "../../src/findings";
import type { JsonObject } from "../../src/policy/json";
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
  const { report, paths } = checkEstate(documents, { context: options.context });
  const promised = new Map(stacks.map(({ file, json, seals }) => [file, new Map(unbroken(seals, json))]));
  // What feeds an account brings facts that its preconditions do not have.
  for (const { sink } of paths) promised.get(sink.file)?.delete(sink.address);
  const sorted: Record<"refused" | "deferred" | "warned", Finding[]> = { refused: [], deferred: [], warned: [] };
  for (const finding of report.findings) {
    const { file, address } = finding.resource;
    sorted[fate(finding, promised.get(file ?? "")?.get(address ?? ""), options)].push(finding);
  }
  return { report, ...sorted };
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
