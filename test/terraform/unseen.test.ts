import { Written } from "../../src/terraform/plan/expressions";
import { unseenParts } from "../../src/terraform/plan/unseen";
import type { Json } from "../../src/terraform/plan/format";
import type { OpenObject, OpenValue } from "../../src/policy/json";
import { isUnknown, Unknown } from "../../src/policy/unknown";

const refs = (...references: string[]): Json => ({ references });
/** References to locals end open. */
function parts(values: OpenObject, expressions?: Record<string, Json>): readonly string[] {
  const written = expressions && new Written(expressions);
  const open = (written?.references ?? [])
    .filter(({ references }) => references.some((reference) => reference.startsWith("local.")))
    .map(({ path }) => path);
  return unseenParts(marksOf(values), (name) => values[name], written, new Set(open));
}

/** As `after_unknown` has it. */
function marksOf(value: OpenValue): Json {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.map((item) => marksOf(item as OpenValue));
  if (typeof value !== "object" || value === null) return false;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marksOf(item as OpenValue)]));
}

test.each<[string, OpenObject, Record<string, Json> | undefined, string[]]>([
  ["an attribute with a reference", { a: Unknown }, { a: refs("x.y.z") }, []],
  ["an attribute that is left out", { id: Unknown }, {}, ["id"]],
  ["an attribute of a local", { a: Unknown }, { a: refs("local.a") }, ["a"]],
  ["a known attribute of a local", { a: "b" }, { a: refs("local.a") }, []],
  ["a key of a map of a local", { a: { K: Unknown, L: "l" } }, { a: refs("local.a", "x.y") }, ["a.K"]],
  ["a block that is written", { b: [{ c: Unknown }] }, { b: [{ c: refs("x.y.z") }] }, []],
  ["what a written block leaves out", { b: [{ c: Unknown }] }, { b: [{ d: refs("x.y.z") }] }, []],
  ["a block that is not written", { b: [{ c: Unknown }] }, {}, ["b[0].c"]],
  [
    "one block more than is written",
    { b: [{ c: Unknown }, { c: Unknown }] },
    { b: [{ d: { constant_value: 1 } }] },
    ["b[0].c", "b[1].c"],
  ],
  ["blocks of which not even the number is known", { b: Unknown }, {}, ["b"]],
  ["a block within a block", { b: [{ c: [{ d: Unknown }] }] }, { b: [{ e: { constant_value: 1 } }] }, ["b[0].c[0].d"]],
  ["no configuration at all", { a: Unknown, b: [{ c: Unknown }] }, undefined, ["a", "b[0].c"]],
])("%s", (_, values, expressions, unseen) => {
  expect(parts(values, expressions)).toEqual(unseen);
});
