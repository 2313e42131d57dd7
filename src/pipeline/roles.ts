import type { PlannedResource } from "../arm/resource";
import type { Strength } from "../findings/finding";
import { isUnknown } from "../policy/unknown";
import { at } from "./values";

/** What a role lets its holder do with the data of a resource. */
export interface RoleGrant {
  name: string;
  id: string;
  /** `infer`: call a model; `read`, `write`: take media from, put media into a carrier. */
  grants: readonly ("infer" | "read" | "write")[];
  strength: Strength;
}

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
  role("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", ["infer"], "medium"),
  role("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", ["infer"], "medium"),
  role("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", ["read"], "strong"),
  role("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", ["read", "write"], "strong"),
  role("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", ["read", "write"], "strong"),
  role("Storage Queue Data Reader", "19e7f393-937e-4f77-808e-94535e297925", ["read"], "medium"),
  role("Storage Queue Data Message Processor", "8a0f0c08-91a1-4084-bc3d-661d67233fed", ["read"], "medium"),
  role("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", ["read", "write"], "medium"),
  role("Storage Queue Data Message Sender", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", ["write"], "medium"),
  role("Azure Event Hubs Data Receiver", "a638d3c7-ab3a-418d-83e6-5f17a39d4fde", ["read"], "strong"),
  role("Azure Event Hubs Data Sender", "2b629674-e913-4c01-ae53-ef4638d8f975", ["write"], "strong"),
  role("Azure Event Hubs Data Owner", "f526a384-b230-433a-b45c-95f59c4a2dec", ["read", "write"], "strong"),
  role("Azure Service Bus Data Receiver", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", ["read"], "strong"),
  role("Azure Service Bus Data Sender", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", ["write"], "strong"),
  role("Azure Service Bus Data Owner", "090c5cfd-751d-490a-894a-3ce6f1109419", ["read", "write"], "strong"),
  role("IoT Hub Data Reader", "b447c946-2db7-41ec-983d-d8bf3b1c77e3", ["read"], "strong"),
  role("IoT Hub Data Contributor", "4fc6c259-987e-4a07-842e-c321cc9d413f", ["read", "write"], "strong"),
  role("EventGrid Data Sender", "d5a91429-5739-47e2-a06b-3470a27159e7", ["write"], "strong"),
];

function role(name: string, id: string, grants: RoleGrant["grants"], strength: Strength): RoleGrant {
  return { name, id, grants, strength };
}

const byId = new Map(ROLES.map((each) => [each.id, each]));
const byName = new Map(ROLES.map((each) => [each.name.toLowerCase(), each]));

/** The role an assignment gives; `unknown` where neither its id nor its name is known; undefined where it is none of the list. */
export function roleOf({ resource, told }: PlannedResource): RoleGrant | "unknown" | undefined {
  const name = told?.["roleDefinitionName"];
  if (typeof name === "string") return byName.get(name.toLowerCase());
  const id = at(resource.properties, "roleDefinitionId");
  if (typeof id === "string") return byId.get(id.slice(id.lastIndexOf("/") + 1).toLowerCase());
  return isUnknown(id) ? "unknown" : undefined;
}
