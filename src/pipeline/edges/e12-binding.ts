import type { PlannedResource } from "../../arm/resource";
import type { OpenValue } from "../../policy/json";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { entered, entityOf, entityScope, left } from "../entities";
import { entitiesOpenTo } from "../entity-rights";
import { namedBy } from "../literals";
import type { Mention } from "../mention";
import { evidenceOf, settingOwners, settingsOf, toldBy } from "../mentions";
import { unpaired } from "../pairs";
import { roleOf } from "../roles";
import { carriersOf } from "../scopes";
import { at, stringsIn } from "../values";
import { COPIERS, ROLE_ASSIGNMENTS, isCarrier, isWorkload, mayWork } from "../types";
import { typeKey } from "../../arm/type-key";

/** What names an IoT Hub without reading what devices send: a service that only sends to them. */
const COMMAND_OUTPUTS: ReadonlySet<string> = new Set(["hostname", "name", "id"]);
/** The storage account a Functions host keeps its own state in: rarely what it works on. */
const HOST_STORAGE = /^storage_|^storage_account|AzureWebJobs(Storage|Dashboard)|WEBSITE_CONTENT|content_share/i;

/** What hands on by itself: capture, endpoints of digital twins, event handlers of Web PubSub, shares of Stack Edge. */
const PASSING_ON = [
  "microsoft.eventhub/namespaces",
  "microsoft.digitaltwins/digitaltwinsinstances",
  "microsoft.signalrservice/webpubsub",
  "microsoft.signalrservice/signalr",
  "microsoft.databoxedge/databoxedgedevices",
];
/** Where a copier writes what it did, no media. */
const LOGS = /logging/i;
/** Access that a service grants by itself, not by roles of Azure, and where it says to whom. */
const OWN_ROLES: Readonly<Record<string, readonly string[]>> = {
  "microsoft.documentdb/databaseaccounts/sqlroleassignments": ["principalId"],
  "microsoft.kusto/clusters/principalassignments": ["principalId"],
  "microsoft.kusto/clusters/databases/principalassignments": ["principalId"],
  "microsoft.cache/redis/accesspolicyassignments": ["objectId"],
  "microsoft.cache/redisenterprise/databases/accesspolicyassignments": ["user", "objectId"],
};
const OWN_ROLE_TYPES = Object.keys(OWN_ROLES);
const REPLICATION = ["microsoft.storage/storageaccounts/objectreplicationpolicies"];

/**
 * E12: a workload is bound to what keeps or passes media on.
 *
 * Evidence: a setting that refers to a storage account, event hub, queue, IoT Hub, topic or database, names its host or holds its key; the bare name of an account or a namespace where it is told for what it is; the host storage of a Functions app; a
 * data role on the carrier; Event Hubs capture into storage; shares of Stack Edge; replication between storage accounts; what file sync, a cache of files or a migration copies from and to; a setting that names another workload, which it calls (medium). A setting is read from (strong) and may be written to (medium); host storage is read from only (medium); a
 * data role counts in the directions it grants.
 * Cannot see: bindings in code whose setting is not in the plan.
 */
export const binding: EdgeKind = {
  id: "E12",
  title: "Storage, event hub or queue binding",
  *find(terrain): Generator<Edge> {
    for (const workload of settingOwners(terrain)) {
      for (const mention of settingsOf(workload, terrain)) yield* bySetting(workload, mention, terrain);
      yield* byBareName(workload, terrain);
    }
    yield* byRole(terrain);
    yield* byOwnRole(terrain);
    yield* byCapture(terrain);
    yield* byCopying(terrain);
    yield* byReplication(terrain);
  },
};

