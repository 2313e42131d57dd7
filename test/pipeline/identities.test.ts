import { Unknown } from "../../src/policy/unknown";
import type { PlannedResource } from "../../src/arm/resource";
import { account, hub, planned, role, storage, traceOf, worker } from "./support/planned";

const upload = planned(
  "azurerm_iothub_file_upload.up",
  "Microsoft.Devices/IotHubs",
  { id: Unknown, name: "cameras", properties: {} },
  {
    parent: "azurerm_iothub.cameras.id",
    connection_string: "azurerm_storage_account.footage.primary_connection_string",
  },
  { overlay: true },
);
const identity = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities");
const cluster = planned("azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters", {
  properties: Unknown,
});
const ofIdentity = { "properties.principalId": "azurerm_user_assigned_identity.id.principal_id" };
const calls = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", ofIdentity);
const reads: PlannedResource = {
  ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", ofIdentity),
  address: "azurerm_role_assignment.reads",
};
const credential = (issuer: Record<string, string>, properties = {}) =>
  planned(
    "azurerm_federated_identity_credential.c",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    { id: Unknown, properties },
    { parent: "azurerm_user_assigned_identity.id.id", ...issuer },
  );
const paths = (...resources: PlannedResource[]) =>
  traceOf([hub, storage, upload, account, identity, calls, reads, ...resources]).paths.map(
    ({ edges, strength, opaque }) => ({
      through: edges.slice(1).map(({ from }) => from),
      edges: edges.map(({ edge }) => edge),
      strength,
      opaque,
    }),
  );

describe("an identity that reads what a camera delivers and calls a model", () => {
  test("and that nobody in the plan holds leaves open who does", () => {
    expect(paths()).toEqual([
      {
        through: ["azurerm_storage_account.footage", "azurerm_user_assigned_identity.id"],
        edges: ["E10", "E12", "E1"],
        strength: "weak",
        opaque: ["who holds azurerm_user_assigned_identity.id"],
      },
    ]);
  });

  test("is held by the pods of a cluster that its credential trusts", () => {
    expect(paths(cluster, credential({ "properties.issuer": "azurerm_kubernetes_cluster.k.oidc_issuer_url" }))).toEqual(
      [
        {
          through: ["azurerm_storage_account.footage", "azurerm_kubernetes_cluster.k"],
          edges: ["E10", "E12", "E1"],
          strength: "strong",
          opaque: [],
        },
      ],
    );
  });

  test("whose credential trusts an issuer that is not seen leaves open who holds it, though a workload does too", () => {
    const held = worker({}, { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" });
    const outside = credential({}, { issuer: "https://eastus.oic.prod-aks.azure.com/x/y/" });
    expect(traceOf([hub, storage, upload, account, identity, calls, outside, held]).paths).toEqual([]);
    expect(paths(outside)).toMatchObject([
      { strength: "weak", opaque: ["who holds azurerm_user_assigned_identity.id"] },
    ]);
  });

  test.each([
    ["by reference", {}, { "properties.identityProfile.kubeletidentity.resourceId": `${identity.address}.id` }],
    ["by id", { identityProfile: { kubeletidentity: { resourceId: identity.resource.id } } }, {}],
  ])("is that of a cluster's nodes, %s", (_, properties, links) => {
    const nodes = planned(
      "azurerm_kubernetes_cluster.k",
      "Microsoft.ContainerService/managedClusters",
      { identity: { type: "UserAssigned" }, properties },
      links,
    );
    expect(paths(nodes)).toMatchObject([{ through: [storage.address, nodes.address], strength: "strong", opaque: [] }]);
  });

  test("that builds and deploys code is no workload", () => {
    expect(paths(credential({}, { issuer: "https://token.actions.githubusercontent.com" }))).toEqual([]);
  });

  test("is given by a body of which nothing is known yet", () => {
    const unknown = planned(
      "azapi_resource.fn",
      "Microsoft.Web/sites",
      { properties: Unknown },
      { body: "azurerm_user_assigned_identity.id.id" },
    );
    expect(paths(unknown)).toMatchObject([{ through: ["azurerm_storage_account.footage", "azapi_resource.fn"] }]);
  });
});

test("who reads and who calls may be one, where nobody can tell either", () => {
  const unknown = { principalId: Unknown };
  const grants = [
    role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {}, unknown),
    {
      ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {}, unknown),
      address: "azurerm_role_assignment.r",
    },
  ];
  expect(traceOf([hub, storage, upload, account, ...grants]).paths).toMatchObject([
    {
      strength: "weak",
      edges: [{ edge: "E10" }, { from: "azurerm_storage_account.footage", to: "azurerm_cognitive_account.model" }],
      opaque: [
        "whose principal azurerm_role_assignment.r is about",
        "whose principal azurerm_role_assignment.grant is about",
      ],
    },
  ]);
});

