import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { planOf } from "../cases/scenarios/terraform";

/** The package as it would be published, installed into an empty project. */

const ROOT = join(__dirname, "..", "..");
const PEERS = ["cdktf", "constructs", "@cdktf/provider-azurerm"];

let folder: string;
let packed: { filename: string; size: number; files: { path: string; mode: number }[] };

function run(command: string, args: string[], options: { input?: string } = {}) {
  const shell = process.platform === "win32";
  const { npm_config_user_agent: _agent, ...env } = process.env;
  const result = spawnSync(command, args, { cwd: folder, encoding: "utf8", shell, env, ...options });
  return { ...result, output: `${result.stdout}${result.stderr}` };
}

function node(script: string) {
  return run(process.execPath, ["-e", script]);
}

function aoaiGuard(args: string[], input?: string) {
  return run(join(folder, "node_modules", ".bin", "aoai-guard"), args, { input });
}

beforeAll(() => {
  if (!existsSync(join(ROOT, "dist", "src", "cli", "main.js"))) {
    throw new Error('The package is tested as it is built: run "npm run build" first.');
  }
  folder = mkdtempSync(join(tmpdir(), "aoai-guard-pack-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", private: true }));
  const pack = spawnSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect(pack.status).toBe(0);
  [packed] = JSON.parse(pack.stdout);
  const install = run("npm", ["install", `./${packed.filename}`, "--prefer-offline", "--no-audit", "--no-fund"]);
  if (install.status !== 0) throw new Error(install.output);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds what is used and nothing else", () => {
  const paths = packed.files.map((file) => file.path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "package.json",
      "LICENSE",
      "CHANGELOG.md",
      "dist/src/cli/main.js",
      "dist/constructs/index.js",
      "dist/src/report/page/page.js",
      "dist/src/report/page/page.css",
      "dist/provider/terraform-provider-aoaiguard",
      "dist/provider/THIRD-PARTY-LICENSES.txt",
    ]),
  );
  // What the provider was made of needs packages that only building does.
  expect(paths.filter((path) => /(^|\/)(test|bench|scripts)\/|^dist\/(examples|src\/provider)\//.test(path))).toEqual(
    [],
  );
  expect(paths.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$|^examples\//.test(path))).toEqual([]);
});