function* bySetting(workload: PlannedResource, mention: Mention, terrain: Terrain): Generator<Edge> {
  const { target, attribute, path, output } = mention;
  const carrier = terrain.node(target);
  const worker = terrain.node(workload);
  if (carrier === worker) return;
  const evidence = evidenceOf(workload, mention);
  const medium = toldBy(workload, mention, "medium");
  if (isWorkload(carrier.resource.type))
    yield { edge: "E12", from: worker, to: carrier, attribute: evidence, ...medium };
  if (!isCarrier(carrier.resource.type)) return;
  const isHost = [attribute, path, settingNamed(workload, mention)].some((name) => HOST_STORAGE.test(name));
  const commands = typeKey(carrier.resource.type) === "microsoft.devices/iothubs" && COMMAND_OUTPUTS.has(output);
  const read = isHost || commands ? medium : toldBy(workload, mention, "strong");
  for (const part of partsOf(workload, mention, terrain)) {
    yield { edge: "E12", from: carrier, to: worker, attribute: evidence, ...read, ...(part && { fromPart: part }) };
    if (!isHost)
      yield { edge: "E12", from: worker, to: carrier, attribute: evidence, ...medium, ...(part && { toPart: part }) };
  }
}

/** The queues, topics and event hubs that a setting is about; one undefined where it may be about any. */
function partsOf(
  workload: PlannedResource,
  mention: Pick<Mention, "target" | "output" | "secret">,
  terrain: Terrain,
): readonly (PlannedResource | undefined)[] {
  const own = entityOf(mention.target, terrain.index);
  if (own !== undefined) return [own];
  const open = entitiesOpenTo(workload, mention, terrain);
  return open.length > 0 ? open : [undefined];
}

/**
 * Settings that hold the bare name of what they read, and what that is: `AzureWebJobsStorage__accountName`, `accountName` of a connection or a mounted share; `eventHubNamespace` and
 * `namespace` of a scaler. Source: https://keda.sh/docs/latest/scalers/
 */
const NAMED: readonly { setting: RegExp; types: readonly string[] }[] = [
  { setting: /accountName$/i, types: ["microsoft.storage/storageaccounts"] },
  { setting: /eventHubNamespace$/i, types: ["microsoft.eventhub/namespaces"] },
  {
    setting: /(^|[._])namespace$/i,
    types: ["microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces", "microsoft.relay/namespaces"],
  },
];
/** What the names of accounts and namespaces are made of. */
const BARE = /^[a-z0-9-]{3,50}$/i;

function* byBareName(workload: PlannedResource, terrain: Terrain): Generator<Edge> {
  const worker = terrain.node(workload);
  const { properties } = workload.resource;
  for (const { path, text } of terrain.texts(workload)) {
    if (!BARE.test(text)) continue;
    const setting = settingAt(properties, path);
    const name = setting ?? path;
    const named = NAMED.find((each) => each.setting.test(name));
    if (named === undefined) continue;
    for (const account of terrain.hosts.named(named.types, text)) {
      const attribute = `${workload.address}: ${setting === undefined ? path : `app_settings.${setting}`}`;
      const strength = HOST_STORAGE.test(name) ? "medium" : "strong";
      for (const part of partsOf(workload, { target: account, output: "name" }, terrain))
        yield {
          edge: "E12",
          from: terrain.node(account),
          to: worker,
          attribute,
          strength,
          ...(part && { fromPart: part }),
        };
    }
  }
}

/** The name of the setting in which a workload names something by a literal; "" where a reference tells it, or it is a resource's of its own. */
const settingNamed = (workload: PlannedResource, { path, holder }: Mention): string =>
  (holder === undefined && settingAt(workload.resource.properties, path)) || "";

/** The name of the setting whose value stands at a path. */
function settingAt(properties: OpenValue, path: string): string | undefined {
  const index = /^properties\.siteConfig\.appSettings\[(\d+)\]\.value$/.exec(path)?.[1];
  if (index === undefined) return undefined;
  const settings = at(properties, "siteConfig", "appSettings");
  const name = Array.isArray(settings) ? at(settings[Number(index)] as OpenValue, "name") : undefined;
  return typeof name === "string" ? name : undefined;
}

function* byRole(terrain: Terrain): Generator<Edge> {
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) {
    const role = roleOf(assignment, terrain);
    if (role === undefined || role === "unknown") continue;
    const carriers = carriersOf(assignment, role, terrain);
    if (carriers.length === 0) continue;
    const attribute = `${assignment.address}: principal_id`;
    const unseen = unpaired(assignment, terrain);
    const entity = entityScope(assignment, terrain.index);
    const strength = unseen === undefined ? role.strength : "weak";
    for (const holder of terrain.identities.principalOf(assignment).holders) {
      const worker = terrain.node(holder);
      if (!mayWork(worker)) continue;
      for (const carrier of carriers) {
        if (role.grants.includes("read"))
          yield {
            edge: "E12",
            from: carrier,
            to: worker,
            attribute,
            strength,
            ...(entity && { fromPart: entity }),
            ...(unseen && { unseen }),
          };
        if (role.grants.includes("write"))
          yield {
            edge: "E12",
            from: worker,
            to: carrier,
            attribute,
            strength: unseen === undefined ? "medium" : "weak",
            ...(entity && { toPart: entity }),
            ...(unseen && { unseen }),
          };
      }
    }
  }
}

