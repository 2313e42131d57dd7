import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import * as guard from "aoai-guard";
import { newFolder } from "./gate-fixture";

const ROOT = join(__dirname, "..", "..");
const GUIDE = readFileSync(join(ROOT, "docs", "guide-stack-author.md"), "utf8");

test("the guide's first stack synthesizes as it stands there", () => {
  const program = /```ts\n\/\/ main\.ts\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? "";
  const { code } = transformSync(program, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const outdir = newFolder();
  const load = createRequire(join(ROOT, "package.json"));
  const required = (name: string): unknown => (name === "aoai-guard" ? guard : jest.requireActual(load.resolve(name)));
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  process.env["CDKTF_OUTDIR"] = outdir;
  try {
    new Function("require", "exports", code)(required, {});
  } finally {
    delete process.env["CDKTF_OUTDIR"];
    said.mockRestore();
  }
  expect(existsSync(join(outdir, "stacks", "summariser", "cdk.tf.json"))).toBe(true);
});

test("every export of the package is in the guide or has a page of its own in the editor", () => {
  for (const name of ["OpenAiGuardrails", "GuardedOpenAiAccount", "ReviewedUse", "Guard", "Camera"]) {
    expect(GUIDE).toContain(name);
    expect(guard).toHaveProperty(name);
  }
});

test("every link of the guide leads somewhere", () => {
  for (const [, target = ""] of GUIDE.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
    expect([target, existsSync(join(ROOT, "docs", target))]).toEqual([target, true]);
  }
});
