import { Unknown } from "../../src/policy/unknown";
import type { OpenValue } from "../../src/policy/json";
import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, hub, planned, storage } from "./support/planned";

const environment = planned("azurerm_container_app_environment.env", "Microsoft.App/managedEnvironments");
const component = (scopes?: OpenValue): PlannedResource =>
  planned("azurerm_container_app_environment_dapr_component.c", "Microsoft.App/managedEnvironments/daprComponents", {
    name: "env/c",
    properties: {
      ...(scopes !== undefined && { scopes }),
      metadata: [{ name: "endpoint", value: "https://stfootage.blob.core.windows.net" }],
    },
  });
const app = (dapr: OpenValue, more: Partial<PlannedResource> = {}): PlannedResource =>
  planned(
    "azurerm_container_app.app",
    "Microsoft.App/containerApps",
    { properties: { configuration: { dapr } } },
    { "properties.managedEnvironmentId": "azurerm_container_app_environment.env.id" },
    more,
  );
const reads = (...resources: PlannedResource[]): boolean =>
  edgesOf([hub, account, storage, environment, ...resources], "E12").includes(
    "azurerm_storage_account.footage -> azurerm_container_app.app strong",
  );

const DAPR = { enabled: true, appId: "caption" };

test.each<[string, OpenValue, OpenValue, boolean]>([
  ["without scopes, to every app with Dapr", undefined, DAPR, true],
  ["with no scope, to every app with Dapr", [], DAPR, true],
  ["to the apps that its scopes name", ["ingest", "caption"], DAPR, true],
  ["not to an app that its scopes do not name", ["ingest"], DAPR, false],
  ["not to an app whose name only begins alike", ["caption2"], DAPR, false],
  ["not to an app without Dapr", undefined, null, false],
  ["where a scope is not known, to any app", ["ingest", Unknown], DAPR, true],
  ["where no scope is known, to any app", Unknown, DAPR, true],
  ["to an app that may have any name", ["ingest"], { enabled: true, appId: Unknown }, true],
  ["to an app that may have Dapr", ["ingest"], Unknown, true],
])("a component is given %s", (_, scopes, dapr, given) => {
  expect(reads(component(scopes), app(dapr))).toBe(given);
});

test("what is laid over an app does not tell that it has no Dapr", () => {
  expect(reads(component(["ingest"]), app(undefined, { overlay: true }))).toBe(true);
});
