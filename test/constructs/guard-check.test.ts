import "aoai-guard/jest";
import { Aspects, TerraformStack, Testing } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { Guard } from "aoai-guard";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CONTEXT,
  FORBIDDEN_TAGS,
  guarded,
  newFolder,
  PLAIN_TAGS,
  synthesis,
  SUBSCRIPTION,
  unguarded,
} from "./gate-fixture";

const told = { context: CONTEXT };

describe("Guard.check", () => {
  test("takes a stack, its JSON text, and its parsed JSON", () => {
    const { stack, account } = unguarded();
    account("a", FORBIDDEN_TAGS);
    const text = Testing.synth(stack);
    for (const subject of [stack, text, JSON.parse(text) as unknown]) {
      const { refused } = Guard.check(subject, told);
      expect(refused.map(({ rule }) => rule)).toEqual(["prohibited-use"]);
      expect(refused[0]).toMatchObject({
        decision: "D3",
        verdict: "denied",
        fatal: true,
        address: "azurerm_cognitive_account.a",
      });
      expect(refused[0]?.evidence).toContain("tags.aoai-use-case = emotion-inference");
    }
    expect(Guard.check(stack, told).refused[0]?.constructPath).toBe("stack/a");
    expect(Guard.check(text, told).refused[0]?.constructPath).toBeUndefined();
  });

  test.each([
    ["an App", () => unguarded().app, /Guard\.check was given an App; pass a TerraformStack/],
    ["a path", () => "cdktf.out", /was given a text that is no JSON object; pass a TerraformStack/],
    ["nothing", () => [], /was given no stack/],
  ])("refuses %s", (_, subject, message) => {
    expect(() => Guard.check(subject(), told)).toThrow(message);
  });

  test.each([
    [{ contextfile: "nope.yaml" }, /Guard at props\.contextfile is no prop/],
    [{ undetermined: "Fail" }, /Guard at props\.undetermined is "Fail"; use one of "warn", "fail"/],
    ["context.yaml", /Guard at props is "context\.yaml"/],
  ])("refuses the options %j, which would leave it looser than meant", (options, message) => {
    const { stack, app } = unguarded();
    expect(() => Guard.check(stack, options as object)).toThrow(message);
    expect(() => Guard.enforce(app, options as object)).toThrow(message);
  });

  test("runs the Aspects of a stack, as a synthesis would", () => {
    const { stack, account } = unguarded();
    const made = account("a");
    Aspects.of(stack).add({ visit: (node) => void (node === made && (made.tags = FORBIDDEN_TAGS)) });
    expect(Guard.check(stack, told).refused).toHaveLength(1);
  });

  test("tells what an enforced stack would be refused for, without throwing", () => {
    const { stack, account } = guarded();
    account("a", FORBIDDEN_TAGS);
    expect(Guard.check(stack, told).refused).toHaveLength(1);
  });

  test("judges stacks together", () => {
    const { app, stack, account } = unguarded();
    account("a");
    const other = new TerraformStack(app, "other");
    new AzurermProvider(other, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    new CognitiveAccount(other, "b", {
      name: "b",
      location: "x",
      resourceGroupName: "rg",
      kind: "OpenAI",
      skuName: "S0",
      tags: FORBIDDEN_TAGS,
    });
    const { refused } = Guard.check([stack, other], {
      context: { ...CONTEXT, resourceGroups: [{ id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`, tags: {} }] },
    });
    expect(refused.map(({ address }) => address)).toEqual(["azurerm_cognitive_account.b"]);
  });

  test("undetermined: fail refuses what is only open", () => {
    const { stack, account } = unguarded();
    account("a");
    const context = { subscriptions: CONTEXT.subscriptions };
    const open = Guard.check(stack, { context }).warned.filter(({ verdict }) => verdict === "undetermined");
    expect(open.map(({ decision }) => decision)).toEqual(["D10"]);
    expect(Guard.check(stack, { context, undetermined: "fail" }).refused).toEqual(open);
  });

  test("says what is not JSON, and does not quote it", () => {
    expect(() => Guard.check('{"secret": ')).toThrow(/^Guard\.check is not JSON/);
    expect(() => Guard.check("[]")).toThrow(/cdk\.tf\.json/);
    expect(() => Guard.check(null)).toThrow(/cdk\.tf\.json/);
  });

  test.each<[string, object, RegExp]>([
    ["a key that is nearly one", { context: { subscription: [] } }, /options\.context .*subscription/],
    ["a file that is not there", { contextFile: "nowhere.yaml" }, /nowhere\.yaml does not exist; check the path/],
    ["both", { contextFile: "x", context: {} }, /contextFile or a context, not both/],
  ])("refuses a context with %s", (_case, options, message) => {
    expect(() => Guard.check({}, options)).toThrow(message);
  });

  test("reads its context from YAML", () => {
    const file = join(newFolder(), "context.yaml");
    writeFileSync(
      file,
      `subscriptions:\n  - id: ${SUBSCRIPTION}\n    tags: { aoai-operator: us-state-local-police }\n    managementGroups: [corp]\n`,
    );
    const { stack, account } = unguarded();
    account("a");
    expect(Guard.check(stack, { contextFile: file }).refused.map(({ decision }) => decision)).toEqual(["D5"]);
  });
});

describe("toComplyWithGuardrails", () => {
  test("passes and fails as the guard does", () => {
    const { stack, account } = unguarded();
    account("a");
    expect(stack).toComplyWithGuardrails(told);
    expect(Testing.synth(stack)).toComplyWithGuardrails(told);
    account("b", FORBIDDEN_TAGS);
    expect(stack).not.toComplyWithGuardrails(told);
    expect(() => expect(stack).toComplyWithGuardrails(told)).toThrow(
      /The guard refuses 1 thing here:\n {2}denied D3 prohibited-use at azurerm_cognitive_account\.b: /,
    );
    const { stack: clean, account: one } = unguarded();
    one("a");
    expect(() => expect(clean).not.toComplyWithGuardrails(told)).toThrow(/was expected to/);
  });
});

describe("what the gate prints", () => {
  const printed = (tags: Record<string, string>, options: object = told): string => {
    const said: string[] = [];
    const spy = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    try {
      const { app, account } = guarded({}, options);
      account("a", tags);
      app.synth();
    } finally {
      spy.mockRestore();
    }
    return said.join("");
  };

  test("audits, one line each, once", () => {
    const lines = printed(PLAIN_TAGS).trimEnd().split("\n");
    const audits = lines.filter((line) => line.startsWith("aoai-guard: audited: "));
    expect(audits.map((line) => /: ([\w-]+ \(D12\)) at stack\/a: /.exec(line)?.[1]).sort()).toEqual([
      "diagnostic-logs (D12)",
      "local-auth (D12)",
      "public-network-access (D12)",
    ]);
  });

  test("one line for a rule that many resources break", () => {
    const { app, account } = guarded();
    for (const id of ["a", "b", "c", "d", "e"]) account(id);
    const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    app.synth();
    const lines = String(said.mock.calls[0]?.[0]).split("\n");
    said.mockRestore();
    const [line, ...others] = lines.filter((each) => each.includes("local-auth"));
    expect(line).toMatch(/^aoai-guard: audited: local-auth \(D12\) at stack\/a, stack\/b, stack\/c and 2 more: /);
    expect(others).toEqual([]);
  });

  test("a refusal ends with who refused, and not with a stack trace", () => {
    const { app, account } = guarded();
    account("a", FORBIDDEN_TAGS);
    try {
      app.synth();
    } catch (error) {
      expect((error as Error).stack).toBe(
        `GuardRefusal: ${(error as Error).message}\n    at app.synth, refused by the synth gate of aoai-guard`,
      );
    }
    expect(synthesis(app)).toMatch(/^aoai-guard refused to synthesize this app: 1 reason\.\n/);
    expect(synthesis(app)).toMatch(/No cdk\.tf\.json and no manifest is left to deploy\.$/);
  });
});