/** Access to a database is strong evidence of reading, and medium of writing. */
function* byOwnRole(terrain: Terrain): Generator<Edge> {
  for (const grant of terrain.of(OWN_ROLE_TYPES)) {
    const carrier = terrain.node(grant);
    const { type, properties } = grant.resource;
    const to = OWN_ROLES[typeKey(type)] ?? [];
    const links = grant.links.filter(({ path }) => path === ["properties", ...to].join("."));
    const attribute = `${grant.address}: ${links[0]?.attribute ?? to.join(".")}`;
    for (const holder of terrain.identities.principal(links, [at(properties, ...to)]).holders) {
      const worker = terrain.node(holder);
      if (worker === carrier || !mayWork(worker)) continue;
      yield { edge: "E12", from: carrier, to: worker, attribute, strength: "strong" };
      yield { edge: "E12", from: worker, to: carrier, attribute, strength: "medium" };
    }
  }
}

function* byCapture(terrain: Terrain): Generator<Edge> {
  for (const part of terrain.parts(PASSING_ON)) {
    for (const { target, attribute } of terrain.mentions(part)) {
      const [from, to] = [terrain.node(part), terrain.node(target)];
      if (from === to || !(isCarrier(to.resource.type) || isWorkload(to.resource.type))) continue;
      const evidence = `${part.address}: ${attribute}`;
      yield {
        edge: "E12",
        from,
        to,
        attribute: evidence,
        strength: "strong",
        ...left(part, terrain),
        ...entered(target, terrain),
      };
    }
  }
}

/** What a copier names it reads and writes: which of the two is no matter of its endpoint alone. */
function* byCopying(terrain: Terrain): Generator<Edge> {
  for (const part of terrain.parts(COPIERS)) {
    const copier = terrain.node(part);
    for (const { target, attribute, path } of terrain.mentions(part)) {
      const store = terrain.node(target);
      if (store === copier || !isCarrier(store.resource.type) || LOGS.test(attribute) || LOGS.test(path)) continue;
      const evidence = { edge: "E12", attribute: `${part.address}: ${attribute}`, strength: "strong" } as const;
      yield { ...evidence, from: copier, to: store };
      yield { ...evidence, from: store, to: copier };
    }
  }
}

/** A policy lies at the account it copies from or at the one it copies to, and names both, by reference, id or name. */
function* byReplication(terrain: Terrain): Generator<Edge> {
  for (const policy of terrain.of(REPLICATION)) {
    const sources = replicated(policy, /source/i, terrain);
    for (const to of replicated(policy, /destination/i, terrain)) {
      for (const from of sources) {
        if (from.target === to.target) continue;
        const attribute = `${policy.address}: ${to.attribute}`;
        yield { edge: "E12", from: from.target, to: to.target, attribute, strength: "strong" };
      }
    }
  }
}

function replicated(policy: PlannedResource, side: RegExp, terrain: Terrain): Pick<Mention, "target" | "attribute">[] {
  const linked = policy.links
    .filter(({ attribute, path }) => side.test(attribute) || side.test(path))
    .flatMap((link) => terrain.index.targets(link).map((target) => ({ target, attribute: link.attribute })));
  const written = [...stringsIn(policy.resource.properties, "properties"), ...stringsIn(policy.given)]
    .filter(({ path }) => side.test(path))
    .flatMap(({ path, text }) =>
      [...terrain.hosts.storage(text), ...namedBy(text, terrain)].map((target) => ({ target, attribute: path })),
    );
  return [...linked, ...written]
    .map(({ target, attribute }) => ({ target: terrain.node(target), attribute }))
    .filter(({ target }) => isCarrier(target.resource.type));
}
