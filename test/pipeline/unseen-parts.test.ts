import type { PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";
import { account, planned, storage, traceOf, worker } from "./support/planned";

/** Secrets whose value, and parts whose whole, nobody can see. */

const media: PlannedResource = {
  ...storage,
  resource: { ...storage.resource, tags: { "aoai-camera-source": "body-worn" } },
};
const footage = "azurerm_storage_account.footage.primary_connection_string";
const hiding = (resource: PlannedResource, ...unseen: string[]): PlannedResource => ({ ...resource, unseen });
const found = (...resources: PlannedResource[]) =>
  traceOf([account, media, ...resources]).paths.map(({ edges, strength, opaque }) => ({
    way: edges.map(({ edge, to }) => `${edge} ${to}`),
    strength,
    opaque,
  }));

describe("a secret", () => {
  const vault = planned("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults", { name: "kv-x", properties: {} });
  const secret = (name: unknown, value: unknown, links: Record<string, string>) =>
    planned(
      "azurerm_key_vault_secret.k",
      "Microsoft.KeyVault/vaults/secrets",
      { name: name as string, properties: { value: value as string }, ...(name === Unknown && { id: Unknown }) },
      links,
    );
  const kept = secret("kv-x/k", Unknown, { parent: "azurerm_key_vault.kv.id" });
  const by = (uri: string) =>
    worker(
      { siteConfig: { appSettings: [{ name: "K", value: `@Microsoft.KeyVault(SecretUri=${uri})` }] } },
      { footage },
    );
  const reads = by("https://kv-x.vault.azure.net/secrets/k");

  test("whose value is not seen may open any model to who reads it", () => {
    expect(found(vault, hiding(kept, "value"), reads)).toEqual([
      {
        way: ["E12 azurerm_linux_function_app.worker", "E3 azurerm_cognitive_account.model"],
        strength: "weak",
        opaque: ["what azurerm_key_vault_secret.k: value holds"],
      },
    ]);
  });

  test.each([
    ["whose value is seen", kept, reads],
    ["of which something else is not seen", hiding(kept, "content_type", "expiration_date"), reads],
    ["that nobody reads", hiding(kept, "value"), by("https://kv-x.vault.azure.net/secrets/other")],
  ])("opens nothing %s", (_, resource, reader) => {
    expect(found(vault, resource, reader)).toEqual([]);
  });

  test("of which it is not seen where it is kept may be in the vault that a workload names", () => {
    const astray = secret(Unknown, Unknown, {
      "properties.value": "azurerm_cognitive_account.model.primary_access_key",
    });
    expect(found(vault, hiding(astray, "key_vault_id"), reads)).toEqual([
      {
        way: ["E12 azurerm_linux_function_app.worker", "E3 azurerm_cognitive_account.model"],
        strength: "weak",
        opaque: ["where azurerm_key_vault_secret.k is kept"],
      },
    ]);
    const elsewhere = by("https://another.vault.azure.net/secrets/k");
    expect(found(vault, hiding(astray, "key_vault_id"), elsewhere)).toEqual([]);
    expect(found(vault, astray, reads)).toEqual([]);
  });
});

describe("a part of which it is not seen what it belongs to", () => {
  const twins = planned("azurerm_digital_twins_instance.d", "Microsoft.DigitalTwins/digitalTwinsInstances", {
    tags: { "aoai-camera-source": "body-worn" },
    properties: {},
  });
  const endpoint = planned(
    "azurerm_digital_twins_endpoint_eventgrid.e",
    "Microsoft.DigitalTwins/digitalTwinsInstances/endpoints",
    { id: Unknown, name: Unknown, properties: {} },
  );
  const calls = worker(
    {},
    { model: "azurerm_cognitive_account.model.endpoint", hears: "azurerm_storage_account.plain.name" },
  );
  const plain = planned("azurerm_storage_account.plain", "Microsoft.Storage/storageAccounts", { properties: {} });
  const through = (...resources: PlannedResource[]) =>
    traceOf([account, plain, calls, ...resources]).paths.map(({ source, strength, opaque }) => [
      source.address,
      strength,
      ...opaque,
    ]);

  test("may say where any that has such parts delivers to", () => {
    expect(through(twins, hiding(endpoint, "digital_twins_id"))).toEqual([
      [twins.address, "weak", "what azurerm_digital_twins_endpoint_eventgrid.e: digital_twins_id holds"],
    ]);
    expect(through(twins, endpoint)).toEqual([]);
  });

  test("says nothing of others once its whole is seen", () => {
    const other = planned("azurerm_digital_twins_instance.other", twins.resource.type, { properties: {} });
    const ofOther = planned(
      endpoint.address,
      endpoint.resource.type,
      { name: "other/e", properties: {} },
      { parent: `${other.address}.id` },
    );
    expect(through(twins, other, hiding(ofOther, "digital_twins_id"))).toEqual([]);
  });
});
