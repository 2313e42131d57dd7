import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import type { Strength } from "../../findings/finding";
import { evidenceOf, settingOwners, settingsOf } from "../mentions";
import { roleOf } from "../roles";
import { reachedBy } from "../scopes";
import { FRONTS, isCarrier, isFront, isWorkload } from "../types";
import { at, stringsIn } from "../values";

const VAULT = "microsoft.keyvault/vaults";
const SECRET = "microsoft.keyvault/vaults/secrets";
const ACCESS_POLICIES = "microsoft.keyvault/vaults/accesspolicies";
/** `https://VAULT.vault.azure.net/secrets/SECRET`, alone or in `@Microsoft.KeyVault(SecretUri=...)`. */
const SECRET_URI = /https:\/\/([a-z0-9-]+)\.vault\.[a-z.]+\/secrets\/([a-z0-9-]+)/gi;
const VAULT_REFERENCE = /VaultName=([a-z0-9-]+);\s*SecretName=([a-z0-9-]+)/gi;

/**
 * E3: a key or an endpoint travels through a Key Vault.
 *
 * Evidence: a secret whose value refers to the account or to a carrier, and a workload (or gateway) that names the secret, by reference, by its URI or as
 * `@Microsoft.KeyVault(...)`: strong. A workload whose identity may read the secrets of that vault, by role or access policy: medium, since it may read others.
 * Cannot see: secrets and access that are not in the plan.
 */
export const keyVault: EdgeKind = {
  id: "E3",
  title: "Key or endpoint through a Key Vault secret",
  *find(terrain): Generator<Edge> {
    const secrets = new Secrets(terrain);
    if (secrets.all.length === 0) return;
    for (const part of [...settingOwners(terrain), ...terrain.parts(FRONTS)]) {
      const worker = terrain.node(part);
      for (const mention of settingsOf(part, terrain)) {
        if (mention.target.resource.type.toLowerCase() === SECRET)
          yield* carried(mention.target, worker, evidenceOf(part, mention), "strong", terrain);
      }
      for (const { path, text } of stringsIn(part.resource.properties, "properties")) {
        for (const secret of secrets.in(text))
          yield* carried(secret, worker, `${part.address}: ${path}`, "strong", terrain);
      }
    }
    for (const { worker, vault, attribute } of accessesOf(terrain)) {
      for (const secret of secrets.of(vault)) yield* carried(secret, worker, attribute, "medium", terrain);
    }
  },
};

/** What a worker that holds a secret can reach by it. */
function* carried(
  secret: PlannedResource,
  worker: PlannedResource,
  attribute: string,
  strength: Strength,
  terrain: Terrain,
): Generator<Edge> {
  for (const { target } of terrain.mentions(secret)) {
    const to = terrain.node(target);
    const { type } = to.resource;
    if (to === worker) continue;
    if (type.toLowerCase() === COGNITIVE_ACCOUNT) yield callEdge("E3", worker, to, attribute, strength);
    else if (isFront(type)) yield { edge: "E3", from: worker, to, attribute, strength };
    else if (isCarrier(type)) {
      yield { edge: "E3", from: to, to: worker, attribute, strength };
      yield { edge: "E3", from: worker, to, attribute, strength: "medium" };
    }
  }
}

/** The planned secrets, by vault and by name. */
class Secrets {
  readonly all: readonly PlannedResource[];
  private readonly byName = new Map<string, PlannedResource>();
  private readonly byVault = new Map<PlannedResource, PlannedResource[]>();

  constructor(terrain: Terrain) {
    this.all = terrain.of([SECRET]);
    for (const secret of this.all) {
      const vault = terrain.node(secret);
      this.byVault.set(vault, [...(this.byVault.get(vault) ?? []), secret]);
      const { name } = secret.resource;
      if (typeof name === "string") this.byName.set(name.toLowerCase(), secret);
    }
  }

  of(vault: PlannedResource): readonly PlannedResource[] {
    return this.byVault.get(vault) ?? [];
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

interface Access {
  worker: PlannedResource;
  vault: PlannedResource;
  attribute: string;
}

/** Who may read the secrets of a planned vault. */
function* accessesOf(terrain: Terrain): Generator<Access> {
  for (const assignment of terrain.of(["microsoft.authorization/roleassignments"])) {
    const role = roleOf(assignment);
    if (role === undefined || role === "unknown" || !role.grants.includes("secrets")) continue;
    const { holders } = terrain.identities.principalOf(assignment);
    for (const vault of reachedBy(assignment, [VAULT], terrain))
      yield* accesses(holders, vault, `${assignment.address}: principal_id`, terrain);
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
  vault: PlannedResource,
  attribute: string,
  terrain: Terrain,
): Generator<Access> {
  for (const holder of holders) {
    const worker = terrain.node(holder);
    const { type } = worker.resource;
    if (isWorkload(type) || isFront(type)) yield { worker, vault, attribute };
  }
}
