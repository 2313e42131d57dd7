import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { Terrain } from "./edge";
import type { Principal } from "./identities";
import { roleOf } from "./roles";
import { reachedBy } from "./scopes";
import { ROLE_ASSIGNMENTS } from "./types";
import { at, stringsIn } from "./values";

export const VAULT = "microsoft.keyvault/vaults";
export const SECRET = "microsoft.keyvault/vaults/secrets";
export const STORE = "microsoft.appconfiguration/configurationstores";
export const SETTING = "microsoft.appconfiguration/configurationstores/keyvalues";
const ACCESS_POLICIES = "microsoft.keyvault/vaults/accesspolicies";
/** What reads the secrets of a vault, and the settings of a store. */
const READERS = [
  { keepers: [VAULT], grant: "secrets" },
  { keepers: [STORE], grant: "settings" },
] as const;
/** `https://VAULT.vault.azure.net/secrets/SECRET`, alone or in `@Microsoft.KeyVault(SecretUri=...)`. */
const SECRET_URI = /https:\/\/([a-z0-9-]+)\.vault\.[a-z.]+\/secrets\/([a-z0-9-]+)/gi;
/** The id of a secret, whatever version of it follows. */
const SECRET_ID = /^.*\/vaults\/[^/]+\/secrets\/[^/]+/i;
const VAULT_REFERENCE = /VaultName=([a-z0-9-]+);\s*SecretName=([a-z0-9-]+)/gi;

const known = new WeakMap<Terrain, Secrets>();

/** The secrets and settings of a plan, gathered once. */
export function secretsOf(terrain: Terrain): Secrets {
  let secrets = known.get(terrain);
  if (secrets === undefined) known.set(terrain, (secrets = new Secrets(terrain)));
  return secrets;
}

/** The planned secrets and settings, by what keeps them, and secrets by name. */
class Secrets {
  readonly all: readonly PlannedResource[];
  private readonly byName = new Map<string, PlannedResource>();
  private readonly byKeeper = new Map<PlannedResource, PlannedResource[]>();
  /** By the type of what keeps them: those of which the plan does not show which one that is. */
  private readonly strays = new Map<string, PlannedResource[]>();

  constructor(terrain: Terrain) {
    this.all = terrain.of([SECRET, SETTING]);
    for (const secret of this.all) {
      const keeper = terrain.node(secret);
      if (keeper === secret && secret.unseen?.some((path) => KEEPER.test(path)) === true) {
        const type = typeKey(secret.resource.type) === SECRET ? VAULT : STORE;
        this.strays.set(type, [...(this.strays.get(type) ?? []), secret]);
      }
      const list = this.byKeeper.get(keeper);
      if (list) list.push(secret);
      else this.byKeeper.set(keeper, [secret]);
      const { name, type } = secret.resource;
      if (typeof name === "string" && typeKey(type) === SECRET) this.byName.set(name.toLowerCase(), secret);
    }
  }

  of(keeper: PlannedResource): readonly PlannedResource[] {
    return this.byKeeper.get(keeper) ?? [];
  }

  /** The planned secret that a role is written on itself, none where it is another; undefined where the role is about more than one secret. */
  scopeOf(assignment: PlannedResource, terrain: Terrain): readonly PlannedResource[] | undefined {
    const { on } = assignment.scope;
    if (typeof on === "string") {
      const id = SECRET_ID.exec(on)?.[0];
      const own = id === undefined ? undefined : terrain.index.byId(id);
      return id === undefined ? undefined : own === undefined ? [] : [own];
    }
    const named = assignment.links
      .filter(({ path }) => path === "scope")
      .flatMap((link) => terrain.index.targets(link));
    const all = named.length > 0 && named.every(({ resource }) => typeKey(resource.type) === SECRET);
    return all ? named : undefined;
  }

  /** Those that may be in a keeper as in any other of its type. */
  astray(keeper: PlannedResource): readonly PlannedResource[] {
    return this.strays.get(typeKey(keeper.resource.type)) ?? [];
  }

  /** Secrets of which the plan does not show the vault. */
  get ofVaultsUnseen(): readonly PlannedResource[] {
    return this.strays.get(VAULT) ?? [];
  }

