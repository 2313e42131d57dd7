import type { PlannedResource } from "../arm/resource";
import { canRecognise, COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import { applicationsOf, isServicePrincipal } from "./applications";
import { callEdge } from "./call";
import { isCameraByType } from "./cameras";
import { Crossroads, type UnseenEdges } from "./crossroads";
import type { Terrain } from "./edge";
import { grantsInference, inferenceAssignments } from "./edges/e1-role-assignment";
import { endpointsNotSeen } from "./edges/e4-private-endpoint";
import { DEVICES, INSTANCE, OUTPUTS } from "./edges/e18-device";
import { keptNotSeen, openedBy, secretReadings } from "./edges/e3-key-vault";
import { eventSources, isEventDestination, SUBSCRIPTIONS } from "./edges/e9-event-grid";
import { evidenceOf, settingOwners, settingsOf } from "./mentions";
import { isSink } from "./sinks";
import { roleOf } from "./roles";
import { secretAccesses } from "./secrets";
import { READINGS, readingNotSeen } from "./unseen-accounts";
import { unseenIdentity, unseenIn } from "./unseen-arguments";
import { carriersOf } from "./scopes";
import { typeKey } from "../arm/type-key";
import { EXTENSIONS, ROLE_ASSIGNMENTS, FRONTS, isCarrier, isFront, isWorkload, mayWork, WORKLOADS } from "./types";

/**
 * Weak edges in place of what a plan does not show. Instead of an edge between each two that may be joined there is a crossroads: so the edges stay linear in
 * the resources.
 *
 * - A workload with settings that are not seen may read any carrier and call any account.
 * - A workload or gateway may call any model, and a workload read any carrier, with a secret or a setting of a store whose value is not seen.
 * - A private endpoint for an account that is not seen may bring any account into its network.
 * - An account whose own storage, or connection, is not seen may read any carrier.
 * - A workload that names the endpoint of a region may call any account there; one of whose settings is the bare name of an account may mean it.
 * - A hub, topic or subscription with a destination that is not seen may deliver to any carrier and any workload; one whose source is not seen may be on any carrier.
 * - A role at a model, or access to secrets, for a principal that nobody can tell may be for any workload; a role whose scope is not seen may be at any model.
 * - An identity, or a service principal, that no workload of the plan holds stands for one outside it; a cluster may lend any such identity to its pods. A workload of which it is not seen
 *   which identity it acts under may act under any of the plan.
 * - An IoT Central application, a Stack Edge device or a camera under IoT Operations, whose exports, shares and dataflows are rarely in a plan, may deliver to any
 *   carrier unless the plan shows where to.
 * - A workload that the plan only reads may take in whatever any carrier holds.
 *
 * @param giving what seen edges go out of
 */
export function unseenEdges(
  resources: readonly PlannedResource[],
  terrain: Terrain,
  giving: ReadonlySet<PlannedResource>,
): UnseenEdges {
  return new Unseen(resources, terrain, giving).edges();
}

class Unseen {
  private readonly identities = new Set<PlannedResource>();
  private readonly roads = new Crossroads();
  private workers: ReadonlyMap<PlannedResource, string> | undefined;

  constructor(
    private readonly resources: readonly PlannedResource[],
    private readonly terrain: Terrain,
    private readonly giving: ReadonlySet<PlannedResource>,
  ) {}

  edges(): UnseenEdges {
    this.addWorkloads();
    this.addReadings();
    this.addSecrets();
    this.addSecretAccesses();
    this.addNames();
    this.addEndpoints();
    this.addForwarders();
    this.addStrays();
    this.addExports();
    this.addSubscriptions();
    this.addRoles();
    return this.roads.joined(this.resources, this.terrain);
  }

  private addWorkloads(): void {
    for (const part of [...this.terrain.parts(WORKLOADS), ...this.terrain.of(EXTENSIONS)]) {
      const attribute = isOnlyRead(part) ? "settings" : unseenIn(part);
      if (attribute === undefined) continue;
      const evidence = `${part.address}: ${attribute}`;
      const feeds = isOnlyRead(part) ? `what feeds ${part.address}` : `what ${evidence} holds`;
      for (const workload of this.wholesOf(part)) {
        this.roads.add("E12", this.roads.anyCarrier, workload, evidence, feeds);
        if (!isOnlyRead(part)) this.roads.add("E2", workload, this.roads.anyModel, evidence, feeds);
      }
    }
  }

  private addReadings(): void {
    for (const reading of READINGS) {
      for (const part of this.terrain.of(reading.types)) {
        const attribute = readingNotSeen(part, reading, this.terrain);
        if (attribute === undefined) continue;
        const evidence = `${part.address}: ${attribute}`;
        for (const account of this.wholesOf(part))
          this.roads.add(reading.edge, this.roads.anyCarrier, account, evidence, `what ${evidence} holds`);
      }
    }
  }

  private addSecrets(): void {
    for (const { secret, worker, attribute } of secretReadings(this.terrain)) {
      const kept = keptNotSeen(secret);
      if (kept === undefined) continue;
      const reason = `what ${secret.address}: ${kept} holds`;
      this.roads.add("E3", worker, this.roads.anyModel, attribute, reason);
      if (isWorkload(worker.resource.type)) this.roads.add("E3", this.roads.anyCarrier, worker, attribute, reason);
    }
  }

  /** Access to secrets for somebody nobody can tell. */
  private addSecretAccesses(): void {
    for (const { principal, secrets, attribute, grant } of secretAccesses(this.terrain)) {
      if (principal.known && principal.unheld.length === 0) continue;
      const whose = `whose principal ${grant} is about`;
      for (const to of new Set(secrets.flatMap((secret) => openedBy(secret, this.terrain)))) {
        if (!principal.known) this.addOpened(to, this.roads.anyCaller, this.roads.anyReceiver, attribute, whose);
        for (const identity of principal.unheld) {
          const holder = this.held(identity);
          this.addOpened(to, holder, holder, attribute, `who holds ${identity.address}`);
        }
      }
    }
  }

  /** What a key opens: a model or a gateway to who calls it, a carrier to who takes media in. */
  private addOpened(
    opened: PlannedResource,
    caller: PlannedResource,
    receiver: PlannedResource,
    attribute: string,
    reason: string,
  ): void {
    const { type } = opened.resource;
    if (isSink(opened) || isFront(type)) this.roads.add("E3", caller, opened, attribute, reason);
    else if (isCarrier(type) || canRecognise(opened.resource))
      this.roads.add("E3", opened, receiver, attribute, reason);
  }

  /** The endpoint of a region, which any account there may answer; a setting that is the bare name of an account, for code to make a host of. */
  private addNames(): void {
    for (const part of this.terrain.parts(WORKLOADS)) {
      const workload = this.terrain.node(part);
      for (const { path, text } of this.terrain.texts(part)) {
        const evidence = `${part.address}: ${path}`;
        for (const account of this.terrain.hosts.inRegionOf(text))
          this.addCall(workload, account, evidence, `which account ${evidence} calls`);
        if (!path.endsWith(".value") || !BARE_NAME.test(text)) continue;
        for (const named of this.terrain.hosts.named([COGNITIVE_ACCOUNT], text))
          this.addCall(workload, named, evidence, `whether ${evidence} means ${named.address}`);
        for (const named of this.terrain.hosts.storage(text))
          this.roads.add(
            "E12",
            this.terrain.node(named),
            workload,
            evidence,
            `whether ${evidence} means ${named.address}`,
          );
      }
    }
  }

  private addEndpoints(): void {
    for (const { worker, attribute } of endpointsNotSeen(this.terrain))
      this.roads.add("E4", worker, this.roads.anyModel, attribute, `what ${attribute} holds`);
  }

  private addCall(workload: PlannedResource, account: PlannedResource, evidence: string, reason: string): void {
    const { from, to } = callEdge("E2", workload, this.terrain.node(account), evidence, "weak");
    this.roads.add("E2", from, to, evidence, reason);
  }

  private addForwarders(): void {
    for (const [edge, types] of FORWARDERS) {
      for (const part of this.terrain.parts(types)) {
        const attribute = unseenIn(part);
        if (attribute === undefined) continue;
        const evidence = `${part.address}: ${attribute}`;
        const to = edge === "E7" ? this.roads.anyModel : this.roads.anyReceiver;
        for (const from of this.wholesOf(part)) this.roads.add(edge, from, to, evidence, `what ${evidence} holds`);
      }
    }
  }

  /** A workload that names a part of which it is not seen what it belongs to. */
  private addStrays(): void {
    const strays = new Set(this.resources.filter((part) => this.isStray(part)));
    if (strays.size === 0) return;
    for (const part of settingOwners(this.terrain)) {
      const workload = this.terrain.node(part);
      for (const mention of settingsOf(part, this.terrain)) {
        if (!strays.has(mention.target)) continue;
        const reason = `what ${mention.target.address} belongs to`;
        for (const whole of this.wholesOf(mention.target)) {
          const { type } = whole.resource;
          if (isFront(type)) this.roads.add("E7", workload, whole, evidenceOf(part, mention), reason);
          else if (isCarrier(type)) this.roads.add("E12", whole, workload, evidenceOf(part, mention), reason);
        }
      }
    }
  }

  private addExports(): void {
    const told = new Set(this.terrain.of(OUTPUTS).map(this.terrain.node));
    const cameras = this.terrain.of(DEVICES).filter((device) => isCameraByType(device) === true);
    const doors = [...this.terrain.of(EXPORTERS), ...this.terrain.of([INSTANCE]), ...cameras];
    for (const door of new Set(doors.map(this.terrain.node))) {
      if (this.giving.has(door) || told.has(door)) continue;
      const evidence = `${door.address}: type`;
      this.roads.add("E12", door, this.roads.anyStore, evidence, `where ${door.address} delivers to`);
    }
  }

  private addSubscriptions(): void {
    for (const subscription of this.terrain.of(SUBSCRIPTIONS)) {
      const attribute = unseenIn(subscription);
      if (attribute === undefined) continue;
      const evidence = `${subscription.address}: ${attribute}`;
      const sources = eventSources(subscription, this.terrain);
      const targets = this.terrain
        .mentions(subscription)
        .filter(isEventDestination)
        .map(({ target }) => this.terrain.node(target));
      for (const from of sources.length > 0 ? sources : [this.roads.anyCarrier]) {
        for (const to of targets.length > 0 ? targets : [this.roads.anyReceiver]) {
          if (from !== to) this.roads.add("E9", from, to, evidence, `what ${evidence} holds`);
        }
      }
    }
  }

  private addRoles(): void {
    const { identities } = this.terrain;
    for (const { assignment, accounts } of inferenceAssignments(this.terrain)) {
      const { known, unheld } = identities.principalOf(assignment);
      const evidence = `${assignment.address}: principal_id`;
      for (const to of accounts) {
        if (!known)
          this.roads.add("E1", this.roads.anyCaller, to, evidence, `whose principal ${assignment.address} is about`);
        for (const identity of unheld)
          this.roads.add("E1", this.held(identity), to, evidence, `who holds ${identity.address}`);
      }
    }
    for (const assignment of this.terrain.of(ROLE_ASSIGNMENTS)) {
      this.addReader(assignment);
      if (!assignment.unseen?.includes("scope") || !grantsInference(assignment, this.terrain)) continue;
      const { holders, known } = identities.principalOf(assignment);
      const reason = `what ${assignment.address} is about`;
      for (const from of known ? holders.map((holder) => this.terrain.node(holder)) : [this.roads.anyCaller])
        this.roads.add("E1", from, this.roads.anyModel, `${assignment.address}: scope`, reason);
    }
  }

  /** What a role lets read from a carrier, where the role, its holder or its scope is not seen. */
  private addReader(assignment: PlannedResource): void {
    const role = roleOf(assignment, this.terrain);
    if (role === undefined || (role !== "unknown" && !role.grants.includes("read"))) return;
    const { holders, known, unheld } = this.terrain.identities.principalOf(assignment);
    const workers = holders.map((holder) => this.terrain.node(holder)).filter(mayWork);
    const evidence = `${assignment.address}: principal_id`;
    const hidden = assignment.unseen?.includes("scope") === true;
    for (const from of hidden ? [this.roads.anyCarrier] : carriersOf(assignment, role, this.terrain)) {
      if (!known)
        this.roads.add("E12", from, this.roads.anyReceiver, evidence, `whose principal ${assignment.address} is about`);
      for (const identity of unheld)
        this.roads.add("E12", from, this.held(identity), evidence, `who holds ${identity.address}`);
      if (!hidden && role !== "unknown") continue;
      const reason = hidden ? `what ${assignment.address} is about` : `what the role of ${assignment.address} lets do`;
      for (const to of workers) this.roads.add("E12", from, to, evidence, reason);
    }
  }

  /** An identity that stands for whoever holds it: a workload that is not in the plan, the pods of a cluster that is, or what may hold it. */
  private held(identity: PlannedResource): PlannedResource {
    if (!this.identities.has(identity)) {
      this.identities.add(identity);
      for (const cluster of this.terrain.of(CLUSTERS))
        this.roads.add("E1", cluster, identity, `${identity.address}: id`, `who holds ${identity.address}`);
      for (const [worker, evidence] of this.disguised())
        this.addHolder(worker, identity, evidence, `which identity ${worker.address} acts under`);
      for (const [worker, evidence] of this.clients(identity))
        this.addHolder(worker, identity, evidence, `who holds ${identity.address}`);
    }
    return identity;
  }

  private addHolder(worker: PlannedResource, identity: PlannedResource, evidence: string, reason: string): void {
    this.roads.add("E1", worker, identity, evidence, reason);
    this.roads.add("E12", identity, worker, evidence, reason);
  }

  /** Workloads whose settings name an application, whose service principal they may act under with a secret or a certificate. */
  private *clients(identity: PlannedResource): Generator<readonly [PlannedResource, string]> {
    if (!isServicePrincipal(identity)) return;
    const named = new Set([identity, ...applicationsOf(identity, this.terrain.index)]);
    for (const part of settingOwners(this.terrain))
      for (const mention of settingsOf(part, this.terrain))
        if (named.has(mention.target)) yield [this.terrain.node(part), evidenceOf(part, mention)];
  }

  /** What acts under an identity that is not seen, and by which argument. */
  private disguised(): ReadonlyMap<PlannedResource, string> {
    this.workers ??= new Map(
      this.terrain.identities.disguised.map((part) => [
        this.terrain.node(part),
        `${part.address}: ${unseenIdentity(part)}`,
      ]),
    );
    return this.workers;
  }

  /** What a part belongs to: where that is not seen, any of the resources that have such parts. */
  private wholesOf(part: PlannedResource): readonly PlannedResource[] {
    const [provider, top] = typeKey(part.resource.type).split("/");
    const wholes = this.isStray(part) ? this.terrain.of([`${provider}/${top}`]).map(this.terrain.node) : [];
    return wholes.length > 0 ? [...new Set(wholes)] : [this.terrain.node(part)];
  }

  private isStray(part: PlannedResource): boolean {
    const { type } = part.resource;
    return (
      type.indexOf("/") !== type.lastIndexOf("/") &&
      this.terrain.node(part) === part &&
      part.unseen?.some((path) => WHOLE.test(path)) === true
    );
  }
}

/** What a storage account or a Cognitive Services account can be called. Shorter ones are words. */
const BARE_NAME = /^[a-z0-9][a-z0-9-]{3,62}$/i;

/** Arguments that say what a part belongs to. */
const WHOLE = /^[a-z_]+_(id|name)$/;

/** What lends identities to what runs in it by credentials that lie elsewhere. */
const CLUSTERS = ["microsoft.containerservice/managedclusters", "microsoft.redhatopenshift/openshiftclusters"];

/** What passes media on, besides workloads and Event Grid subscriptions, by the kind of edge. */
const FORWARDERS: readonly (readonly [edge: string, types: readonly string[]])[] = [
  ["E10", ["microsoft.devices/iothubs"]],
  ["E12", ["microsoft.eventhub/namespaces", "microsoft.digitaltwins/digitaltwinsinstances"]],
  ["E11", ["microsoft.streamanalytics/streamingjobs"]],
  ["E18", ["microsoft.iotoperations/instances"]],
  ["E7", FRONTS],
];

/** What delivers to where only its own API or a portal tells. */
const EXPORTERS = ["microsoft.iotcentral/iotapps", "microsoft.databoxedge/databoxedgedevices"];

/** A data source shows what a workload is, not its settings. */
const isOnlyRead = ({ action, address, resource }: PlannedResource): boolean =>
  action === "existing" && /(^|\.)data\./.test(address) && isWorkload(resource.type);
