import { armId } from "../../../src/arm/id";
import type { ArmLink, ArmResource, PlannedResource } from "../../../src/arm/resource";
import { ResourceIndex } from "../../../src/arm/resource-index";
import { tracePipelines, type EdgeKind, type Trace } from "../../../src/pipeline";
import type { OpenObject } from "../../../src/policy/json";
import { isUnknown, Unknown } from "../../../src/policy/unknown";

export const GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";

/** A planned resource with a known id; `links` as `path: target.output`. What they give is known only after apply. */
export function planned(
  address: string,
  type: string,
  body: Partial<ArmResource> = {},
  links: Record<string, string> = {},
  more: Partial<PlannedResource> = {},
): PlannedResource {
  const name = typeof body.name === "string" ? body.name : address.slice(address.lastIndexOf(".") + 1);
  return {
    address,
    terraformType: address.split(".")[0] ?? "",
    action: "create",
    resource: { id: armId(GROUP, type, name), type, ...withUnknown(body, Object.keys(links)), name },
    scope: { subscriptionId: "11111111-1111-1111-1111-111111111111", resourceGroup: "rg" },
    links: Object.entries(links).map(([path, target]): ArmLink => {
      const [, to = "", output = ""] = /^([^.]+\.[^.]+)\.?(.*)$/.exec(target) ?? [];
      return { path, attribute: path, to, output };
    }),
    sensitive: [],
    file: "plan.json",
    ...more,
  };
}

/** A body with `Unknown` in the properties that references give. */
function withUnknown(body: Partial<ArmResource>, paths: readonly string[]): Partial<ArmResource> {
  const given = paths.filter((path) => path.startsWith("properties.")).map((path) => path.replace(/\[.*/, ""));
  const { properties = {} } = body;
  if (given.length === 0 || isUnknown(properties)) return body;
  const filled = { ...properties };
  for (const path of given) {
    const [, ...steps] = path.split(".");
    let at: OpenObject = filled;
    for (const step of steps.slice(0, -1)) at = at[step] = { ...(at[step] as OpenObject | undefined) };
    at[steps[steps.length - 1] as string] ??= Unknown;
  }
  return { ...body, properties: filled };
}

export const traceOf = (resources: readonly PlannedResource[], kinds?: readonly EdgeKind[]): Trace =>
  tracePipelines(resources, new ResourceIndex(resources), { cameraSource: "aoai-camera-source" }, kinds);

/** Edges as `E9 a -> b strong`. */
export const edgesOf = (resources: readonly PlannedResource[], edge: string): string[] =>
  traceOf(resources)
    .edges.filter((each) => each.edge === edge)
    .map(({ from, to, strength }) => `${from.address} -> ${to.address} ${strength}`)
    .sort();

export const account = planned("azurerm_cognitive_account.model", "Microsoft.CognitiveServices/accounts", {
  kind: "OpenAI",
  properties: { customSubDomainName: "aoai-model" },
});
/** A camera source, so that there is something to trace. */
export const hub = planned("azurerm_iothub.cameras", "Microsoft.Devices/IotHubs", {
  tags: { "aoai-camera-source": "body-worn" },
  properties: {},
});
export const storage = planned("azurerm_storage_account.footage", "Microsoft.Storage/storageAccounts", {
  name: "stfootage",
  properties: {},
});
export const worker = (
  properties: ArmResource["properties"] = {},
  links: Record<string, string> = {},
  more: Partial<ArmResource> = {},
): PlannedResource => {
  const identity = Object.hasOwn(links, "identity.userAssignedIdentities")
    ? { type: "UserAssigned", userAssignedIdentities: Unknown }
    : { type: "SystemAssigned" };
  return planned("azurerm_linux_function_app.worker", "Microsoft.Web/sites", { properties, identity, ...more }, links);
};

/** A role for a principal, at a scope. */
export const role = (
  name: string | undefined,
  scope: string,
  principal: Record<string, string>,
  properties: ArmResource["properties"] = {},
): PlannedResource =>
  planned(
    "azurerm_role_assignment.grant",
    "Microsoft.Authorization/roleAssignments",
    { properties },
    { ...principal, ...(scope.startsWith("/") ? {} : { scope }) },
    {
      ...(name === undefined ? {} : { told: { roleDefinitionName: name } }),
      scope: scope.startsWith("/") ? { on: scope } : {},
    },
  );
