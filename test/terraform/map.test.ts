import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isUnknown } from "../../src/policy/unknown";
import { mapResources, readPlan, readStack } from "../../src/terraform";
import type { PlannedResource } from "../../src/arm/resource";
import { azurermMap } from "../../src/terraform/azurerm";
import { isDerived, type Derived, type Row } from "../../src/terraform/map/rows";
import { COMPUTED_BLOCKS } from "../support/azurerm-stub/provider-facts";
import { AZURERM, configured, plan, SUBSCRIPTION } from "./plan-fixture";

interface MapCase {
  note: string;
  type: string;
  after: Record<string, unknown>;
  unknown?: Record<string, unknown>;
  written?: string[];
  hidden?: Record<string, unknown>;
  overlay?: boolean;
  arm: Record<string, unknown>;
  absent?: string[];
  /** Parts of what is written besides, by the last step of its id; null where nothing is. */
  besides?: Record<string, Record<string, unknown> | null>;
}
const KEYS = ["note", "type", "after", "unknown", "written", "hidden", "overlay", "arm", "absent", "besides"];

const CASES = join(__dirname, "../cases/terraform");
const cases = readdirSync(CASES)
  .filter((file) => /^map.*\.yaml$/.test(file))
  .flatMap((file) => parse(readFileSync(join(CASES, file), "utf8")) as MapCase[]);

/** Unknown values as "(unknown)", so that cases can name them. */
function plain(value: unknown): unknown {
  if (isUnknown(value)) return "(unknown)";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** The configuration that a plan would show: attributes as constants or references, blocks as blocks. */
function expressions({ after, unknown = {}, written, hidden = {} }: MapCase): Record<string, unknown> {
  const expression = (value: unknown, open: unknown): unknown => {
    if (open === true) return { references: ["var.x"] };
    if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
      return value.map((item, i) =>
        block(
          item as Record<string, unknown>,
          (Array.isArray(open) ? open[i] : undefined) as Record<string, unknown> | undefined,
        ),
      );
    }
    return Array.isArray(open) && open.includes(true) ? { references: ["var.x"] } : { constant_value: value };
  };
  const block = (values: Record<string, unknown>, open: Record<string, unknown> = {}): Record<string, unknown> =>
    Object.fromEntries(
      [...new Set([...Object.keys(values), ...Object.keys(open)])].map((name) => [
        name,
        expression(values[name], open[name]),
      ]),
    );
  const all = block(after, unknown);
  const kept =
    written === undefined ? all : Object.fromEntries(Object.entries(all).filter(([name]) => written.includes(name)));
  for (const [name, value] of Object.entries(hidden)) kept[name] = { constant_value: value };
  return kept;
}

function mapCase(item: MapCase): PlannedResource[] {
  const address = `${item.type}.x`;
  const json = plan({
    changes: [{ address, after: item.after, unknown: item.unknown ?? {} }],
    resources: [configured(address, expressions(item))],
  });
  const { resources, unmapped } = mapResources(readPlan(json, "p"));
  expect(unmapped).toEqual({});
  return [...resources];
}

function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .reduce<unknown>(
      (inner, step) => (step === "" ? inner : (inner as Record<string, unknown> | undefined)?.[step]),
      value,
    );
}

describe("from a plan", () => {
  test.each(cases.map((item) => [`${item.type}: ${item.note}`, item] as const))("%s", (_name, item) => {
    expect(Object.keys(item).filter((key) => !KEYS.includes(key))).toEqual([]);
    const [main, ...besides] = mapCase(item);
    const { resource, overlay } = main as PlannedResource;
    const body = plain(resource);
    expect(body).toMatchObject(item.arm);
    expect(overlay ?? false).toBe(item.overlay ?? false);
    for (const path of item.absent ?? []) expect(at(body, path)).toBeUndefined();
    for (const [name, part] of Object.entries(item.besides ?? {})) {
      const found = besides.find((other) => String(other.resource.name).endsWith(`/${name}`));
      if (part === null) expect(found).toBeUndefined();
      else expect(plain(found?.resource)).toMatchObject(part);
    }
  });
});

