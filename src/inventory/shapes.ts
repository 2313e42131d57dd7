import { parseArmId } from "../arm/id";
import { InputError } from "../input/input-error";
import type { JsonObject } from "../policy/json";
import { field, scalarText, tagsOf, textOf, type Item } from "./item";
import { addOnce, GUID, type Survey } from "./survey";

/** One kind of object that `az` prints: how it is recognised, and what it tells. */
interface Shape {
  fits: (item: Item) => boolean;
  read: (item: Item, survey: Survey, options: SurveyOptions) => void;
}

export interface SurveyOptions {
  /** Names of the initiatives that are the guard's. */
  initiatives: readonly string[];
}

const GROUP = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)/i;

const isOf = (item: Item, type: RegExp): boolean => type.test(textOf(item, "type"));
const last = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
const chainOf = (item: Item): unknown => field(item, "managementGroupAncestorsChain");

/**
 * The outputs that are understood; the first that fits. The keys are those of the REST API, which az prints with `properties` flattened for management groups, assignments
 * and exemptions, and nested for tags and resource groups.
 * Source: https://learn.microsoft.com/cli/azure/reference-index, https://learn.microsoft.com/rest/api/managementgroups/entities/list,
 * https://learn.microsoft.com/rest/api/resources/tags/get-at-scope, https://learn.microsoft.com/azure/governance/resource-graph/samples/starter
 */
const SHAPES: readonly Shape[] = [
  {
    // az tag list without --resource-id
    fits: ({ json }) => "tagName" in json,
    read: ({ file, path }) => {
      const mend = 'give the output of "az tag list --resource-id /subscriptions/GUID"';
      throw new InputError(file, "lists names of tags that are in use, not the tags of anything", mend, path);
    },
  },
  {
    // az tag list --resource-id
    fits: (item) => isOf(item, /^microsoft\.resources\/tags$/i),
    read: (item, survey) => {
      const scope = textOf(item, "id").replace(/\/providers\/microsoft\.resources\/tags\/default\/?$/i, "");
      const id = parseArmId(scope);
      const tags = tagsOf(field(item, "tags") ?? null, item) ?? {};
      if (id?.type === "Microsoft.Resources/resourceGroups") {
        survey.resourceGroup(scope, item);
        survey.tags(scope, tags, item);
      } else if (id?.type === "Microsoft.Resources/subscriptions" && id.subscriptionId !== undefined) {
        survey.subscription(id.subscriptionId, item);
        survey.tags(id.subscriptionId, tags, item);
      }
    },
  },
  {
    // az policy exemption list
    fits: (item) => textOf(item, "policyAssignmentId") !== "",
    read: (item, survey) => {
      survey.seen.exemptions = true;
      addOnce(survey.exemptions, plain(item));
    },
  },
  {
    // az policy assignment list
    fits: (item) => textOf(item, "policyDefinitionId") !== "",
    read: (item, survey, { initiatives }) => {
      survey.seen.assignments = true;
      if (GROUP.test(textOf(item, "id"))) survey.seen.assignmentsAbove = true;
      const definition = textOf(item, "policyDefinitionId");
      const isGuard =
        /\/policysetdefinitions\//i.test(definition) &&
        initiatives.some((name) => name.toLowerCase() === last(definition).toLowerCase());
      if (isGuard) addOnce(survey.assignments, plain(item));
      else survey.others += 1;
    },
  },
  {
    // az account management-group entities list: the chain is from the root to the nearest, empty where the reader may not see it
    fits: (item) => Array.isArray(field(item, "parentNameChain")),
    read: (item, survey) => {
      const above = (field(item, "parentNameChain") as unknown[]).map((name) => scalarText(name, item)).reverse();
      const isSubscription = isOf(item, /subscriptions$/i);
      if (isSubscription) survey.subscription(textOf(item, "name"), item);
      if (above.length > 0 || !isSubscription) survey.place(textOf(item, "name"), [...above, null], item);
    },
  },
  {
    // az graph query over resourcecontainers: the chain is from the nearest to the root
    fits: (item) => Array.isArray(chainOf(item)) && GUID.test(textOf(item, "subscriptionId")),
    read: (item, survey) => {
      const id = textOf(item, "subscriptionId");
      const above = (chainOf(item) as ({ name?: unknown } | null)[]).map((group) => scalarText(group?.name, item));
      survey.subscription(id, item);
      if (above.length > 0) survey.place(id, [...above, null], item);
      readTags(item, id, survey);
    },
  },
  {
    // az account management-group subscription show-sub-under-mg
    fits: (item) =>
      /^\/providers\/microsoft\.management\/managementgroups\/[^/]+\/subscriptions\/[^/]+$/i.test(textOf(item, "id")),
    read: (item, survey) => {
      const id = textOf(item, "id");
      survey.subscription(last(id), item);
      survey.place(last(id), [GROUP.exec(id)?.[1] ?? ""], item);
    },
  },
  {
    // az account management-group show --expand --recurse, and list, which tells nothing of what is above
    fits: (item) => isOf(item, /microsoft\.management\/managementgroups$/i),
    read: readGroup,
  },
  {
    // az group list, az group show
    fits: (item) => isOf(item, /^microsoft\.resources\/(subscriptions\/)?resourcegroups$/i),
    read: (item, survey) => {
      const id = textOf(item, "id");
      survey.seen.resourceGroups = true;
      survey.resourceGroup(id, item);
      readTags(item, id, survey);
    },
  },
  {
    // a subscription of az graph query or az rest
    fits: (item) =>
      isOf(item, /^microsoft\.resources\/subscriptions$/i) || /^\/subscriptions\/[^/]+$/i.test(textOf(item, "id")),
    read: (item, survey) => {
      const id = textOf(item, "subscriptionId") || last(textOf(item, "id"));
      survey.subscription(id, item);
      readTags(item, id, survey);
    },
  },
  {
    // az account show, az account list; an account of a tenant without subscriptions has the tenant's id
    fits: (item) => GUID.test(textOf(item, "id")) && textOf(item, "tenantId") !== "",
    read: (item, survey) => {
      if (textOf(item, "id") !== textOf(item, "tenantId")) survey.subscription(textOf(item, "id"), item);
    },
  },
];

