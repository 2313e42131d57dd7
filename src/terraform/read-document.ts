import type { TerraformDocument } from "./document";
import { readPlan } from "./plan/read-plan";
import { readStack, type StackOptions } from "./stack/read-stack";

/**
 * Reads a plan or a stack, whichever the JSON is: output of Terraform has a `format_version`, configuration has blocks.
 * @throws InputError where it is neither
 */
export function readDocument(json: unknown, file: string, options: StackOptions = {}): TerraformDocument {
  const isConfiguration =
    typeof json === "object" &&
    json !== null &&
    !("format_version" in json) &&
    !("lineage" in json) &&
    ["resource", "data", "ephemeral", "provider", "terraform", "module", "locals", "variable", "output"].some(
      (key) => key in json,
    );
  return isConfiguration ? readStack(json, file, options) : readPlan(json, file);
}
