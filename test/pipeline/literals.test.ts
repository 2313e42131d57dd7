import { gzipSync } from "node:zlib";
import { Unknown } from "../../src/policy/unknown";
import { account, edgesOf, GROUP, hub, planned, role, storage, traceOf, worker } from "./support/planned";

const WORKER = "azurerm_linux_function_app.worker";
const called = (text: string) =>
  edgesOf([hub, account, worker({ siteConfig: { appSettings: [{ name: "X", value: text }] } })], "E2");
const read = (text: string) =>
  edgesOf([hub, account, storage, worker({ siteConfig: { appSettings: [{ name: "X", value: text }] } })], "E12");
const ID = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model`;
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");

describe("a literal names an account", () => {
  test.each([
    ["by its private link", "https://aoai-model.privatelink.openai.azure.com/"],
    ["in Foundry", "https://aoai-model.services.ai.azure.com/models"],
    ["in the government cloud, privately", "https://aoai-model.privatelink.openai.azure.us"],
    ["by its id in capitals", ID.toUpperCase()],
    ["by its id in other words", `ResourceId=${ID}; Region=eastus`],
    ["by its id in an address", `https://management.azure.com${ID}/listKeys?api-version=2024-10-01`],
    ["in a query, escaped", "https://relay.example/?to=https%3A%2F%2Faoai-model.openai.azure.com%2F"],
    ["with an escaped dot, which a URL parser reads", "https://aoai-model%2eopenai.azure.com/"],
    ["in JSON, escaped", '{"to":"https:\\u002f\\u002faoai-model.openai.azure.com"}'],
    ["in letters that a URL parser takes for ASCII", "https://ａoai-mo\u00addel。openai．azure.com/"],
    ["by its id, escaped", encodeURIComponent(ID)],
    ["in base64, escaped", base64("to=https%3A%2F%2Faoai-model.openai.azure.com")],
    ["in base64", base64("#!/bin/sh\ncurl https://aoai-model.openai.azure.com/openai/deployments")],
    ["in packed base64", base64(gzipSync("curl https://aoai-model.openai.azure.com"))],
  ])("%s", (_, text) => {
    expect(called(text)).toEqual([`${WORKER} -> azurerm_cognitive_account.model strong`]);
  });

  test.each([
    ["of another name", "https://other.privatelink.openai.azure.com/"],
    ["with a suffix that only storage has", "https://aoai-model-secondary.openai.azure.com/"],
    ["escaped, of another name", "https%3A%2F%2Fother.openai.azure.com"],
    ["escaped twice", "https%253A%252F%252Faoai-model.openai.azure.com"],
    ["by an id that another one begins with", `${ID}2`],
    [
      "in base64 that is no text",
      base64(Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])),
    ],
  ])("not %s", (_, text) => {
    expect(called(text)).toEqual([]);
  });
});

describe("a literal names storage", () => {
  test.each([
    ["by its copy in another region", "https://stfootage-secondary.blob.core.windows.net/"],
    ["in a DNS zone of its own", "https://stfootage.z12.blob.storage.azure.net/"],
    ["by its private link", "https://stfootage.privatelink.dfs.core.windows.net"],
    ["by its web site", "https://stfootage.z6.web.core.windows.net"],
  ])("%s", (_, text) => {
    expect(read(text)).toContain(`azurerm_storage_account.footage -> ${WORKER} strong`);
  });
});

test("a container that is given its account by name is a part of it", () => {
  const container = planned(
    "azurerm_storage_container.c",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    { id: Unknown, name: "stfootage/default/c" },
  );
  const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
  const reads = role("Storage Blob Data Reader", "azurerm_storage_container.c.resource_manager_id", toWorker);
  expect(edgesOf([hub, account, storage, container, worker(), reads], "E12")).toContain(
    `azurerm_storage_account.footage -> ${WORKER} strong`,
  );
});

describe("the endpoint of a region", () => {
  const camera = { ...storage, resource: { ...storage.resource, tags: { "aoai-camera-source": "body-worn" } } };
  const paths = (location: string, host: string) => {
    const there = { ...account, resource: { ...account.resource, location } };
    const settings = { BLOB: "https://stfootage.blob.core.windows.net", MODEL: `https://${host}/` };
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    return traceOf([camera, there, worker({ siteConfig: { appSettings } })]).paths;
  };

  test.each([
    ["eastus2", "eastus2.api.cognitive.microsoft.com"],
    ["East US 2", "EastUS2.api.cognitive.microsoft.com"],
    ["usgovvirginia", "usgovvirginia.api.cognitive.microsoft.us"],
  ])("of %s leaves open which account there is called", (location, host) => {
    expect(paths(location, host)).toMatchObject([
      {
        strength: "weak",
        opaque: [`which account ${WORKER}: properties.siteConfig.appSettings[1].value calls`],
      },
    ]);
  });

  test("or the bare name of an account may be meant by a setting", () => {
    const settings = { BLOB: "stfootage", MODEL: "aoai-model" };
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    expect(traceOf([camera, account, worker({ siteConfig: { appSettings } })]).paths).toMatchObject([
      {
        strength: "weak",
        opaque: [
          `whether ${WORKER}: properties.siteConfig.appSettings[0].value means azurerm_storage_account.footage`,
          `whether ${WORKER}: properties.siteConfig.appSettings[1].value means azurerm_cognitive_account.model`,
        ],
      },
    ]);
  });

  test("of another region calls none here", () => {
    expect(paths("westeurope", "eastus2.api.cognitive.microsoft.com")).toEqual([]);
  });
});