test.each([
  ["Microsoft.ApiManagement/service", 1],
  ["Microsoft.Databricks/accessConnectors", 1],
  ["Microsoft.Storage/storageAccounts", 0],
])("%s that reads what a camera delivers and calls a model is a hop, or not: %i", (type, count) => {
  const worker = planned("azapi_resource.w", type, { identity: { type: "SystemAssigned" } });
  const itself = { "properties.principalId": "azapi_resource.w.identity[0].principal_id" };
  const grants = [
    role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", itself),
    {
      ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", itself),
      address: "azurerm_role_assignment.r",
    },
  ];
  expect(traceOf([hub, storage, upload, account, worker, ...grants]).paths).toHaveLength(count);
});

describe("a role to read what a camera delivers", () => {
  const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
  const workerCalls = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", toWorker);
  const from = (grant: PlannedResource) =>
    traceOf([
      hub,
      storage,
      upload,
      account,
      worker(),
      workerCalls,
      { ...grant, address: "azurerm_role_assignment.r" },
    ]).paths.map(({ strength, opaque }) => ({ strength, opaque }));

  test("for a principal that nobody can tell may be for any workload", () => {
    const grant = role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {}, { principalId: Unknown });
    expect(from(grant)).toEqual([{ strength: "weak", opaque: ["whose principal azurerm_role_assignment.r is about"] }]);
  });

  test("that is a custom one may let it be read", () => {
    expect(from(role("Ours", "azurerm_storage_account.footage.id", toWorker))).toEqual([
      { strength: "weak", opaque: ["what the role of azurerm_role_assignment.r lets do"] },
    ]);
  });

  test("at a scope that is not seen may be at any carrier", () => {
    const grant = { ...role("Storage Blob Data Reader", "x", toWorker), unseen: ["scope"], links: [] };
    const links = role("Storage Blob Data Reader", "/x", toWorker).links;
    expect(from({ ...grant, links })).toEqual([
      { strength: "weak", opaque: ["what azurerm_role_assignment.r is about"] },
    ]);
  });

  test("that is known to be another's is none", () => {
    expect(from(role("AcrPull", "azurerm_storage_account.footage.id", toWorker))).toEqual([]);
  });
});

describe("a role for a group", () => {
  const grant = (name: string, scope: string): PlannedResource => ({
    ...role(name, scope, { "properties.principalId": "azuread_group.apps.object_id" }, { principalId: Unknown }),
    address: `azurerm_role_assignment.${name}`,
  });
  const group = (links: Record<string, string> = {}, more: Partial<PlannedResource> = {}): PlannedResource =>
    planned("azuread_group.apps", "Microsoft.Graph/groups", { id: Unknown, properties: {} }, links, more);
  const own = "azurerm_linux_function_app.worker.identity[0].principal_id";
  const traced = (...resources: PlannedResource[]) =>
    traceOf([
      hub,
      storage,
      upload,
      account,
      worker(),
      grant("Storage Blob Data Reader", "azurerm_storage_account.footage.id"),
      grant("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id"),
      ...resources,
    ]).paths.map(({ edges, strength, opaque }) => ({ edges: edges.map(({ edge }) => edge), strength, opaque }));
  const found = [{ edges: ["E10", "E12", "E1"], strength: "strong", opaque: [] }];

  test("is for a workload that is a member of it", () => {
    expect(traced(group({ "properties.members[0]": own }))).toEqual(found);
  });

  test("is for a workload that is made a member by a resource of its own", () => {
    const member = planned(
      "azuread_group_member.m",
      "Microsoft.Graph/groups/members",
      { id: Unknown, properties: {} },
      { "properties.group": "azuread_group.apps.object_id", "properties.member": own },
    );
    expect(traced(group(), member)).toEqual(found);
  });

  test("is for the members of a group in it", () => {
    const inner = planned(
      "azuread_group.inner",
      "Microsoft.Graph/groups",
      { id: Unknown },
      { "properties.members": own },
    );
    expect(traced(group({ "properties.members": "azuread_group.inner.object_id" }), inner)).toEqual(found);
  });

  test("whose members are people is for no workload", () => {
    expect(traced(group())).toEqual([]);
  });

  test("whose members are not seen is for nobody knows whom", () => {
    expect(traced(group({}, { unseen: ["members"] }))).toMatchObject([{ strength: "weak" }]);
  });
});