test("what its pages link to is in it: who has the package has no address of the repository", () => {
  const paths = packed.files.map((file) => file.path);
  const isThere = (path: string) =>
    paths.some((each) => each === path || each.startsWith(`${path.replace(/\/$/, "")}/`));
  const links = paths
    .filter((path) => path.endsWith(".md"))
    .flatMap((page) =>
      [...withoutCode(readFileSync(join(ROOT, page), "utf8")).matchAll(/\]\(([^)#\s]+)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => ({ page, target, path: posix.join(posix.dirname(page), target) })),
    );
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(({ path }) => !isThere(path))).toEqual([]);
});

/** A page without its code blocks, which hold brackets of other languages. */
const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```/gm, "");

test("stays small: the list of its dependencies is the list of what it needs", () => {
  const installed = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  expect(Object.keys(installed.packages).filter((path) => PEERS.some((peer) => path.endsWith(peer)))).toEqual([]);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) expect(existsSync(join(folder, "node_modules", name))).toBe(true);
});

describe("for who only judges, without the peers", () => {
  test("the engine", () => {
    const { output } = node(`
      const { compilePolicy, Unknown } = require("aoai-guard/policy");
      const policy = compilePolicy({
        policyRule: { if: { field: "tags.owner", exists: false }, then: { effect: "deny" } },
      });
      const resource = { type: "Microsoft.CognitiveServices/accounts", tags: {} };
      console.log(policy.evaluate({ resource }).outcome, policy.evaluate({ resource: { ...resource, tags: Unknown } }).outcome);`);
    expect(output).toBe("match undetermined\n");
  });

  test("the check", () => {
    const { output } = node(`
      const { checkPlan } = require("aoai-guard/check");
      const report = checkPlan(${JSON.stringify(planOf([]))}, { file: "plan.json" });
      console.log(report.version, report.findings.length);`);
    expect(output).toBe("1 0\n");
  });

  test("the library's files", () => {
    const { output } = node(
      'console.log(require("aoai-guard/policy-definitions/prohibited-use.json").properties.metadata.decision)',
    );
    expect(output).toBe("D3\n");
  });

  test("the command line", () => {
    expect(aoaiGuard(["--version"]).output).toBe(
      `${JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version}\n`,
    );
    const { status, stdout } = aoaiGuard(["check", "-", "--format", "json"], JSON.stringify(planOf([])));
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(status).toBe(0);
    expect(aoaiGuard(["check", "-", "--format", "html"], JSON.stringify(planOf([]))).stdout).toMatch(
      /^<!doctype html>/,
    );
  });

  test("the Terraform provider, which starts without any package", () => {
    const { status } = aoaiGuard(["provider", "install"]);
    expect(status).toBe(0);
    const place = join(folder, "terraform.d", "plugins", "terraform.local", "aoai-guard", "aoaiguard");
    const [version = ""] = readdirSync(place);
    const [platform = ""] = readdirSync(join(place, version));
    const { stderr } = spawnSync(join(place, version, platform, `terraform-provider-aoaiguard_v${version}`), {
      encoding: "utf8",
    });
    expect(stderr).toContain("terraform or tofu starts it");
  });

  test("the examples, as the guides give them", () => {
    const example = join("node_modules", "aoai-guard", "examples", "body-camera");
    const { status, stdout } = aoaiGuard([
      "check",
      join(example, "plan.json"),
      "--context",
      join(example, "context.yaml"),
    ]);
    expect(stdout).toContain("DENIED D2");
    expect(status).toBe(1);
  });

  test("an entry point that does not exist is not there", () => {
    expect(node('require("aoai-guard/dist/src/policy/index.js")').output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

describe("for who writes stacks, with the peers", () => {
  beforeAll(() => {
    // By link: installing them would fetch 290 MB.
    mkdirSync(join(folder, "node_modules", "@cdktf"), { recursive: true });
    for (const peer of PEERS)
      symlinkSync(join(ROOT, "node_modules", peer), join(folder, "node_modules", peer), "junction");
  });

  test("the constructs load, and the gate guards an app", () => {
    const { output, status } = node(`
      const { App, TerraformStack } = require("cdktf");
      const { Guard } = require("aoai-guard");
      const { CognitiveAccount } = require("@cdktf/provider-azurerm/lib/cognitive-account");
      const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
      const app = new App({ outdir: "cdktf.out" });
      const stack = new TerraformStack(app, "bare");
      Guard.enforce(app);
      new AzurermProvider(stack, "azurerm", { features: [{}] });
      new CognitiveAccount(stack, "account", {
        name: "a", location: "swedencentral", resourceGroupName: "rg", kind: "OpenAI", skuName: "S0",
      });
      try { app.synth(); console.log("synthesized"); } catch (error) { console.log(error.message); }`);
    expect(output).toContain("D9");
    expect(output).not.toContain("synthesized");
    expect(status).toBe(0);
    expect(existsSync(join(folder, "cdktf.out", "stacks", "bare", "cdk.tf.json"))).toBe(false);
  });

  test("the types are those of the code", () => {
    writeFileSync(
      join(folder, "consumer.ts"),
      `import { App } from "cdktf";
       import { Guard } from "aoai-guard";
       import { compilePolicy, Unknown } from "aoai-guard/policy";
       import { checkPlan } from "aoai-guard/check";
       const outcome: "match" | "noMatch" | "undetermined" = compilePolicy("{}").evaluate({
         resource: { type: "a/b", tags: Unknown },
       }).outcome;
       const version: 1 = checkPlan({}, { file: "plan.json" }).version;
       Guard.enforce(new App());
       // @ts-expect-error an outcome is one of three words
       const wrong: "maybe" = outcome;
       console.log(version, wrong);
      `,
    );
    expect(compiled("node", "consumer.ts")).toBe("");
  });

  test("the matcher is known by its import, and of @jest/globals by what the guide declares", () => {
    for (const name of ["@jest", "expect"])
      symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name), "junction");
    const guide = readFileSync(join(ROOT, "docs", "guide-stack-author.md"), "utf8");
    const [, declared = ""] = /```ts\n(\/\/ matchers\.d\.ts\n[\s\S]*?)```/.exec(guide) ?? [];
    const [, tested = ""] = /```ts\n(\/\/ stack\.test\.ts[\s\S]*?)```/.exec(guide) ?? [];
    writeFileSync(join(folder, "matchers.d.ts"), declared);
    writeFileSync(
      join(folder, "stack.ts"),
      'import { TerraformStack } from "cdktf";\nexport class SummariserStack extends TerraformStack {}\n',
    );
    writeFileSync(join(folder, "stack.test.ts"), tested);
    writeFileSync(join(folder, "other.test.ts"), `import { expect, test } from "@jest/globals";\n${tested}`);
    expect(compiled("jest", "stack.test.ts")).toBe("");
    expect(compiled("node", "matchers.d.ts", "other.test.ts")).toBe("");
    expect(compiled("node", "other.test.ts")).toContain("TS2339");
  });

  test("the matcher says what it needs where it is loaded without jest", () => {
    expect(node('require("aoai-guard/jest")').output).toContain(
      "aoai-guard/jest found no expect to add its matcher to",
    );
  });

  /** What the compiler says of files in the folder. */
  const compiled = (types: string, ...files: string[]): string =>
    run(process.execPath, [
      join(ROOT, "node_modules", "typescript", "bin", "tsc"),
      ...["--noEmit", "--strict", "--target", "es2022", "--module", "node16", "--types", types],
      ...["--typeRoots", join(ROOT, "node_modules", "@types"), "--ignoreConfig", ...files],
    ]).output;
});
