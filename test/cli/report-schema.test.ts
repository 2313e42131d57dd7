import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { planOfScenario, SCENARIOS, stackOfScenario } from "../cases/scenarios/scenarios";
import { everything } from "../report/sample";
import { reporters } from "../../src/report";
import { cli, Folder } from "./harness";

/** docs/report.schema.json is the promise; here every kind of report is held to it, with unknown keys refused so that it stays whole. */

const schema = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "docs", "report.schema.json"), "utf8"),
  (_key, value: { type?: string; properties?: object } | null) =>
    value?.type === "object" && value.properties !== undefined ? { additionalProperties: false, ...value } : value,
);
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const root = new Folder();
afterAll(() => root.remove());

function expectValid(text: string): void {
  validate(JSON.parse(text));
  expect(validate.errors ?? []).toEqual([]);
}

test("a report of every kind of finding", () => {
  expectValid(reporters.json(everything, { toolVersion: "1.2.3" }));
});

test.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))("scenario %s", async (id, scenario) => {
  const context = root.write(`${id}.context.json`, scenario.context);
  for (const input of [planOfScenario(scenario), stackOfScenario(scenario)]) {
    expectValid((await cli(["check", root.write(`${id}.json`, input), "--context", context, "--format", "json"])).out);
    expectValid((await cli(["check", root.write(`${id}.json`, input), "--format", "json"])).out);
  }
});

test("the schema can fail", () => {
  const report = JSON.parse(reporters.json(everything, { toolVersion: "1.2.3" })) as { version: number };
  expect(validate({ ...report, version: 2 })).toBe(false);
  expect(validate({ ...report, more: 1 })).toBe(false);
});
