import { isWireObject, type WireObject, type WireValue } from "../../../src/provider/protocol/wire";
import type { BlockSchema } from "./schema";

/** An object with every attribute and block of the schema: what `values` has, null or an empty list for the rest. */
export function complete(block: BlockSchema, values: Readonly<Record<string, WireValue>>): WireObject {
  const out: WireObject = {};
  for (const name of Object.keys(block.attributes)) out[name] = values[name] ?? null;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = values[name];
    if (Array.isArray(value))
      out[name] = value.map((item) => (isWireObject(item) ? complete(nested.block, item) : item));
    else if (isWireObject(value)) out[name] = nested.nesting === "single" ? complete(nested.block, value) : value;
    else out[name] = nested.nesting === "single" ? null : nested.nesting === "map" ? {} : [];
  }
  return out;
}
