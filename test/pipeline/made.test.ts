import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, hub, planned, role, storage, traceOf, worker } from "./support/planned";

/** A resource that exists, with what Azure made for it. */
const standing = (resource: PlannedResource, made: Record<string, string>): PlannedResource => ({
  ...resource,
  action: "no-op",
  made: Object.entries(made).map(([output, text]) => ({ output, text })),
});

const WORKER = "azurerm_linux_function_app.worker";
const KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const model = standing(account, { primary_access_key: KEY, endpoint: "https://aoai-model.openai.azure.com/" });
const setting = (value: string): PlannedResource => worker({ siteConfig: { appSettings: [{ name: "X", value }] } });

describe("a key in a setting", () => {
  test("tells the account that it opens", () => {
    expect(edgesOf([hub, model, setting(KEY)], "E2")).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
  });

  test.each([
    ["in JSON", `{"url":"https://gateway.example","api_key":"${KEY}"}`],
    ["in a script", `export AZURE_OPENAI_KEY=${KEY}\ncurl -H 'api-key: ${KEY}' $1`],
    ["behind a name", `Authorization:${KEY}`],
    ["in the base64 of a start script", Buffer.from(`#!/bin/sh\nexport K=${KEY}\n`).toString("base64")],
  ])("tells it %s", (_, text) => {
    expect(edgesOf([hub, model, setting(text)], "E2")).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
  });

  test.each([
    ["another key", KEY.replace("0a", "0b")],
    ["a part of it", KEY.slice(1)],
    ["more than it", `${KEY}0`],
    ["a word of which it is a part", `{"key":"x${KEY}"}`],
  ])("does not where it is %s", (_, text) => {
    expect(edgesOf([hub, model, setting(text)], "E2")).toEqual([]);
  });

  test("does not in a tag, nor where so many give it out that it tells nothing", () => {
    const tagged: PlannedResource = { ...worker(), given: { tags: { key: KEY } } };
    expect(edgesOf([hub, model, tagged], "E2")).toEqual([]);
    const copies = ["a", "b", "c"].map((name) =>
      standing(
        planned(`azurerm_cognitive_account.${name}`, account.resource.type, { kind: "OpenAI", properties: {} }),
        {
          primary_access_key: KEY,
        },
      ),
    );
    expect(edgesOf([hub, model, ...copies, setting(KEY)], "E2")).toEqual([]);
    expect(edgesOf([hub, model, ...copies.slice(0, 2), setting(KEY)], "E2")).toHaveLength(3);
  });

  test("reaches through a secret of a key vault", () => {
    const vault = planned("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults", { name: "kv-x", properties: {} });
    const secret = planned(
      "azurerm_key_vault_secret.k",
      "Microsoft.KeyVault/vaults/secrets",
      { name: "kv-x/k", properties: { value: KEY } },
      { parent: "azurerm_key_vault.kv.id" },
    );
    const reader = setting("@Microsoft.KeyVault(SecretUri=https://kv-x.vault.azure.net/secrets/k)");
    expect(edgesOf([hub, model, vault, secret, reader], "E3")).toEqual([
      `${WORKER} -> azurerm_cognitive_account.model strong`,
    ]);
  });
});

