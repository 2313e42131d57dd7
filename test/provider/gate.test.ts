import fc from "fast-check";
import { encode, ExtData } from "@msgpack/msgpack";
import type { OpenObject, OpenValue } from "../../src/policy/json";
import { holdsUnknown, isObject } from "../../src/policy/property";
import { Unknown } from "../../src/policy/unknown";
import { answerGate, contextOf, faultsOfGate } from "../../src/provider/gate/gate";
import { judgeGate } from "../../src/provider/gate/judge-gate";
import { fromWire, isUnknown, UNKNOWN, type WireObject, type WireValue } from "../../src/provider/protocol/wire";
import { parseContext } from "../../src/governance";
import { NOW, SUBSCRIPTION } from "../cases/scenarios/scenarios";

/** A value as the type-directed wire format has it where the attribute's type is dynamic, through the bytes that travel. */
function dynamic(value: OpenValue): WireValue {
  const wire = (each: OpenValue): WireValue =>
    each === Unknown
      ? UNKNOWN
      : Array.isArray(each)
        ? each.map(wire)
        : isObject(each)
          ? Object.fromEntries(Object.entries(each).map(([key, item]) => [key, wire(item as OpenValue)]))
          : (each as WireValue);
  const type = (each: OpenValue): unknown => {
    if (Array.isArray(each)) return ["tuple", each.map(type)];
    if (isObject(each))
      return ["object", Object.fromEntries(Object.entries(each).map(([k, v]) => [k, type(v as OpenValue)]))];
    return typeof each === "boolean"
      ? "bool"
      : typeof each === "number"
        ? "number"
        : typeof each === "string"
          ? "string"
          : "dynamic";
  };
  // Null and unknown of unknown type travel as such, whatever the type says.
  const pair = [Buffer.from(JSON.stringify(type(value))), wire(value)];
  return fromWire({ msgpack: encode(pair), json: new Uint8Array() });
}

