import type { Maybe, OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { GuardInitiative } from "../rule-book";
import { audited, denied, open, type Weakening } from "./weakening";

/**
 * What a change of an assignment's parameters takes from the guard. Both sides are plain values under the names that the initiative declares.
 * @param whole whether a parameter that was not given stood at its default; else nothing is known of it
 */
export function parameterChanges(
  was: Maybe<OpenObject>,
  is: Maybe<OpenObject>,
  { defaults }: GuardInitiative,
  whole: boolean,
): Weakening[] {
  if (isUnknown(is)) return isUnknown(was) ? [] : [open("may loosen its parameters", "properties.parameters")];
  const found: Weakening[] = [];
  const before = isUnknown(was) ? {} : was;
  for (const name of new Set([...Object.keys(before), ...Object.keys(is)])) {
    const old = before[name] ?? (whole ? defaults[name] : undefined);
    const now = is[name] ?? defaults[name];
    if (old === undefined || isUnknown(old)) continue;
    const judge = KINDS.find(({ pattern }) => pattern.test(name))?.judge;
    if (judge === undefined) continue;
    if (isUnknown(now)) found.push(open(`may loosen ${name}`, `properties.parameters.${name}`));
    else found.push(...judge(name, old, now));
  }
  return found;
}

type Judge = (name: string, old: OpenValue, now: OpenValue) => Weakening[];

/** How a parameter loosens the guard, by its name. */
const KINDS: readonly { pattern: RegExp; judge: Judge }[] = [
  {
    pattern: /^flaggedSubscriptionIds$/i,
    judge: (name, old, now) => when(missing(old, now).length > 0, denied(`takes subscriptions off ${name}`)),
  },
  {
    pattern: /^flaggedScope$/i,
    judge: (name, old, now) => when(old === true && now !== true, denied(`takes ${name} back`)),
  },
  {
    pattern: /^approvedReviews$/i,
    judge: (name, old, now) => {
      if (listed(old).length === 0) return [];
      if (listed(now).length === 0) return [denied(`lets any review count, where ${name} named those that do`)];
      return when(missing(now, old).length > 0, audited(`approves more reviews by ${name}`));
    },
  },
  {
    pattern: /^textOnlyModels$/i,
    judge: (name, old, now) => when(missing(now, old).length > 0, audited(`frees more models by ${name}`)),
  },
  {
    pattern: /^maximumExemptionDays$/i,
    judge: (name, old, now) =>
      when(typeof old === "number" && typeof now === "number" && now > old, denied(`raises ${name} to ${String(now)}`)),
  },
  {
    pattern: /Effect$/i,
    judge: (name, old, now) => when(strength(now) < strength(old), denied(`lowers ${name} to ${String(now)}`)),
  },
  {
    // What was declared under the old name is no longer read.
    pattern: /Tag$/i,
    judge: (name, old, now) =>
      when(
        typeof old === "string" && typeof now === "string" && old.toLowerCase() !== now.toLowerCase(),
        denied(`reads another tag by ${name}`),
      ),
  },
];

const when = (holds: boolean, weakening: Weakening): Weakening[] => (holds ? [weakening] : []);
const listed = (value: OpenValue): readonly OpenValue[] => (Array.isArray(value) ? value : []);

/** What the first list has and the second has not; texts without case. */
function missing(from: OpenValue, list: OpenValue): OpenValue[] {
  const has = new Set(listed(list).map(comparable));
  return listed(from).filter((item) => !has.has(comparable(item)));
}

const comparable = (value: OpenValue): unknown => (typeof value === "string" ? value.trim().toLowerCase() : value);

const STRENGTH = ["disabled", "audit", "auditifnotexists", "deny"];
const strength = (effect: OpenValue): number =>
  typeof effect === "string" ? STRENGTH.indexOf(effect.toLowerCase()) : -1;
