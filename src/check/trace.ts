import { cameraDeclarations } from "../governance";
import { tracePipelines, type Trace } from "../pipeline";
import { refusingMisplacedObjects, type TerraformDocument } from "../terraform";
import type { CheckOptions } from "./check";
import { indexOf } from "./estate-index";
import { mapEstate } from "./map-estate";
import { ruleBookOf } from "./rule-book";

/**
 * Follows plans and stacks, as one estate, from cameras to models, and judges nothing.
 * @throws InputError where the library holds a definition that Azure would not take, or a document an object that cannot stand where it does
 */
export function traceDocuments(documents: readonly TerraformDocument[], options: CheckOptions = {}): Trace {
  const { context = {}, library } = options;
  return refusingMisplacedObjects(documents, () => {
    const mapped = mapEstate(documents, context);
    const resources = mapped.flatMap((file) => file.resources);
    const index = indexOf(mapped);
    const declarations = cameraDeclarations({ book: ruleBookOf(library), context, resources, index });
    return tracePipelines(resources, index, declarations);
  });
}
