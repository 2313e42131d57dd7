import { ResourceIndex } from "../../src/arm/resource-index";
import { isOtherRole } from "../../src/pipeline/other-roles";
import { roleOf, ROLES } from "../../src/pipeline/roles";
import { Unknown } from "../../src/policy/unknown";
import type { OpenValue } from "../../src/policy/json";
import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, GROUP, hub, planned, role, storage, worker } from "./support/planned";

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

  test.each([
    "Reader",
    "AcrPull",
    "Monitoring Metrics Publisher",
    "Cognitive Services Speech User",
    "Cost Management Reader",
    "Tag Contributor",
    "Workbook Reader",
  ])("%s is none", (name) => {
    expect(toModel(name)).toEqual([]);
  });

  test("that is not known by its id may be a custom one", () => {
    const roleDefinitionId = "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad6fff";
    const custom = role(undefined, MODEL, toWorker, { roleDefinitionId });
    expect(edgesOf([hub, account, worker(), custom], "E1")).toEqual([
      `${WORKER} -> azurerm_cognitive_account.model weak`,
    ]);
  });

  test("is told by its id where Terraform has no name of it", () => {
    const roleDefinitionId = "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
    expect(edgesOf([hub, account, worker(), role("", MODEL, toWorker, { roleDefinitionId })], "E1")).toEqual([
      `${WORKER} -> azurerm_cognitive_account.model strong`,
    ]);
  });

  test.each([
    ["Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action", 1],
    ["Microsoft.CognitiveServices/accounts/SpeechServices/*/read", 0],
  ])("is told by a definition of the plan, at whatever scope its id tells of: %s", (action, calls) => {
    const guid = "0f7c2a3e-5a1b-4c7d-9e8f-112233445566";
    const definition = planned("azurerm_role_definition.d", "Microsoft.Authorization/roleDefinitions", {
      id: `${GROUP}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
      name: guid,
      properties: { roleName: "Ask", permissions: [{ dataActions: [action] }] },
    });
    const roleDefinitionId = `/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
    const grant = role(undefined, MODEL, toWorker, { roleDefinitionId });
    expect(edgesOf([hub, account, worker(), definition, grant], "E1")).toHaveLength(calls);
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

describe("a custom role that is in the plan", () => {
  const ID =
    "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/custom";
  const definition = (permissions: OpenValue): PlannedResource =>
    planned("azurerm_role_definition.custom", "Microsoft.Authorization/roleDefinitions", {
      id: ID,
      properties: { roleName: "Ours", permissions },
    });
  const given = (permissions: OpenValue, scope = MODEL, edge = "E1") => {
    const assigned = role(undefined, scope, toWorker, { roleDefinitionId: ID });
    return edgesOf([hub, account, face, storage, worker(), definition(permissions), assigned], edge);
  };
  const calls = (strength: string) => [`${WORKER} -> azurerm_cognitive_account.model ${strength}`];
  const CHAT = "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action";

  test.each<[string, OpenValue, string[]]>([
    ["one operation on data", [{ dataActions: [CHAT] }], calls("strong")],
    [
      "a pattern over such operations",
      [{ dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"] }],
      calls("strong"),
    ],
    ["all operations on data", [{ dataActions: ["*"] }], calls("strong")],
    ["every action, of which one lists keys", [{ actions: ["*"] }], calls("medium")],
    ["listing keys", [{ actions: ["Microsoft.CognitiveServices/accounts/listKeys/action"] }], calls("medium")],
    ["permissions of which nothing is known", Unknown, calls("weak")],
    ["a list of which one is not known", [{ dataActions: [Unknown] }], calls("weak")],
    ["what is taken away again", [{ dataActions: [CHAT], notDataActions: ["Microsoft.CognitiveServices/*"] }], []],
    ["every action without keys", [{ actions: ["*"], notActions: ["*/listKeys/action"] }], []],
    [
      "reading alone",
      [{ actions: ["*/read"], dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*/read"] }],
      [],
    ],
    ["another service", [{ actions: ["Microsoft.Compute/*"] }], []],
    [
      "a word that only begins alike",
      [{ dataActions: ["Microsoft.CognitiveServices/accounts/OpenAISearch/x/action"] }],
      [],
    ],
  ])("%s", (_, permissions, edges) => {
    expect(given(permissions)).toEqual(edges);
  });

  test("that reads blobs is about storage", () => {
    const reads = [{ dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"] }];
    expect(given(reads)).toEqual([]);
    expect(given(reads, GROUP, "E12")).toEqual([
      `${WORKER} -> azurerm_storage_account.footage medium`,
      `azurerm_storage_account.footage -> ${WORKER} strong`,
    ]);
  });

  test("that may do everything says nothing of what is read", () => {
    expect(given([{ actions: ["*"] }], GROUP, "E12")).toEqual([]);
  });

  test("is found by its name", () => {
    const named = role("ours", MODEL, toWorker);
    expect(edgesOf([hub, account, worker(), definition([{ dataActions: [CHAT] }]), named], "E1")).toEqual(
      calls("strong"),
    );
  });

  test("a data source that reads a built-in one tells its name", () => {
    const read = {
      ...definition(undefined),
      resource: { ...definition(undefined).resource, properties: { roleName: "AcrPull" } },
    };
    const assigned = role(undefined, MODEL, {
      ...toWorker,
      "properties.roleDefinitionId": "azurerm_role_definition.custom.id",
    });
    expect(edgesOf([hub, account, worker(), read, assigned], "E1")).toEqual([]);
  });
});

test("no role is in both tables", () => {
  expect(ROLES.filter(({ name, id }) => isOtherRole(name) || isOtherRole(id))).toEqual([]);
});

test("the ids of roles are GUIDs, and a name has one", () => {
  expect(ROLES.every(({ id }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ROLES.map(({ name }) => name.toLowerCase())).size).toBe(ROLES.length);
  expect(roleOf(role("contributor", MODEL, {}), { index: new ResourceIndex([]), of: () => [] })).toMatchObject({
    strength: "medium",
  });
});
