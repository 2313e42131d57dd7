import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planOfScenario, SCENARIOS } from "../cases/scenarios/scenarios";
import { cli, Folder } from "./harness";

const root = new Folder();
afterAll(() => root.remove());

function plan(id: string): string {
  const found = SCENARIOS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}.`);
  return root.write(`${id}.json`, planOfScenario(found));
}

const EXAMPLE = join(__dirname, "../../examples/body-camera/plan.json");

test("a pipeline, edge by edge", async () => {
  const { code, out, err } = await cli(["trace", EXAMPLE]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("1 path between 1 camera source and 1 model.");
  expect(out.match(/ {4}\| {2}E\d+/g)).toEqual(["    |  E10", "    |  E9", "    |  E1"]);
});

test("docs/edges.md shows what it prints", async () => {
  const page = readFileSync(join(__dirname, "../../docs/edges.md"), "utf8");
  const shown = /\$ npx aoai-guard trace examples\/body-camera\/plan\.json\n([^]*?)```/.exec(page)?.[1];
  expect((await cli(["trace", EXAMPLE])).out).toBe(shown);
});

test("json is read back with sources, models, edges and paths", async () => {
  const { out } = await cli(["trace", EXAMPLE, "--format", "json"]);
  const read = JSON.parse(out);
  expect(Object.keys(read)).toEqual(["version", "sources", "models", "edges", "paths"]);
  expect(read.paths[0].edges.map((edge: { edge: string }) => edge.edge)).toEqual(["E10", "E9", "E1"]);
});

test.each([
  ["dot", /^digraph trace \{/],
  ["mermaid", /^flowchart TB\n/],
  ["svg", /^<svg xmlns/],
])("%s", async (format, opening) => {
  const { code, out } = await cli(["trace", EXAMPLE, "--format", format]);
  expect(code).toBe(0);
  expect(out).toMatch(opening);
});

describe("two plans that have the same addresses", () => {
  const body = readFileSync(EXAMPLE, "utf8");
  const files = [
    root.write("north.json", body),
    // Of other names, so that nothing of the one is a resource of the other.
    root.write(
      "south.json",
      body.replace(/streportfootage|egst-footage|func-draft-reports|aoai-reports|iot-cameras/g, "$&south"),
    ),
  ] as const;
  const traced = async (format: string) => (await cli(["trace", ...files, "--format", format])).out;

  test("are counted and told apart", async () => {
    const out = await traced("text");
    expect(out).toMatch(/^2 paths between 2 camera sources and 2 models\.$/m);
    for (const file of files)
      expect(out).toContain(
        `\nazurerm_iothub.cameras in ${file} => azurerm_cognitive_account.openai in ${file} (strong)\n`,
      );
  });

  test.each(["mermaid", "dot"])("%s names the file in each box", async (format) => {
    const out = await traced(format);
    for (const file of files) expect(out.split(`Microsoft.Devices/IotHubs, in ${file}`)).toHaveLength(2);
  });

  test("svg names it in the tooltip, which is never cut", async () => {
    const out = await traced("svg");
    for (const file of files) expect(out).toContain(`<title>azurerm_iothub.cameras in ${file}</title>`);
  });

  test("json says where each path begins and ends", async () => {
    const { sources, paths } = JSON.parse(await traced("json"));
    expect(sources).toEqual(["azurerm_iothub.cameras", "azurerm_iothub.cameras"]);
    expect(paths).toMatchObject(files.map((file) => ({ sourceFile: file, modelFile: file })));
  });

  test("of one plan no file is named", async () => {
    for (const format of ["text", "mermaid", "json"])
      expect((await cli(["trace", files[0], "--format", format])).out).not.toContain("north.json");
  });
});

test("no camera: says so", async () => {
  const { code, out } = await cli(["trace", plan("hospital-summariser")]);
  expect({ code, out }).toEqual({
    code: 0,
    out: "No camera source: nothing is declared to be one, and no type is one.\n",
  });
});

test("--output writes the drawing, and nothing to standard output", async () => {
  const file = join(root.path, "drawing.svg");
  const { out } = await cli(["trace", EXAMPLE, "--format", "svg", "--output", file]);
  expect(out).toBe("");
  expect(existsSync(file) && readFileSync(file, "utf8").startsWith("<svg")).toBe(true);
});

test.each([
  [["trace"], /missing required argument/],
  [["trace", "nowhere.json"], /does not exist/],
  [["trace", EXAMPLE, "--format", "png"], /Allowed choices are text, json, dot, mermaid, svg/],
  [["trace", EXAMPLE, "--output", "/nowhere/at/all.svg"], /cannot be written/],
])("%j is refused", async (args, problem) => {
  const { code, err } = await cli(args);
  expect(code).toBe(2);
  expect(err).toMatch(problem);
});

test("--output does not take the place of the plan", async () => {
  const file = root.write("kept.json", readFileSync(EXAMPLE));
  const { code, out, err } = await cli(["trace", file, "--format", "json", "--output", file]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe(
    `aoai-guard: ${file} is read by this run, and would be written over; name another file for the output.\n`,
  );
  expect(readFileSync(file)).toEqual(readFileSync(EXAMPLE));
});