describe("from a stack", () => {
  const constant = cases.filter(({ unknown, hidden }) => unknown === undefined && hidden === undefined);
  /** What Terraform accepts for the same: a lone block without its list, a flag as text. */
  const spellings: readonly (readonly [string, (key: string, value: unknown) => unknown])[] = [
    ["as a plan spells it", (_key, value) => value],
    ["with lone blocks as objects", (_key, value) => (isLoneBlock(value) ? value[0] : value)],
    ["with flags as text", (_key, value) => (typeof value === "boolean" ? String(value) : value)],
  ];
  describe.each(spellings)("%s", (_spelling, respell) => {
    test.each(constant.map((item) => [`${item.type}: ${item.note}`, item] as const))("%s", (_name, item) => {
      const stack = {
        terraform: { required_providers: { azurerm: { source: "azurerm", version: "4.55.0" } } },
        provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] },
        resource: {
          [item.type]: { x: JSON.parse(JSON.stringify(item.after).replaceAll("${", "$${"), respell) as unknown },
        },
      };
      const [planned] = mapResources(readStack(stack, "f")).resources;
      expect(plain(planned?.resource)).toMatchObject(item.arm);
    });
  });
});

function isLoneBlock(value: unknown): value is [object] {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "object" && value[0] !== null;
}

describe("what a version decides", () => {
  const rbac = {
    address: "azurerm_key_vault.k",
    after: { name: "k", resource_group_name: "rg", rbac_authorization_enabled: false },
  };
  const provider = (version?: string): Record<string, unknown> => ({
    azurerm: {
      name: "azurerm",
      full_name: "registry.terraform.io/hashicorp/azurerm",
      expressions: {},
      ...(version === undefined ? {} : { version_constraint: version }),
    },
  });
  const value = (version: string | undefined, after: Record<string, unknown>): unknown => {
    const { resources } = mapResources(
      readPlan(plan({ changes: [{ ...rbac, after }], providers: provider(version) }), "p"),
    );
    return at(plain(resources[0]?.resource), "properties.enableRbacAuthorization");
  };
  test.each([
    ["4.55.0", undefined],
    ["~> 4.0", undefined],
    [">= 4.50.0, < 5.0.0", undefined],
    ["~> 5.1", false],
    ["5.2.0", false],
    [">= 4.0", "(unknown)"],
    [undefined, "(unknown)"],
  ])("told by the constraint %s", (version, expected) => expect(value(version, rbac.after)).toBe(expected));
  test("told by an attribute that only 4.x has", () =>
    expect(value(undefined, { ...rbac.after, enable_rbac_authorization: null })).toBeUndefined());
});

describe("sensitive values", () => {
  const change = {
    address: "azurerm_linux_function_app.f",
    after: {
      name: "f",
      resource_group_name: "rg",
      storage_account_name: "drop",
      storage_account_access_key: "s3cret-key",
      app_settings: { A: "s3cret-key", B: "plain" },
      site_config: [{ application_insights_key: "1nsights" }],
    },
    sensitive: { storage_account_access_key: true, site_config: [{ application_insights_key: true }] },
  };
  test("are marked wherever they end up, and nothing else is", () => {
    const { resources } = mapResources(readPlan(plan({ changes: [change] }), "p"));
    const app = resources[0] as PlannedResource;
    const settings = at(app.resource, "properties.siteConfig.appSettings") as { name: string }[];
    const marked = app.sensitive.map((path) => settings[Number(/appSettings\[(\d+)\]/.exec(path)?.[1])]?.name).sort();
    expect(marked).toEqual(["A", "APPINSIGHTS_INSTRUMENTATIONKEY", "AzureWebJobsDashboard", "AzureWebJobsStorage"]);
  });
});

describe("links", () => {
  test("carry the ARM path, the attribute and what is read", () => {
    const json = plan({
      changes: [
        {
          address: "azurerm_private_endpoint.p",
          after: {
            name: "p",
            resource_group_name: "rg",
            private_service_connection: [{ is_manual_connection: false }],
          },
          unknown: { private_service_connection: [{ private_connection_resource_id: true }] },
        },
      ],
      resources: [
        configured("azurerm_private_endpoint.p", {
          resource_group_name: { references: ["azurerm_resource_group.rg.name", "azurerm_resource_group.rg"] },
          subnet_id: { references: ["azurerm_subnet.s.id", "azurerm_subnet.s"] },
          private_service_connection: [
            {
              private_connection_resource_id: {
                references: ["azurerm_cognitive_account.a.id", "azurerm_cognitive_account.a"],
              },
            },
          ],
          timeouts: { create: { references: ["azurerm_x.y.z", "azurerm_x.y"] } },
        }),
      ],
    });
    expect(mapResources(readPlan(json, "p")).resources[0]?.links).toEqual([
      { path: "resourceGroup", attribute: "resource_group_name", to: "azurerm_resource_group.rg", output: "name" },
      { path: "properties.subnet.id", attribute: "subnet_id", to: "azurerm_subnet.s", output: "id" },
      {
        path: "properties.privateLinkServiceConnections[0].properties.privateLinkServiceId",
        attribute: "private_service_connection[0].private_connection_resource_id",
        to: "azurerm_cognitive_account.a",
        output: "id",
      },
      { path: "timeouts.create", attribute: "timeouts.create", to: "azurerm_x.y", output: "z" },
    ]);
  });

  test("name parents and scopes", () => {
    const json = plan({
      changes: [
        { address: "azurerm_iothub_route.r", after: { iothub_name: "h", resource_group_name: "rg", name: "r" } },
        { address: "azurerm_role_assignment.a", unknown: { scope: true } },
      ],
      resources: [
        configured("azurerm_iothub_route.r", {
          iothub_name: { references: ["azurerm_iothub.h.name", "azurerm_iothub.h"] },
        }),
        configured("azurerm_role_assignment.a", { scope: { references: ["azurerm_iothub.h.id", "azurerm_iothub.h"] } }),
      ],
    });
    expect(mapResources(readPlan(json, "p")).resources.map(({ links }) => links[0]?.path)).toEqual(["parent", "scope"]);
  });
});

