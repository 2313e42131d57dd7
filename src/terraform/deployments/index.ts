import { parseArmId } from "../../arm/id";
import type { PlannedResource, ResourceScope } from "../../arm/resource";
import type { OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { isObject } from "../map/rows";
import { textPaths } from "../map/sensitive";
import { openTemplate } from "./open-template";
import { typeKey } from "../../arm/type-key";

export interface OpenedDeployment {
  /** Resources that the deployment makes: planned resources at its address. */
  resources: PlannedResource[];
  notes: string[];
}

/** Both have a template in `properties.template`, and its parameters beside it. */
const TEMPLATES: ReadonlySet<string> = new Set([
  "microsoft.resources/deployments",
  "microsoft.resources/deploymentstacks",
]);

const SCRIPTS = "microsoft.resources/deploymentscripts";

/** Whether a resource may hide others. */
export function isDeployment({ resource }: PlannedResource): boolean {
  const type = typeKey(resource.type);
  return TEMPLATES.has(type) || type === SCRIPTS;
}

const NOTHING: OpenedDeployment = { resources: [], notes: [] };

/**
 * Opens what hides other resources: a deployment's template, as far as it is written out. What cannot be opened (template specs, linked
 * templates, unknown ones, scripts) is named in a note.
 */
export function openDeployment(planned: PlannedResource): OpenedDeployment {
  const type = typeKey(planned.resource.type);
  if (planned.action === "delete" || planned.action === "existing") return NOTHING;
  if (type === SCRIPTS)
    return { resources: [], notes: [`${planned.address} runs a deployment script; what that does cannot be seen.`] };
  if (!TEMPLATES.has(type)) return NOTHING;
  const { properties } = planned.resource;
  const template: OpenValue = isObject(properties) ? properties.template : properties;
  if (template === undefined || template === null) {
    return {
      resources: [],
      notes: [
        `${planned.address} deploys a template that is not written out (a template spec or a link); what that makes cannot be seen.`,
      ],
    };
  }
  const { resources, secrets, opaque } = openTemplate(
    template,
    isObject(properties) ? properties.parameters : properties,
    scopeOf(planned),
  );
  return {
    resources: resources.map(({ type: made, name, id, on, body }) => ({
      address: planned.address,
      terraformType: planned.terraformType,
      action: planned.action,
      resource: { id, type: made, name, ...body },
      scope: placed(id, on, planned.scope),
      links: [],
      sensitive: textPaths(body, secrets),
      file: planned.file,
      ...(planned.constructPath === undefined ? {} : { constructPath: planned.constructPath }),
      ...(planned.madeAt === undefined ? {} : { madeAt: planned.madeAt }),
    })),
    notes: [...new Set(opaque)].map((reason) => `${planned.address} cannot be seen whole: ${reason}.`),
  };
}

/** Id of what the deployment deploys to. A stack may deploy elsewhere than it lies itself. */
function scopeOf({ resource, scope }: PlannedResource): string | undefined {
  const elsewhere = isObject(resource.properties) ? resource.properties.deploymentScope : undefined;
  if (elsewhere !== undefined && elsewhere !== null) return typeof elsewhere === "string" ? elsewhere : undefined;
  if (typeof resource.id === "string") return parseArmId(resource.id)?.scope;
  const { subscriptionId, resourceGroup } = scope;
  if (typeof subscriptionId !== "string") return undefined;
  if (isUnknown(resourceGroup)) return undefined;
  return resourceGroup === undefined
    ? `/subscriptions/${subscriptionId}`
    : `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}

function placed(id: OpenValue, on: string | undefined, around: ResourceScope): ResourceScope {
  const parsed = typeof id === "string" ? parseArmId(id) : undefined;
  const scope: ResourceScope = {};
  const { subscriptionId, resourceGroup, managementGroup } = parsed ?? around;
  if (subscriptionId !== undefined) scope.subscriptionId = subscriptionId;
  if (resourceGroup !== undefined && parsed?.type !== "Microsoft.Resources/resourceGroups")
    scope.resourceGroup = resourceGroup;
  if (managementGroup !== undefined) scope.managementGroup = managementGroup;
  if (on !== undefined) scope.on = on === "" ? "/" : on;
  return scope;
}
