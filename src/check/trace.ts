import { cameraDeclarations } from "../governance";
import { tracePipelines, type Trace } from "../pipeline";
import { mapResources, type TerraformDocument } from "../terraform";
import type { CheckOptions } from "./check";
import { indexOf } from "./estate-index";
import { ruleBookOf } from "./rule-book";

/**
 * Follows plans and stacks, as one estate, from cameras to models, and judges nothing.
 * @throws InputError where the library holds a definition that Azure would not take
 */
export function traceDocuments(documents: readonly TerraformDocument[], options: CheckOptions = {}): Trace {
  const { context = {}, library } = options;
  const mapped = documents.map(mapResources);
  const resources = mapped.flatMap((file) => file.resources);
  const index = indexOf(mapped);
  return tracePipelines(resources, index, cameraDeclarations({ book: ruleBookOf(library), context, resources, index }));
}