describe("a role of a for_each over several workloads", () => {
  const chat = planned("azurerm_linux_web_app.chat", "Microsoft.Web/sites", { identity: { type: "SystemAssigned" } });
  const each = (key: string, name: string, scope: string): PlannedResource => {
    const principals = ["azurerm_linux_function_app.worker", "azurerm_linux_web_app.chat"];
    const made = role(name, scope, {}, { principalId: Unknown });
    return {
      ...made,
      address: `azurerm_role_assignment.each["${key}"]`,
      links: [
        ...made.links,
        ...principals.map((to) => ({
          path: "properties.principalId",
          attribute: "principal_id",
          to,
          output: "identity[0].principal_id",
        })),
      ],
    };
  };
  const reader = worker({}, { footage: "azurerm_storage_account.footage.primary_connection_string" });
  const MODEL = "azurerm_cognitive_account.model.id";
  const traced = (...resources: PlannedResource[]) =>
    traceOf([hub, storage, upload, account, reader, chat, ...resources]).paths.map(({ strength, opaque }) => ({
      strength,
      opaque,
    }));

  test("that is the same role for each is for all of them", () => {
    const same = ["a", "b"].map((key) => each(key, "Cognitive Services OpenAI User", MODEL));
    expect(traced(...same)).toEqual([{ strength: "strong", opaque: [] }]);
  });

  test("that is another role for each leaves open for which it is", () => {
    const other = [each("a", "Reader", MODEL), each("b", "Cognitive Services OpenAI User", MODEL)];
    expect(traced(...other)).toEqual([
      { strength: "weak", opaque: ['which principal azurerm_role_assignment.each["b"] is for'] },
    ]);
  });

  test("that stands on a module leaves it open, too", () => {
    const inModule = (key: string, name: string): PlannedResource => ({
      ...each(key, name, MODEL),
      address: `module.access["${key}"].azurerm_role_assignment.this`,
    });
    expect(traced(inModule("a", "Reader"), inModule("b", "Cognitive Services OpenAI User"))).toMatchObject([
      { strength: "weak" },
    ]);
  });

  test("whose principal the plan tells is for that one alone", () => {
    const id = "33333333-3333-3333-3333-333333333333";
    const told = [each("a", "Reader", MODEL), each("b", "Cognitive Services OpenAI User", MODEL)].map((made) => ({
      ...made,
      resource: { ...made.resource, properties: { principalId: id } },
    }));
    const known = { ...chat, resource: { ...chat.resource, identity: { type: "SystemAssigned", principalId: id } } };
    expect(traceOf([hub, storage, upload, account, reader, known, ...told]).paths).toEqual([]);
  });
});

test("the principal id of an assigned identity, written out, means whoever holds the identity", () => {
  const id = "44444444-4444-4444-4444-444444444444";
  const assigned = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities", {
    properties: { principalId: id },
  });
  const holder = worker(
    {},
    {
      "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id",
      footage: "azurerm_storage_account.footage.primary_connection_string",
    },
  );
  const written = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {}, { principalId: id });
  const traced = traceOf([hub, storage, upload, account, assigned, holder, written]).paths;
  expect(traced).toMatchObject([{ strength: "strong", opaque: [] }]);
  const other = { ...written, resource: { ...written.resource, properties: { principalId: id.replace("4", "5") } } };
  expect(traceOf([hub, storage, upload, account, assigned, holder, other]).paths).toEqual([]);
});

