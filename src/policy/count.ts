import { mapAddress, perCase } from "./address";
import type { Binding, Compilation } from "./compilation";
import { CaseCounter, FieldCounter, ValueCounter, type Counter } from "./counter";
import { PolicyError } from "./error";
import type { Rule } from "./explanation";
import { addressOf, beneath, countsAround } from "./field";
import { RESOURCE, element } from "./field-reader";
import type { OpenObject, OpenValue } from "./json";
import { LIMITS } from "./limits";
import { parsePath } from "./path";
import { isObject, own } from "./property";
import { UNKNOWN, type Truth } from "./truth";
import { compileValue } from "./value";

type CompileRule = (json: OpenValue, compilation: Compilation, path: string) => Rule;

/**
 * Compiles `count`: how many elements of an array of the resource (`field`), or of any array (`value`), satisfy `where`; without `where` how many there
 * are. Counts nest; inside `where` the array's `[*]` means the current element.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#count
 */
export function compileCount(
  json: OpenValue,
  compilation: Compilation,
  path: string,
  compileRule: CompileRule,
): Counter {
  if (!isObject(json)) throw new PolicyError("count takes an object with field or value", path, "invalidCount");
  const given = keysOf(json, path);
  if ((given.field === undefined) === (given.value === undefined)) {
    throw new PolicyError("count takes either field or value", path, "invalidCount");
  }
  return given.field === undefined
    ? valueCount(given, compilation, path, compileRule)
    : fieldCount(given, compilation, path, compileRule);
}

type Key = "field" | "value" | "name" | "where";
type Given = Partial<Record<Key, { name: string; json: OpenValue }>>;
const KEYS: Readonly<Record<string, Key | undefined>> = {
  field: "field",
  value: "value",
  name: "name",
  where: "where",
};

function keysOf(json: OpenObject, path: string): Given {
  const given: Given = {};
  for (const name of Object.keys(json)) {
    const key = Object.hasOwn(KEYS, name.toLowerCase()) ? KEYS[name.toLowerCase()] : undefined;
    if (key === undefined)
      throw new PolicyError(
        `count has no "${name}"; it takes field or value, name and where`,
        `${path}.${name}`,
        "invalidCount",
      );
    if (given[key] !== undefined) throw new PolicyError(`count has "${key}" twice`, `${path}.${name}`, "invalidCount");
    given[key] = { name, json: own(json, name) };
  }
  return given;
}

function valueCount(given: Given, compilation: Compilation, path: string, compileRule: CompileRule): Counter {
  if (++compilation.valueCounts > LIMITS.valueCounts) {
    throw new PolicyError(
      `has more than ${LIMITS.valueCounts} counts over values, Azure's limit; use in or contains`,
      path,
      "limitExceeded",
    );
  }
  const label = given.name?.json;
  if (label !== undefined && typeof label !== "string")
    throw new PolicyError("the name of a count is a text", `${path}.name`, "invalidCount");
  const array = compileValue(given.value?.json, compilation, `${path}.${given.value?.name ?? "value"}`);
  const slot = compilation.slots++;
  const binding: Binding = {
    slot,
    name: label === undefined ? "default" : label.toLowerCase(),
    ...(array.part === true ? { part: true } : {}),
  };
  return new ValueCounter(array, slot, compileWhere(given, [binding], compilation, path, compileRule));
}

function fieldCount(given: Given, compilation: Compilation, path: string, compileRule: CompileRule): Counter {
  const at = `${path}.${given.field?.name ?? "field"}`;
  const name = given.field?.json;
  if (given.name !== undefined)
    throw new PolicyError("only a count over values has a name", `${path}.${given.name.name}`, "invalidCount");
  if (typeof name !== "string" || !name.includes("[*]"))
    throw new PolicyError("a count over a field needs a path with [*]", at, "invalidCount");
  const counts = (compilation.fieldCounts.get(name.toLowerCase()) ?? 0) + 1;
  compilation.fieldCounts.set(name.toLowerCase(), counts);
  if (counts > LIMITS.fieldCountsOfOneArray) {
    throw new PolicyError(
      `has more than ${LIMITS.fieldCountsOfOneArray} counts over "${name}", Azure's limit; combine them`,
      at,
      "limitExceeded",
    );
  }
  const address = addressOf(name, compilation, at);
  const around = countsAround(compilation);
  const levels = address.routes[0].path.split("[*]").length - 1;
  const slots = Array.from({ length: levels }, () => compilation.slots++);
  const bindings = slots.map((slot, level): Binding => ({
    slot,
    array: mapAddress(address, (full) => arrayIn(full, level + 1)),
  }));
  const where = compileWhere(given, bindings, compilation, path, compileRule);
  const cases = perCase([address, ...around.map(({ array }) => array)], (resolve): Counter => {
    const full = resolve(address);
    for (const { slot, array } of around) {
      const rest = beneath(full, resolve(array));
      if (rest === undefined) continue;
      const above = levels - (rest.split("[*]").length - 1);
      const inherited = slots.slice(0, above).flatMap((mine, level) => {
        const outer = around.find((other) => beneath(arrayIn(full, level + 1), resolve(other.array)) === "");
        return outer === undefined ? [] : [{ mine, outer: outer.slot }];
      });
      return new FieldCounter(parsePath(rest), element(slot), slots.slice(above), slots.at(-1) ?? 0, where, inherited);
    }
    return new FieldCounter(parsePath(full), RESOURCE, slots, slots.at(-1) ?? 0, where);
  });
  return new CaseCounter(cases);
}

/** A path up to and with its n-th `[*]`. */
function arrayIn(path: string, wildcards: number): string {
  return `${path.split("[*]").slice(0, wildcards).join("[*]")}[*]`;
}

function compileWhere(
  given: Given,
  bindings: readonly Binding[],
  compilation: Compilation,
  path: string,
  compileRule: CompileRule,
): Rule | undefined {
  const where = given.where;
  if (where === undefined) return undefined;
  return compilation.within(bindings, () => compileRule(where.json, compilation, `${path}.${where.name}`));
}

/** The truth of a condition on a count that lies between two numbers, each of which may be the true one. */
export function overRange(low: number, high: number, test: (count: number) => Truth, bound: number): Truth {
  const last = Number.isFinite(high) ? high : Math.max(low, bound) + 2;
  if (!(last - low <= MOST_COUNTS)) return UNKNOWN;
  const first = test(low);
  for (let count = low + 1; count <= last; count++) if (test(count) !== first) return UNKNOWN;
  return first;
}

/** More possible counts than this are not tried one by one. */
const MOST_COUNTS = 1000;
