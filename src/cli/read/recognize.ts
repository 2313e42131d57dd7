import { InputError } from "../../input/input-error";
import { refuseOtherDocument } from "../../input/other-document";

export type DocumentKind = "plan" | "stack";

export const HOW_TO_GET_A_PLAN =
  'give the output of "terraform show -json PLANFILE", a cdk.tf.json or a cdktf.out folder';

type Json = Readonly<Record<string, unknown>>;

/** What a JSON document may be, told by its keys; the first that fits. What only looks like a plan is refused by its reader. */
const SHAPES: readonly { fits: (json: Json) => boolean; is: string }[] = [
  { fits: (json) => Object.hasOwn(json, "provider_schemas"), is: "holds the schemas of providers, not a plan" },
  { fits: (json) => Object.hasOwn(json, "@level"), is: "is the log of a run, not a plan" },
  { fits: (json) => isObject(json.stacks), is: "is the manifest of a cdktf.out folder, not a stack" },
  {
    fits: (json) => ["format_version", "planned_values", "resource_changes", "lineage"].some((key) => key in json),
    is: "plan",
  },
  {
    fits: (json) => ["terraform", "resource", "data", "module", "provider", "//"].some((key) => key in json),
    is: "stack",
  },
];

/**
 * Tells a plan (`terraform show -json`) from a synthesized stack (cdk.tf.json).
 * @throws InputError for every other JSON, naming what it is where that is known
 */
export function recognize(json: unknown, file: string): DocumentKind {
  const is = kindOf(json);
  if (is === "plan" || is === "stack") return is;
  if (is === undefined) refuseOtherDocument(json, file, "configuration");
  throw new InputError(file, is ?? "is JSON, but neither a plan nor a stack", HOW_TO_GET_A_PLAN);
}

/** `plan`, `stack`, or what a sentence says of another document; undefined for what is not known. */
export function kindOf(json: unknown): string | undefined {
  return isObject(json) ? SHAPES.find(({ fits }) => fits(json))?.is : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