test("types that no table has are counted, and only those that can reach ARM", () => {
  const json = plan({
    changes: [
      { address: "azurerm_new_thing.a" },
      { address: "azurerm_new_thing.b" },
      { address: "random_id.r", provider: "registry.terraform.io/hashicorp/random" },
    ],
  });
  expect(mapResources(readPlan(json, "p"))).toMatchObject({ resources: [], unmapped: { azurerm_new_thing: 2 } });
});

test("the state before an update is mapped too", () => {
  const before = { name: "a", resource_group_name: "rg", kind: "OpenAI", local_auth_enabled: true };
  const json = plan({
    changes: [
      {
        address: "azurerm_cognitive_account.a",
        actions: ["update"],
        before,
        after: { ...before, kind: "AIServices", local_auth_enabled: false },
      },
    ],
  });
  expect(mapResources(readPlan(json, "p")).resources[0]).toMatchObject({
    action: "update",
    resource: { kind: "AIServices", properties: { disableLocalAuth: true } },
    prior: { kind: "OpenAI", properties: { disableLocalAuth: false } },
  });
});

describe("the members of a management group", () => {
  const members = (values: Record<string, unknown>): unknown =>
    mapResources(readPlan(plan({ changes: [{ address: "azurerm_management_group.g", ...values }] }), "p"))
      .resources.slice(1)
      .map(({ resource, action }) => [action, resource.type, plain(resource.id)]);
  const type = "Microsoft.Management/managementGroups/subscriptions";
  const id = (name: string): string => `/providers/Microsoft.Management/managementGroups/g/subscriptions/${name}`;

  test("are resources below it", () => {
    expect(members({ after: { name: "g", subscription_ids: ["s1"] } })).toEqual([["create", type, id("s1")]]);
  });
  test("one that is not known yet has no id", () => {
    const unknown = { subscription_ids: [true] };
    expect(members({ after: { name: "g", subscription_ids: [null] }, unknown })).toEqual([
      ["create", type, "(unknown)"],
    ]);
  });
  test("come and go with an update", () => {
    const before = { name: "g", subscription_ids: ["s1", "s2"] };
    const after = { name: "g", subscription_ids: ["s2", "s3"] };
    expect(members({ actions: ["update"], before, after })).toEqual([
      ["no-op", type, id("s2")],
      ["create", type, id("s3")],
      ["delete", type, id("s1")],
    ]);
  });
});

describe("a provider whose subscription is not known", () => {
  const providers = { azurerm: { ...AZURERM.azurerm, expressions: {} } };
  const scope = (after: Record<string, unknown>): unknown =>
    mapResources(
      readPlan(plan({ changes: [{ address: "azurerm_cognitive_account.a", after }], providers }), "p"),
    ).resources.map(({ scope }) => plain(scope))[0];
  const subnet = `/subscriptions/${SUBSCRIPTION}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;

  test("is not told by an id that a resource mentions", () => {
    const after = {
      name: "a",
      resource_group_name: "rg",
      network_acls: [{ virtual_network_rules: [{ subnet_id: subnet }] }],
    };
    expect(scope(after)).toEqual({ subscriptionId: "(unknown)", resourceGroup: "rg" });
  });
});

test("no block that the provider fills in where none is written is taken for one of a `dynamic` block", () => {
  const named = (type: string, block: string) =>
    (azurermMap(type)?.rows ?? []).filter((row): row is Exclude<Row, Derived> => !isDerived(row) && row[0] === block);
  const rows = Object.entries(COMPUTED_BLOCKS).flatMap(([type, blocks]) =>
    blocks.flatMap((block) => named(type, block).map(([, , rule]) => ({ type, block, computed: rule?.computed }))),
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ computed }) => computed !== true)).toEqual([]);
});
