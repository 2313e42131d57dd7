import { account, edgesOf, GROUP, planned, role, worker } from "./support/planned";

const WORKER = "azurerm_linux_function_app.worker";
const toWorker = { "properties.principalId": `${WORKER}.identity[0].principal_id` };
const indexer = planned("azurerm_video_indexer_account.vi", "Microsoft.VideoIndexer/accounts", { properties: {} });
const ID = `${GROUP}/providers/Microsoft.VideoIndexer/accounts/vi`;
const found = (edge: string, ...resources: Parameters<typeof edgesOf>[0]): string[] =>
  edgesOf([account, indexer, ...resources], edge);

describe("what Video Indexer sees gets to a workload", () => {
  test.each([
    ["Contributor", "azurerm_video_indexer_account.vi.id", "medium"],
    ["Owner", ID, "medium"],
    ["A role of ours", "azurerm_video_indexer_account.vi.id", "weak"],
  ])("as %s of it", (name, scope, strength) => {
    expect(found("E1", worker(), role(name, scope, toWorker))).toEqual([`${indexer.address} -> ${WORKER} ${strength}`]);
  });

  test.each([
    ["Reader", ID],
    ["Contributor", `${ID}2`],
    ["Contributor", "/subscriptions/22222222-2222-2222-2222-222222222222"],
  ])("but not as %s of %s", (name, scope) => {
    expect(found("E1", worker(), role(name, scope, toWorker))).toEqual([]);
  });

  test("and not as a Contributor of the whole group, which tells nothing of it", () => {
    expect(found("E1", worker(), role("Contributor", GROUP, toWorker))).toEqual([
      `${WORKER} -> ${account.address} medium`,
    ]);
  });

  test("whose setting names it, and to no other", () => {
    const named = (id: string) => worker({ siteConfig: { appSettings: [{ name: "VI", value: id }] } });
    expect(found("E2", named(ID))).toEqual([`${indexer.address} -> ${WORKER} strong`]);
    expect(found("E2", worker({}, { app_settings: "azurerm_video_indexer_account.vi.id" }))).toEqual([
      `${indexer.address} -> ${WORKER} strong`,
    ]);
    expect(found("E2", named(`${ID}2`))).toEqual([]);
  });
});
