import { reporters } from "../../src/report";
import { printable, wrap } from "../../src/report/printable";
import {
  audited,
  everything,
  exempted,
  failedCheck,
  fatalUndetermined,
  pipeline,
  reportOf,
  waiting,
  waitingPath,
} from "./sample";

const { text } = reporters;
const options = { toolVersion: "1.2.3" };

test("everything at once: the worst resource and verdict first, the summary last", () => {
  expect(text(everything, options)).toBe(
    `azurerm_cognitive_account.records
  Microsoft.CognitiveServices/accounts "records", construct police/records/account, in cdktf.out

  DENIED D6 camera-pipeline
    A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.
    path     azurerm_iothub.fleet
             -> azurerm_storage_container.uploads
                E1, strong: azurerm_iothub.fleet: file_upload[0].container_name
             -> azurerm_cognitive_account.records
                E9, medium: azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT
    clause   R17, R19
    mend     Take the camera out of the path, or get the use reviewed.

  UNDETERMINED D2 mobile-camera-recognition (fatal: nothing exempts it)
    Whether law enforcement operates this account is not known.
    fact     tags.aoai-camera-source = body-worn
    unknown  subscription.tags.aoai-operator, tags.aoai-operator
    clause   R19
    mend     Describe the subscription in the context file.

azurerm_cognitive_account.chat
  Microsoft.CognitiveServices/accounts "chat", in plan.json

  AUDITED D12 local-auth
    Keys are on.
    fact     properties.disableLocalAuth = false
    clause   design
    mend     Set local_auth_enabled = false.

  EXEMPTED D5 law-enforcement-review
    A flagged subscription holds this account and no review is named.
    exempt   records-pilot (Waiver, until 2027-01-31): GOV-17, signed by the board
    clause   design
    mend     Name the review in aoai-review-id.

Notes:
  - Nothing is known about subscription 1b4e28ba-2fa1-11d2-883f-0016d3cca427.
  - Not looked at, because no map covers the type: null_resource (1), random_id (2).

1 denied, 1 undetermined, 1 audited, 1 exempted, 0 compliant accounts
`,
  );
});

test("nothing found is one line", () => {
  const report = reportOf([], { summary: { denied: 0, undetermined: 0, audited: 0, exempted: 0, compliant: 1 } });
  expect(text(report, options)).toBe("0 denied, 0 undetermined, 0 audited, 0 exempted, 1 compliant account\n");
});

test("a finding with neither address nor name is told by its type; a rule of no decision has none", () => {
  expect(text(reportOf([failedCheck]), options)).toBe(
    `azurerm_cognitive_account
  in <stdin>

  DENIED terraform-check-failed
    A precondition refused this resource: The subscription is flagged.
    clause   design
    mend     Read the message of the precondition.

1 denied, 0 undetermined, 0 audited, 0 exempted, 0 compliant accounts
`,
  );
});

test("two paths in one finding are drawn one after the other", () => {
  const [first, second] = pipeline.evidence;
  const other = { ...first, edge: "E3", from: "azurerm_eventhub.vans", to: "azurerm_cognitive_account.records" };
  const finding = { ...pipeline, evidence: [first, second, other] as typeof pipeline.evidence };
  const lines = text(reportOf([finding]), options).split("\n");
  expect(lines.filter((line) => line.startsWith("    path"))).toEqual([
    "    path     azurerm_iothub.fleet",
    "    path     azurerm_eventhub.vans",
  ]);
});

test("what waits for context is told once, with the lines that would end it", () => {
  expect(text(reportOf([waiting, waitingPath, audited]), options)).toBe(
    `azurerm_cognitive_account.chat
  Microsoft.CognitiveServices/accounts "chat", in plan.json

  AUDITED D12 local-auth
    Keys are on.
    fact     properties.disableLocalAuth = false
    clause   design
    mend     Set local_auth_enabled = false.

Not decided for want of context: 2 rules on azurerm_cognitive_account.records, 1 of them fatal.

  azurerm_cognitive_account.records
    UNDETERMINED D3 prohibited-use (fatal: nothing exempts it), R8
    UNDETERMINED D6 camera-pipeline, R17, R19
    path     azurerm_iothub.fleet -> azurerm_storage_container.uploads ->
             azurerm_cognitive_account.records

  These lines in the context file (docs/context.md) tell what the plan does not show. Write your own
  name for NAME, and all the tags into {}: left empty, it says that there are none.

    guard:
      - scope: /providers/Microsoft.Management/managementGroups/NAME
    subscriptions:
      - id: 11111111-1111-1111-1111-111111111111
        tags: {}
        managementGroups: [NAME]

0 denied, 2 undetermined, 1 audited, 0 exempted, 0 compliant accounts
`,
  );
});

