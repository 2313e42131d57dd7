import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planStack } from "../support/terraform";
import { block, ROOT } from "../terraform-run/guide-blocks";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { installProvider } from "./installed";

/** The guide for Terraform authors, done as it says. */
const GUIDE = "guide-terraform.md";
const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

describeTerraform("guide-terraform: main.tf", () => {
  const main = block(GUIDE, "main.tf");
  let installed: ReturnType<typeof installProvider>;
  beforeAll(() => (installed = installProvider()));
  afterAll(() => installed.remove());

  const plan = (text: string, tags: Record<string, string> = {}) =>
    planStack(
      { "main.tf": text, "guard-context.yaml": block("guide-ci.md", "guard-context.yaml") },
      {
        mirror: installed.mirror,
        variables: { subscription_id: SUBSCRIPTION },
        fixtures: { subscriptions: [{ id: SUBSCRIPTION, tags }] },
      },
    );

  test("is planned", async () => {
    const { exitCode, stdout, stderr } = await plan(main);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).not.toContain("Warning: Denied");
  });

  test("with the use case that the guide writes in its place it is refused, with the message that the guide shows", async () => {
    const { exitCode, stderr } = await plan(main.replace('"text-generation"', '"emotion-inference"'));
    expect(exitCode).toBe(1);
    const guide = readFileSync(join(ROOT, "docs", GUIDE), "utf8");
    const [, shown = ""] = /```\n(Error: Denied: D3[^]*?)```/.exec(guide) ?? [];
    const withoutLine = (text: string): string => text.replace(/\d+(?=[:,])/g, "N").trim();
    expect(withoutLine(stderr)).toBe(withoutLine(shown));
  });

  test("tags of the live subscription count: a police subscription is refused", async () => {
    const { exitCode, stderr } = await plan(main, { "aoai-operator": "us-state-local-police" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Error: Denied: D5 law-enforcement-review");
  });

  test("its deployment waits for the gate", () => {
    expect(/resource "azurerm_cognitive_deployment"[^}]*depends_on\s*=\s*\[aoaiguard_gate\.openai\]/.test(main)).toBe(
      true,
    );
  });
});
