import type { AttributeSchema, BlockSchema, NestedBlockSchema } from "../stub-provider/schema";
import {
  COMPUTED_BLOCKS,
  COMPUTED_FIELDS,
  DEFAULTS,
  FORCES_REPLACEMENT,
  SENSITIVE,
  SENSITIVE_NAMES,
} from "./provider-facts";

/**
 * Adds to a recovered schema what the generated classes do not carry: defaults, computed blocks, sensitivity, what forces replacement, spelling.
 * A path in the tables that the schema does not have is an error: the tables would be of another version of the provider.
 */
export function refineSchema(type: string, schema: BlockSchema): void {
  const attribute = (path: string): AttributeSchema => found(attributeAt(schema, path), `${type}.${path}`);
  for (const [path, value] of Object.entries(DEFAULTS[type] ?? {})) attribute(path).default = value;
  for (const path of SENSITIVE[type] ?? []) attribute(path).sensitive = true;
  for (const path of COMPUTED_BLOCKS[type] ?? []) found(blockAt(schema, path), `${type}.${path}`).computed = true;
  for (const path of COMPUTED_FIELDS[type] ?? []) attribute(path).computed = true;
  for (const name of FORCES_REPLACEMENT) {
    const known = schema.attributes[name];
    if (known?.required) known.forcesReplacement = true;
  }
  refineNames(schema);
}

/** What holds for attributes of a name or type, wherever they are. */
function refineNames(block: BlockSchema): void {
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (SENSITIVE_NAMES.test(name)) attribute.sensitive = true;
    if (name === "location" && attribute.type === "string") attribute.normalise = locationName;
    // So it is to every provider built on SDKv2, for sets and maps but not for lists.
    attribute.emptyIsUnset =
      attribute.fields === undefined && (attribute.type[0] === "set" || attribute.type[0] === "map");
    if (attribute.fields !== undefined) refineNames(attribute.fields);
  }
  for (const nested of Object.values(block.blocks)) refineNames(nested.block);
}

/** azurerm plans `Sweden Central` as `swedencentral` (its `location` attributes have a state function). */
const locationName = (location: string): string => location.toLowerCase().replace(/ /g, "");

function found<T>(value: T | undefined, path: string): T {
  if (value === undefined) throw new Error(`the recovered schema has no ${path}`);
  return value;
}

function parentAt(schema: BlockSchema, path: string): [BlockSchema | undefined, string] {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let block: BlockSchema | undefined = schema;
  for (const step of steps) block = block?.blocks[step]?.block ?? block?.attributes[step]?.fields;
  return [block, last];
}

function attributeAt(schema: BlockSchema, path: string): AttributeSchema | undefined {
  const [block, name] = parentAt(schema, path);
  return block?.attributes[name];
}

function blockAt(schema: BlockSchema, path: string): NestedBlockSchema | undefined {
  const [block, name] = parentAt(schema, path);
  return block?.blocks[name];
}
