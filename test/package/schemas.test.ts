import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type AnySchemaObject } from "ajv";
import { CONTEXT_SCHEMA } from "../../src/governance/context.schema";

/** Our own schemas are not checked while a command runs, so they are checked here: by the schema of schemas, in ajv's strict mode. */

const FOLDER = join(__dirname, "..", "..", "policy-definitions", "schema");

const schemas: [string, AnySchemaObject][] = [
  ["the context", CONTEXT_SCHEMA],
  ...readdirSync(FOLDER).map((name): [string, AnySchemaObject] => [
    name,
    JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as AnySchemaObject,
  ]),
];

test.each(schemas)("the schema of %s is one", (_name, schema) => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  expect(ajv.validateSchema(schema) === true ? [] : ajv.errors).toEqual([]);
  expect(() => ajv.compile(schema)).not.toThrow();
});

test("a wrong schema would be told", () => {
  expect(() => new Ajv({ strict: true }).compile({ type: "objekt" })).toThrow(/type/);
});
