import type { Fixtures } from "../stub-provider/fixtures";
import type { BlockSchema } from "../stub-provider/schema";
import type { StubProvider } from "../stub-provider/server";
import { inventAttribute, readCloud } from "./cloud";
import { generatedSource } from "./generated-source";
import { refineSchema } from "./refine-schema";
import { recoverSchema } from "./recover-schema";

const recovered = new Map<string, BlockSchema | undefined>();

function schemaOf(kind: "resource" | "data" | "provider", type: string): BlockSchema | undefined {
  const key = `${kind} ${type}`;
  if (!recovered.has(key)) {
    const source = generatedSource(kind, type);
    const schema = source === undefined ? undefined : recoverSchema(source);
    if (schema !== undefined && kind === "resource") refineSchema(type, schema);
    recovered.set(key, schema);
  }
  return recovered.get(key);
}

/** Names of azurerm types in any text: a superset of what a configuration uses. */
export function azurermTypesIn(text: string): string[] {
  return [...new Set(text.match(/\bazurerm_[a-z0-9_]+/g) ?? [])];
}

/**
 * A provider with the schema of azurerm as @cdktf/provider-azurerm was generated from it, for the given types. It asks no cloud: plans hold
 * the configuration, the provider's defaults and unknown for what is computed; data sources read the fixtures.
 */
export function azurermStub(types: readonly string[], fixtures: Fixtures): StubProvider {
  const schemas = (kind: "resource" | "data"): Record<string, BlockSchema> => {
    const found = types.map((type) => [type, schemaOf(kind, type)] as const);
    return Object.fromEntries(found.filter((entry): entry is readonly [string, BlockSchema] => entry[1] !== undefined));
  };
  return {
    address: "registry.terraform.io/hashicorp/azurerm",
    provider: schemaOf("provider", "azurerm") ?? { attributes: {}, blocks: {} },
    resources: schemas("resource"),
    dataSources: schemas("data"),
    read: (type, config, provider) => readCloud(fixtures, type, config, provider),
    invent: (type, state, attribute, schema, provider) =>
      inventAttribute(fixtures, type, state, attribute, schema, provider),
  };
}
