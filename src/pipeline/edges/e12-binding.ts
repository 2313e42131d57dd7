import type { PlannedResource } from "../../arm/resource";
import type { Edge, EdgeKind, Terrain } from "../edge";
import type { Mention } from "../mentions";
import { roleOf } from "../roles";
import { reachedBy } from "../scopes";
import { CARRIERS, isCarrier, isWorkload, WORKLOADS } from "../types";

/** What names an IoT Hub without reading what devices send: a service that only sends to them. */
const COMMAND_OUTPUTS: ReadonlySet<string> = new Set(["hostname", "name", "id"]);
/** The storage account a Functions host keeps its own state in: rarely what it works on. */
const HOST_STORAGE = /^storage_|^storage_account|AzureWebJobsStorage|WEBSITE_CONTENT|content_share/i;

/**
 * E12: a workload is bound to what keeps or passes media on.
 *
 * Evidence: a setting that refers to a storage account, event hub, queue, IoT Hub or topic, or names its host; the host storage of a Functions app; a
 * data role on the carrier; Event Hubs capture into storage. A setting is read from (strong) and may be written to (medium); host storage is read from only (medium); a
 * data role counts in the directions it grants.
 * Cannot see: bindings in code whose setting is not in the plan.
 */
export const binding: EdgeKind = {
  id: "E12",
  title: "Storage, event hub or queue binding",
  *find(terrain): Generator<Edge> {
    for (const workload of terrain.of(WORKLOADS)) {
      for (const mention of terrain.mentions(workload)) yield* bySetting(workload, mention, terrain);
      yield* byAccountName(workload, terrain);
    }
    yield* byRole(terrain);
    yield* byCapture(terrain);
  },
};

function* bySetting(
  workload: PlannedResource,
  { target, attribute, path, output }: Mention,
  terrain: Terrain,
): Generator<Edge> {
  const carrier = terrain.node(target);
  const worker = terrain.node(workload);
  if (!isCarrier(carrier.resource.type) || carrier === worker) return;
  const evidence = `${workload.address}: ${attribute}`;
  const isHost = HOST_STORAGE.test(attribute) || HOST_STORAGE.test(path);
  const commands = carrier.resource.type.toLowerCase() === "microsoft.devices/iothubs" && COMMAND_OUTPUTS.has(output);
  const strength = isHost || commands ? "medium" : "strong";
  yield { edge: "E12", from: carrier, to: worker, attribute: evidence, strength };
  if (!isHost) yield { edge: "E12", from: worker, to: carrier, attribute: evidence, strength: "medium" };
}

/** `AzureWebJobsStorage__accountName` and the like: a setting whose value is a bare account name. */
function* byAccountName(workload: PlannedResource, terrain: Terrain): Generator<Edge> {
  const worker = terrain.node(workload);
  for (const { name, value } of settingsOf(workload)) {
    if (!/__accountName$/i.test(name)) continue;
    for (const account of terrain.hosts.storage(value)) {
      const attribute = `${workload.address}: app_settings.${name}`;
      const isHost = HOST_STORAGE.test(name);
      yield { edge: "E12", from: terrain.node(account), to: worker, attribute, strength: isHost ? "medium" : "strong" };
    }
  }
}

function settingsOf({ resource }: PlannedResource): { name: string; value: string }[] {
  const { properties } = resource;
  const site = object(object(properties)?.["siteConfig"]);
  const settings = site?.["appSettings"];
  if (!Array.isArray(settings)) return [];
  return settings.flatMap((setting) => {
    const { name, value } = object(setting) ?? {};
    return typeof name === "string" && typeof value === "string" ? [{ name, value }] : [];
  });
}

function* byRole(terrain: Terrain): Generator<Edge> {
  for (const assignment of terrain.of(["microsoft.authorization/roleassignments"])) {
    const role = roleOf(assignment);
    if (role === undefined || role === "unknown" || role.grants.includes("infer")) continue;
    const carriers = reachedBy(assignment, CARRIERS, terrain);
    if (carriers.length === 0) continue;
    const attribute = `${assignment.address}: principal_id`;
    for (const holder of terrain.identities.principalOf(assignment).holders) {
      const worker = terrain.node(holder);
      if (!isWorkload(worker.resource.type)) continue;
      for (const carrier of carriers) {
        if (role.grants.includes("read"))
          yield { edge: "E12", from: carrier, to: worker, attribute, strength: role.strength };
        if (role.grants.includes("write"))
          yield { edge: "E12", from: worker, to: carrier, attribute, strength: "medium" };
      }
    }
  }
}

function* byCapture(terrain: Terrain): Generator<Edge> {
  for (const hub of terrain.of(["microsoft.eventhub/namespaces/eventhubs"])) {
    for (const { target, attribute } of terrain.mentions(hub)) {
      const [from, to] = [terrain.node(hub), terrain.node(target)];
      if (from === to || !isCarrier(to.resource.type)) continue;
      yield { edge: "E12", from, to, attribute: `${hub.address}: ${attribute}`, strength: "strong" };
    }
  }
}

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
