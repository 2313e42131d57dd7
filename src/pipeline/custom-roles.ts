import type { PlannedResource } from "../arm/resource";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { Grant, RoleGrant } from "./role";
import { at } from "./values";

/** Operations that are evidence of a data path, by what they let do. */
interface Operations {
  grants: readonly Grant[];
  /** Whether they are data actions; else actions of the control plane, which hand out keys. */
  data: boolean;
  /** Resource provider whose carriers are meant, where it matters. */
  on?: string;
  /** In lower case; `*` stands for any text. */
  operations: readonly string[];
}

/** Source: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
const OPERATIONS: readonly Operations[] = [
  {
    grants: ["infer"],
    data: true,
    operations: [
      "microsoft.cognitiveservices/accounts/openai/*/action",
      "microsoft.cognitiveservices/accounts/openai/*/write",
      "microsoft.cognitiveservices/accounts/aiservices/*/action",
      "microsoft.cognitiveservices/accounts/aiservices/*/write",
      "microsoft.cognitiveservices/accounts/maas/*",
    ],
  },
  { grants: ["infer"], data: false, operations: ["microsoft.cognitiveservices/accounts/listkeys/action"] },
  {
    grants: ["recognise"],
    data: true,
    operations: [
      "microsoft.cognitiveservices/accounts/face/*/action",
      "microsoft.cognitiveservices/accounts/computervision/*/action",
      "microsoft.cognitiveservices/accounts/customvision/*/action",
    ],
  },
  {
    grants: ["read"],
    data: true,
    on: "microsoft.storage",
    operations: [
      "microsoft.storage/storageaccounts/blobservices/containers/blobs/read",
      "microsoft.storage/storageaccounts/fileservices/fileshares/files/read",
      "microsoft.storage/storageaccounts/fileservices/readfilebackupsemantics/action",
      "microsoft.storage/storageaccounts/queueservices/queues/messages/read",
      "microsoft.storage/storageaccounts/queueservices/queues/messages/process/action",
      "microsoft.storage/storageaccounts/tableservices/tables/entities/read",
    ],
  },
  {
    grants: ["write"],
    data: true,
    on: "microsoft.storage",
    operations: [
      "microsoft.storage/storageaccounts/blobservices/containers/blobs/write",
      "microsoft.storage/storageaccounts/blobservices/containers/blobs/add/action",
      "microsoft.storage/storageaccounts/fileservices/fileshares/files/write",
      "microsoft.storage/storageaccounts/queueservices/queues/messages/write",
      "microsoft.storage/storageaccounts/queueservices/queues/messages/add/action",
      "microsoft.storage/storageaccounts/tableservices/tables/entities/write",
    ],
  },
  {
    grants: ["read", "write"],
    data: false,
    on: "microsoft.storage",
    operations: [
      "microsoft.storage/storageaccounts/listkeys/action",
      "microsoft.storage/storageaccounts/listaccountsas/action",
      "microsoft.storage/storageaccounts/listservicesas/action",
    ],
  },
  { grants: ["read"], data: true, on: "microsoft.eventhub", operations: ["microsoft.eventhub/*/receive/action"] },
  { grants: ["write"], data: true, on: "microsoft.eventhub", operations: ["microsoft.eventhub/*/send/action"] },
  {
    grants: ["read", "write"],
    data: false,
    on: "microsoft.eventhub",
    operations: ["microsoft.eventhub/namespaces/*/listkeys/action"],
  },
  { grants: ["read"], data: true, on: "microsoft.servicebus", operations: ["microsoft.servicebus/*/receive/action"] },
  { grants: ["write"], data: true, on: "microsoft.servicebus", operations: ["microsoft.servicebus/*/send/action"] },
  {
    grants: ["read", "write"],
    data: false,
    on: "microsoft.servicebus",
    operations: ["microsoft.servicebus/namespaces/*/listkeys/action"],
  },
  { grants: ["read", "write"], data: true, on: "microsoft.devices", operations: ["microsoft.devices/iothubs/*"] },
  {
    grants: ["read"],
    data: false,
    on: "microsoft.devices",
    operations: ["microsoft.devices/iothubs/listkeys/action", "microsoft.devices/iothubs/iothubkeys/listkeys/action"],
  },
  { grants: ["read"], data: true, on: "microsoft.eventgrid", operations: ["microsoft.eventgrid/*/receive/action"] },
  { grants: ["write"], data: true, on: "microsoft.eventgrid", operations: ["microsoft.eventgrid/*/send/action"] },
  {
    grants: ["read", "write"],
    data: false,
    on: "microsoft.documentdb",
    operations: ["microsoft.documentdb/databaseaccounts/listkeys/action"],
  },
  { grants: ["read"], data: true, on: "microsoft.search", operations: ["microsoft.search/*/read"] },
  { grants: ["secrets"], data: true, operations: ["microsoft.keyvault/vaults/secrets/getsecret/action"] },
  {
    grants: ["settings"],
    data: true,
    operations: ["microsoft.appconfiguration/configurationstores/keyvalues/read"],
  },
  { grants: ["settings"], data: false, operations: ["microsoft.appconfiguration/configurationstores/listkeys/action"] },
];

