import type { Policy } from "../policy";
import type { OpenObject, OpenValue } from "../policy/json";
import { Unknown } from "../policy/unknown";
import type { ArmResource } from "../arm/resource";
import type { CaseScope, CompleteCase, Expectation } from "./cases";

/** What came of a case. */
export interface CaseResult {
  note: string;
  /** JSON path of the case in its file. */
  path: string;
  expected: Expectation;
  actual: string;
  /** Paths that would decide it, where undetermined. */
  unknown: readonly string[];
  /** Paths that the case says would decide it, and the engine does not. */
  missing: readonly string[];
  passed: boolean;
}

const SUBSCRIPTION_ID = "00000000-0000-0000-0000-000000000000";

/** Evaluates a policy on its cases. */
export function runCases(policy: Policy, cases: readonly CompleteCase[]): CaseResult[] {
  return cases.map((one) => {
    const { outcome, effectName, unknown } = policy.evaluate({
      resource: opened(one.resource) as ArmResource,
      parameters: opened(one.parameters ?? {}) as OpenObject,
      context: {
        subscription: scopeOf(one.subscription, { subscriptionId: SUBSCRIPTION_ID }),
        resourceGroup: scopeOf(one.resourceGroup, { name: "rg" }),
        utcNow: one.now,
      },
      ...(one.related === undefined ? {} : { related: one.related }),
    });
    const actual = outcome === "match" ? (effectName ?? "unknown effect") : outcome === "noMatch" ? "none" : outcome;
    const missing = (one.unknown ?? []).filter((path) => !unknown.includes(path));
    const passed = actual === one.expect && missing.length === 0;
    return { note: one.note, path: one.path, expected: one.expect, actual, unknown, missing, passed };
  });
}

function scopeOf(scope: CaseScope | undefined, defaults: OpenObject): OpenObject | typeof Unknown {
  if (scope === "(unknown)") return Unknown;
  return { ...defaults, tags: {}, ...(opened(scope ?? {}) as OpenObject) };
}

/** The value with `Unknown` wherever the case says so. */
function opened(value: OpenValue): OpenValue {
  if (value === "(unknown)") return Unknown;
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, opened(part)]));
}
