import type { ArmResource, PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";

/** The whole write of the resource that a patch is laid over, where the plan has it. */
export function baseOf(patch: PlannedResource, index: ResourceIndex): PlannedResource | undefined {
  if (patch.overlay !== true) return undefined;
  const { id, type } = patch.resource;
  const byId = typeof id === "string" ? index.byId(id) : undefined;
  if (byId !== undefined && isBase(byId, type)) return byId;
  const linked = patch.links.filter(({ path }) => path === "parent").flatMap((link) => index.targets(link));
  return linked.find((target) => isBase(target, type));
}

const isBase = ({ overlay, resource, action }: PlannedResource, type: string): boolean =>
  overlay !== true && action !== "delete" && resource.type.toLowerCase() === type.toLowerCase();

/** What rules read of a resource by type: where a patch does not write it, it stays as it is, which nobody shows. */
const READ: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "microsoft.cognitiveservices/accounts": [["disableLocalAuth"], ["publicNetworkAccess"]],
  "microsoft.cognitiveservices/accounts/deployments": [
    ["model", "format"],
    ["model", "name"],
    ["model", "version"],
    ["model", "source"],
    ["raiPolicyName"],
    ["versionUpgradeOption"],
  ],
};

/** A patch laid over what it patches; over nothing that is known, what it leaves out is unknown. */
export function patched(patch: ArmResource, base: ArmResource | undefined): ArmResource {
  if (base !== undefined) return { ...(merged(base, patch) as ArmResource), id: patch.id, type: base.type };
  const properties = READ[patch.type.toLowerCase()]?.reduce<OpenValue>(
    (body, path) => withUnknown(body, path),
    patch.properties ?? {},
  );
  return {
    ...patch,
    kind: patch.kind ?? Unknown,
    tags: patch.tags ?? Unknown,
    location: patch.location ?? Unknown,
    properties: (properties ?? patch.properties ?? Unknown) as ArmResource["properties"],
  };
}

/** Objects merge, anything else replaces; what the patch leaves out stays. Names meet without case: ARM compares those of tags and properties so. */
function merged(base: OpenValue, patch: OpenValue): OpenValue {
  if (patch === undefined) return base;
  if (!isObject(base) || !isObject(patch)) return patch;
  const all: OpenObject = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const wanted = key.toLowerCase();
    const at = Object.keys(all).find((other) => other.toLowerCase() === wanted) ?? key;
    all[at] = merged(all[at], value);
  }
  return all;
}

function withUnknown(body: OpenValue, [step, ...rest]: readonly string[]): OpenValue {
  if (step === undefined) return body === undefined ? Unknown : body;
  if (body !== undefined && !isObject(body)) return body;
  const here: OpenObject = { ...body };
  here[step] = withUnknown(here[step], rest);
  return here;
}

const isObject = (value: OpenValue): value is OpenObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
