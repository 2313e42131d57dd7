import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import type { Strength } from "../../findings/finding";
import { evidenceOf, settingOwners, settingsOf } from "../mentions";
import { roleOf } from "../roles";
import { reachedBy } from "../scopes";
import { ROLE_ASSIGNMENTS, FRONTS, isCarrier, isFront, isWorkload } from "../types";
import { at, stringsIn } from "../values";
import { typeKey } from "../../arm/type-key";

const VAULT = "microsoft.keyvault/vaults";
const SECRET = "microsoft.keyvault/vaults/secrets";
const STORE = "microsoft.appconfiguration/configurationstores";
const SETTING = "microsoft.appconfiguration/configurationstores/keyvalues";
const ACCESS_POLICIES = "microsoft.keyvault/vaults/accesspolicies";
/** What reads the secrets of a vault, and the settings of a store. */
const READERS = [
  { keeper: VAULT, grant: "secrets" },
  { keeper: STORE, grant: "settings" },
] as const;
/** `https://VAULT.vault.azure.net/secrets/SECRET`, alone or in `@Microsoft.KeyVault(SecretUri=...)`. */
const SECRET_URI = /https:\/\/([a-z0-9-]+)\.vault\.[a-z.]+\/secrets\/([a-z0-9-]+)/gi;
const VAULT_REFERENCE = /VaultName=([a-z0-9-]+);\s*SecretName=([a-z0-9-]+)/gi;

/**
 * E3: a key or an endpoint travels through a Key Vault or an App Configuration store.
 *
 * Evidence: a secret or setting whose value refers to the account, a gateway or a carrier, and a workload (or gateway) that names the secret, by reference, by its
 * URI or as `@Microsoft.KeyVault(...)`: strong. A workload that names the store, or whose identity may read the secrets or settings, by role or access policy:
 * medium, since it may read others.
 * Cannot see: secrets, settings and access that are not in the plan.
 */
export const keyVault: EdgeKind = {
  id: "E3",
  title: "Key or endpoint through a Key Vault or App Configuration",
  *find(terrain): Generator<Edge> {
    const secrets = new Secrets(terrain);
    for (const reading of secretReadings(terrain, secrets)) yield* carried(reading, secrets, terrain);
  },
};

/** That a worker, or a gateway, may read a secret or a setting. */
export interface SecretReading {
  secret: PlannedResource;
  worker: PlannedResource;
  /** `address: attribute` of the evidence. */
  attribute: string;
  strength: Strength;
  /** What is not seen, in words that follow "not seen:". */
  unseen?: string;
}

/** All of them. One whose vault or store is not seen may be in each that a worker reads from. */
export function* secretReadings(terrain: Terrain, secrets = new Secrets(terrain)): Generator<SecretReading> {
  if (secrets.all.length === 0) return;
  function* keptIn(keeper: PlannedResource, worker: PlannedResource, attribute: string): Generator<SecretReading> {
    for (const secret of secrets.of(keeper)) yield { secret, worker, attribute, strength: "medium" };
    yield* astray(keeper, worker, attribute);
  }
  function* astray(keeper: PlannedResource, worker: PlannedResource, attribute: string): Generator<SecretReading> {
    for (const secret of secrets.astray(keeper))
      yield { secret, worker, attribute, strength: "weak", unseen: `where ${secret.address} is kept` };
  }
  for (const part of [...settingOwners(terrain), ...terrain.parts(FRONTS)]) {
    const worker = terrain.node(part);
    for (const mention of settingsOf(part, terrain)) {
      const attribute = evidenceOf(part, mention);
      const { target } = mention;
      const type = typeKey(target.resource.type);
      if (type === SECRET || type === SETTING) yield { secret: target, worker, attribute, strength: "strong" };
      else if (type === STORE) yield* keptIn(target, worker, attribute);
      else if (type === VAULT) yield* astray(target, worker, attribute);
    }
    for (const { path, text } of terrain.texts(part)) {
      for (const secret of secrets.in(text))
        yield { secret, worker, attribute: `${part.address}: ${path}`, strength: "strong" };
    }
  }
  for (const { worker, keeper, attribute } of accessesOf(terrain)) yield* keptIn(keeper, worker, attribute);
}

/** The argument of a secret or setting that holds what is kept, where that is not seen. */
export const keptNotSeen = ({ unseen }: PlannedResource): string | undefined => unseen?.find((path) => KEPT.test(path));
const KEPT = /^(value|value_wo|vault_key_reference)$|^body(\.properties(\.value)?)?$/;

/** What a worker that holds a secret can reach by it. A setting may be a reference to a secret. */
function* carried(
  { secret, worker, attribute, strength, unseen }: SecretReading,
  secrets: Secrets,
  terrain: Terrain,
): Generator<Edge> {
  const more = unseen === undefined ? {} : { unseen };
  const back = strength === "weak" ? "weak" : "medium";
  const referred = typeKey(secret.resource.type) === SETTING ? secrets.behind(secret, terrain) : [];
  for (const target of [secret, ...referred].flatMap((each) =>
    terrain.mentions(each).map((mention) => mention.target),
  )) {
    const to = terrain.node(target);
    const { type } = to.resource;
    if (to === worker) continue;
    if (typeKey(type) === COGNITIVE_ACCOUNT) yield { ...callEdge("E3", worker, to, attribute, strength), ...more };
    else if (isFront(type)) yield { edge: "E3", from: worker, to, attribute, strength, ...more };
    else if (isCarrier(type)) {
      yield { edge: "E3", from: to, to: worker, attribute, strength, ...more };
      yield { edge: "E3", from: worker, to, attribute, strength: back, ...more };
    }
  }
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

  /** Those that may be in a keeper as in any other of its type. */
  astray(keeper: PlannedResource): readonly PlannedResource[] {
    return this.strays.get(typeKey(keeper.resource.type)) ?? [];
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

interface Access {
  worker: PlannedResource;
  keeper: PlannedResource;
  attribute: string;
}

/** Who may read what a planned vault or store keeps. */
function* accessesOf(terrain: Terrain): Generator<Access> {
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) {
    const role = roleOf(assignment, terrain);
    if (role === undefined || role === "unknown") continue;
    for (const { keeper, grant } of READERS) {
      if (!role.grants.includes(grant)) continue;
      const { holders } = terrain.identities.principalOf(assignment);
      for (const reached of reachedBy(assignment, [keeper], terrain))
        yield* accesses(holders, reached, `${assignment.address}: principal_id`, terrain);
    }
  }
  for (const policy of [...terrain.of([ACCESS_POLICIES]), ...terrain.of([VAULT])]) {
    const links = policy.links.filter(({ attribute }) => /(^|access_policy\[\d+\]\.)object_id$/.test(attribute));
    const written = at(policy.resource.properties, "accessPolicies");
    const ids = Array.isArray(written) ? written.map((each) => at(each, "objectId")) : [];
    const { holders } = terrain.identities.principal(links, ids);
    yield* accesses(holders, terrain.node(policy), `${policy.address}: object_id`, terrain);
  }
}

function* accesses(
  holders: readonly PlannedResource[],
  keeper: PlannedResource,
  attribute: string,
  terrain: Terrain,
): Generator<Access> {
  for (const holder of holders) {
    const worker = terrain.node(holder);
    const { type } = worker.resource;
    if (isWorkload(type) || isFront(type)) yield { worker, keeper, attribute };
  }
}
