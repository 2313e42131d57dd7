import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { compareFindings, summarize, type Report } from "../findings";
import { cameraDeclarations, judge, parseContext, type CheckContext } from "../governance";
import type { PolicyLibrary } from "../library";
import { tracePipelines, type PipelinePath } from "../pipeline";
import { readPlan, readStack, refusingMisplacedObjects, type TerraformDocument } from "../terraform";
import { coverReport } from "./cover-secrets";
import { indexOf } from "./estate-index";
import { mapEstate } from "./map-estate";
import { planStateFindings } from "./plan-state";
import { ruleBookOf } from "./rule-book";

/** What a check is told besides the configuration. */
export interface CheckOptions {
  /** The world outside the plan; what is absent is unknown. As {@link parseContext} gives it. */
  context?: CheckContext;
  /** Default: the library that this package ships. */
  library?: PolicyLibrary;
  /** Told what begins, for who waits for it. */
  onStep?: (step: CheckStep) => void;
}

export type CheckStep = "mapping" | "tracing" | "judging";

/**
 * Checks plans and stacks, together as one estate: reads nothing and prints nothing.
 * @throws InputError where the library holds a definition that Azure would not take, or a document an object that cannot stand where it does
 */
export function checkDocuments(documents: readonly TerraformDocument[], options: CheckOptions = {}): Report {
  return checkEstate(documents, options).report;
}

/** A report, and what it was made from. */
export interface CheckedEstate {
  report: Report;
  resources: readonly PlannedResource[];
  index: ResourceIndex;
  /** From cameras to models. */
  paths: readonly PipelinePath[];
}

/**
 * As {@link checkDocuments}, with what was seen: for a gate that must know which accounts are judged by more than their own facts.
 * @throws InputError where the library holds a definition that Azure would not take, or a document an object that cannot stand where it does
 */
export function checkEstate(documents: readonly TerraformDocument[], options: CheckOptions = {}): CheckedEstate {
  return refusingMisplacedObjects(documents, () => checkedEstate(documents, options));
}

function checkedEstate(documents: readonly TerraformDocument[], options: CheckOptions): CheckedEstate {
  const { context = {}, library, onStep = () => undefined } = options;
  const book = ruleBookOf(library);
  onStep("mapping");
  const mapped = mapEstate(documents, context);
  const resources = mapped.flatMap((file) => file.resources);
  const index = indexOf(mapped);
  onStep("tracing");
  const { paths } = tracePipelines(resources, index, cameraDeclarations({ book, context, resources, index }));
  onStep("judging");
  const judged = judge({ resources, index, context, book, paths });
  const findings = [...documents.flatMap(planStateFindings), ...judged.findings].sort(compareFindings);
  const report: Report = {
    version: 1,
    summary: summarize(findings, judged.compliant),
    unmapped: counted(mapped.map(({ unmapped }) => unmapped)),
    notes: [
      ...new Set([
        ...documents.flatMap(({ notes }) => notes),
        ...mapped.flatMap(({ notes }) => notes),
        ...judged.notes,
      ]),
    ],
    findings,
  };
  return { report: coverReport(report, documents), resources, index, paths };
}

/** Options for one document that is still JSON. */
export interface CheckJsonOptions extends CheckOptions {
  /** How messages call the document; default `plan` or `stack`. */
  file?: string;
}

/**
 * Checks what `terraform show -json` prints for a plan.
 * @throws InputError where the JSON is no plan of format version 1, or the context has an unknown key
 */
export function checkPlan(json: unknown, { file = "plan", ...options }: CheckJsonOptions = {}): Report {
  return checkDocuments([readPlan(json, file)], checked(options));
}

/**
 * Checks the cdk.tf.json of a synthesized stack.
 * @param options.constructPaths Terraform address -> construct path, for findings to name
 * @throws InputError where the JSON is no Terraform configuration, or the context has an unknown key
 */
export function checkStack(
  json: unknown,
  {
    file = "stack",
    constructPaths,
    ...options
  }: CheckJsonOptions & { constructPaths?: NonNullable<Parameters<typeof readStack>[2]>["constructPaths"] } = {},
): Report {
  const stack = readStack(json, file, constructPaths === undefined ? {} : { constructPaths });
  return checkDocuments([stack], checked(options));
}

function checked(options: CheckOptions): CheckOptions {
  return options.context === undefined ? options : { ...options, context: parseContext(options.context, "context") };
}

function counted(all: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [type, count] of Object.entries(counts)) sum[type] = (sum[type] ?? 0) + count;
  return Object.fromEntries(Object.entries(sum).sort(([a], [b]) => (a < b ? -1 : 1)));
}
