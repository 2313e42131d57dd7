import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { parse } from "yaml";
import { parseContext } from "../../src/governance";
import { cli, Folder } from "../cli/harness";
import { terraformAvailable, validateStack } from "../support/terraform";
import { block, ROOT } from "./guide-blocks";

/** What the README and the guides show is what comes out. */

/** The console sessions of a document: the command after `$`, and the lines shown of its output. */
function sessions(file: string): [command: string, shown: string[]][] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/^```console\n\$ ([^\n]*)\n([^]*?)^```$/gm)].map(([, command = "", shown = ""]) => [
    command,
    shown.split("\n").filter((line) => line.trim() !== "" && line.trim() !== "..."),
  ]);
}

test("the refusal that the README shows is the one a reader gets", async () => {
  const shown = sessions("README.md");
  expect(shown).not.toEqual([]);
  for (const [command, lines] of shown) {
    const args = command.replace(/^npx aoai-guard /, "").split(" ");
    const located = args.map((arg) => (arg.startsWith("examples/") ? join(ROOT, arg) : arg));
    const { out } = await cli(located);
    let at = 0;
    for (const line of lines) {
      const found = out.indexOf(line, at);
      expect({ line, found: found >= 0 }).toEqual({ line, found: true });
      at = found + line.length;
    }
  }
});

test("the findings that the guide for CI prints with a line of its own are those of the example, in their order", async () => {
  const guide = readFileSync(join(ROOT, "docs", "guide-ci.md"), "utf8").split("### For programs")[1] ?? "";
  const [, script = "", shown] = /node -p '([^\n]*)'\n```\n\n```console\n([^]*?)\n```/.exec(guide) ?? [];
  const example = join(ROOT, "examples", "body-camera");
  const { out } = await cli([
    ...["check", join(example, "plan.json"), "--context", join(example, "context.yaml"), "--format", "json"],
  ]);
  const report = (): unknown => JSON.parse(out);
  expect(new Function("require", `return ${script};`)(report)).toBe(shown);
});

/** The first fenced block of a language. */
function code(file: string, language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "m").exec(readFileSync(join(ROOT, file), "utf8"));
  if (found?.[1] === undefined) throw new Error(`${file} has no ${language} block`);
  return found[1];
}

test("the file that the README installs is the one that npm run package makes", () => {
  const { name, version, scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  const shown = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/[\w.-]+\.tgz/g)].map(([file]) => file);
  expect(shown).toEqual([`${name}-${version}.tgz`]);
  // A pack without a build holds no code, and npm does not say so.
  expect(scripts["package"]).toMatch(/build.*&& npm pack( --loglevel=\w+)?$/);
});

interface Manifest {
  name: string;
  version: string;
  scripts: Record<string, string>;
}

describe("the code that the README shows", () => {
  const folder = new Folder();
  const home = process.cwd();
  afterAll(() => {
    process.chdir(home);
    delete process.env["CDKTF_OUTDIR"];
    folder.remove();
  });

  test("the stack synthesizes under its guard, and Terraform finds it valid", async () => {
    folder.write("guard-context.yaml", block("guide-ci.md", "guard-context.yaml"));
    process.chdir(folder.path);
    process.env["CDKTF_OUTDIR"] = join(folder.path, "out");
    const { code: javascript } = transformSync(code("README.md", "ts"), {
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      module: { type: "commonjs" },
    });
    new Function("require", "exports", javascript)(require, {});
    const stack = join(folder.path, "out", "stacks", "summaries");
    expect(existsSync(join(stack, "cdk.tf.json"))).toBe(true);
    if (terraformAvailable() !== undefined) expect(await validateStack(stack)).toMatchObject({ errors: [] });
  });

  test("the engine answers as the comments say", () => {
    const script = code("README.md", "js");
    const shown = [...script.matchAll(/^(policy\.evaluate.*); \/\/ (.*)$/gm)];
    expect(shown).toHaveLength(3);
    const values = shown.map(([, expression]) => expression).join(", ");
    const given = (name: string): unknown =>
      name.endsWith(".json")
        ? JSON.parse(readFileSync(join(ROOT, name.replace("aoai-guard/", "")), "utf8"))
        : require(name);
    const results = new Function("require", `${script}\nreturn [${values}];`)(given) as unknown[];
    expect(results.map((result) => JSON.stringify(result))).toEqual(shown.map(([, , comment]) => comment));
  });
});

test("the context file of the pipeline guide is one", () => {
  const context = parseContext(parse(block("guide-ci.md", "guard-context.yaml")), "guard-context.yaml");
  expect(context.guard).toHaveLength(1);
});

test.each(["README.md", "docs/guide-ci.md", "docs/guide-governance.md", "docs/guide-terraform.md", "docs/limits.md"])(
  "the relative links of %s lead somewhere",
  (file) => {
    const folder = join(ROOT, file, "..");
    const links = [...readFileSync(join(ROOT, file), "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) =>
      String(link),
    );
    const dead = links.filter((link) => {
      try {
        readFileSync(join(folder, link));
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "EISDIR";
      }
    });
    expect(dead).toEqual([]);
  },
);
