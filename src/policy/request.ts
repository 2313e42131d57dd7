import { applyChange, copyOf, type Change } from "./effects/change";
import type { OpenObject } from "./json";
import type { EvaluationResult } from "./evaluation";
import type { EvaluateInput, Policy } from "./policy";

/** A policy with the parameters of its assignment. */
export interface AssignedPolicy {
  policy: Policy;
  parameters?: OpenObject;
}

/** What several policies make of one request. */
export interface RequestResult {
  /** Whether Azure would let the request through; undetermined where that depends on what is unknown. */
  readonly decision: "allowed" | "denied" | "undetermined";
  /** The resource as the resource provider would receive it, after every append and modify. */
  readonly resource: OpenObject;
  /** What each policy came to, in the order in which they were given. */
  readonly results: readonly EvaluationResult[];
  /** Fields that policies could not agree on, or that an append found taken. */
  readonly conflicts: readonly string[];
}

/**
 * Evaluates several policies on one request in Azure's order: first those that append and modify, then, on what they leave, all others.
 * A change whose policy is undetermined makes the field it would change unknown.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics#order-of-evaluation
 */
export function evaluateRequest(assigned: readonly AssignedPolicy[], input: EvaluateInput): RequestResult {
  const first = assigned.map(({ policy, parameters }) => policy.evaluate({ ...input, parameters }));
  const { resource, conflicts, refused, changed } = applyAll(input.resource, first);
  const results = first.map((result, i) => {
    const { policy, parameters } = assigned[i] as AssignedPolicy;
    return changed && result.changes.length === 0 ? policy.evaluate({ ...input, resource, parameters }) : result;
  });
  const denying = results.filter(({ effectName }) => effectName === "deny");
  const open = results.some(
    ({ outcome, effectName }) => outcome === "undetermined" && (effectName === "deny" || effectName === undefined),
  );
  const denied = refused || denying.some(({ outcome }) => outcome === "match");
  return { decision: denied ? "denied" : open ? "undetermined" : "allowed", resource, results, conflicts };
}

interface Planned extends Change {
  from: EvaluationResult;
}

function applyAll(
  requested: OpenObject,
  results: readonly EvaluationResult[],
): { resource: OpenObject; conflicts: string[]; refused: boolean; changed: boolean } {
  const planned = results.flatMap((from): Planned[] =>
    from.changes.map((change) => ({ ...change, open: change.open || from.outcome === "undetermined", from })),
  );
  if (planned.length === 0) return { resource: requested, conflicts: [], refused: false, changed: false };
  const { agreed, conflicts, refused } = settle(planned);
  const resource = copyOf(requested);
  let denied = refused;
  for (const change of agreed) {
    if (applyChange(resource, change) !== "conflict") continue;
    conflicts.push(change.path);
    denied ||= change.onConflict === "deny" && !change.open;
  }
  return { resource, conflicts, refused: denied, changed: true };
}

/**
 * Where several policies modify the same field, the one whose conflict effect is deny wins; more than one such refuse the request, none means
 * that none of them is applied.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-modify#modify-properties
 */
function settle(planned: readonly Planned[]): { agreed: Planned[]; conflicts: string[]; refused: boolean } {
  const agreed: Planned[] = [];
  const conflicts: string[] = [];
  let refused = false;
  const byPath = new Map<string, Planned[]>();
  for (const change of planned) {
    const key = change.path.toLowerCase();
    byPath.set(key, [...(byPath.get(key) ?? []), change]);
  }
  for (const changes of byPath.values()) {
    const rivals = new Set(
      changes.filter(({ kind, path }) => kind !== "add" || !path.includes("[*]")).map(({ from }) => from),
    );
    const differ = new Set(changes.map(({ kind, value }) => JSON.stringify([kind === "remove", value]))).size > 1;
    const denying = changes.filter(({ onConflict }) => onConflict === "deny");
    if (rivals.size < 2 || !differ) agreed.push(...changes);
    else {
      conflicts.push((changes[0] as Planned).path);
      if (new Set(denying.map(({ from }) => from)).size > 1) refused = true;
      else agreed.push(...denying);
    }
  }
  return { agreed, conflicts, refused };
}
