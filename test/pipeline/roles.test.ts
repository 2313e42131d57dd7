import { isOtherRole } from "../../src/pipeline/other-roles";
import { roleOf, ROLES } from "../../src/pipeline/roles";
import { account, edgesOf, hub, planned, role, storage, worker } from "./support/planned";

const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
const MODEL = "azurerm_cognitive_account.model.id";
const face = planned("azurerm_cognitive_account.face", "Microsoft.CognitiveServices/accounts", { kind: "Face" });
const toModel = (name: string) => edgesOf([hub, account, worker(), role(name, MODEL, toWorker)], "E1");
const WORKER = "azurerm_linux_function_app.worker";

describe("a role at a model", () => {
  test.each([
    ["Azure AI Project Manager", "strong"],
    ["Foundry Account Owner", "strong"],
    ["azure ai owner", "strong"],
    ["Cognitive Services Data Contributor (Preview)", "strong"],
    ["Azure AI Administrator", "medium"],
    ["A custom role of ours", "weak"],
    ["User Access Administrator", "weak"],
  ])("%s is %s evidence of a call", (name, strength) => {
    expect(toModel(name)).toEqual([`${WORKER} -> azurerm_cognitive_account.model ${strength}`]);
  });

  test.each(["Reader", "AcrPull", "Monitoring Metrics Publisher", "Cognitive Services Speech User"])(
    "%s is none",
    (name) => {
      expect(toModel(name)).toEqual([]);
    },
  );

  test("that is not known by its id may be a custom one", () => {
    const roleDefinitionId = "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad6fff";
    const custom = role(undefined, MODEL, toWorker, { roleDefinitionId });
    expect(edgesOf([hub, account, worker(), custom], "E1")).toEqual([
      `${WORKER} -> azurerm_cognitive_account.model weak`,
    ]);
  });

  test("for faces alone opens Face and no model", () => {
    const resources = [hub, account, face, worker()];
    const recognizer = "Cognitive Services Face Recognizer";
    expect(edgesOf([...resources, role(recognizer, MODEL, toWorker)], "E1")).toEqual([]);
    expect(edgesOf([...resources, role(recognizer, "azurerm_cognitive_account.face.id", toWorker)], "E1")).toEqual([
      `azurerm_cognitive_account.face -> ${WORKER} strong`,
    ]);
  });
});

describe("a role that lists the keys of storage", () => {
  test.each(["Storage Account Contributor", "Reader and Data Access"])("%s reads what is in it", (name) => {
    const grant = role(name, "azurerm_storage_account.footage.id", toWorker);
    expect(edgesOf([hub, account, storage, worker(), grant], "E12")).toContain(
      `azurerm_storage_account.footage -> ${WORKER} medium`,
    );
  });
});

test("no role is in both tables", () => {
  expect(ROLES.filter(({ name, id }) => isOtherRole(name) || isOtherRole(id))).toEqual([]);
});

test("the ids of roles are GUIDs, and a name has one", () => {
  expect(ROLES.every(({ id }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ROLES.map(({ name }) => name.toLowerCase())).size).toBe(ROLES.length);
  expect(roleOf(role("contributor", MODEL, {}))).toMatchObject({ strength: "medium" });
});