  /** The secrets that a setting refers to. */
  behind(setting: PlannedResource, terrain: Terrain): PlannedResource[] {
    const linked = terrain.mentions(setting).map(({ target }) => target);
    const written = [...stringsIn(setting.resource.properties), ...stringsIn(setting.given)];
    return [
      ...linked.filter(({ resource }) => typeKey(resource.type) === SECRET),
      ...written.flatMap(({ text }) => this.in(text)),
    ];
  }

  /** Those a text names. */
  in(text: string): PlannedResource[] {
    if (!/vault/i.test(text)) return [];
    return [...text.matchAll(SECRET_URI), ...text.matchAll(VAULT_REFERENCE)].flatMap(([, vault, secret]) => {
      const found = this.byName.get(`${vault}/${secret}`.toLowerCase());
      return found ? [found] : [];
    });
  }
}

const KEEPER = /^(key_vault_id|configuration_store_id|parent_id|resource_id)$/;

/** That somebody is let read secrets or settings. */
export interface SecretAccess {
  principal: Principal;
  /** Those that it is about. */
  secrets: readonly PlannedResource[];
  /** The vaults and stores all of which may be read. */
  keepers: readonly PlannedResource[];
  /** `address: attribute` of the evidence. */
  attribute: string;
  /** Address of what grants it. */
  grant: string;
  /** What is not seen, in words that follow "not seen:". */
  unseen?: string;
}

/** Who may read what planned vaults and stores keep, by role and by access policy. */
export function* secretAccesses(terrain: Terrain): Generator<SecretAccess> {
  const secrets = secretsOf(terrain);
  if (secrets.all.length === 0) return;
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) yield* byRole(assignment, secrets, terrain);
  for (const policy of [...terrain.of([ACCESS_POLICIES]), ...terrain.of([VAULT])]) {
    const links = policy.links.filter(({ attribute }) => /(^|access_policy\[\d+\]\.)object_id$/.test(attribute));
    const written = at(policy.resource.properties, "accessPolicies");
    const ids = Array.isArray(written) ? written.map((each) => at(each, "objectId")) : [];
    const keeper = terrain.node(policy);
    yield {
      principal: terrain.identities.principal(links, ids),
      secrets: secrets.of(keeper),
      keepers: [keeper],
      attribute: `${policy.address}: object_id`,
      grant: policy.address,
    };
  }
}

function* byRole(assignment: PlannedResource, secrets: Secrets, terrain: Terrain): Generator<SecretAccess> {
  const role = roleOf(assignment, terrain);
  if (role === undefined) return;
  const hidden = assignment.unseen?.includes("scope") === true;
  for (const { keepers: types, grant } of READERS) {
    if (role !== "unknown" && !role.grants.includes(grant)) continue;
    const own = hidden ? undefined : secrets.scopeOf(assignment, terrain);
    // An id of no planned secret may be that of one of which the plan does not show where it is kept.
    if (own?.length === 0 && grant === "secrets") yield* byStrayId(assignment, secrets, terrain);
    const keepers = own ? [] : hidden ? terrain.of(types) : reachedBy(assignment, types, terrain);
    const about = own ?? keepers.flatMap((keeper) => secrets.of(keeper));
    if (about.length === 0 && keepers.length === 0) continue;
    yield {
      principal: terrain.identities.principalOf(assignment),
      secrets: about,
      keepers,
      attribute: `${assignment.address}: principal_id`,
      grant: assignment.address,
      ...(hidden && { unseen: `what ${assignment.address} is about` }),
      ...(role === "unknown" && { unseen: `what the role of ${assignment.address} lets do` }),
    };
  }
}

function* byStrayId(assignment: PlannedResource, secrets: Secrets, terrain: Terrain): Generator<SecretAccess> {
  const strays = secrets.ofVaultsUnseen;
  if (strays.length === 0) return;
  yield {
    principal: terrain.identities.principalOf(assignment),
    secrets: strays,
    keepers: [],
    attribute: `${assignment.address}: principal_id`,
    grant: assignment.address,
    unseen: `which secret ${assignment.address} is about`,
  };
}
