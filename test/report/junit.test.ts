import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";
import { reporters } from "../../src/report";
import { everything, failedCheck, fatalUndetermined, hostileReport, reportOf } from "./sample";

const options = { toolVersion: "1.2.3" };
const schema = readFileSync(join(__dirname, "..", "cases", "junit", "junit.xsd"), "utf8");

async function errorsOf(document: string): Promise<string[]> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: "report.xml", contents: document }],
    schema: [{ fileName: "junit.xsd", contents: schema }],
  });
  return valid ? [] : errors.map(({ message }) => message);
}

test("the whole document: what fails the run is a failure, the rest is skipped with its reason", () => {
  expect(reporters.junit(everything, options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="aoai-guard" tests="4" failures="2" errors="0">
  <testsuite name="plan.json" tests="2" failures="0" errors="0" skipped="2">
    <testcase classname="law-enforcement-review" name="azurerm_cognitive_account.chat: D5 law-enforcement-review">
      <skipped message="A flagged subscription holds this account and no review is named.">verdict: exempted
exempt: records-pilot (Waiver, until 2027-01-31): GOV-17, signed by the board
clause: design
mend: Name the review in aoai-review-id.</skipped>
    </testcase>
    <testcase classname="local-auth" name="azurerm_cognitive_account.chat: D12 local-auth">
      <skipped message="Keys are on.">verdict: audited
fact: properties.disableLocalAuth = false
clause: design
mend: Set local_auth_enabled = false.</skipped>
    </testcase>
  </testsuite>
  <testsuite name="cdktf.out" tests="2" failures="2" errors="0" skipped="0">
    <testcase classname="mobile-camera-recognition" name="azurerm_cognitive_account.records: D2 mobile-camera-recognition">
      <failure message="Whether law enforcement operates this account is not known." type="undetermined">verdict: undetermined (fatal: nothing exempts it)
fact: tags.aoai-camera-source = body-worn
unknown: subscription.tags.aoai-operator, tags.aoai-operator
clause: R19
mend: Describe the subscription in the context file.</failure>
    </testcase>
    <testcase classname="camera-pipeline" name="azurerm_cognitive_account.records: D6 camera-pipeline">
      <failure message="A camera-ingest pipeline reaches this account from azurerm_iothub.fleet." type="denied">verdict: denied
path: azurerm_iothub.fleet -&gt; azurerm_storage_container.uploads -&gt; azurerm_cognitive_account.records
  E1, strong: azurerm_iothub.fleet: file_upload[0].container_name
  E9, medium: azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT
clause: R17, R19
mend: Take the camera out of the path, or get the use reviewed.</failure>
    </testcase>
    <system-out>Nothing is known about subscription 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
Not looked at, because no map covers the type: null_resource (1), random_id (2).</system-out>
  </testsuite>
</testsuites>
`);
});

test("nothing found is one test that passed, because readers take an empty file for an error", async () => {
  const summary = { denied: 0, undetermined: 0, audited: 0, exempted: 0, compliant: 2 };
  const document = reporters.junit(reportOf([], { summary }), options);
  expect(document).toContain('<testcase classname="aoai-guard" name="Nothing is found against 2 accounts"/>');
  expect(await errorsOf(document)).toEqual([]);
});

test("an undetermined rule is a failure where it fails the run", () => {
  const report = reportOf([{ ...fatalUndetermined, fatal: false }]);
  expect(reporters.junit(report, options)).toContain("<skipped ");
  expect(reporters.junit(report, { ...options, undetermined: "fail" })).toContain("<failure ");
});

test.each([
  ["of every kind of finding", everything],
  ["without address, name and file", reportOf([failedCheck])],
  ["of what is called to end an element", hostileReport()],
])("a report %s is valid by the schema", async (_note, report) => {
  expect(await errorsOf(reporters.junit(report, options))).toEqual([]);
});

test("the schema can fail", async () => {
  const document = reporters.junit(everything, options);
  expect(await errorsOf(document.replace(' tests="2"', ""))).not.toEqual([]);
  expect(await errorsOf(document.replace("</testsuites>", "<other/></testsuites>"))).not.toEqual([]);
  expect(await errorsOf(document.replace("Keys are on.", "\u0001"))).not.toEqual([]);
});