const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/aoai`;
const TAGS = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "text-generation",
  "aoai-camera-source": "none",
  "aoai-camera-environment": "none",
  "aoai-camera-processing": "none",
  "aoai-owner": "ai@contoso.example",
};
const CONTEXT = parseContext(
  {
    now: NOW,
    subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] }],
    guard: [{ scope: "/providers/Microsoft.Management/managementGroups/corp" }],
  },
  "context",
);

function account(tags: OpenValue = TAGS, more: OpenObject = {}): OpenObject {
  return {
    id: ID,
    name: "aoai",
    location: "swedencentral",
    resource_group_name: "rg",
    kind: "OpenAI",
    sku_name: "S0",
    local_auth_enabled: false,
    public_network_access_enabled: false,
    tags,
    ...more,
  };
}

const ADDRESS = "azurerm_cognitive_account.openai";
const GROUP = {
  "azurerm_resource_group.rg": {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
    name: "rg",
    location: "swedencentral",
    tags: null,
  },
};
const gate = (resources: OpenValue, more: WireObject = {}): WireObject => ({
  resources: dynamic(resources),
  subscription_id: SUBSCRIPTION,
  undetermined: null,
  verdict: null,
  ...more,
});
const about = (one: OpenObject): OpenObject => ({ [ADDRESS]: one, ...GROUP });
const errors = (answer: ReturnType<typeof answerGate>): string[] =>
  answer.diagnostics.filter(({ severity }) => severity === 1).map(({ summary }) => summary);
const warnings = (answer: ReturnType<typeof answerGate>): string[] =>
  answer.diagnostics.filter(({ severity }) => severity === 2).map(({ summary }) => summary);

describe("what is known", () => {
  test.each([
    ["a declared account passes", account(), "compliant", []],
    [
      "a prohibited use is refused",
      account({ ...TAGS, "aoai-use-case": "emotion-inference" }),
      undefined,
      ["Denied: D3 prohibited-use (fatal: nothing exempts it)"],
    ],
    [
      "near it: a use of a like name",
      account({ ...TAGS, "aoai-use-case": "text-generation+retrieval" }),
      "compliant",
      [],
    ],
    ["an account without tags is refused", account(null), undefined, ["Denied: D9 required-declaration"]],
    ["another kind of account is not", account(null, { kind: "TextAnalytics" }), "compliant", []],
  ])("%s", (_note, one, verdict, refused) => {
    const answer = answerGate(gate(about(one)), CONTEXT);
    expect(answer.verdict).toEqual(verdict);
    expect(errors(answer)).toEqual(refused);
  });

  test.each([
    ["declared", TAGS, []],
    [
      "with a prohibited use",
      { ...TAGS, "aoai-use-case": "social-scoring" },
      ["Denied: D3 prohibited-use (fatal: nothing exempts it)"],
    ],
  ])("an account of azapi, %s", (_note, tags, refused) => {
    const one = {
      id: ID,
      type: "Microsoft.CognitiveServices/accounts@2024-10-01",
      name: "aoai",
      parent_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
      location: "swedencentral",
      tags,
      body: {
        kind: "OpenAI",
        sku: { name: "S0" },
        properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" },
      },
    };
    expect(errors(answerGate(gate({ "azapi_resource.openai": one, ...GROUP }), CONTEXT))).toEqual(refused);
  });

  test("undetermined by what no configuration says is a warning, unless the gate says fail or the rule is fatal", () => {
    const silent = parseContext(
      { now: NOW, subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] }] },
      "context",
    );
    const warned = answerGate(gate(about(account())), silent);
    expect(warned.verdict).toBe("undetermined");
    expect(warnings(warned)).toContainEqual(expect.stringMatching(/^Undetermined: D10 /));
    const failed = answerGate(gate(about(account()), { undetermined: "fail" }), silent);
    expect(failed.verdict).toBeUndefined();
    expect(errors(failed)).toContainEqual(expect.stringMatching(/^Undetermined: D10 /));
    // Without any context not even the subscription's tags are known, on which fatal rules depend.
    const blind = answerGate(gate(about(account())), undefined);
    expect(errors(blind)).toContainEqual(expect.stringMatching(/^Undetermined: D1 .*fatal/));
  });
});

describe("what is known only after apply", () => {
  const late = account({ ...TAGS, "aoai-operator": Unknown }, { id: Unknown });

  test("is a warning, and asked again", () => {
    const answer = answerGate(gate(about(late)), CONTEXT);
    expect(answer.verdict).toBe(UNKNOWN);
    expect(errors(answer)).toEqual([]);
    expect(warnings(answer)).toContainEqual(expect.stringMatching(/^Undetermined until apply: .*D5.*D9/));
  });

  test("does not hide what is refused already", () => {
    const both = account({ ...TAGS, "aoai-operator": Unknown, "aoai-use-case": "social-scoring" }, { id: Unknown });
    expect(errors(answerGate(gate(about(both)), CONTEXT))).toEqual([
      "Denied: D3 prohibited-use (fatal: nothing exempts it)",
    ]);
  });

  test("is not waited for where the context alone could tell: a fatal rule is an error at once", () => {
    const created = { [ADDRESS]: account(TAGS, { id: Unknown }) };
    expect(errors(answerGate(gate(created), undefined))).toContainEqual(
      expect.stringMatching(/^Undetermined: D1 .*fatal/),
    );
    // Where the subscription itself, or the tags that it will be found to have, are not known yet, Terraform may tell.
    expect(errors(answerGate({ ...gate(created), subscription_id: null }, undefined))).toEqual([]);
    const subscription = {
      "data.azurerm_subscription.current": { id: `/subscriptions/${SUBSCRIPTION}`, tags: Unknown },
    };
    expect(errors(answerGate(gate({ ...created, ...subscription }), undefined))).toEqual([]);
  });

  test("all of the resources", () => {
    const answer = answerGate({ ...gate(null), resources: new ExtData(0, Uint8Array.of(0)) }, CONTEXT);
    expect(answer.verdict).toBe(UNKNOWN);
    expect(warnings(answer)).toHaveLength(1);
  });

  test("a part of the context: what an exemption may lift waits, what nothing lifts does not", () => {
    const bad = account({ ...TAGS, "aoai-use-case": "social-scoring", "aoai-operator": null });
    const answer = answerGate(gate(about(bad)), "unknown");
    expect(errors(answer)).toEqual(["Denied: D3 prohibited-use (fatal: nothing exempts it)"]);
    expect(answerGate(gate(about(account())), "unknown").verdict).toBe(UNKNOWN);
  });
});

describe("one of the resources is not known at all, as where a condition chooses it", () => {
  const [other, social] = ["azurerm_cognitive_account.other", { ...TAGS, "aoai-use-case": "social-scoring" }];

  test("it is waited for, by its address, and so is what it may lift", () => {
    const answer = answerGate(gate({ ...about(account(null)), [other]: Unknown }), CONTEXT);
    expect(answer.verdict).toBe(UNKNOWN);
    expect(errors(answer)).toEqual([]);
    expect(answer.diagnostics.map(({ detail }) => detail)).toContainEqual(expect.stringContaining(other));
    expect(answerGate(gate({ [other]: Unknown }), CONTEXT).diagnostics).toHaveLength(1);
  });

  test("it does not hide what is fatal, nor a key that is no address", () => {
    const answer = answerGate(gate({ ...about(account(social)), [other]: Unknown }), CONTEXT);
    expect(errors(answer)).toEqual(["Denied: D3 prohibited-use (fatal: nothing exempts it)"]);
    expect(errors(answerGate(gate({ other: Unknown }), CONTEXT))).toEqual(["The gate cannot judge this"]);
  });
});

describe("several subscriptions", () => {
  const FLAGGED = "22222222-2222-2222-2222-222222222222";
  const both = parseContext(
    {
      now: NOW,
      subscriptions: [
        { id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] },
        { id: FLAGGED, tags: { "aoai-operator": "us-state-local-police" }, managementGroups: ["corp"] },
      ],
      guard: [{ scope: "/providers/Microsoft.Management/managementGroups/corp" }],
    },
    "context",
  );
  const at = (subscription: string): string => ID.replace(SUBSCRIPTION, subscription);
  const group = (subscription: string): OpenObject => ({
    ...GROUP["azurerm_resource_group.rg"],
    id: `/subscriptions/${subscription}/resourceGroups/rg`,
  });
  const there = {
    "azurerm_cognitive_account.there": account(TAGS, { id: at(FLAGGED) }),
    "azurerm_resource_group.there": group(FLAGGED),
  };

  test.each<[string, OpenObject, string | null, string[]]>([
    ["an id tells more than an argument", there, SUBSCRIPTION, ["Denied: D5 law-enforcement-review"]],
    ["each its own", { ...about(account()), ...there }, null, ["Denied: D5 law-enforcement-review"]],
    ["near it: the argument is flagged, and the id is not", about(account()), FLAGGED, []],
    [
      "the argument is for what has no id yet",
      { [ADDRESS]: account(TAGS, { id: Unknown }), "azurerm_resource_group.rg": group(FLAGGED) },
      FLAGGED,
      ["Denied: D5 law-enforcement-review"],
    ],
    [
      "without one it is waited for where there are several",
      {
        ...there,
        ...about(account(TAGS, { id: Unknown })),
        "azurerm_cognitive_account.there": account(TAGS, { id: Unknown }),
      },
      null,
      [],
    ],
  ])("%s", (_note, resources, subscription, refused) => {
    const answer = answerGate(gate(resources, { subscription_id: subscription }), both);
    expect(errors(answer)).toEqual(refused);
  });

  test("instances of one resource cannot lie in two; one that is yet to be made lies where the others do", () => {
    const [a, b] = ["a", "b"].map((key) => `azurerm_cognitive_account.all["${key}"]`);
    const split = { [a!]: account(), [b!]: account(TAGS, { id: at(FLAGGED) }), ...GROUP };
    expect(answerGate(gate(split), both).diagnostics.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/instances of azurerm_cognitive_account\.all in several subscriptions/),
    ]);
    const next = { [a!]: account(TAGS, { id: at(FLAGGED) }), [b!]: account(TAGS, { id: Unknown }) };
    const answer = judgeGate({ resources: { ...next, "azurerm_resource_group.rg": group(FLAGGED) }, context: both });
    expect(answer.findings.filter(({ decision }) => decision === "D5")).toHaveLength(2);
  });
});

test("whatever is unknown when Terraform plans, it never says more than it will say when all is known", () => {
  const uses = ["text-generation", "emotion-inference", "face-identification", "none"];
  const operators = ["none", "us-state-local-police", "non-us-law-enforcement", "nobody"];
  const tags = fc.record({
    "aoai-operator": fc.constantFrom(...operators),
    "aoai-on-behalf-of": fc.constantFrom(...operators),
    "aoai-use-case": fc.constantFrom(...uses),
    "aoai-camera-source": fc.constantFrom("none", "body-worn", "fixed"),
    "aoai-camera-environment": fc.constantFrom("none", "controlled"),
    "aoai-camera-processing": fc.constantFrom("none", "real-time", "recorded"),
    "aoai-owner": fc.constantFrom("ai@contoso.example", ""),
  });
  const hidden = fc.subarray([...Object.keys(TAGS), "tags", "kind", "local_auth_enabled", "location", "name"]);
  fc.assert(
    fc.property(tags, fc.constantFrom("OpenAI", "AIServices", "TextAnalytics"), hidden, (values, kind, names) => {
      const whole = account(values, { kind });
      const hide = (object: OpenObject): OpenObject =>
        Object.fromEntries(
          Object.entries(object).map(([key, value]) => [key, names.includes(key) ? Unknown : (value as OpenValue)]),
        );
      const open = hide({ ...whole, tags: hide(whole["tags"] as OpenObject) });
      const [planned, applied] = [open, whole].map((one) => answerGate(gate(about(one)), CONTEXT));
      if (planned!.verdict === undefined) expect(applied!.verdict).toBeUndefined();
      else expect(isUnknown(planned!.verdict)).toBe(holdsUnknown(open));
      expect(errors(applied!)).toEqual(expect.arrayContaining(errors(planned!)));
    }),
    { numRuns: 300 },
  );
});

describe("what cannot be judged is refused, with a sentence", () => {
  test.each<[string, OpenValue, RegExp]>([
    [
      "a key that is no address",
      { openai: account() },
      /has the key "openai", which is no address.*write type and name/,
    ],
    ["an address within a module", { "module.ai.azurerm_cognitive_account.a": account() }, /which is no address/],
    [
      "an account under the address of another type",
      { "azurerm_cognitive_acount.openai": account(), ...GROUP },
      /is an account of Cognitive Services, by its id, and no azurerm_cognitive_acount; hand in the resource itself/,
    ],
    ["null", { [ADDRESS]: null }, /is null/],
    ["a text", { [ADDRESS]: ID }, /is not one resource/],
    ["all instances of a resource with count", { [ADDRESS]: [account()] }, /is not one resource.*for key, one in/],
    [
      "all instances of a resource with for_each",
      { [ADDRESS]: { a: account(), b: account() } },
      /it has no id; hand in each instance/,
    ],
    [
      "some attributes of a resource",
      { [ADDRESS]: { kind: "OpenAI", tags: TAGS } },
      /it has no id; hand in the resource itself/,
    ],
  ])("%s", (_note, resources, message) => {
    const answer = answerGate(gate(resources), CONTEXT);
    expect(answer.verdict).toBeUndefined();
    expect(answer.diagnostics.map(({ detail }) => detail)).toEqual([expect.stringMatching(message)]);
  });

  test("instances by their own addresses are judged one by one", () => {
    const [a, b] = ["a", "b"].map((key) => `azurerm_cognitive_account.all["${key}"]`);
    const bad = account({ ...TAGS, "aoai-use-case": "social-scoring" });
    const { findings } = judgeGate({
      resources: { [a!]: account(), [b!]: bad, ...GROUP },
      subscription: SUBSCRIPTION,
      context: CONTEXT,
    });
    expect(findings.filter(({ verdict }) => verdict === "denied").map(({ resource }) => resource.address)).toEqual([b]);
  });

  test.each<[string, WireObject, string]>([
    ["resources that are no object", gate("x"), "resources"],
    [
      "a subscription that is no GUID",
      gate({}, { subscription_id: `/subscriptions/${SUBSCRIPTION}` }),
      "subscription_id",
    ],
    ["another word for undetermined", gate({}, { undetermined: "ignore" }), "undetermined"],
  ])("at validation: %s", (_note, config, attribute) => {
    expect(faultsOfGate(config).map((fault) => fault.attribute)).toEqual([{ steps: [{ attributeName: attribute }] }]);
  });

  test("at validation nothing is said of what is not known yet", () => {
    expect(
      faultsOfGate({ resources: UNKNOWN, subscription_id: UNKNOWN, undetermined: UNKNOWN, verdict: null }),
    ).toEqual([]);
  });

  test("a context with a key that is none", () => {
    expect(() => contextOf({ context: dynamic({ subscription: [] }) })).toThrow(/context.*subscription/);
    expect(contextOf({ context: dynamic({ subscriptions: [{ id: Unknown, tags: {} }] }) })).toBe("unknown");
    expect(contextOf({ context: null })).toBeUndefined();
  });
});

test("a gate that has nothing to refuse says so, and so does one that is given what nobody knows", () => {
  expect(answerGate(gate(GROUP), CONTEXT).diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/None of these resources is one that a rule is about/),
  ]);
  const other = { "azurerm_cognitive_acount.openai": account(TAGS, { id: Unknown }) };
  expect(answerGate(gate(other), CONTEXT).diagnostics.map(({ detail }) => detail)).toContainEqual(
    expect.stringMatching(/Nothing is known of the type azurerm_cognitive_acount/),
  );
});

test("an audit is a warning, and the verdict of the gate", () => {
  const answer = answerGate(gate(about(account({ ...TAGS, agency: "Metro Police" }))), CONTEXT);
  expect(answer.verdict).toBe("audited");
  expect(warnings(answer)).toEqual([expect.stringMatching(/^Audited: D14 /)]);
});

test("no value of a resource is shown: Terraform does not tell which are sensitive", () => {
  const secret = "s3cr3t-operator-name-of-somebody";
  const tags = { ...TAGS, "aoai-owner": secret, "aoai-use-case": "social-scoring", agency: `Metro Police ${secret}` };
  const told = JSON.stringify(
    answerGate(gate(about(account(tags, { primary_access_key: secret }))), CONTEXT).diagnostics,
  );
  for (const decision of ["D3", "D9", "D14"]) expect(told).toContain(decision);
  expect(told).not.toContain(secret);
  expect(told).not.toContain("Metro Police");
});
