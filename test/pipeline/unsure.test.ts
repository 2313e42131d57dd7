import type { ArmLink, PlannedResource } from "../../src/arm/resource";
import { account, hub, planned, storage, traceOf, worker } from "./support/planned";

/** A link of which no plan tells whether it holds. */
function unsure(resource: PlannedResource): PlannedResource {
  return { ...resource, links: resource.links.map((link): ArmLink => ({ ...link, unsure: true })) };
}

const reads = worker({}, { app_settings: "azurerm_iothub.cameras.event_hub_events_endpoint" });
const settings = { "azurerm_cognitive_account.model": "endpoint", "azurerm_api_management.apim": "gateway_url" };
const gateway = [
  planned("azurerm_api_management.apim", "Microsoft.ApiManagement/service", { properties: {} }),
  planned("azurerm_api_management_backend.b", "Microsoft.ApiManagement/service/backends", {
    name: "apim/b",
    properties: { url: "https://aoai-model.openai.azure.com" },
  }),
];
const secret = planned(
  "azurerm_key_vault_secret.key",
  "Microsoft.KeyVault/vaults/secrets",
  { name: "kv/key", properties: {} },
  { "properties.value": "azurerm_cognitive_account.model.primary_access_key" },
);

/** Of the path through the worker: its strength, and what is not seen. */
const found = (names: string, ...others: PlannedResource[]) => {
  const calls = unsure(worker({}, { app_settings: names }));
  const both = { ...calls, links: [...reads.links, ...calls.links] };
  return traceOf([hub, account, storage, both, ...others]).paths.map(({ strength, opaque }) => ({ strength, opaque }));
};
const notSeen = (target: string) => [
  { strength: "weak", opaque: [`whether azurerm_linux_function_app.worker: app_settings names ${target}`] },
];

test.each([
  ["the account", "azurerm_cognitive_account.model", []],
  ["a gateway", "azurerm_api_management.apim", gateway],
  ["a secret", "azurerm_key_vault_secret.key", [secret]],
])("a setting of which nobody can tell whether it names %s leaves the path open", (_, target, others) => {
  expect(found(`${target}.${settings[target as keyof typeof settings] ?? "id"}`, ...others)).toEqual(notSeen(target));
});

test("nor whether it names what cameras deliver to", () => {
  const calls = worker({}, { app_settings: "azurerm_cognitive_account.model.endpoint" });
  const both = { ...calls, links: [...unsure(reads).links, ...calls.links] };
  expect(traceOf([hub, account, both]).paths).toMatchObject([
    {
      strength: "weak",
      opaque: ["whether azurerm_linux_function_app.worker: app_settings names azurerm_iothub.cameras"],
    },
  ]);
});

test("a setting that names nothing else leaves none", () => {
  expect(found("azurerm_storage_account.footage.primary_connection_string")).toEqual([]);
});
