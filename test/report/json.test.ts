import { fingerprint } from "../../src/findings";
import { Unknown } from "../../src/policy/unknown";
import { reporters } from "../../src/report";
import { exempted, fatalUndetermined, pipeline, reportOf } from "./sample";

const options = { toolVersion: "1.2.3" };

test("the whole document, version 1", () => {
  const report = reportOf([pipeline, fatalUndetermined, exempted], { notes: ["A note."], unmapped: { b: 1, a: 2 } });
  expect(reporters.json(report, options)).toBe(`{
  "version": 1,
  "summary": {
    "denied": 1,
    "undetermined": 1,
    "audited": 0,
    "exempted": 1,
    "compliant": 0
  },
  "unmapped": {
    "a": 2,
    "b": 1
  },
  "notes": [
    "A note."
  ],
  "findings": [
    {
      "rule": "camera-pipeline",
      "decision": "D6",
      "verdict": "denied",
      "fatal": false,
      "message": "A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.",
      "clause": "R17, R19",
      "resource": {
        "type": "Microsoft.CognitiveServices/accounts",
        "name": "records",
        "id": null,
        "address": "azurerm_cognitive_account.records",
        "constructPath": "police/records/account",
        "file": "cdktf.out"
      },
      "evidence": [
        {
          "edge": "E1",
          "from": "azurerm_iothub.fleet",
          "to": "azurerm_storage_container.uploads",
          "attribute": "azurerm_iothub.fleet: file_upload[0].container_name",
          "strength": "strong"
        },
        {
          "edge": "E9",
          "from": "azurerm_storage_container.uploads",
          "to": "azurerm_cognitive_account.records",
          "attribute": "azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT",
          "strength": "medium"
        }
      ],
      "unknown": [],
      "mend": "Take the camera out of the path, or get the use reviewed.",
      "fingerprint": "${fingerprint(pipeline)}"
    },
    {
      "rule": "mobile-camera-recognition",
      "decision": "D2",
      "verdict": "undetermined",
      "fatal": true,
      "message": "Whether law enforcement operates this account is not known.",
      "clause": "R19",
      "resource": {
        "type": "Microsoft.CognitiveServices/accounts",
        "name": "records",
        "id": null,
        "address": "azurerm_cognitive_account.records",
        "constructPath": "police/records/account",
        "file": "cdktf.out"
      },
      "evidence": [
        {
          "path": "tags.aoai-camera-source",
          "value": "body-worn"
        }
      ],
      "unknown": [
        "subscription.tags.aoai-operator",
        "tags.aoai-operator"
      ],
      "mend": "Describe the subscription in the context file.",
      "fingerprint": "${fingerprint(fatalUndetermined)}"
    },
    {
      "rule": "law-enforcement-review",
      "decision": "D5",
      "verdict": "exempted",
      "fatal": false,
      "message": "A flagged subscription holds this account and no review is named.",
      "clause": "design",
      "resource": {
        "type": "Microsoft.CognitiveServices/accounts",
        "name": "chat",
        "id": null,
        "address": "azurerm_cognitive_account.chat",
        "constructPath": null,
        "file": "plan.json"
      },
      "evidence": [],
      "unknown": [],
      "mend": "Name the review in aoai-review-id.",
      "exemption": {
        "id": "records-pilot",
        "category": "Waiver",
        "reason": "GOV-17, signed by the board",
        "expiresOn": "2027-01-31"
      },
      "fingerprint": "${fingerprint(exempted)}"
    }
  ]
}
`);
});

test("what another gate hangs on a report does not leak into the documented shape", () => {
  const extra = { ...pipeline, internal: Unknown, resource: { ...pipeline.resource, raw: { key: "secret" } } };
  const printed = JSON.parse(reporters.json(reportOf([extra]), options));
  const resource = { ...pipeline.resource, id: null };
  expect(printed.findings[0]).toEqual({ ...pipeline, resource, fingerprint: fingerprint(pipeline) });
});