describe("what only looks over what others keep", () => {
  const calling = worker({
    siteConfig: { appSettings: [{ name: "M", value: "https://aoai-model.openai.azure.com" }] },
  });
  const reading = (principal: string, name = "Storage Blob Data Reader") =>
    role(name, "azurerm_storage_account.footage.id", { "properties.principalId": principal }, { principalId: Unknown });
  const traced = (...resources: PlannedResource[]) =>
    traceOf([hub, storage, upload, account, calling, ...resources]).paths.map(({ strength, opaque }) => [
      strength,
      ...opaque,
    ]);
  const policy = planned("azurerm_management_group_policy_assignment.p", "Microsoft.Authorization/policyAssignments", {
    identity: { type: "SystemAssigned" },
  });

  test.each(["purview_account", "dashboard_grafana", "data_protection_backup_vault", "recovery_services_vault"])(
    "azurerm_%s hands no media on",
    (type) => {
      expect(traced(reading(`azurerm_${type}.x.identity[0].principal_id`))).toEqual([]);
    },
  );

  test("another service of a type without a map may", () => {
    expect(traced(reading("azurerm_data_share_account.x.identity[0].principal_id"))).toEqual([
      ["weak", "whose principal azurerm_role_assignment.grant is about"],
    ]);
  });

  test("a policy that mends what it finds may list keys of both sides, and is no hop", () => {
    const own = `${policy.address}.identity[0].principal_id`;
    const both = (principal: string): PlannedResource[] => [
      reading(principal, "Storage Account Contributor"),
      {
        ...role("Contributor", "azurerm_cognitive_account.model.id", { "properties.principalId": principal }),
        address: "azurerm_role_assignment.contributor",
      },
    ];
    expect(traced(policy, ...both(own))).toEqual([]);
    const lent = {
      ...planned(
        policy.address,
        policy.resource.type,
        { identity: { type: "UserAssigned", userAssignedIdentities: Unknown } },
        { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" },
      ),
    };
    expect(traced(lent, identity, ...both("azurerm_user_assigned_identity.id.principal_id"))).toEqual([]);
    expect(traced(identity, ...both("azurerm_user_assigned_identity.id.principal_id"))).toEqual([
      ["weak", "who holds azurerm_user_assigned_identity.id"],
    ]);
  });
});

describe("the service principal of an application", () => {
  const application = planned("azuread_application.app", "Microsoft.Graph/applications", { properties: {} });
  const principal = planned(
    "azuread_service_principal.sp",
    "Microsoft.Graph/servicePrincipals",
    { properties: {} },
    { "properties.application": "azuread_application.app.client_id" },
  );
  const ofPrincipal = { "properties.principalId": "azuread_service_principal.sp.object_id" };
  const asks = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", ofPrincipal);
  const looks: PlannedResource = {
    ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", ofPrincipal),
    address: "azurerm_role_assignment.looks",
  };
  const trust = (issuer: string | undefined, links: Record<string, string> = {}) =>
    planned(
      "azuread_application_federated_identity_credential.c",
      "Microsoft.Graph/applications/federatedIdentityCredentials",
      { properties: issuer === undefined ? {} : { issuer } },
      { "properties.application": "azuread_application.app.id", ...links },
    );
  const found = (...resources: PlannedResource[]) =>
    traceOf([hub, storage, upload, account, application, principal, asks, ...resources]).paths.map(
      ({ edges, strength, opaque }) => [edges.map(({ from }) => from).slice(1), strength, opaque],
    );
  const footage = "azurerm_storage_account.footage";
  const open = "who holds azuread_service_principal.sp";

  test("stands for whoever has its secret, once it exists, too", () => {
    const through = [[[footage, "azuread_service_principal.sp"], "weak", [open]]];
    expect(found(looks)).toEqual(through);
    const made = { ...principal, made: [{ output: "object_id", text: "70000000-0000-4000-8000-000000000007" }] };
    const written = [asks, looks].map((each) => ({
      ...each,
      links: each.links.filter(({ path }) => path === "scope"),
      resource: { ...each.resource, properties: { principalId: "70000000-0000-4000-8000-000000000007" } },
    }));
    const standing = traceOf([hub, storage, upload, account, application, made, ...written]).paths;
    expect(standing.map(({ strength, opaque }) => [strength, opaque])).toEqual([["weak", [open]]]);
  });

  test("does one half only where the plan shows no other", () => {
    expect(found()).toEqual([]);
  });

  test("is no workload where those who build act under it", () => {
    expect(found(looks, trust("https://token.actions.githubusercontent.com"))).toEqual([]);
    expect(found(looks, trust("https://idp.example.com"))).toEqual([
      [[footage, "azuread_service_principal.sp"], "weak", [open]],
    ]);
  });

  test("is that of the pods of a cluster that its credential trusts", () => {
    const pods = trust(undefined, { "properties.issuer": "azurerm_kubernetes_cluster.k.oidc_issuer_url" });
    expect(found(looks, cluster, pods)).toEqual([[[footage, "azurerm_kubernetes_cluster.k"], "strong", []]]);
  });

  test("may be that of a workload whose settings name the application", () => {
    const uploads = { uploads: "azurerm_storage_account.footage.primary_connection_string" };
    const named = worker({}, { ...uploads, app_settings: "azuread_application.app.client_id" });
    expect(found(named)).toEqual([
      [[footage, "azurerm_linux_function_app.worker", "azuread_service_principal.sp"], "weak", [open]],
    ]);
    expect(found(worker({}, uploads))).toEqual([]);
  });
});
