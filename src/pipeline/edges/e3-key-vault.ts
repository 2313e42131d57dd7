import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import type { Strength } from "../../findings/finding";
import { evidenceOf, settingOwners, settingsOf, toldBy } from "../mentions";
import { secretAccesses, secretsOf, SECRET, SETTING, STORE, VAULT, type SecretAccess } from "../secrets";
import { FRONTS, isCarrier, isFront, isWorkload } from "../types";
import { typeKey } from "../../arm/type-key";

/**
 * E3: a key or an endpoint travels through a Key Vault or an App Configuration store.
 *
 * Evidence: a secret or setting whose value refers to the account, a gateway or a carrier, and a workload (or gateway) that names the secret, by reference, by its
 * URI or as `@Microsoft.KeyVault(...)`: strong. A workload that names the store, or whose identity may read the secrets or settings, by role or access policy:
 * medium, since it may read others; weak where the role is not known, or what it is about. A role at one secret is about that one.
 * Cannot see: secrets, settings and access that are not in the plan.
 */
export const keyVault: EdgeKind = {
  id: "E3",
  title: "Key or endpoint through a Key Vault or App Configuration",
  *find(terrain): Generator<Edge> {
    for (const reading of secretReadings(terrain)) yield* carried(reading, terrain);
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
export function* secretReadings(terrain: Terrain): Generator<SecretReading> {
  const secrets = secretsOf(terrain);
  if (secrets.all.length === 0) return;
  function* keptIn(
    keeper: PlannedResource,
    worker: PlannedResource,
    attribute: string,
    told: Pick<SecretReading, "strength" | "unseen">,
  ): Generator<SecretReading> {
    for (const secret of secrets.of(keeper)) yield { secret, worker, attribute, ...told };
    yield* astray(keeper, worker, attribute);
  }
  function* given(access: SecretAccess, worker: PlannedResource): Generator<SecretReading> {
    const { attribute, unseen } = access;
    for (const secret of access.secrets) {
      if (unseen === undefined) yield { secret, worker, attribute, strength: "medium" };
      else yield { secret, worker, attribute, strength: "weak", unseen };
    }
    for (const keeper of access.keepers) yield* astray(keeper, worker, attribute);
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
      if (type === SECRET || type === SETTING)
        yield { secret: target, worker, attribute, ...toldBy(part, mention, "strong") };
      else if (type === STORE) yield* keptIn(target, worker, attribute, toldBy(part, mention, "medium"));
      else if (type === VAULT) yield* astray(target, worker, attribute);
    }
    for (const { path, text } of terrain.texts(part)) {
      for (const secret of secrets.in(text))
        yield { secret, worker, attribute: `${part.address}: ${path}`, strength: "strong" };
    }
  }
  for (const access of secretAccesses(terrain)) {
    for (const holder of access.principal.holders) {
      const worker = terrain.node(holder);
      const { type } = worker.resource;
      if (isWorkload(type) || isFront(type)) yield* given(access, worker);
    }
  }
}

/** The argument of a secret or setting that holds what is kept, where that is not seen. */
export const keptNotSeen = ({ unseen }: PlannedResource): string | undefined => unseen?.find((path) => KEPT.test(path));
const KEPT = /^(value|value_wo|vault_key_reference)$|^body(\.properties(\.value)?)?$/;

/** What a worker that holds a secret can reach by it. */
function* carried({ secret, worker, attribute, strength, unseen }: SecretReading, terrain: Terrain): Generator<Edge> {
  const more = unseen === undefined ? {} : { unseen };
  const back = strength === "weak" ? "weak" : "medium";
  for (const to of openedBy(secret, terrain)) {
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

/** What a secret or a setting names, or the secret that the setting refers to. */
export function openedBy(secret: PlannedResource, terrain: Terrain): readonly PlannedResource[] {
  const referred = typeKey(secret.resource.type) === SETTING ? secretsOf(terrain).behind(secret, terrain) : [];
  return [secret, ...referred].flatMap((each) => terrain.mentions(each).map(({ target }) => terrain.node(target)));
}
