import { InputError } from "../../input/input-error";

export interface RawMap {
  [key: string]: unknown;
}

export function isMap(value: unknown): value is RawMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A labelled block of Terraform JSON: `resource` has two labels, `provider` one, `locals` none. */
export interface LabelledBlock {
  labels: string[];
  body: RawMap;
  /** JSON path of the body. */
  path: string;
}

/**
 * Blocks of a kind. Terraform's JSON syntax allows an array wherever it allows an object, at every level.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 * @throws InputError where a level is neither
 */
export function labelledBlocks(root: RawMap, kind: string, labels: number, file: string): LabelledBlock[] {
  const found: LabelledBlock[] = [];
  const visit = (value: unknown, given: string[], path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => visit(item, given, `${path}[${i}]`));
      return;
    }
    if (value === null || value === undefined) return;
    if (!isMap(value)) {
      throw new InputError(
        file,
        "is not an object",
        "write it as Terraform's JSON syntax has it, or synthesize it again",
        path,
      );
    }
    if (given.length === labels) {
      found.push({ labels: given, body: value, path });
      return;
    }
    for (const [label, inner] of Object.entries(value)) {
      if (label !== "//") visit(inner, [...given, label], `${path}.${label}`);
    }
  };
  visit(root[kind], [], `$.${kind}`);
  return found;
}
