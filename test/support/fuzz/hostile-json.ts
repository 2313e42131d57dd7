import fc from "fast-check";
import { Unknown, type OpenObject, type OpenValue } from "../../../src/policy";

/** Words of the language, so that random JSON comes close to a definition. */
const WORDS = [
  "if",
  "then",
  "allOf",
  "anyOf",
  "not",
  "field",
  "value",
  "count",
  "where",
  "name",
  "equals",
  "in",
  "like",
  "match",
  "contains",
  "containsKey",
  "exists",
  "less",
  "effect",
  "details",
  "operations",
  "existenceCondition",
  "parameters",
  "policyRule",
  "schema",
];

/** Keys and texts that break programs. */
const HOSTILE = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  "tags['",
  "[",
  "[[",
  "[]",
  "[*]",
  "a[*].b[*]",
  "[field('a')]",
  "[current()]",
  "[parameters('__proto__')]",
  "NaN",
  "1e999",
  "9007199254740993",
  "\u0000",
  "\ud800",
  "İ",
  "deny",
];

const NUMBERS = [0, -0, 1, -1, 1e21, 1e-7, 2 ** 53, 2 ** 53 + 2, Number.MAX_VALUE, Number.MIN_VALUE];

const keys = fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5 }));

/** An object with any keys of its own, `__proto__` among them. */
function objectOf(entries: readonly (readonly [string, OpenValue])[]): OpenObject {
  const object: OpenObject = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** Any JSON, with Unknown anywhere, near to definitions and full of what breaks programs. */
export const json: fc.Arbitrary<OpenValue> = fc.letrec<{ json: OpenValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom<OpenValue>(null, true, false, "deny", Unknown, ...NUMBERS, ...HOSTILE),
    fc.string({ maxLength: 8 }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie("json")), { maxLength: 4 }).map(objectOf),
  ),
})).json;

/** Any JSON object. */
export const object: fc.Arbitrary<OpenObject> = fc.array(fc.tuple(keys, json), { maxLength: 6 }).map(objectOf);

const pieces = fc.oneof(
  fc.constantFrom(
    "field",
    "(",
    ")",
    "'a'",
    "'",
    ",",
    "[",
    "]",
    ".",
    "-",
    "1",
    "concat(",
    "split(",
    "parameters('p')",
    "current()",
    "field('a[*]')",
    "subscription()",
    "if(true,",
    "null()",
    " ",
    "''",
  ),
  fc.string({ maxLength: 3 }),
);

/** Texts in brackets, made of pieces of the expression language. */
export const expression: fc.Arbitrary<string> = fc
  .array(pieces, { maxLength: 12 })
  .map((parts) => `[${parts.join("")}]`);

/** A change of one place in a JSON tree: the way to it, and what to do there. */
export interface Mutation {
  way: readonly number[];
  change:
    { kind: "replace" | "add"; by: OpenValue } | { kind: "remove" | "double" | "text"; by: OpenValue; at: number };
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc.array(fc.nat({ max: 9 }), { maxLength: 9 }),
  change: fc.oneof(
    fc.record({ kind: fc.constantFrom("replace" as const, "add" as const), by: json }),
    fc.record({
      kind: fc.constantFrom("remove" as const, "double" as const, "text" as const),
      by: fc.oneof<fc.Arbitrary<OpenValue>[]>(pieces, expression),
      at: fc.nat({ max: 80 }),
    }),
  ),
});

/** The tree with one place changed; the tree itself stays as it is. */
export function mutated(tree: OpenValue, { way, change }: Mutation): OpenValue {
  const [step, ...rest] = way;
  const leaf = typeof tree !== "object" || tree === null || tree === Unknown;
  if (step === undefined || leaf) return changed(tree, change);
  const entries: [string, OpenValue][] = Object.entries(tree as OpenObject);
  const entry = entries[step % Math.max(1, entries.length)];
  if (entry === undefined) return changed(tree, change);
  if (rest.length === 0 && change.kind === "remove") entries.splice(entries.indexOf(entry), 1);
  else entry[1] = mutated(entry[1], { way: rest, change });
  return Array.isArray(tree) ? entries.map(([, value]) => value) : objectOf(entries);
}

function changed(value: OpenValue, change: Mutation["change"]): OpenValue {
  switch (change.kind) {
    case "replace":
      return change.by;
    case "remove":
      return undefined;
    case "double":
      return [value, value];
    case "add":
      return Array.isArray(value) ? [...value, change.by] : change.by;
    case "text": {
      if (typeof value !== "string") return change.by;
      const at = change.at % (value.length + 1);
      return value.slice(0, at) + String(change.by) + value.slice(at + (change.at % 3));
    }
  }
}
