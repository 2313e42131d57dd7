import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Strength } from "../findings/finding";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { grantOf } from "./custom-roles";
import type { Terrain } from "./edge";
import { isOtherRole } from "./other-roles";
import type { RoleGrant } from "./role";
import { at } from "./values";
import { typeKey } from "../arm/type-key";

const STORAGE = ["microsoft.storage"];
const EVENT_HUBS = ["microsoft.eventhub"];
const SERVICE_BUS = ["microsoft.servicebus"];
const EVENT_GRID = ["microsoft.eventgrid"];
const DEVICES = ["microsoft.devices"];
const RELAY = ["microsoft.relay"];
const COSMOS = ["microsoft.documentdb"];
const SEARCH = ["microsoft.search"];
const TWINS = ["microsoft.digitaltwins"];

/**
 * Built-in roles that are evidence of a data path. Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 * Owner and Contributor call a model with keys they can list; that they could list a carrier's keys too says nothing of what they do.
 */
export const ROLES: readonly RoleGrant[] = [
  role("Cognitive Services OpenAI User", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", ["infer"], "strong"),
  role("Cognitive Services OpenAI Contributor", "a001fd3d-188f-4b5d-821b-7da978bf7442", ["infer"], "strong"),
  role("Cognitive Services User", "a97b65f3-24c7-4388-baec-2e87135dc908", ["infer"], "strong"),
  role("Cognitive Services Contributor", "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68", ["infer"], "strong"),
  role("Azure AI User", "53ca6127-db72-4b80-b1b0-d745d6d5456d", ["infer"], "strong"),
  // Its name since 2026.
  role("Foundry User", "53ca6127-db72-4b80-b1b0-d745d6d5456d", ["infer"], "strong"),
  role("Azure AI Developer", "64702f94-c441-49e6-a78b-ef80e0188fee", ["infer"], "strong"),
  role("Azure AI Project Manager", "eadc314b-1a2d-4efa-be10-5d325db5065e", ["infer"], "strong"),
  role("Foundry Project Manager", "eadc314b-1a2d-4efa-be10-5d325db5065e", ["infer"], "strong"),
  role("Azure AI Account Owner", "e47c6f54-e4a2-4754-9501-8e0985b135e1", ["infer"], "strong"),
  role("Foundry Account Owner", "e47c6f54-e4a2-4754-9501-8e0985b135e1", ["infer"], "strong"),
  role("Azure AI Owner", "c883944f-8b7b-4483-af10-35834be79c4a", ["infer"], "strong"),
  role("Foundry Owner", "c883944f-8b7b-4483-af10-35834be79c4a", ["infer"], "strong"),
  role("Azure AI Administrator", "b78c5d69-af96-48a3-bf8d-a8b4d589de94", ["infer"], "medium"),
  role("Cognitive Services Data Contributor (Preview)", "19c28022-e58e-450d-a464-0b2a53034789", ["infer"], "strong"),
  role("Cognitive Services Data Reader", "b59867f0-fa02-499b-be73-45a86b5b3e1c", ["recognise"], "medium"),
  role("Cognitive Services Face Recognizer", "9894cab4-e18a-44aa-828b-cb588cd6f2d7", ["recognise"], "strong"),
  role("Cognitive Services Custom Vision Contributor", "c1ff6cc2-c111-46fe-8896-e0ef812ad9f3", ["recognise"], "strong"),
  role("Cognitive Services Custom Vision Deployment", "5c4089e1-6d96-4d2f-b296-c1bc7137275f", ["recognise"], "strong"),
  role("Cognitive Services Custom Vision Labeler", "88424f51-ebe7-446f-bc41-7fa16989e96c", ["recognise"], "medium"),
  role("Cognitive Services Custom Vision Reader", "93586559-c37d-4a6b-ba08-b9f0940c2d73", ["recognise"], "medium"),
  role("Cognitive Services Custom Vision Trainer", "0a5ae4ab-0d65-4eeb-be61-29fc9b54394b", ["recognise"], "medium"),
  role("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", ["infer"], "medium"),
  role("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", ["infer"], "medium"),
  role("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", ["read"], "strong", STORAGE),
  role("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", ["read", "write"], "strong", STORAGE),
  role("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", ["read", "write"], "strong", STORAGE),
  role("Storage Queue Data Reader", "19e7f393-937e-4f77-808e-94535e297925", ["read"], "medium", STORAGE),
  role("Storage Queue Data Message Processor", "8a0f0c08-91a1-4084-bc3d-661d67233fed", ["read"], "medium", STORAGE),
  role("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", ["read", "write"], "medium", STORAGE),
  role("Storage Queue Data Message Sender", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", ["write"], "medium", STORAGE),
  role("Azure Event Hubs Data Receiver", "a638d3c7-ab3a-418d-83e6-5f17a39d4fde", ["read"], "strong", EVENT_HUBS),
  role("Azure Event Hubs Data Sender", "2b629674-e913-4c01-ae53-ef4638d8f975", ["write"], "strong", EVENT_HUBS),
  role("Azure Event Hubs Data Owner", "f526a384-b230-433a-b45c-95f59c4a2dec", ["read", "write"], "strong", EVENT_HUBS),
  role("Azure Service Bus Data Receiver", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", ["read"], "strong", SERVICE_BUS),
  role("Azure Service Bus Data Sender", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", ["write"], "strong", SERVICE_BUS),
  role(
    "Azure Service Bus Data Owner",
    "090c5cfd-751d-490a-894a-3ce6f1109419",
    ["read", "write"],
    "strong",
    SERVICE_BUS,
  ),
  role("IoT Hub Data Reader", "b447c946-2db7-41ec-983d-d8bf3b1c77e3", ["read"], "strong", DEVICES),
  role("IoT Hub Data Contributor", "4fc6c259-987e-4a07-842e-c321cc9d413f", ["read", "write"], "strong", DEVICES),
  role("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", ["secrets"], "medium"),
  role("Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", ["secrets"], "medium"),
  role("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", ["secrets"], "medium"),
  role("App Configuration Data Owner", "5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b", ["settings"], "medium"),
  role("App Configuration Data Reader", "516239f1-63e1-4d78-a4de-a74fb236a071", ["settings"], "medium"),
  // These manage something else and may list the keys of storage accounts on the way.
  role("Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c", ["read"], "weak", STORAGE),
  role("Disk Snapshot Contributor", "7efff54f-a5b4-42b5-a1c5-5411624893ce", ["read"], "weak", STORAGE),
  role("Logic App Contributor", "87a39d53-fc1b-424a-814c-f7e04687dc9e", ["read"], "weak", STORAGE),
  role("Log Analytics Contributor", "92aaf0da-9dab-42b6-94a3-d43ce8d16293", ["read"], "weak", STORAGE),
  // These list the keys of an account, which open all that is in it.
  role("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab", ["read", "write"], "medium", STORAGE),
  role(
    "Storage Account Key Operator Service Role",
    "81a9662b-bebf-436f-a333-f67b29880f12",
    ["read", "write"],
    "medium",
    STORAGE,
  ),
  role("Reader and Data Access", "c12c1c16-33a1-487b-954d-41c89c60f349", ["read", "write"], "medium", STORAGE),
  role("Azure File Sync Administrator", "92b92042-07d9-4307-87f7-36a593fc5850", ["read", "write"], "medium", STORAGE),
  role("DocumentDB Account Contributor", "5bd9cd88-fe45-4216-938b-f97437e15450", ["read", "write"], "medium", COSMOS),
  role("Cosmos DB Account Reader Role", "fbdf93bf-df7d-467e-a4d2-9458aa1360c8", ["read"], "medium", COSMOS),
  role(
    "Storage File Data Privileged Contributor",
    "69566ab7-960f-475b-8e7c-b3118f30c6bd",
    ["read", "write"],
    "strong",
    STORAGE,
  ),
  role("Storage File Data Privileged Reader", "b8eda974-7b85-4f76-af95-65846b26df6d", ["read"], "strong", STORAGE),
  role("Storage File Data SMB Admin", "bbf004e3-0e4b-4f86-ae4f-1f8fb47b357b", ["read", "write"], "strong", STORAGE),
  role("Storage File Data SMB MI Admin", "a235d3ee-5935-4cfb-8cc5-a3303ad5995e", ["read", "write"], "strong", STORAGE),
  role(
    "Storage File Data SMB Share Contributor",
    "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb",
    ["read", "write"],
    "strong",
    STORAGE,
  ),
  role(
    "Storage File Data SMB Share Elevated Contributor",
    "a7264617-510b-434b-a828-9731dc254ea7",
    ["read", "write"],
    "strong",
    STORAGE,
  ),
  role("Storage File Data SMB Share Reader", "aba4ae5f-2193-4029-9191-0cb91df5e314", ["read"], "strong", STORAGE),
  role("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", ["read", "write"], "medium", STORAGE),
  role("Storage Table Data Reader", "76199698-9eea-4c19-bc75-cec21354c6b6", ["read"], "medium", STORAGE),
  role("Azure Relay Listener", "26e0b698-aa6d-4085-9386-aadae190014d", ["read"], "strong", RELAY),
  role("Azure Relay Owner", "2787bf04-f1f5-4bfe-8383-c8a24483ee38", ["read", "write"], "strong", RELAY),
  role("Azure Relay Sender", "26baccc8-eea7-41f1-98f4-1762cc7f685d", ["write"], "strong", RELAY),
  role("EventGrid TopicSpaces Publisher", "a12b0b94-b317-4dcd-84a8-502ce99884c6", ["write"], "strong", EVENT_GRID),
  role("EventGrid TopicSpaces Subscriber", "4b0f2fd7-60b4-4eca-896f-4435034f8bf5", ["read"], "strong", EVENT_GRID),
  role("EventGrid Data Sender", "d5a91429-5739-47e2-a06b-3470a27159e7", ["write"], "strong", EVENT_GRID),
  role("EventGrid Data Receiver", "78cbd9e7-9798-4e2e-9b5a-547d9ebb31fb", ["read"], "strong", EVENT_GRID),
  role("EventGrid Data Contributor", "1d8c3fe3-8864-474b-8749-01e3783e8157", ["read", "write"], "strong", EVENT_GRID),
  role("Azure Digital Twins Data Reader", "d57506d4-4c8d-48b1-8587-93c323f6a5a3", ["read"], "strong", TWINS),
  role("Azure Digital Twins Data Owner", "bcd981a7-7f74-457b-83e1-cceb9e632ffe", ["read", "write"], "strong", TWINS),
  role("Search Index Data Reader", "1407120a-92aa-4202-b7e9-c0e197c71c8f", ["read"], "strong", SEARCH),
  role("Search Index Data Contributor", "8ebe5a00-799e-43f5-93ac-243d3dce84a7", ["read", "write"], "strong", SEARCH),
];

function role(
  name: string,
  id: string,
  grants: RoleGrant["grants"],
  strength: Strength,
  on?: readonly string[],
): RoleGrant {
  return { name, id, grants, strength, ...(on === undefined ? {} : { on }) };
}

const byId = new Map(ROLES.map((each) => [each.id, each]));
const byName = new Map(ROLES.map((each) => [each.name.toLowerCase(), each]));

/**
 * The role an assignment gives; `unknown` where it cannot be told or is a role nobody here knows; undefined where it is no evidence. A custom role that is
 * in the plan is told by its permissions.
 */
export function roleOf(
  assignment: PlannedResource,
  terrain: Pick<Terrain, "index" | "of">,
): RoleGrant | "unknown" | undefined {
  const { resource, told } = assignment;
  const name = told?.["roleDefinitionName"];
  const id = at(resource.properties, "roleDefinitionId");
  const key = keyOf(name, id);
  if (key !== undefined && isOtherRole(key)) return undefined;
  const built = key === undefined ? undefined : (byName.get(key.toLowerCase()) ?? byId.get(key.toLowerCase()));
  if (built !== undefined) return built;
  const definitions = definitionsOf(assignment, name, id, terrain);
  if (definitions.length > 0) return joined(definitions.map(definitionRole));
  return key !== undefined || isUnknown(id) ? "unknown" : undefined;
}

/** What a role is known by: its name, where Terraform is told it, else the GUID that its id ends in. */
function keyOf(name: OpenValue, id: OpenValue): string | undefined {
  if (typeof name === "string" && name !== "") return name;
  return typeof id === "string" ? id.slice(id.lastIndexOf("/") + 1) : undefined;
}

/** What the plan shows of the role definition that an assignment names: by reference, by id, by name. */
function definitionsOf(
  { links }: PlannedResource,
  name: OpenValue,
  id: OpenValue,
  { index, of }: Pick<Terrain, "index" | "of">,
): PlannedResource[] {
  const linked = links
    .filter(({ path }) => path === "properties.roleDefinitionId")
    .flatMap((link) => index.targets(link));
  if (linked.length > 0) return linked.filter(isDefinition);
  const byId = typeof id === "string" ? index.byId(id) : undefined;
  if (byId !== undefined) return [byId].filter(isDefinition);
  const key = keyOf(name, id)?.toLowerCase();
  return key === undefined ? [] : (definitionsByName({ index, of }).get(key) ?? []);
}

const named = new WeakMap<ResourceIndex, ReadonlyMap<string, PlannedResource[]>>();

/** The definitions of a plan by what they are called and by their GUID, which is the same at whatever scope their id tells of. */
function definitionsByName({ index, of }: Pick<Terrain, "index" | "of">): ReadonlyMap<string, PlannedResource[]> {
  const before = named.get(index);
  if (before !== undefined) return before;
  const all = new Map<string, PlannedResource[]>();
  named.set(index, all);
  for (const definition of of([DEFINITION])) {
    for (const each of new Set([at(definition.resource.properties, "roleName"), definition.resource.name])) {
      if (typeof each === "string") all.set(each.toLowerCase(), [...(all.get(each.toLowerCase()) ?? []), definition]);
    }
  }
  return all;
}

const DEFINITION = "microsoft.authorization/roledefinitions";
const isDefinition = ({ resource }: PlannedResource): boolean => typeKey(resource.type) === DEFINITION;

/** A definition that a data source read may be a built-in role: by its name; else by its permissions. */
function definitionRole(definition: PlannedResource): RoleGrant | "unknown" | undefined {
  const name = at(definition.resource.properties, "roleName");
  if (typeof name === "string") {
    if (isOtherRole(name)) return undefined;
    const built = byName.get(name.toLowerCase());
    if (built !== undefined) return built;
  }
  return grantOf(definition);
}

/** Of several definitions that an assignment may name: nobody can tell which, unless all say the same. */
function joined(roles: readonly (RoleGrant | "unknown" | undefined)[]): RoleGrant | "unknown" | undefined {
  const [first, ...others] = roles;
  return others.every((other) => other === first) ? first : "unknown";
}
