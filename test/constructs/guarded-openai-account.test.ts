import { TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  Camera,
  Guard,
  GuardedOpenAiAccount,
  OpenAiGuardrails,
  ReviewedUse,
  type Declaration,
  type GuardedOpenAiAccountProps,
} from "aoai-guard";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { planStack, validateStack } from "../support/terraform";
import { CORP, SUBSCRIPTION } from "./gate-fixture";

const DECLARATION: Declaration = {
  operator: "none",
  onBehalfOf: "none",
  useCases: ["text-generation", "retrieval"],
  camera: Camera.NONE,
  owner: "team@contoso.example",
};

type Body = Record<string, unknown>;
type Blocks = Record<string, Record<string, Body>>;
interface Stack {
  resource: Blocks;
  data: Blocks;
}

interface Estate {
  stack: TerraformStack;
  group: ResourceGroup;
  guardrails: OpenAiGuardrails;
  account(props?: Partial<GuardedOpenAiAccountProps>): GuardedOpenAiAccount;
  json(): Stack;
}

function estate(): Estate {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  const group = new ResourceGroup(stack, "group", { name: "rg", location: "swedencentral", tags: { team: "x" } });
  const guardrails = new OpenAiGuardrails(stack, "guardrails", { subscriptionId: SUBSCRIPTION });
  return {
    stack,
    group,
    guardrails,
    account: (props = {}) =>
      new GuardedOpenAiAccount(stack, "ai", {
        guardrails,
        name: "aoai-text",
        location: "swedencentral",
        resourceGroup: props.resourceGroupName === undefined ? group : undefined,
        declaration: DECLARATION,
        ...props,
      }),
    json: () => JSON.parse(Testing.synth(stack)) as Stack,
  };
}

const only = (blocks: Blocks, type: string): Body => Object.values(blocks[type] ?? {})[0] as Body;
const conditions = (body: Body): string[] =>
  (((body["lifecycle"] as Body | undefined)?.["precondition"] ?? []) as { condition: string }[]).map(
    ({ condition }) => condition,
  );
const messages = (body: Body): string[] =>
  (((body["lifecycle"] as Body | undefined)?.["precondition"] ?? []) as { error_message: string }[]).map(
    ({ error_message }) => error_message.split(" ")[0] as string,
  );

