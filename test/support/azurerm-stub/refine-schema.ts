import type { AttributeSchema, BlockSchema } from "../stub-provider/schema";
import { COMPUTED_BLOCKS, DEFAULTS, FORCES_REPLACEMENT, SENSITIVE } from "./provider-facts";

/** Adds to a recovered schema what the generated classes do not carry: defaults, computed blocks, sensitivity, what forces replacement. */
export function refineSchema(type: string, schema: BlockSchema): void {
  for (const [path, value] of Object.entries(DEFAULTS[type] ?? {})) {
    const attribute = attributeAt(schema, path);
    if (attribute === undefined) throw new Error(`${type} has no attribute ${path} to give a default to`);
    attribute.default = value;
  }
  for (const name of COMPUTED_BLOCKS[type] ?? []) {
    const block = schema.blocks[name];
    if (block === undefined) throw new Error(`${type} has no block ${name}`);
    block.computed = true;
  }
  for (const name of FORCES_REPLACEMENT) {
    const attribute = schema.attributes[name];
    if (attribute?.required) attribute.forcesReplacement = true;
  }
  markSensitive(schema);
}

function markSensitive(block: BlockSchema): void {
  for (const [name, attribute] of Object.entries(block.attributes))
    if (SENSITIVE.test(name)) attribute.sensitive = true;
  for (const nested of Object.values(block.blocks)) markSensitive(nested.block);
}

function attributeAt(schema: BlockSchema, path: string): AttributeSchema | undefined {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let block: BlockSchema | undefined = schema;
  for (const step of steps) block = block?.blocks[step]?.block;
  return block?.attributes[last];
}