/**
 * What a role definition of the plan lets do: `unknown` where its permissions are not known; undefined where they are no evidence of a path. Strong where
 * it grants operations on data, medium where it only hands out keys.
 */
export function grantOf({ resource }: PlannedResource): RoleGrant | "unknown" | undefined {
  const permissions = at(resource.properties, "permissions");
  if (!Array.isArray(permissions)) return isUnknown(permissions) || permissions === undefined ? "unknown" : undefined;
  const grants = new Set<Grant>();
  const on = new Set<string>();
  let strong = false;
  for (const permission of permissions) {
    const lists = ["actions", "notActions", "dataActions", "notDataActions"].map((name) => texts(at(permission, name)));
    const [actions, notActions, dataActions, notDataActions] = lists;
    if (!actions || !notActions || !dataActions || !notDataActions) return "unknown";
    for (const each of OPERATIONS) {
      const [given, taken] = each.data ? [dataActions, notDataActions] : [actions, notActions];
      // Who may do everything could list every key; that says nothing of what is done (roles.ts, Owner).
      const telling = each.data || each.on === undefined ? given : given.filter((pattern) => !pattern.startsWith("*"));
      if (!each.operations.some((operation) => allows(telling, taken, operation))) continue;
      for (const grant of each.grants) grants.add(grant);
      if (each.on !== undefined) on.add(each.on);
      strong ||= each.data;
    }
  }
  if (grants.size === 0) return undefined;
  const name = at(resource.properties, "roleName");
  return {
    name: typeof name === "string" ? name : "",
    id: "",
    grants: [...grants],
    strength: strong ? "strong" : "medium",
    on: [...on],
  };
}

/** The texts of a list in lower case; undefined where not all are known. */
function texts(value: OpenValue): string[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return undefined;
  return value.map((item) => String(item).toLowerCase());
}

/** Whether some operation is given and not taken away again. */
function allows(given: readonly string[], taken: readonly string[], operation: string): boolean {
  return given.some((pattern) => {
    if (!meet(pattern, operation)) return false;
    // What both say: the narrower of the two, as far as that can be told.
    const common = covers(pattern, operation) ? operation : pattern;
    return !taken.some((other) => covers(other, common));
  });
}

/** Whether two patterns have an operation in common. */
function meet(a: string, b: string): boolean {
  if (covers(a, b) || covers(b, a)) return true;
  if (!a.includes("*") || !b.includes("*")) return false;
  const [headA, headB] = [a.slice(0, a.indexOf("*")), b.slice(0, b.indexOf("*"))];
  const [tailA, tailB] = [a.slice(a.lastIndexOf("*") + 1), b.slice(b.lastIndexOf("*") + 1)];
  const heads = headA.startsWith(headB) || headB.startsWith(headA);
  return heads && (tailA.endsWith(tailB) || tailB.endsWith(tailA));
}

/** Whether a pattern takes in all that another does. Each part between two `*` is looked for behind the one before, so it costs no more than the text is long. */
function covers(pattern: string, other: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === other;
  if (!other.startsWith(first) || other.length < first.length + last.length || !other.endsWith(last)) return false;
  const end = other.length - last.length;
  let from = first.length;
  for (const part of rest) {
    const found = other.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