describe("GuardedOpenAiAccount", () => {
  test("is closed by default and carries its declaration", () => {
    const { account, json } = estate();
    account({ tags: { team: "search" } });
    expect(only(json().resource, "azurerm_cognitive_account")).toMatchObject({
      name: "aoai-text",
      kind: "OpenAI",
      sku_name: "S0",
      custom_subdomain_name: "aoai-text",
      local_auth_enabled: false,
      public_network_access_enabled: false,
      identity: { type: "SystemAssigned" },
      network_acls: { default_action: "Deny" },
      resource_group_name: "${azurerm_resource_group.group.name}",
      tags: {
        team: "search",
        "aoai-operator": "none",
        "aoai-on-behalf-of": "none",
        "aoai-use-case": "text-generation+retrieval",
        "aoai-camera-source": "none",
        "aoai-camera-environment": "none",
        "aoai-camera-processing": "none",
        "aoai-owner": "team@contoso.example",
      },
    });
  });

  test("comes after the guard's assignments and after what its preconditions read", () => {
    const { account, json } = estate();
    account({ resourceGroupName: "rg-there" });
    const { resource, data } = json();
    const assignments = Object.keys(resource["azurerm_subscription_policy_assignment"] ?? {});
    expect(only(resource, "azurerm_cognitive_account")["depends_on"]).toEqual([
      ...assignments
        .sort()
        .map((name) => `azurerm_subscription_policy_assignment.${name}`)
        .reverse(),
      ...Object.keys(data["azurerm_subscription"] ?? {}).map((name) => `data.azurerm_subscription.${name}`),
      ...Object.keys(data["azurerm_resource_group"] ?? {}).map((name) => `data.azurerm_resource_group.${name}`),
    ]);
    expect(only(data, "azurerm_resource_group")).toEqual({ name: "rg-there" });
  });

  test("has one precondition for each rule that live tags can decide", () => {
    const { account, json } = estate();
    account();
    const made = only(json().resource, "azurerm_cognitive_account");
    expect(messages(made).sort()).toEqual([
      "D10:",
      "biometric-identification-review",
      "camera-ingest",
      "law-enforcement-review",
      "mobile-camera-recognition",
      "prohibited-use",
      "required-declaration",
      "us-police-facial-recognition",
    ]);
    for (const condition of conditions(made).slice(1)) {
      expect(condition).toMatch(/^\$\{!\(.*\)\}$/s);
      expect(condition).toContain("azurerm_resource_group.group.tags");
      expect(condition).toContain("data.azurerm_subscription.");
    }
  });

  test("an audited rule has no precondition, a rule that its own facts decide neither", () => {
    const { stack, group } = estate();
    const audited = new OpenAiGuardrails(stack, "audited", { managementGroupId: CORP, defaultEffect: "Audit" });
    new GuardedOpenAiAccount(stack, "ai", {
      guardrails: audited,
      name: "aoai-text",
      location: "swedencentral",
      resourceGroup: group,
      declaration: { ...DECLARATION, operator: "non-us-law-enforcement" },
    });
    const { resource } = JSON.parse(Testing.synth(stack)) as Stack;
    expect(messages(only(resource, "azurerm_cognitive_account")).sort()).toEqual([
      "mobile-camera-recognition",
      "prohibited-use",
      "us-police-facial-recognition",
    ]);
  });

  test("sends its logs to a workspace", () => {
    const { account, json } = estate();
    account({ logAnalyticsWorkspaceId: "/subscriptions/x/workspaces/w" });
    expect(only(json().resource, "azurerm_monitor_diagnostic_setting")).toMatchObject({
      log_analytics_workspace_id: "/subscriptions/x/workspaces/w",
      enabled_log: [{ category_group: "allLogs" }],
    });
  });

  test("its children are written one after the other", () => {
    const { account, json } = estate();
    const made = account();
    const filter = made.addContentFilter("strict", { severity: "Low" });
    for (const id of ["first", "second"]) {
      made.addDeployment(id, {
        model: { name: "o3-mini", version: "2025-01-31" },
        sku: { name: "Standard", capacity: 5 },
        contentFilterName: filter.name,
      });
    }
    const { resource } = json();
    const filterName = Object.keys(resource["azurerm_cognitive_account_rai_policy"] ?? {})[0] as string;
    const accountName = Object.keys(resource["azurerm_cognitive_account"] ?? {})[0] as string;
    const deployments = resource["azurerm_cognitive_deployment"] as Record<string, Body>;
    const [first, second] = ["first", "second"].map((name) =>
      Object.entries(deployments).find(([, body]) => body["name"] === name),
    ) as [[string, Body], [string, Body]];
    expect(only(resource, "azurerm_cognitive_account_rai_policy")["depends_on"]).toEqual([
      `azurerm_cognitive_account.${accountName}`,
    ]);
    expect(first[1]["depends_on"]).toEqual([`azurerm_cognitive_account_rai_policy.${filterName}`]);
    expect(second[1]["depends_on"]).toEqual([`azurerm_cognitive_deployment.${first[0]}`]);
    expect(second[1]).toMatchObject({
      model: { format: "OpenAI", name: "o3-mini", version: "2025-01-31" },
      rai_policy_name: `\${azurerm_cognitive_account_rai_policy.${filterName}.name}`,
      version_upgrade_option: "NoAutoUpgrade",
    });
  });

  test("a deployment of a model that can see is refused by Terraform in a flagged subscription", () => {
    const deployed = (name: string, version: string): string[] => {
      const { account, json } = estate();
      account().addDeployment("m", {
        model: { name, version },
        sku: { name: "S" },
        contentFilterName: "Microsoft.DefaultV2",
      });
      return messages(only(json().resource, "azurerm_cognitive_deployment"));
    };
    expect(deployed("gpt-4o", "2024-11-20")).toContain("flagged-model");
    expect(deployed("o3-mini", "2025-01-31")).not.toContain("flagged-model");
  });

  test("grants inference, and a private endpoint", () => {
    const { account, json } = estate();
    const made = account();
    made.grantInference("app", "00000000-0000-0000-0000-000000000009");
    made.addPrivateEndpoint("endpoint", { subnetId: "/subnets/s", privateDnsZoneIds: ["/zones/z"] });
    const { resource } = json();
    expect(only(resource, "azurerm_role_assignment")).toMatchObject({
      role_definition_name: "Cognitive Services OpenAI User",
      principal_id: "00000000-0000-0000-0000-000000000009",
    });
    expect(only(resource, "azurerm_private_endpoint")).toMatchObject({
      subnet_id: "/subnets/s",
      private_service_connection: { subresource_names: ["account"], is_manual_connection: false },
      private_dns_zone_group: { private_dns_zone_ids: ["/zones/z"] },
    });
  });

  const declared = (changes: Partial<Declaration>): Partial<GuardedOpenAiAccountProps> => ({
    declaration: { ...DECLARATION, ...changes },
  });
  const variable = Token.asString({ creationStack: [], resolve: () => "${var.x}", toString: () => "" });

  test.each<[string, Partial<GuardedOpenAiAccountProps>, RegExp]>([
    [
      "an operator that is none",
      declared({ operator: "police" as never }),
      /GuardedOpenAiAccount stack\/ai at props\.declaration\.operator is "police"; use one of "none", /,
    ],
    [
      "an operator known later",
      declared({ operator: variable as never }),
      /props\.declaration\.operator is known only when Terraform runs, .*; write the value itself/,
    ],
    [
      "a use case that is none",
      declared({ useCases: ["chat" as never] }),
      /props\.declaration\.useCases\[0\] is "chat"; use one of "text-generation"/,
    ],
    [
      "no use case",
      declared({ useCases: [] }),
      /props\.declaration\.useCases is \[\]; list each use once, at least one/,
    ],
    [
      "an owner nobody can reach",
      declared({ owner: "me" }),
      /props\.declaration\.owner is "me"; give an e-mail address or the object id/,
    ],
    [
      "a review without an end",
      declared({ review: { id: "R" } as never }),
      /props\.declaration\.review\.expires is missing; state it/,
    ],
    [
      "no camera statement",
      { declaration: { ...DECLARATION, camera: undefined } as never },
      /props\.declaration\.camera is missing/,
    ],
    ["a name Azure refuses", { name: "-x" }, /props\.name is "-x"; use 2 to 64 letters/],
    [
      "a declaration tag by the back door",
      { tags: { "AOAI-Operator": "none" } },
      /props\.tags\["AOAI-Operator"\] belongs to the declaration/,
    ],
    [
      "no resource group",
      { resourceGroup: undefined },
      /props\.resourceGroup is missing; give the ResourceGroup of this app/,
    ],
    [
      "projects on the wrong kind",
      { projectManagementEnabled: true },
      /projectManagementEnabled is true for kind "OpenAI"; set kind to "AIServices"/,
    ],
    [
      "D1 in its own words",
      declared({ onBehalfOf: "us-federal-law-enforcement", useCases: ["face-verification"] }),
      /props\.declaration is refused by us-police-facial-recognition \(D1, R18\)/,
    ],
    [
      "D2 in its own words",
      declared({
        operator: "non-us-law-enforcement",
        camera: { source: "drone", environment: "uncontrolled", processing: "real-time" },
      }),
      /refused by mobile-camera-recognition \(D2, R19\)/,
    ],
    ["D3 in its own words", declared({ useCases: ["surveillance"] }), /refused by prohibited-use \(D3, /],
  ])("refuses %s", (_case, props, message) => {
    expect(() => estate().account(props)).toThrow(message);
  });

  test("tells every wrong prop at once", () => {
    expect(() => estate().account({ name: "-", kind: "Face" as never, ...declared({ owner: "me" }) })).toThrow(
      /props\.name is "-"[\s\S]*Also at props\.declaration\.owner is "me"[\s\S]*Also at props\.kind is "Face"; use one of "OpenAI", "AIServices"/,
    );
  });

  test("refuses the name of a group that the app makes, because nothing could be read", () => {
    const { account, group } = estate();
    expect(() => account({ resourceGroup: undefined, resourceGroupName: group.name })).toThrow(
      /props\.resourceGroupName is the name of a group that this app makes; pass it as resourceGroup/,
    );
  });

  test("takes what Terraform knows only later where no rule needs it at synth", () => {
    const { stack, account, json } = estate();
    const owner = new TerraformVariable(stack, "owner", { type: "string" });
    const ticket = new TerraformVariable(stack, "ticket", { type: "string" });
    account({
      name: new TerraformVariable(stack, "name", { type: "string" }).stringValue,
      resourceGroupName: new TerraformVariable(stack, "rg", { type: "string" }).stringValue,
      ...declared({ owner: owner.stringValue, review: { id: ticket.stringValue, expires: "2999-01-01" } }),
    });
    const made = only(json().resource, "azurerm_cognitive_account");
    expect(made).toMatchObject({ name: "${var.name}", custom_subdomain_name: "${var.name}" });
    expect(conditions(made).join("\n")).toContain('"${var.ticket}"');
  });

  test.each<[string, object, RegExp]>([
    ["no version", { model: { name: "gpt-4o" } }, /props\.model\.version is missing/],
    ["an empty version", { model: { name: "gpt-4o", version: "" } }, /props\.model\.version is ""; pin a version/],
    ["no content filter", { contentFilterName: undefined }, /props\.contentFilterName is missing/],
    ["half a token", { sku: { name: "Standard", capacity: 0.5 } }, /props\.sku\.capacity is 0\.5/],
  ])("refuses a deployment with %s", (_case, changes, message) => {
    const props = {
      model: { name: "o3-mini", version: "2025-01-31" },
      sku: { name: "Standard" },
      contentFilterName: "Microsoft.DefaultV2",
      ...changes,
    };
    const deploy = (): unknown =>
      estate()
        .account()
        .addDeployment("m", JSON.parse(JSON.stringify(props)) as never);
    expect(deploy).toThrow(message);
  });
});

describe("a guard in another stack", () => {
  const twoStacks = (): [TerraformStack, TerraformStack] => {
    const app = Testing.app();
    return ["guard", "app"].map((id) => {
      const stack = new TerraformStack(app, id);
      new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
      return stack;
    }) as [TerraformStack, TerraformStack];
  };
  const props = { name: "aoai", location: "x", resourceGroupName: "rg", declaration: DECLARATION };

  test("puts the stacks in order", () => {
    const [first, second] = twoStacks();
    const guardrails = new OpenAiGuardrails(first, "guardrails", { subscriptionId: SUBSCRIPTION });
    new GuardedOpenAiAccount(second, "ai", { ...props, guardrails });
    expect(second.dependsOn(first)).toBe(true);
    const depends = only((JSON.parse(Testing.synth(second)) as Stack).resource, "azurerm_cognitive_account")[
      "depends_on"
    ];
    expect(depends).toEqual([
      expect.stringMatching(/^data\.azurerm_subscription/),
      expect.stringMatching(/^data\.azurerm_resource_group/),
    ]);
  });

  test("is refused where it is read by data sources", () => {
    const [first, second] = twoStacks();
    const guardrails = OpenAiGuardrails.fromAssignmentId(first, "guardrails", {
      assignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
    });
    expect(() => new GuardedOpenAiAccount(second, "ai", { ...props, guardrails })).toThrow(
      /props\.guardrails stands in another stack; call OpenAiGuardrails\.fromAssignmentId in the stack of the account/,
    );
  });
});

describe("OpenAiGuardrails.fromAssignmentId", () => {
  test("reads both live assignments", () => {
    const { stack } = estate();
    const id = `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`;
    const guardrails = OpenAiGuardrails.fromAssignmentId(stack, "live", { assignmentId: id });
    expect([guardrails.assignmentId, guardrails.fatalAssignmentId]).toEqual([id, `${id}-fatal`]);
    const { data } = JSON.parse(Testing.synth(stack)) as Stack;
    const read = Object.values(data["azurerm_policy_assignment"] ?? {});
    expect(read.sort((a, b) => String(a["name"]).localeCompare(String(b["name"])))).toEqual([
      { name: "aoai-guard", scope_id: CORP },
      { name: "aoai-guard-fatal", scope_id: CORP },
    ]);
  });

  test("refuses what is no id", () => {
    expect(() => OpenAiGuardrails.fromAssignmentId(estate().stack, "live", { assignmentId: "aoai-guard" })).toThrow(
      /props\.assignmentId is "aoai-guard"; give the full id, "SCOPE\/providers/,
    );
  });
});

describe("without props, as only a caller without types can write it", () => {
  const NAMES = "rules, category, expiresOn, ticket, owner, reason";

  test.each<[string, (given: never) => unknown, string]>([
    [
      "GuardedOpenAiAccount stack/x",
      (given) => new GuardedOpenAiAccount(estate().stack, "x", given),
      " with guardrails, name, location, declaration",
    ],
    [
      "OpenAiGuardrails stack/x",
      (given) => new OpenAiGuardrails(estate().stack, "x", given),
      " with a managementGroupId, subscriptionId or resourceGroupId",
    ],
    [
      "OpenAiGuardrails.fromAssignmentId stack/x",
      (given) => OpenAiGuardrails.fromAssignmentId(estate().stack, "x", given),
      " with assignmentId",
    ],
    ["ReviewedUse stack/x", (given) => new ReviewedUse(estate().stack, "x", given), ` with guardrails, ${NAMES}`],
    [
      "Deployment stack/ai/x",
      (given) => estate().account().addDeployment("x", given),
      " with model, sku, contentFilterName",
    ],
    ["PrivateEndpoint stack/ai/x", (given) => estate().account().addPrivateEndpoint("x", given), " with subnetId"],
  ])("%s", (subject, make, needs) => {
    for (const [given, problem] of [
      [undefined, "has no props"],
      [null, "has no props"],
      ["aoai", 'at props is "aoai", which is no object'],
      [[], "at props is a list, which is no object"],
      [7, "at props is a number, which is no object"],
    ])
      expect(() => make(given as never)).toThrow(new Error(`${subject} ${problem as string}; give an object${needs}.`));
  });

  test("a content filter needs none, but no null either", () => {
    expect(() => estate().account().addContentFilter("x", undefined)).not.toThrow();
    expect(() =>
      estate()
        .account()
        .addContentFilter("x", null as never),
    ).toThrow("ContentFilter stack/ai/x has no props; give an object.");
  });

  test("a guard that is null", () => {
    expect(() => estate().account({ guardrails: null as never })).toThrow(
      "GuardedOpenAiAccount stack/ai at props.guardrails is missing; make an OpenAiGuardrails",
    );
  });
});

describe("allowedIpRanges", () => {
  const WRITE = 'give an IPv4 address or a range in CIDR form, e.g. "203.0.113.0/24"';
  const INSIDE = "give a public address; a virtual network gets in by allowedSubnetIds or addPrivateEndpoint";

  test.each([
    ["203.0.113.0/33", `, which is no IPv4 address or range; ${WRITE}`],
    ["203.0.113.0/024", `, which is no IPv4 address or range; ${WRITE}`],
    ["203.0.113.0/", `, which is no IPv4 address or range; ${WRITE}`],
    ["203.0.113.0/24/1", `, which is no IPv4 address or range; ${WRITE}`],
    ["203.0.113", `, which is no IPv4 address or range; ${WRITE}`],
    ["203.0.113.256", `, which is no IPv4 address or range; ${WRITE}`],
    ["contoso.example", `, which is no IPv4 address or range; ${WRITE}`],
    ["", `, which is no IPv4 address or range; ${WRITE}`],
    ["2001:db8::/32", `, and Azure takes only IPv4 here; ${WRITE}`],
    ["203.0.113.7/32", ", and Azure takes no range that small; write each address without a length"],
    ["203.0.113.6/31", ", and Azure takes no range that small; write each address without a length"],
    ["10.0.0.0/33", `, which is no IPv4 address or range; ${WRITE}`],
    ["10.0.0.0/32", `, which is a private network; ${INSIDE}`],
    ["10.0.0.0", `, which is a private network; ${INSIDE}`],
    ["172.31.255.0/24", `, which is a private network; ${INSIDE}`],
    ["192.168.1.0/24", `, which is a private network; ${INSIDE}`],
  ])("%j is refused", (range, says) => {
    const make = () => estate().account({ allowedIpRanges: ["198.51.100.1", range] });
    expect(make).toThrow(`GuardedOpenAiAccount stack/ai at props.allowedIpRanges[1] is "${range}"${says}.`);
  });

  test("addresses, ranges and tokens are taken", () => {
    const { stack, account, json } = estate();
    const office = new TerraformVariable(stack, "office", { type: "string" });
    const given = ["203.0.113.7", "203.0.113.0/30", "11.0.0.0/8", "172.32.0.0/16", "192.169.0.0", office.stringValue];
    account({ allowedIpRanges: given });
    const { network_acls } = only(json().resource, "azurerm_cognitive_account");
    expect(network_acls).toMatchObject({ ip_rules: [...given.slice(0, 5), "${var.office}"] });
  });
});

describe("how many network rules an account takes", () => {
  const ranges = (count: number) => Array.from({ length: count }, (_, i) => `203.0.${i}.0/24`);
  const subnets = (count: number) => Array.from({ length: count }, (_, i) => `/subnets/${i}`);

  test("100 of each are taken", () => {
    const { account, json } = estate();
    account({ allowedIpRanges: ranges(100), allowedSubnetIds: subnets(100) });
    const { network_acls } = only(json().resource, "azurerm_cognitive_account");
    expect(network_acls).toMatchObject({ ip_rules: ranges(100) });
  });

  test.each([
    ["allowedIpRanges", ranges(101)],
    ["allowedSubnetIds", subnets(101)],
  ])("101 in %s are refused, and not listed", (prop, given) => {
    expect(() => estate().account({ [prop]: given })).toThrow(
      `GuardedOpenAiAccount stack/ai at props.${prop} has 101 elements, and Azure takes at most 100; ` +
        "take some away, or let callers in by addPrivateEndpoint.",
    );
  });
});

describeTerraform("a guarded account under terraform", () => {
  const full = (): Record<string, unknown> => {
    const { account, json } = estate();
    const made = account({
      kind: "AIServices",
      projectManagementEnabled: true,
      allowedIpRanges: ["203.0.113.0/24"],
      allowedSubnetIds: ["/subnets/s"],
    });
    const filter = made.addContentFilter("strict");
    made.addDeployment("m", {
      model: { name: "gpt-4o", version: "2024-11-20" },
      sku: { name: "Standard" },
      contentFilterName: filter.name,
    });
    made.addPrivateEndpoint("endpoint", { subnetId: "/subnets/s" });
    made.grantInference("app", "00000000-0000-0000-0000-000000000009");
    return json() as never;
  };

  test("is valid and plans", async () => {
    expect((await validateStack(full())).errors).toEqual([]);
    const { exitCode, stderr } = await planStack(full());
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  test("waits for a subscription that the guard covers, where the provider does not name one", async () => {
    const app = Testing.app();
    Guard.enforce(app);
    const stack = new TerraformStack(app, "stack");
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    const guardrails = new OpenAiGuardrails(stack, "guardrails", { subscriptionId: SUBSCRIPTION });
    const resourceGroup = new ResourceGroup(stack, "group", { name: "rg", location: "x" });
    new GuardedOpenAiAccount(stack, "ai", {
      guardrails,
      name: "aoai",
      location: "x",
      resourceGroup,
      declaration: DECLARATION,
    });
    const { deferred } = Guard.check(stack);
    expect(deferred.map(({ rule }) => rule)).toContain("guard-assignment");
    const json = JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
    const covered = await planStack(json, { fixtures: { subscriptionId: SUBSCRIPTION } });
    expect([covered.exitCode, covered.stderr]).toEqual([0, ""]);
    const other = "99999999-9999-9999-9999-999999999999";
    const elsewhere = await planStack(json, { fixtures: { subscriptionId: other } });
    expect(elsewhere.exitCode).toBe(1);
    expect(elsewhere.stderr).toMatch(/D10: the guard at\s+\/subscriptions\/1111/);
  });

  test("its deployment of a model that can see waits for a subscription that is not flagged", async () => {
    const tags = {
      "aoai-operator": "non-us-law-enforcement",
      "aoai-review-id": "R",
      "aoai-review-expires": "2999-01-01",
    };
    const reviewed = await planStack(full(), { fixtures: { subscriptions: [{ id: SUBSCRIPTION, tags }] } });
    expect([reviewed.exitCode, reviewed.stderr]).toEqual([0, ""]);
    const police = { ...tags, "aoai-operator": "us-state-local-police" };
    const refused = await planStack(full(), { fixtures: { subscriptions: [{ id: SUBSCRIPTION, tags: police }] } });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/flagged-model\s+\(D7/);
    expect(refused.stderr.match(/Resource precondition failed/g)).toHaveLength(1);
  });
});
