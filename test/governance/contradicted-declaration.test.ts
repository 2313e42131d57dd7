import { hospitalWith, only, reportOn } from "./support/world";
import type { TfResource } from "../cases/scenarios/terraform";

/** The hospital's plan declares no party and no camera; what else its configuration says is given. */
const reportWith = (...more: TfResource[]) => reportOn([...hospitalWith("none", {}), ...more]);
const contradictions = (...more: TfResource[]): string[] =>
  reportWith(...more)
    .findings.filter(({ rule }) => rule === "contradicted-declaration")
    .map(({ message }) => message);

const common = { location: "westeurope", resource_group_name: "rg-app" };
const storage = (values: object): TfResource => ({
  type: "azurerm_storage_account",
  name: "s",
  values: { name: "stfiles", ...common, account_tier: "Standard", account_replication_type: "LRS", ...values },
});
const subscription = (values: object): TfResource => ({
  type: "azurerm_eventgrid_event_subscription",
  name: "e",
  values: { name: "e", scope: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app", ...values },
});

test("says nothing of a configuration that says nothing", () => {
  expect(contradictions(storage({ tags: { purpose: "interface policies" } }))).toEqual([]);
});

test.each<[string, TfResource, RegExp]>([
  ["a tag", storage({ tags: { agency: "Metro Police Department" } }), /"Police" in .*tags\.agency/],
  ["a name", storage({ name: "bwc-footage" }), /"bwc" in .*: name/],
  [
    "the subject filter of an event subscription",
    subscription({ subject_filter: [{ subject_begins_with: "/blobServices/default/containers/bwc-uploads" }] }),
    /"bwc" in .*subjectBeginsWith/,
  ],
  ["the name of a tag", storage({ tags: { CJIS: "yes" } }), /"CJIS" in .*tags\.CJIS/],
  [
    "the container that a hub's devices upload to",
    {
      type: "azurerm_iothub",
      name: "h",
      values: {
        name: "iot",
        ...common,
        sku: [{ name: "S1", capacity: 1 }],
        file_upload: [{ connection_string: "AccountName=stfiles;AccountKey=k", container_name: "dashcam" }],
      },
    },
    /"dashcam" in .*containerName/,
  ],
  [
    "the query of a job",
    {
      type: "azurerm_stream_analytics_job",
      name: "j",
      values: { name: "asa", ...common, transformation_query: "SELECT plate INTO alpr FROM cars" },
    },
    /"alpr" in .*query/,
  ],
  ["a label of an event subscription", subscription({ labels: ["dashcam"] }), /"dashcam" in .*labels\[0\]/],
])("audits %s, with the word and the attribute", (_, resource, told) => {
  const finding = only(reportWith(resource), "contradicted-declaration");
  expect(finding.verdict).toBe("audited");
  expect(finding.message).toMatch(told);
});

test.each(["false", "no", "none", ""])("says nothing of a tag that is %p", (value) => {
  expect(contradictions(storage({ tags: { "cjis-data": value } }))).toEqual([]);
});

test("is silent where the resource itself declares what the word speaks of", () => {
  expect(contradictions(storage({ name: "bwcfootage", tags: { note: "bwc", "aoai-camera-source": "fixed" } }))).toEqual(
    [],
  );
  expect(contradictions(storage({ tags: { note: "police", "aoai-camera-source": "fixed" } }))).toHaveLength(1);
});

test("is silent where the account declares it", () => {
  const declared = hospitalWith("azurerm_cognitive_account", {
    tags: {
      "aoai-operator": "us-state-local-police",
      "aoai-on-behalf-of": "none",
      "aoai-use-case": "text-generation",
      "aoai-camera-source": "none",
      "aoai-camera-environment": "none",
      "aoai-camera-processing": "none",
      "aoai-owner": "a@example.com",
    },
  });
  const report = reportOn([...declared, storage({ tags: { note: "police" } })]);
  expect(report.findings.filter(({ rule }) => rule === "contradicted-declaration")).toEqual([]);
});
