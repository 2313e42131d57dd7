import { mapResources, readPlan } from "../../src/terraform";

const AZURERM = "registry.terraform.io/hashicorp/azurerm";

interface Case {
  /** Values that are known. */
  known?: Record<string, string>;
  /** Settings that are known only after apply; true for all of them, of which not even the names are known. */
  unknown: readonly string[] | true;
  /** What the expression reads beside the account's endpoint. */
  reads: readonly string[];
}

/** What a function app's settings are linked to, `?` where nobody can tell. */
function linked({ known = {}, unknown, reads }: Case): string[] {
  const resource = (type: string, name: string) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: AZURERM,
  });
  const created = (type: string, name: string, after: object, after_unknown: object) => ({
    ...resource(type, name),
    change: { actions: ["create"], before: null, after, after_unknown },
  });
  const marks = unknown === true ? true : Object.fromEntries(unknown.map((name) => [name, true]));
  const read = ["azurerm_cognitive_account.model.endpoint", ...reads];
  const references = read.flatMap((each) => [each, each.replace(/\.\w+$/, "")]);
  const plan = {
    format_version: "1.2",
    resource_changes: [
      created("azurerm_cognitive_account", "model", { name: "aoai-model", kind: "OpenAI" }, { endpoint: true }),
      created("azurerm_storage_account", "footage", { name: "stfootage" }, { primary_connection_string: true }),
      created("azurerm_linux_web_app", "web", { name: "web", app_settings: known }, { app_settings: marks }),
    ],
    configuration: {
      root_module: {
        resources: [{ ...resource("azurerm_linux_web_app", "web"), expressions: { app_settings: { references } } }],
      },
    },
  };
  const web = mapResources(readPlan(plan, "plan.json")).resources.find(({ address }) => address.endsWith(".web"));
  const links = (web?.links ?? []).filter(({ attribute }) => attribute === "app_settings");
  return links.map(({ to, unsure }) => `${to.replace(/^.*\./, "")}${unsure === true ? "?" : ""}`).sort();
}

const FOOTAGE = "azurerm_storage_account.footage.primary_connection_string";
const SETTLED = ["footage", "model"];

test.each<[string, Case, string[]]>([
  ["one value of two that are read", { unknown: ["A"], reads: [FOOTAGE, "var.on"] }, ["footage?", "model?"]],
  ["the same, by the key of an instance", { unknown: ["A"], reads: [FOOTAGE, "each.key"] }, ["footage?", "model?"]],
  ["the same, by a local", { unknown: ["A"], reads: [FOOTAGE, "local.on"] }, ["footage?", "model?"]],
  ["a value for each that is read", { unknown: ["A", "B"], reads: [FOOTAGE, "var.on"] }, SETTLED],
  ["one value of two, with nothing to choose by", { unknown: ["A"], reads: [FOOTAGE] }, SETTLED],
  ["not even the number of values", { unknown: true, reads: [FOOTAGE, "var.on"] }, SETTLED],
  [
    "one value, and a trace of the other in a known one",
    { known: { B: "stfootage" }, unknown: ["A"], reads: ["azurerm_storage_account.footage.name", "var.on"] },
    SETTLED,
  ],
  ["one value of one that is read", { unknown: ["A"], reads: ["var.on"] }, ["model"]],
])("where a plan shows %s", (_, each, expected) => {
  expect(linked(each)).toEqual(expected);
});
