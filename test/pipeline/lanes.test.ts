import type { ArmResource, Made, PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";
import { account, GROUP, hub, planned, role, storage, traceOf, worker } from "./support/planned";

/** What cameras upload tells the queue `clips`; another application listens to `questions` of the same namespace, and asks a model. */

const BUS = "Microsoft.ServiceBus/namespaces";
const namespace = planned("azurerm_servicebus_namespace.sb", BUS, { name: "sb", properties: {} });
const queue = (name: string, properties: ArmResource["properties"] = {}): PlannedResource =>
  planned(`azurerm_servicebus_queue.${name}`, `${BUS}/queues`, { name: `sb/${name}`, properties });
const key = (name: string, made: readonly Made[] = []): PlannedResource =>
  planned(
    `azurerm_servicebus_queue_authorization_rule.${name}`,
    `${BUS}/queues/authorizationRules`,
    { name: `sb/${name}/listen`, properties: {} },
    {},
    { made },
  );
const upload = planned(
  "azurerm_iothub_file_upload.up",
  "Microsoft.Devices/IotHubs",
  { id: Unknown, name: "cameras", properties: {} },
  { parent: "azurerm_iothub.cameras.id", connection_string: "azurerm_storage_account.footage.primary_key" },
  { overlay: true },
);
const uploaded = (destination: string): PlannedResource =>
  planned(
    "azurerm_eventgrid_event_subscription.s",
    "Microsoft.EventGrid/eventSubscriptions",
    { properties: {} },
    { scope: "azurerm_storage_account.footage.id", service_bus_queue_endpoint_id: destination },
  );

/** An application that asks a model, with its settings and the links of others. */
const chat = (settings: Record<string, string>, links: Record<string, string> = {}): PlannedResource => {
  const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
  return worker({ siteConfig: { appSettings } }, { openai: "azurerm_cognitive_account.model.endpoint", ...links });
};
const HOST = { HOST: "sb.servicebus.windows.net" };
const listens = (scope: string, name = "grant"): PlannedResource => ({
  ...role("Azure Service Bus Data Receiver", scope, {
    "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id",
  }),
  address: `azurerm_role_assignment.${name}`,
});
const atQuestions = listens("azurerm_servicebus_queue.questions.id");

const ESTATE = [hub, storage, upload, account, namespace, queue("clips"), queue("questions")];
const paths = (...resources: PlannedResource[]): string[] =>
  traceOf([...ESTATE, uploaded("azurerm_servicebus_queue.clips.id"), ...resources]).paths.map(
    ({ edges, strength }) =>
      `${[...edges.map(({ from }) => from), edges[edges.length - 1]?.to].map((each) => each?.replace(/^.*\./, "")).join(" ")} ${strength}`,
  );
const THROUGH = "cameras footage sb worker model strong";

test.each<[string, PlannedResource[]]>([
  ["the key of another queue", [key("questions"), chat({}, { conn: `${key("questions").address}.primary_key` })]],
  ["the name of another queue", [chat({}, { name: "azurerm_servicebus_queue.questions.name" })]],
  ["the host, and a role at another queue", [chat(HOST), atQuestions]],
  ["the name for a scaler, and a role at another queue", [chat({ x__namespace: "sb" }), atQuestions]],
  [
    "the host, and a role at another queue by its id",
    [chat(HOST), listens(`${GROUP}/providers/${BUS}/sb/queues/questions`)],
  ],
])("with %s, it gets no clips", (_, resources) => {
  expect(paths(...resources)).toEqual([]);
});

test.each<[string, PlannedResource[]]>([
  ["the key of that queue", [key("clips"), chat({}, { conn: `${key("clips").address}.primary_key` })]],
  ["a key of the namespace", [chat({}, { conn: "azurerm_servicebus_namespace.sb.default_primary_connection_string" })]],
  [
    "a key that nobody can tell",
    [chat({ C: `Endpoint=sb://${HOST.HOST};SharedAccessKeyName=x;SharedAccessKey=y` }), atQuestions],
  ],
  ["a key by itself", [chat({ ...HOST, K: `${"a".repeat(43)}=` }), atQuestions]],
  ["the host, and no role that is seen", [chat(HOST)]],
  ["the host, and a role at the namespace", [chat(HOST), listens("azurerm_servicebus_namespace.sb.id")]],
  ["roles at both queues", [chat(HOST), atQuestions, listens("azurerm_servicebus_queue.clips.id", "other")]],
  ["a role at a queue that is not in the plan", [chat(HOST), listens(`${GROUP}/providers/${BUS}/sb/queues/unseen`)]],
])("with %s, it gets them", (_, resources) => {
  expect(paths(...resources)).toEqual([THROUGH]);
});

test.each<[string, ArmResource["properties"]]>([
  ["forwards them to the other queue", { forwardTo: "questions" }],
  ["forwards what it cannot deliver", { forwardDeadLetteredMessagesTo: "questions" }],
  ["may forward them", { forwardTo: Unknown }],
])("a queue that %s is not apart", (_, properties) => {
  const estate = ESTATE.filter(({ address }) => !address.endsWith(".clips"));
  const { paths: found } = traceOf([
    ...estate,
    queue("clips", properties),
    uploaded("azurerm_servicebus_queue.clips.id"),
    chat(HOST),
    atQuestions,
  ]);
  expect(found).toHaveLength(1);
});

test("what is written to the namespace comes out of every queue", () => {
  const resources = [...ESTATE, uploaded("azurerm_servicebus_namespace.sb.id"), chat(HOST), atQuestions];
  expect(traceOf(resources).paths).toHaveLength(1);
});

test("a namespace that is a camera's own gives from every queue", () => {
  const own = { ...namespace, resource: { ...namespace.resource, tags: { "aoai-camera-source": "drone" } } };
  const resources = [account, own, queue("questions"), chat(HOST), atQuestions];
  expect(traceOf(resources).paths.map(({ source }) => source.address)).toEqual([namespace.address]);
});

describe("a connection string that is written out", () => {
  const made = [{ output: "primary_key", text: "bGlzdGVuLXRvLXF1ZXN0aW9ucy1vbmx5LXBsZWFzZSE=" }];
  const text = (...keys: string[]): Record<string, string> => ({
    C: keys.map((each) => `Endpoint=sb://${HOST.HOST}/;SharedAccessKeyName=l;SharedAccessKey=${each}`).join(" "),
  });
  const own = made[0]?.text ?? "";

  test("opens the queue whose key it holds", () => {
    expect(paths(key("questions", made), chat(text(own)))).toEqual([]);
    expect(paths(key("clips", made), chat(text(own)))).toEqual([THROUGH]);
  });

  test("opens more where it holds another key", () => {
    expect(paths(key("questions", made), chat(text(own, "YW5vdGhlcg==")))).toEqual([THROUGH]);
  });
});

test("capture takes what comes into its own event hub", () => {
  const HUBS = "Microsoft.EventHub/namespaces";
  const events = planned("azurerm_eventhub_namespace.eh", HUBS, { properties: {} });
  const archive = planned("azurerm_storage_account.archive", "Microsoft.Storage/storageAccounts", { name: "starch" });
  const eventHub = (name: string, links: Record<string, string> = {}): PlannedResource =>
    planned(`azurerm_eventhub.${name}`, `${HUBS}/eventhubs`, { name: `eh/${name}`, properties: {} }, links);
  const reads = worker(
    {},
    { openai: "azurerm_cognitive_account.model.endpoint", s: "azurerm_storage_account.archive.id" },
  );
  const captured = (into: string): number =>
    traceOf([
      ...[hub, storage, upload, account, events, archive, reads, eventHub("other")],
      eventHub("captured", { capture: "azurerm_storage_account.archive.id" }),
      { ...uploaded(`azurerm_eventhub.${into}.id`), address: "azurerm_eventgrid_event_subscription.e" },
    ]).paths.length;
  expect(captured("captured")).toBe(1);
  expect(captured("other")).toBe(0);
});
