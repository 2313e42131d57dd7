import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, Folder } from "./harness";

const ROOT = join(__dirname, "..", "..");
const GUIDE = readFileSync(join(ROOT, "docs", "guide-governance.md"), "utf8");

const root = new Folder();
afterAll(() => root.remove());

/** The fenced block of the guide that begins like this, without that first part. */
function block(begin: string): string {
  const found = GUIDE.split(begin)[1]?.split("\n```")[0];
  if (found === undefined) throw new Error(`the guide has no block that begins with ${begin}`);
  return found;
}

/** The lines of a diff, as the text before and the text after it. */
function sides(diff: string): [string, string] {
  const lines = diff.split("\n");
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join("\n");
  return [side("+"), side("-")];
}

test("the governance guide's change of a library, from case to hash, comes out as it says", async () => {
  const ours = join(root.path, "ours");
  cpSync(join(ROOT, "policy-definitions"), ours, { recursive: true });
  const cases = join(ours, "local-auth.cases.yaml");
  const added = block("```yaml\n# ours/local-auth.cases.yaml\ncases:\n");
  writeFileSync(cases, `${readFileSync(cases, "utf8")}${added}\n`);

  const failing = await cli(["policy", "test", ours]);
  const [said = ""] = block("```console\n$ npx aoai-guard policy test ours\n").split("\n...");
  expect(failing.code).toBe(1);
  expect(failing.out.replaceAll(`${root.path}/`, "")).toContain(said);

  const definition = join(ours, "local-auth.json");
  const [before, after] = sides(block("```diff\n"));
  const written = readFileSync(definition, "utf8");
  expect(written.split(before)).toHaveLength(2);
  writeFileSync(definition, written.replace(before, after));

  expect((await cli(["policy", "test", ours])).code).toBe(0);
  expect((await cli(["policy", "lint", ours])).code).toBe(0);
  const [baseline, fatal] = (await cli(["policy", "hash", ours])).out.split("\n");
  const [builtInBaseline, builtInFatal] = (await cli(["policy", "hash"])).out.split("\n");
  expect(fatal).toBe(builtInFatal);
  expect(baseline).not.toBe(builtInBaseline);
});

test("the explanation that the governance guide shows is the one that is printed", async () => {
  const account = {
    type: "Microsoft.CognitiveServices/accounts",
    kind: "Face",
    properties: { disableLocalAuth: "(unknown)" },
  };
  const { out } = await cli([
    ...["policy", "eval", "--explain", "--resource", root.write("account.json", account)],
    ...["--definition", join(ROOT, "policy-definitions", "local-auth.json")],
  ]);
  expect(out.trimEnd()).toBe(`noMatch\n${block("```text\nnoMatch\n")}`);
});
