import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { builtInLibrary, initiativeContentHash } from "../../src/library";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { block, GUARD_FILES, GUARD_VARIABLES, hashes, ROOT } from "./guide-blocks";
import { account, ORDINARY } from "./hcl";
import { refusals, reportOf } from "./verdicts";

/** The guides' longer pieces of code, run as a reader would run them. */

const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/corp";

describeTerraform("guide-governance: guard.tf", () => {
  const [files, variables] = [GUARD_FILES, GUARD_VARIABLES];

  test("publishes every definition, both initiatives and an enforced assignment of each", async () => {
    const { plan, exitCode, stderr } = await planStack(files, { variables });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const planned = (plan as { resource_changes: { type: string; change: { after: Record<string, unknown> } }[] })
      .resource_changes;
    const of = (type: string): Record<string, unknown>[] =>
      planned.filter((change) => change.type === type).map(({ change }) => change.after);
    const { definitions } = builtInLibrary();
    expect(
      of("azurerm_policy_definition")
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...definitions.keys()].sort());
    expect(of("azurerm_management_group_policy_assignment")).toEqual([
      expect.objectContaining({ name: "aoai-guard", enforce: true }),
      expect.objectContaining({ name: "aoai-guard-fatal", enforce: true }),
    ]);
  });

  test("is the guard that check looks for: an account of the same plan passes without a word about assignments in the context", async () => {
    const { plan, stderr } = await planStack(
      { ...files, "account.tf": account("this", "provider = azurerm.app") + appProvider },
      { variables },
    );
    expect(stderr).toBe("");
    const context = {
      now: "2026-11-22",
      subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: ["corp"] }],
      resourceGroups: [{ id: `/subscriptions/${ORDINARY}/resourceGroups/rg-app`, tags: {} }],
    };
    expect(refusals(reportOf(plan, context))).toEqual([]);
  });

  test("refuses a parameter that no initiative declares", async () => {
    const { stderr } = await planStack(files, {
      variables: { ...variables, parameters: { requiredDeclaration: "Audit" } },
    });
    expect(stderr).toContain("no initiative declares");
  });

  test("takes the parameters of the first step of the roll-out", async () => {
    const { plan } = await planStack(files, {
      variables: { ...variables, parameters: { requiredDeclarationEffect: "Audit" } },
    });
    const text = JSON.stringify(plan);
    expect(text).toContain(JSON.stringify(JSON.stringify({ requiredDeclarationEffect: { value: "Audit" } })));
  });
});

const appProvider = `
provider "azurerm" {
  alias           = "app"
  subscription_id = "${ORDINARY}"
  features {}
}`;

describe("guide-governance: publish.sh", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "aoai-guard-guide-"));
    mkdirSync(join(folder, "bin"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(ROOT, join(folder, "node_modules", "aoai-guard"));
    // Stand-ins: `az` records what it was asked, `npx aoai-guard policy hash` prints what the command prints.
    const commands = {
      az: `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/call-$(ls "${folder}" | wc -l).txt"\n`,
      npx: `#!/bin/sh\ncat "${folder}/hashes"\n`,
    };
    writeFileSync(join(folder, "hashes"), hashes());
    for (const [name, text] of Object.entries(commands)) {
      writeFileSync(join(folder, "bin", name), text);
      chmodSync(join(folder, "bin", name), 0o755);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("puts every definition, then both initiatives with their place filled in, then both assignments", () => {
    writeFileSync(join(folder, "publish.sh"), block("guide-governance.md", "publish.sh"));
    const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}` };
    execFileSync("sh", ["publish.sh", "corp"], { cwd: folder, env });
    const calls = readdirSync(folder)
      .filter((name) => name.startsWith("call-"))
      .sort((a, b) => Number(a.match(/\d+/)) - Number(b.match(/\d+/)))
      .map((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
    const library = builtInLibrary();
    expect(calls).toHaveLength(library.definitions.size + 2 * library.initiatives.size);
    for (const call of calls) {
      expect(call.slice(0, 4)).toEqual(["rest", "--method", "put", "--url"]);
      expect(call[4]).toMatch(
        new RegExp(`^${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policy\\w+/[\\w-]+\\?api-version=`),
      );
      const body = JSON.parse(readFileSync(join(folder, String(call[6]).replace(/^@/, "")), "utf8")) as {
        properties: object;
      };
      expect(body).toHaveProperty("properties");
      expect(JSON.stringify(body)).not.toContain("{definitionScope}");
    }
    const assignment = JSON.parse(readFileSync(join(folder, "aoai-guard-fatal.assignment.json"), "utf8")) as unknown;
    expect(assignment).toEqual({
      properties: {
        displayName: "Azure OpenAI guard (aoai-guard-fatal)",
        policyDefinitionId: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policySetDefinitions/aoai-guard-fatal`,
        enforcementMode: "Default",
        metadata: { aoaiGuardContentHash: initiativeContentHash(library, "aoai-guard-fatal") },
      },
    });
  });
});
