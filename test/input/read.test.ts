import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, parseJson, parseYaml, readText, readValue } from "../../src/input";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message.replaceAll(`${folder}/`, "");
  }
  throw new Error("nothing was refused");
}

describe("text", () => {
  const text = '{ "a": "ä" }';
  test.each<[string, Buffer]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    [
      "UTF-16, as Windows PowerShell redirects",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
    ],
    ["UTF-16, the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])],
  ])("%s", (_, bytes) => {
    expect(readText(written("encoded.json", bytes))).toBe(text);
  });

  test("a file that is not there", () => {
    expect(refusal(() => readText(join(folder, "nothing.json")))).toBe("nothing.json does not exist; check the path.");
  });

  test("a folder", () => {
    expect(refusal(() => readText(folder))).toMatch(/ is a folder; name a file in it\.$/);
  });
});

describe("JSON", () => {
  test.each<[string, string, RegExp]>([
    ["nothing", "", /^f\.json is empty; write a JSON document into it\.$/],
    [
      "a comma too many, with its place",
      '{\n  "a": 1,\n}',
      /^f\.json is not JSON \(line 3, column 1\); correct the syntax there\.$/,
    ],
    ["an end after a colon", '{ "a": ', /^f\.json is not JSON: it breaks off \(line 1, column 8\); /],
    ["an end within a text", '{\n  "a": "b', /^f\.json is not JSON: it breaks off \(line 2, column 10\); /],
    [
      "an end after a member, and a new line",
      '{ "a": 1\n',
      /^f\.json is not JSON: it breaks off \(line \d, column \d\); /,
    ],
    ["a wrong last character", '{ "a": 1 ]', /^f\.json is not JSON \(line 1, column 10\); /],
    ["a word that begins like one of JSON", "tr", /^f\.json is not JSON; correct its syntax\.$/],
    ["two documents", '{ "a": 1 } { "b": 2 }', /^f\.json is not JSON \(line 1, column 12\)/],
  ])("%s", (_, text, message) => {
    expect(refusal(() => parseJson(text, "f.json"))).toMatch(message);
  });

  test("a secret near the error is not shown", () => {
    expect(refusal(() => parseJson('{ "key": hunter2 }', "f.json"))).not.toContain("hunter2");
    expect(refusal(() => parseJson("hunter2", "f.json"))).not.toContain("hunter2");
  });

  test("a key named __proto__ is a key", () => {
    const value = parseJson('{ "__proto__": { "polluted": true } }', "f.json");
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("YAML", () => {
  test("dates stay text, and JSON is YAML", () => {
    expect(parseYaml("now: 2026-11-22\nyes: no", "f.yaml")).toEqual({ now: "2026-11-22", yes: "no" });
    expect(parseYaml('{ "a": [1, true, null] }', "f.yaml")).toEqual({ a: [1, true, null] });
  });

  test("an empty document is nothing", () => {
    expect(parseYaml("# only a comment\n", "f.yaml")).toBeUndefined();
  });

  test.each<[string, string, RegExp]>([
    [
      "a key twice",
      "a: 1\na: 2\n",
      /^f\.yaml is not YAML \(line 2, column 1\): duplicate key; correct the syntax there\.$/,
    ],
    ["a bracket that stays open", "a: [1, 2\n", /^f\.yaml is not YAML \(line \d, column \d\)/],
    ["two documents", "a: 1\n---\nb: 2\n", /^f\.yaml is not YAML .*multiple docs/],
    ["an anchor that is not there", "a: *nowhere\n", /^f\.yaml (is not YAML|refers to an anchor)/],
    [
      "a bomb of aliases",
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      /^f\.yaml refers to an anchor .*too many; write the values out\.$/,
    ],
  ])("%s", (_, text, message) => {
    expect(refusal(() => parseYaml(text, "f.yaml"))).toMatch(message);
  });

  test("a document nested without end", () => {
    expect(refusal(() => parseYaml("[".repeat(50_000), "f.yaml"))).toBe(
      "f.yaml is nested too deeply; write it flatter.",
    );
  });

  test("a secret near the error is not shown", () => {
    expect(refusal(() => parseYaml("key: [hunter2\n", "f.yaml"))).not.toContain("hunter2");
  });
});

test("the name of a file says how it is read", () => {
  expect(readValue(written("a.yaml", "x: 1"))).toEqual({ x: 1 });
  expect(readValue(written("a.YML", "x: 1"))).toEqual({ x: 1 });
  expect(readValue(written("a.json", '{"x":1}'))).toEqual({ x: 1 });
  expect(refusal(() => readValue(written("b.json", "x: 1")))).toMatch(/^b\.json is not JSON/);
});

test("a name that is written twice in one object of JSON", () => {
  const file = written("twice.json", '{"resource": {"a": {"tags": {}}}, "resource": {"a": {"tags": 1}}}');
  expect(refusal(() => readValue(file))).toBe(
    "twice.json at $.resource is written twice in one object; keep one, with what both say.",
  );
});