describe("a host that Azure made", () => {
  const topic = standing(
    planned("azurerm_container_app.next", "Microsoft.App/containerApps", { name: "next", properties: {} }),
    {
      latest_revision_fqdn: "next--1.stub.westeurope.azurecontainerapps.io",
      event_stream_endpoint: "https://westeurope.azurecontainerapps.dev/subscriptions/s/eventstream",
    },
  );

  test("tells whose it is", () => {
    const text = "https://NEXT--1.stub.westeurope.azurecontainerapps.io/frames";
    expect(edgesOf([hub, account, topic, setting(text)], "E12")).toEqual([
      `${WORKER} -> azurerm_container_app.next medium`,
    ]);
  });

  test.each([
    ["the host of a whole region", "https://westeurope.azurecontainerapps.dev/x"],
    ["another revision's", "https://next--2.stub.westeurope.azurecontainerapps.io/"],
    ["what ends with it", "https://a.next--1.stub.westeurope.azurecontainerapps.io/"],
  ])("not %s", (_, text) => {
    expect(edgesOf([hub, account, topic, setting(text)], "E12")).toEqual([]);
  });

  test("is one of a hub by its very text, since it does not tell the hub's name", () => {
    const endpoint = "sb://ihsuprodamres047dednamespace.servicebus.windows.net/";
    const cameras = standing(hub, { event_hub_events_endpoint: endpoint });
    const reads = (text: string) => edgesOf([cameras, account, setting(text)], "E12");
    expect(reads(endpoint)).toContain(`azurerm_iothub.cameras -> ${WORKER} strong`);
    expect(reads(endpoint.replace("047", "048"))).toEqual([]);
  });
});

describe("the id of a principal that exists", () => {
  const ME = "22222222-2222-2222-2222-222222222222";
  const other = "33333333-3333-3333-3333-333333333333";
  const grant = (principalId: string, links: Record<string, string> = {}) =>
    role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", links, { principalId });
  const calls = (...resources: PlannedResource[]) => edgesOf([hub, storage, account, ...resources], "E1");

  test("tells who acts under it", () => {
    const me = standing(worker(), { "identity[0].principal_id": ME });
    expect(calls(me, grant(ME.toUpperCase()))).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
    expect(calls(me, grant(other))).toEqual([]);
  });

  test("says more than what a for_each over several may read", () => {
    const me = standing(worker(), { "identity[0].principal_id": ME });
    const chat = standing(
      planned("azurerm_container_app.chat", "Microsoft.App/containerApps", {
        identity: { type: "SystemAssigned" },
        properties: {},
      }),
      { "identity[0].principal_id": other },
    );
    const either = grant(other, { "properties.principalId": `${WORKER}.identity[0].principal_id` });
    expect(calls(me, chat, either)).toEqual(["azurerm_container_app.chat -> azurerm_cognitive_account.model strong"]);
  });

  test("of an assigned identity tells who holds it", () => {
    const identity = standing(
      planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities"),
      { principal_id: ME },
    );
    const holder = worker({}, { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" });
    expect(calls(identity, holder, grant(ME))).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
    expect(calls(identity, worker(), grant(ME))).toEqual([]);
  });

  test("of a group tells its members", () => {
    const group = standing(
      planned(
        "azuread_group.g",
        "Microsoft.Graph/groups",
        { properties: {} },
        {
          "properties.members[0]": `${WORKER}.identity[0].principal_id`,
        },
      ),
      { object_id: ME },
    );
    expect(calls(group, worker(), grant(ME))).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
    expect(calls(group, worker(), grant(other))).toEqual([]);
  });

  test("is that of a cluster's pods where a credential has the cluster's very issuer", () => {
    const issuer = "https://westeurope.oic.prod-aks.azure.com/t/g/";
    const cluster = standing(
      planned("azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters", { properties: {} }),
      { oidc_issuer_url: issuer },
    );
    const identity = standing(
      planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities"),
      { principal_id: ME },
    );
    const credential = (text: string) =>
      planned(
        "azurerm_federated_identity_credential.c",
        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
        { name: "id/c", properties: { issuer: text } },
        { parent: "azurerm_user_assigned_identity.id.id" },
      );
    const edges = (text: string) => calls(cluster, identity, credential(text), grant(ME));
    expect(edges(issuer)).toEqual(["azurerm_kubernetes_cluster.k -> azurerm_cognitive_account.model strong"]);
    expect(edges(issuer.replace("/g/", "/h/"))).toEqual([]);
  });
});

test("what the plan does not show to be made is asked of nobody", () => {
  expect(traceOf([hub, account, setting(KEY)]).paths).toEqual([]);
});