const UNDERSTOOD =
  "give the output of az account show | list, az account management-group ..., az tag list --resource-id, az group list, az policy assignment | exemption list, or az graph query over resourcecontainers";

/**
 * Takes what an object tells.
 * @throws InputError where it is none of the outputs that are understood, or contradicts another
 */
export function readItem(item: Item, survey: Survey, options: SurveyOptions): void {
  const shape = SHAPES.find(({ fits }) => fits(item));
  if (shape === undefined)
    throw new InputError(item.file, "is no output that tells anything for a context", UNDERSTOOD, item.path);
  shape.read(item, survey, options);
}

function readTags(item: Item, id: string, survey: Survey): void {
  const tags = tagsOf(item.json["tags"], item);
  if (tags !== undefined) survey.tags(id, tags, item);
}

/** The root is the group that has the tenant's id for its name. Source: https://learn.microsoft.com/azure/governance/management-groups/overview */
function readGroup(item: Item, survey: Survey): void {
  const name = textOf(item, "name");
  const details = field(item, "details") as { parent?: { name?: unknown; id?: unknown } | null } | null | undefined;
  const parent =
    details?.parent?.name ?? (typeof details?.parent?.id === "string" ? last(details.parent.id) : undefined);
  if (name !== "" && name.toLowerCase() === textOf(item, "tenantId").toLowerCase()) survey.place(name, [null], item);
  else if (typeof parent === "string") survey.place(name, [parent], item);
  readChildren(name, field(item, "children"), item, survey);
}

/** Azure allows six levels of management groups below the root. */
const DEEPEST = 20;

function readChildren(name: string, children: unknown, item: Item, survey: Survey, depth = 0): void {
  if (!Array.isArray(children)) return;
  if (depth > DEEPEST)
    throw new InputError(item.file, "is nested deeper than management groups are", "give what az printed", item.path);
  for (const child of children as Record<string, unknown>[]) {
    if (typeof child?.["name"] !== "string") continue;
    if (typeof child["type"] === "string" && /subscriptions$/i.test(child["type"]))
      survey.subscription(child["name"], item);
    survey.place(child["name"], [name], item);
    readChildren(child["name"], child["children"], item, survey, depth + 1);
  }
}

/** Without what Azure leaves empty and without who wrote it when. */
function plain({ json }: Item): JsonObject {
  return Object.fromEntries(
    Object.entries(json).filter(([key, value]) => value !== null && key !== "systemData"),
  ) as JsonObject;
}