test("where the plan does not even show the subscription, that is what to mend", () => {
  const { missingContext: _, ...unplaced } = waiting;
  const document = text(reportOf([unplaced]), options);
  expect(document).toContain(
    "\n  The plan does not show the subscription: write subscription_id into the provider block, or",
  );
  expect(document).not.toContain("These lines");
});

test("where only the resource group has no name yet, that is what to mend", () => {
  const { missingContext: _, ...unplaced } = waiting;
  const document = text(reportOf([{ ...unplaced, unknown: ["resourceGroup.tags.aoai-operator"] }]), options);
  expect(document).toContain("\n  The plan does not show the resource group: take its name from the group itself\n");
  expect(document).not.toContain("subscription_id");
});

test("what also hangs on the resource itself is told by itself", () => {
  const { missingContext: _, ...finding } = waiting;
  const open = { ...finding, unknown: [...finding.unknown, "properties.model.name"] };
  expect(text(reportOf([open]), options)).toContain("  UNDETERMINED D3 prohibited-use (fatal: nothing exempts it)\n");
});

test("facts that ought to be there stand in one line, and the statement in place of the message", () => {
  const evidence = ["tags.a", "tags.b"].map((path) => ({ path, value: "(not set)" }));
  const document = text(reportOf([{ ...audited, evidence, statement: "It is so." }]), options);
  expect(document).toContain("    It is so.\n    not set  tags.a, tags.b\n    clause ");
  expect(document).not.toContain("Keys are on.");
});

test("a fatal rule that ignored an exemption says so", () => {
  const finding = { ...fatalUndetermined, exemption: { ...exempted.exemption!, ignored: true } };
  expect(text(reportOf([finding]), { ...options, width: 200 })).toContain(
    "exempt   records-pilot (Waiver, until 2027-01-31): GOV-17, signed by the board - ignored, the rule is fatal\n",
  );
});

test("sentences wrap at the width behind their label; addresses stay whole", () => {
  const finding = { ...audited, mend: "Set local_auth_enabled to false and use managed identities instead of keys." };
  const lines = text(reportOf([finding]), { ...options, width: 48 }).split("\n");
  expect(lines.slice(-6, -3)).toEqual([
    "    mend     Set local_auth_enabled to false and",
    "             use managed identities instead of",
    "             keys.",
  ]);
  expect(lines).toContain("    fact     properties.disableLocalAuth = false");
});

test("colour only where asked for, and the same words with it", () => {
  const escape = String.fromCharCode(27);
  const plain = text(everything, options);
  const coloured = text(everything, { ...options, color: true });
  expect(plain).not.toContain(escape);
  expect(coloured).toContain(`${escape}[31m`);
  expect(coloured.replace(new RegExp(`${escape}\\[\\d+m`, "g"), "")).toBe(plain);
});

test("what a plan's author wrote can neither move the cursor nor forge a line", () => {
  const finding = {
    ...audited,
    message: "Keys are on.\u001b[2K\u202e",
    resource: { ...audited.resource, name: "a\n0 denied", address: "x.y\u009b1A" },
    evidence: [{ path: "tags.team", value: "a\r\n0 denied, 0 undetermined" }],
  };
  const document = text(reportOf([finding]), options);
  expect(document).toContain("Keys are on.\\u{1b}[2K\\u{202e}\n");
  expect(document).toContain("x.y\\u{9b}1A\n");
  expect(document).toContain("tags.team = a\\u{d}\\u{a}0 denied, 0 undetermined\n");
  expect(document).toContain('"a\\u{a}0 denied"');
});

test.each([
  ["", 10, [""]],
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 6, ["one", "two", "three"]],
  ["a verylongword b", 4, ["a", "verylongword", "b"]],
  ["one\ntwo", 80, ["one", "two"]],
  ["a  b", 80, ["a b"]],
])("wrap %j at %d", (sentence, width, lines) => {
  expect(wrap(sentence, width)).toEqual(lines);
});

test("letters of every language are printable as they are", () => {
  expect(printable("Überwachung 監視 مراقبة")).toBe("Überwachung 監視 مراقبة");
});
