import type { ArmLink, Made, PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { MadeByResource } from "./outputs";
import { APPLICATION_CREDENTIAL, applicationsOf, isServicePrincipal } from "./applications";
import { isFront, isWorkload, ROLE_ASSIGNMENTS } from "./types";
import { unseenIdentity } from "./unseen-arguments";
import { at } from "./values";
import { typeKey } from "../arm/type-key";

/** What a principal can be that is no workload: people, and whoever runs Terraform. */
const PEOPLE = /(^|\.)(azuread_(group|user|users|groups)|azurerm_client_config)\./;
/**
 * What only looks over, copies or governs what others keep, under an identity of its own, and hands no media on: data catalogues, dashboards, backups, and the
 * remediation of policies.
 */
const LOOKERS =
  /(^|\.)azurerm_(purview_account|dashboard_grafana|data_protection_backup_vault|recovery_services_vault)\./;
const LOOKING: readonly string[] = [
  "microsoft.purview/accounts",
  "microsoft.dashboard/grafana",
  "microsoft.dataprotection/backupvaults",
  "microsoft.recoveryservices/vaults",
  "microsoft.authorization/policyassignments",
];
const ASSIGNED = "microsoft.managedidentity/userassignedidentities";
const GROUP = "microsoft.graph/groups";
const GROUP_MEMBERS = `${GROUP}/members`;
const FEDERATED = `${ASSIGNED}/federatedidentitycredentials`;
/** Who runs pipelines of code, not workloads. Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation */
const BUILDERS =
  /^https:\/\/(token\.actions\.githubusercontent\.com|vstoken\.dev\.azure\.com|app\.terraform\.io|gitlab\.com)(\/|$)/i;

/** Where a resource names identities that it acts under, or lends: `identity`, and that of a cluster's nodes. */
const LENDS = /^(identity|properties\.identityProfile\b)/;

/** Outputs that say who a resource is: `identity[0].principal_id`, `kubelet_identity[0].object_id`. */
const PRINCIPAL = /(principal|object)_?id$/i;

/** That of a cluster, which its federated credentials name. */
const ISSUER = /issuer_?url$/i;

/** Who a principal is: the resources that act under it, as far as the plan shows. */
export interface Principal {
  holders: readonly PlannedResource[];
  /** The plan shows whose principal it is: that of a resource in it, or an id written out that is nobody's here. */
  known: boolean;
  /** User-assigned identities among them whose holder is not in the plan, or need not be all of them. */
  unheld: readonly PlannedResource[];
}

/** Knows which planned resources act under which identity. */
export class Identities {
  private readonly holdersOf = new Map<PlannedResource, PlannedResource[]>();
  private readonly byPrincipalId = new Map<string, PlannedResource[]>();
  private readonly identityOf = new Map<string, PlannedResource>();
  private readonly issuers = new Map<string, PlannedResource>();
  private readonly groupOf = new Map<string, PlannedResource>();
  /** What acts as a member of a planned group. */
  private readonly membersOf = new Map<PlannedResource, PlannedResource[]>();
  /** Whether whoever a federated credential trusts can be seen. */
  private readonly trusts = new Map<PlannedResource, "seen" | "unseen">();
  private readonly principals = new Map<PlannedResource, Principal>();
  /** What may act under any identity of the plan, since it is not seen which one it is given. */
  readonly disguised: readonly PlannedResource[];

  constructor(
    resources: readonly PlannedResource[],
    private readonly index: ResourceIndex,
    made: MadeByResource,
  ) {
    for (const [resource, all] of made) this.addMade(resource, all);
    this.disguised = resources.filter(
      (each) => (isWorkload(each.resource.type) || isFront(each.resource.type)) && unseenIdentity(each) !== undefined,
    );
    const principals = resources.filter(isServicePrincipal);
    const principalsOf = (credential: PlannedResource): PlannedResource[] => {
      const applications = applicationsOf(credential, index);
      return principals.filter((each) => applicationsOf(each, index).some((of) => applications.includes(of)));
    };
    for (const resource of resources) {
      const { identity, properties } = resource.resource;
      const type = typeKey(resource.resource.type);
      if (type === FEDERATED) this.addTrust(resource, [this.index.parentOf(resource)]);
      else if (type === APPLICATION_CREDENTIAL) this.addTrust(resource, principalsOf(resource));
      else if (type === GROUP || type === GROUP_MEMBERS) this.addMembers(resource, type);
      // A body that is unknown as a whole is azapi's; of another type of which no more is known the identity is mapped.
      if (isUnknown(properties) && !resource.terraformType.startsWith("azurerm_")) this.addFromBody(resource);
      if (identity === undefined || identity === null) continue;
      const own = at(identity, "principalId");
      if (typeof own === "string") this.addPrincipal(own, resource);
      for (const assigned of this.assignedTo(resource)) this.addHolder(assigned, resource);
    }
    for (const resource of resources) {
      if (typeKey(resource.resource.type) !== ASSIGNED) continue;
      const id = at(resource.resource.properties, "principalId");
      if (typeof id === "string") this.identityOf.set(id.toLowerCase(), resource);
    }
    for (const [id, identity] of this.identityOf)
      for (const holder of this.holdersOf.get(identity) ?? []) this.addPrincipal(id, holder);
  }

  /** The principal of a role assignment. Several kinds of edges ask for it. */
  principalOf(assignment: PlannedResource): Principal {
    let principal = this.principals.get(assignment);
    if (principal === undefined) {
      const links = assignment.links.filter(({ path }) => path === "properties.principalId");
      principal = this.principal(links, [at(assignment.resource.properties, "principalId")]);
      this.principals.set(assignment, principal);
    }
    return principal;
  }

  /**
   * Whom links and written ids tell of.
   * @param ids object ids as they are written; one that is Unknown leaves the principal unknown unless a link tells it
   */
  principal(links: readonly ArmLink[], ids: readonly OpenValue[]): Principal {
    // An id of which the plan shows whose it is says more than what the configuration may take it from.
    const told = ids.length > 0 && ids.every((id) => typeof id === "string" && this.isKnown(id));
    const named = told
      ? ids.flatMap((id) => (typeof id === "string" ? (this.groupOf.get(id.toLowerCase()) ?? []) : []))
      : links.flatMap((link) => this.index.targets(link));
    const targets = this.withMembers(named);
    const holders = new Set<PlannedResource>();
    const identities = new Set(targets.filter(isIdentity));
    for (const target of targets) {
      if (isIdentity(target)) {
        for (const holder of this.holdersOf.get(target) ?? []) holders.add(holder);
      } else holders.add(target);
    }
    for (const id of ids) {
      if (typeof id !== "string") continue;
      for (const holder of this.byPrincipalId.get(id.toLowerCase()) ?? []) holders.add(holder);
      const identity = this.identityOf.get(id.toLowerCase());
      if (identity) identities.add(identity);
    }
    const nobody =
      links.some(({ to }) => PEOPLE.test(to)) || (links.length > 0 && links.every(({ to }) => LOOKERS.test(to)));
    return {
      holders: [...holders].filter(({ resource }) => !NOBODY.has(typeKey(resource.type))),
      known: named.length > 0 ? !targets.some(hidesMembers) : nobody || !ids.some(isUnknown),
      unheld: [...identities].filter((identity) => this.isUnheld(identity)),
    };
  }

  /** Groups with their members, and the members of these. */
  private withMembers(named: readonly PlannedResource[]): PlannedResource[] {
    const all = new Set(named);
    for (const each of all) for (const member of this.membersOf.get(each) ?? []) all.add(member);
    return [...all];
  }

  private isKnown(id: string): boolean {
    const key = id.toLowerCase();
    return this.byPrincipalId.has(key) || this.identityOf.has(key) || this.groupOf.has(key);
  }

  private isUnheld(identity: PlannedResource): boolean {
    const trust = this.trusts.get(identity);
    if (this.disguised.length > 0) return true;
    return trust === undefined ? !this.holdersOf.has(identity) : trust === "unseen";
  }

  /** A federated credential lends an identity to whoever its issuer vouches for: the pods of a cluster. */
  private addTrust(credential: PlannedResource, identities: readonly (PlannedResource | undefined)[]): void {
    const issuer = at(credential.resource.properties, "issuer");
    const made = typeof issuer === "string" ? this.issuers.get(issuer) : undefined;
    const clusters = made
      ? [made]
      : credential.links.filter(({ path }) => path === "properties.issuer").flatMap((link) => this.index.targets(link));
    const seen = clusters.length > 0 || (typeof issuer === "string" && BUILDERS.test(issuer));
    for (const identity of identities) {
      if (identity === undefined) continue;
      for (const cluster of clusters) this.addHolder(identity, cluster);
      if (!seen || !this.trusts.has(identity)) this.trusts.set(identity, seen ? "seen" : "unseen");
    }
  }

  /** Members of a group have the roles that the group is given. What is in a group that the plan does not show is people. */
  private addMembers(resource: PlannedResource, type: string): void {
    const targetsAt = (path: string): PlannedResource[] =>
      resource.links.filter((link) => link.path.startsWith(path)).flatMap((link) => this.index.targets(link));
    const add = (group: PlannedResource, members: readonly PlannedResource[]): void => {
      this.membersOf.set(group, [...(this.membersOf.get(group) ?? []), ...members]);
    };
    if (type === GROUP) add(resource, targetsAt("properties.members"));
    else for (const group of targetsAt("properties.group")) add(group, targetsAt("properties.member"));
  }

  /** A body of which nothing is known yet may give the identity that it names. */
  private addFromBody(resource: PlannedResource): void {
    const named = resource.links
      .filter(({ attribute, output }) => /^body\b/.test(attribute) && (output === "id" || output === ""))
      .flatMap((link) => this.index.targets(link));
    for (const identity of named.filter(isAssigned)) this.addHolder(identity, resource);
  }

  /** User-assigned identities of a resource, that of a cluster's nodes among them: by reference, or by a literal id. */
  private assignedTo(planned: PlannedResource): PlannedResource[] {
    const { resource } = planned;
    if (lendsNone(resource["identity"])) return [];
    const linked = planned.links
      .filter(({ path, attribute }) => LENDS.test(path) || attribute.startsWith("identity"))
      .flatMap((link) => this.index.targets(link));
    const ids = at(resource["identity"], "userAssignedIdentities");
    const literal = typeof ids === "object" && ids !== null && !isUnknown(ids) ? Object.keys(ids) : [];
    const ofNodes = at(resource.properties, "identityProfile", "kubeletidentity", "resourceId");
    const named = [...literal, ...(typeof ofNodes === "string" ? [ofNodes] : [])]
      .map((id) => this.index.byId(id))
      .filter((found) => found !== undefined);
    return [...linked, ...named].filter(isAssigned);
  }

  /** Of what exists a plan knows who it is. */
  private addMade(resource: PlannedResource, made: readonly Made[]): void {
    for (const { output, text } of made) {
      if (ISSUER.test(output)) this.issuers.set(text, resource);
      if (!PRINCIPAL.test(output)) continue;
      const type = typeKey(resource.resource.type);
      if (isIdentity(resource)) this.identityOf.set(text.toLowerCase(), resource);
      else if (type === GROUP) this.groupOf.set(text.toLowerCase(), resource);
      else if (!NOBODY.has(type)) this.addPrincipal(text, resource);
    }
  }

  private addHolder(identity: PlannedResource, holder: PlannedResource): void {
    const list = this.holdersOf.get(identity);
    if (list === undefined) this.holdersOf.set(identity, [holder]);
    else if (!list.includes(holder)) list.push(holder);
  }

  private addPrincipal(id: string, holder: PlannedResource): void {
    const key = id.toLowerCase();
    const list = this.byPrincipalId.get(key);
    if (list) list.push(holder);
    else this.byPrincipalId.set(key, [holder]);
  }
}

/** Whether an identity block lends a resource no identity: most do not, and then nothing has to be looked up. */
function lendsNone(identity: OpenValue): boolean {
  const type = at(identity, "type");
  return (
    typeof type === "string" &&
    /^\s*(systemassigned|none)\s*$/i.test(type) &&
    at(identity, "userAssignedIdentities") === undefined
  );
}

/** What can stand in a principal's place and is no workload. */
const NOBODY: ReadonlySet<string> = new Set([...ROLE_ASSIGNMENTS, ...LOOKING, GROUP, GROUP_MEMBERS]);
const hidesMembers = (group: PlannedResource): boolean =>
  typeKey(group.resource.type) === GROUP && group.unseen?.includes("members") === true;
const isAssigned = ({ resource }: PlannedResource): boolean => typeKey(resource.type) === ASSIGNED;
/** What acts for whoever holds it: a user-assigned identity, or the service principal of an application. */
const isIdentity = (resource: PlannedResource): boolean => isAssigned(resource) || isServicePrincipal(resource);
