import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { cleanCheckout, EXAMPLE, remove, ROOT, temporaryFolder } from "./checkout";

interface Hook {
  id: string;
  entry: string;
  files: string;
  language: string;
}

const hooks = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8")) as Hook[];
const preCommit = process.env["PRE_COMMIT"] ?? "pre-commit";
const has = spawnSync(preCommit, ["--version"]).status === 0;
if (!has) console.warn("pre-commit is not installed: its hook is run by hand only.");

let checkout: string;
let repository: string;

beforeAll(() => {
  checkout = cleanCheckout();
  repository = temporaryFolder();
  for (const file of ["plan.json", "context.yaml"]) cpSync(join(EXAMPLE, file), join(repository, file));
}, 120_000);
afterAll(() => [checkout, repository].forEach(remove));

function git(cwd: string, ...args: string[]): void {
  const identity = ["-c", "user.email=a@contoso.example", "-c", "user.name=a", "-c", "commit.gpgsign=false"];
  const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

test.each([
  ["cdktf.out/stacks/app/cdk.tf.json", true],
  ["plan.json", true],
  ["env/prod.plan.json", true],
  ["floorplan.json", false],
  ["package.json", false],
])("the hook looks at %s: %s", (file, expected) => {
  expect(new RegExp(hooks.find(({ id }) => id === "aoai-guard")?.files ?? "-").test(file)).toBe(expected);
});

test("every hook's entry is a script of the checkout that runs, from wherever", () => {
  for (const { entry, language } of hooks) {
    expect(language).toBe("script");
    const [script = "", ...args] = entry.split(" ");
    const { status, stdout } = spawnSync(join(checkout, script), [...args, "--help"], {
      cwd: repository,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining("Usage: aoai-guard")]);
  }
}, 300_000);

test("the hook by hand refuses the plan", () => {
  const [script = "", ...args] = (hooks[0]?.entry ?? "").split(" ");
  const { status, stdout } = spawnSync(join(checkout, script), [...args, "--context", "context.yaml", "plan.json"], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stdout).toContain("DENIED D2 mobile-camera-recognition");
}, 300_000);

(has ? test : test.skip)(
  "pre-commit itself clones, builds and runs the hook",
  () => {
    // A clone holds no packages, and npm installs them: only where pre-commit is, and slow.
    remove(join(checkout, "dist"));
    writeFileSync(
      join(checkout, ".gitignore"),
      readFileSync(join(ROOT, ".gitignore"), "utf8").replace("node_modules/", "node_modules"),
    );
    git(checkout, "init", "-q");
    git(checkout, "add", "-A");
    git(checkout, "commit", "-qm", "a version");
    const rev = spawnSync("git", ["rev-parse", "HEAD"], { cwd: checkout, encoding: "utf8" }).stdout.trim();
    const config = {
      repos: [{ repo: `file://${checkout}`, rev, hooks: [{ id: "aoai-guard", args: ["--context", "context.yaml"] }] }],
    };
    writeFileSync(join(repository, ".pre-commit-config.yaml"), stringify(config));
    git(repository, "init", "-q");
    git(repository, "add", "plan.json", "context.yaml", ".pre-commit-config.yaml");
    const home = temporaryFolder();
    const { status, stdout } = spawnSync(preCommit, ["run", "--all-files"], {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, PRE_COMMIT_HOME: home },
    });
    remove(home);
    expect(status).toBe(1);
    expect(stdout).toContain("DENIED D2 mobile-camera-recognition");
    expect(stdout).toContain(basename("plan.json"));
  },
  900_000,
);
