import type { PlannedResource } from "../../src/arm/resource";
import type { OpenValue } from "../../src/policy/json";
import { Unknown } from "../../src/policy/unknown";
import { account, planned, role, storage, traceOf, worker } from "./support/planned";

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

describe("access to secrets", () => {
  const USER = "Key Vault Secrets User";
  const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
  const vault = planned("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults", { name: "kv-x", properties: {} });
  const key = planned(
    "azurerm_key_vault_secret.key",
    "Microsoft.KeyVault/vaults/secrets",
    { name: "kv-x/key", properties: {} },
    { "properties.value": "azurerm_cognitive_account.model.primary_access_key" },
  );
  const other = planned("azurerm_key_vault_secret.other", "Microsoft.KeyVault/vaults/secrets", {
    name: "kv-x/other",
    properties: { value: "dark" },
  });
  const reads = worker({}, { footage });
  const through = (...resources: PlannedResource[]) =>
    found(vault, key, other, reads, ...resources).map(({ strength, opaque }) => [strength, ...opaque]);

  test("by a role of which it is not seen what it is about may be to any vault", () => {
    const nowhere = hiding({ ...role(USER, "/", toWorker), scope: { on: Unknown } }, "scope");
    expect(through(nowhere)).toEqual([["weak", "what azurerm_role_assignment.grant is about"]]);
    expect(through({ ...nowhere, told: { roleDefinitionName: "Key Vault Reader" } })).toEqual([]);
  });

  test("by a role that is not known may be", () => {
    const custom = role("A custom role of ours", "azurerm_key_vault.kv.id", toWorker);
    expect(through(custom)).toEqual([["weak", "what the role of azurerm_role_assignment.grant lets do"]]);
  });

  test("for a principal that nobody can tell may be for any workload", () => {
    const somebody = (principalId: OpenValue) => role(USER, "azurerm_key_vault.kv.id", {}, { principalId });
    expect(through(somebody(Unknown))).toEqual([["weak", "whose principal azurerm_role_assignment.grant is about"]]);
    expect(through(somebody("33333333-3333-3333-3333-333333333333"))).toEqual([]);
  });

  test("for an identity that nobody holds is somebody's outside the plan, who may read the footage too", () => {
    const identity = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities");
    const grant = (name: string, scope: string): PlannedResource => ({
      ...role(name, scope, { "properties.principalId": "azurerm_user_assigned_identity.id.principal_id" }),
      address: `azurerm_role_assignment.${name.replaceAll(" ", "-")}`,
    });
    const may = grant(USER, "azurerm_key_vault.kv.id");
    const sees = grant("Storage Blob Data Reader", "azurerm_storage_account.footage.id");
    expect(through(identity, may, sees)).toEqual([["weak", "who holds azurerm_user_assigned_identity.id"]]);
    expect(through(identity, may)).toEqual([]);
  });

  const id = vault.resource.id as string;
  test.each([
    [`${id}/secrets/key`, "key_vault_id", [["weak", "which secret azurerm_role_assignment.grant is about"]]],
    [`${id}/secrets/key`, "expiration_date", []],
  ])("by a role at %s may be to a secret of which the %s is not seen: %j", (scope, unseen, paths) => {
    const astray = { ...key, resource: { ...key.resource, id: Unknown, name: Unknown } };
    const resources = [vault, hiding(astray, unseen), reads, role(USER, scope, toWorker)];
    expect(found(...resources).map(({ strength, opaque }) => [strength, ...opaque])).toEqual(paths);
  });

  test.each([
    ["azurerm_key_vault_secret.key.resource_versionless_id", [["medium"]]],
    ["azurerm_key_vault_secret.other.resource_versionless_id", []],
    [`${id}/secrets/key`, [["medium"]]],
    [`${id}/secrets/key/versions/0123456789abcdef`, [["medium"]]],
    [`${id}/secrets/other`, []],
    [`${id}/secrets/another`, []],
    [id, [["medium"]]],
  ])("by a role at %s is about no other secret of the vault", (scope, paths) => {
    expect(through(role(USER, scope, toWorker))).toEqual(paths);
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
