import { readPlan } from "../../src/terraform";
import { configured, plan, type PlannedChange } from "./plan-fixture";

const refs = (...references: string[]): { references: string[] } => ({ references });

/** References of one attribute of one resource of a plan, as `address|output`. */
function references(json: unknown, address: string, attribute: string): string[] {
  const resource = readPlan(json, "p").resources.find((r) => r.address === address);
  return (resource?.references.get(attribute) ?? []).map((r) => `${r.address}|${r.output}`);
}

const at = (...addresses: string[]): PlannedChange[] => addresses.map((address) => ({ address }));

describe("references", () => {
  test("the longest of those that Terraform lists", () => {
    const json = plan({
      changes: at("azurerm_a.x"),
      resources: [
        configured("azurerm_a.x", {
          id: refs(
            "azurerm_b.y.identity[0].principal_id",
            "azurerm_b.y.identity[0]",
            "azurerm_b.y.identity",
            "azurerm_b.y",
          ),
        }),
      ],
    });
    expect(references(json, "azurerm_a.x", "id")).toEqual(["azurerm_b.y|identity[0].principal_id"]);
  });

  test("those of blocks have the block's index", () => {
    const json = plan({
      changes: at("azurerm_a.x"),
      resources: [configured("azurerm_a.x", { acl: [{}, { id: refs("azurerm_b.y.id", "azurerm_b.y") }] })],
    });
    expect(references(json, "azurerm_a.x", "acl[1].id")).toEqual(["azurerm_b.y|id"]);
  });

  test("data sources", () => {
    const json = plan({
      changes: at("azurerm_a.x"),
      resources: [
        configured("azurerm_a.x", { s: refs("data.azurerm_subscription.s.id", "data.azurerm_subscription.s") }),
      ],
    });
    expect(references(json, "azurerm_a.x", "s")).toEqual(["data.azurerm_subscription.s|id"]);
  });

  test.each(["data.azurerm_storage_account_sas.s", "data.template_file.s", "terraform_data.s"])(
    "what %s is given, it passes on",
    (address) => {
      const json = plan({
        changes: at("azurerm_a.x"),
        resources: [
          configured("azurerm_a.x", { s: refs(`${address}.out`, address) }),
          configured(address, { input: refs("azurerm_b.y.key", "azurerm_b.y") }),
        ],
      });
      expect(references(json, "azurerm_a.x", "s")).toEqual([`${address}|out`, "azurerm_b.y|key"]);
    },
  );

  test("what Azure's own data sources are asked for, they do not pass on", () => {
    const json = plan({
      changes: at("azurerm_a.x"),
      resources: [
        configured("azurerm_a.x", { s: refs("data.azurerm_key_vault.v.id", "data.azurerm_key_vault.v") }),
        configured("data.azurerm_key_vault.v", { name: refs("azurerm_b.y.name", "azurerm_b.y") }),
      ],
    });
    expect(references(json, "azurerm_a.x", "s")).toEqual(["data.azurerm_key_vault.v|id"]);
  });

  test.each(["data.external.e.result", "var.v"])("what is not known of %s may name anything", (reference) => {
    const change = { address: "azurerm_linux_function_app.x", unknown: { app_settings: true } };
    const json = plan({
      changes: [change],
      resources: [configured(change.address, { app_settings: refs(reference) })],
    });
    expect(readPlan(json, "p").resources[0]?.unseen).toEqual(["app_settings"]);
  });

  test("locals, variables of the root, path and terraform lead nowhere", () => {
    const json = plan({
      changes: at("azurerm_a.x"),
      resources: [
        configured("azurerm_a.x", {
          s: refs("local.x", "var.y", "path.module", "terraform.workspace", "each.key", "count.index"),
        }),
      ],
    });
    expect(references(json, "azurerm_a.x", "s")).toEqual([]);
  });

  test("through module arguments, two deep, in the right instance", () => {
    const inner = { resources: [configured("azurerm_a.x", { id: refs("var.id") })] };
    const outer = {
      module_calls: { in: { expressions: { id: refs("azurerm_b.y.id", "azurerm_b.y") }, module: inner } },
      resources: [],
    };
    const json = plan({
      changes: at('module.out["p"].module.in[0].azurerm_a.x', 'module.out["p"].azurerm_b.y'),
      modules: { out: { expressions: {}, for_each_expression: refs("var.all"), module: outer } },
    });
    expect(references(json, 'module.out["p"].module.in[0].azurerm_a.x', "id")).toEqual([
      'module.out["p"].azurerm_b.y|id',
    ]);
  });

  test("a part of an argument that is a whole resource", () => {
    const json = plan({
      changes: at("module.m.azurerm_a.x"),
      modules: {
        m: {
          expressions: { sub: refs("data.azurerm_subscription.s") },
          module: { resources: [configured("azurerm_a.x", { tags: refs("var.sub.tags", "var.sub") })] },
        },
      },
    });
    expect(references(json, "module.m.azurerm_a.x", "tags")).toEqual(["data.azurerm_subscription.s|tags"]);
  });

  test("through module outputs, two deep", () => {
    const deep = { resources: [], outputs: { id: { expression: refs("azurerm_b.y.id", "azurerm_b.y") } } };
    const mid = {
      module_calls: { deep: { module: deep } },
      outputs: { out: { expression: refs("module.deep.id", "module.deep") } },
    };
    const json = plan({
      changes: at("azurerm_a.x", "module.mid.module.deep.azurerm_b.y"),
      resources: [configured("azurerm_a.x", { id: refs("module.mid.out", "module.mid") })],
      modules: { mid: { module: mid } },
    });
    expect(references(json, "azurerm_a.x", "id")).toEqual(["module.mid.module.deep.azurerm_b.y|id"]);
  });

  describe("for_each", () => {
    const drop = {
      resources: [],
      outputs: {
        storage_account_id: { expression: refs("azurerm_storage_account.s.id", "azurerm_storage_account.s") },
        host: { expression: refs("azurerm_iothub.h.hostname", "azurerm_iothub.h") },
      },
    };
    const changes = at(
      'azurerm_a.x["p01"]',
      'module.drop["p01"].azurerm_storage_account.s',
      'module.drop["p02"].azurerm_storage_account.s',
    );
    const withExpression = (expression: unknown): unknown =>
      plan({
        changes,
        resources: [configured("azurerm_a.x", { source_id: expression }, { for_each_expression: refs("module.drop") })],
        modules: { drop: { for_each_expression: refs("var.p"), module: drop } },
      });

    test("each.value of a module is its output, in the instance of the same key", () => {
      expect(
        references(
          withExpression(refs("each.value.storage_account_id", "each.value")),
          'azurerm_a.x["p01"]',
          "source_id",
        ),
      ).toEqual(['module.drop["p01"].azurerm_storage_account.s|id']);
    });
    test.each(["each.value[0]", 'each.value["scope"]', "each.value[0].id"])(
      "%s of what is written in the for_each is any of it",
      (reference) => {
        const json = plan({
          changes: at('azurerm_a.x["p01"]'),
          resources: [
            configured(
              "azurerm_a.x",
              { s: refs(reference, "each.value") },
              { for_each_expression: refs("azurerm_b.y.id", "azurerm_b.y", "azurerm_c.z.id", "azurerm_c.z") },
            ),
          ],
        });
        const found = references(json, 'azurerm_a.x["p01"]', "s").map((each) => each.split("|")[0]);
        expect(found).toEqual(["azurerm_b.y", "azurerm_c.z"]);
      },
    );
    test.each(["each.value[0]", "module.none.x"])(
      "what is not known of %s and leads nowhere may name anything",
      (reference) => {
        const change = { address: "azurerm_linux_function_app.x", unknown: { app_settings: true } };
        const json = plan({
          changes: [change],
          resources: [configured(change.address, { app_settings: refs(reference) })],
        });
        expect(readPlan(json, "p").resources[0]?.unseen).toEqual(["app_settings"]);
      },
    );
    test("a module picked by each.key gives ids to an attribute that takes one", () => {
      expect(references(withExpression(refs("module.drop", "each.key")), 'azurerm_a.x["p01"]', "source_id")).toEqual([
        'module.drop["p01"].azurerm_storage_account.s|id',
      ]);
    });
    test("without a key every instance is meant", () => {
      const json = plan({
        changes: [...changes, { address: "azurerm_a.y" }],
        resources: [configured("azurerm_a.y", { source_id: refs("module.drop") })],
        modules: { drop: { for_each_expression: refs("var.p"), module: drop } },
      });
      expect(references(json, "azurerm_a.y", "source_id")).toEqual(["module.drop.azurerm_storage_account.s|id"]);
    });
    test("a resource picked by each.key, where it has that key", () => {
      const json = plan({
        changes: at('azurerm_a.x["k"]', 'azurerm_b.y["k"]', 'azurerm_b.y["l"]', 'azurerm_a.x["m"]'),
        resources: [
          configured("azurerm_a.x", { id: refs("azurerm_b.y", "each.key") }, { for_each_expression: refs("var.k") }),
        ],
      });
      expect(references(json, 'azurerm_a.x["k"]', "id")).toEqual(['azurerm_b.y["k"]|']);
      expect(references(json, 'azurerm_a.x["m"]', "id")).toEqual(["azurerm_b.y|"]);
    });
  });

  test("modules that refer to each other in a circle end", () => {
    const loop = (other: string): unknown => ({
      expressions: { v: refs(`module.${other}.o`) },
      module: {
        resources: [configured("azurerm_a.x", { id: refs("var.v") })],
        outputs: { o: { expression: refs("var.v") } },
      },
    });
    const json = plan({ changes: at("module.a.azurerm_a.x"), modules: { a: loop("b"), b: loop("a") } });
    expect(references(json, "module.a.azurerm_a.x", "id")).toEqual([]);
  });
});
