import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup, onto } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { deriveOpen, each, enabled, isObject, nonZero, one, or, type Derived, type Row } from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * Logic apps of the consumption plan. Triggers and actions are no resources in ARM: azurerm writes them into the workflow's definition, and here each is
 * an overlay of the workflow that holds only its own part.
 * Source: hashicorp/terraform-provider-azurerm internal/services/logic, and requests recorded of 4.55.0.
 */

const WORKFLOWS = "Microsoft.Logic/workflows";

function parsed(value: OpenValue): OpenValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as OpenValue;
  } catch {
    return value;
  }
}

/** Parameter values are text in Terraform; the declared type says what they are. */
function typed(value: OpenValue, type: OpenValue): OpenValue {
  if (isUnknown(value) || isUnknown(type)) return Unknown;
  return /^(int|float|bool|array|object|secureobject)$/i.test(String(type)) ? parsed(value) : value;
}

function declared(block: Block): OpenValue {
  const parameters = block.read("workflow_parameters");
  if (isUnknown(parameters)) return Unknown;
  return Object.fromEntries(
    Object.entries((parameters ?? {}) as OpenObject).map(([name, text]) => [
      name,
      isUnknown(text) ? Unknown : parsed(text),
    ]),
  );
}

function values(block: Block): OpenValue {
  const given = block.read("parameters");
  const types = declared(block);
  if (isUnknown(given) || isUnknown(types)) return Unknown;
  return Object.fromEntries(
    Object.entries((given ?? {}) as OpenObject).map(([name, value]) => {
      // Connections keep their value alone, whatever is declared.
      if (name === "$connections") return [name, isUnknown(value) ? Unknown : { value: parsed(value) }];
      const declaration = (types as OpenObject)[name];
      if (declaration === undefined || isUnknown(declaration)) return [name, Unknown];
      const type = (declaration as OpenObject).type;
      return [name, { type, value: typed(value, type) }];
    }),
  );
}

/** A trigger or action under its name. */
const part = (
  list: "triggers" | "actions",
  make: (block: Block) => OpenValue,
  reads: readonly string[],
): ResourceMap => {
  const row: Derived = deriveOpen(reads, `properties.definition.${list}`, (block) => {
    const name = block.read("name");
    return typeof name === "string" ? { [name]: make(block) } : Unknown;
  });
  return { arm: WORKFLOWS, place: onto("logic_app_id"), overlay: true, rows: [row] };
};

function runAfter(block: Block): OpenValue {
  const found = block.blocks("run_after");
  if (isUnknown(found)) return Unknown;
  return Object.fromEntries(
    found.flatMap((item) =>
      isUnknown(item) ? [] : [[String(item.read("action_name")), [item.read("action_result")]]],
    ),
  );
}

const allowed: Row = [
  "allowed_caller_ip_address_range",
  "allowedCallerIpAddresses",
  { as: (value) => (Array.isArray(value) ? value.map((addressRange) => ({ addressRange })) : value) },
];

/** Who may call a trigger with a token of Microsoft Entra ID, by name. */
const openPolicies: Row = [
  "open_authentication_policy",
  "openAuthenticationPolicies.policies",
  each([named, ["claim", "claims", each([named, ["value", "value"]])]], { then: byName }),
];

/** Unknown where a name is, for then the keys are not known. */
function byName(made: OpenValue): OpenValue {
  if (!Array.isArray(made) || made.length === 0) return undefined;
  const policies: OpenObject = {};
  for (const item of made) {
    if (!isObject(item) || typeof item.name !== "string") return Unknown;
    policies[item.name] = { type: "AAD", claims: item.claims };
  }
  return policies;
}

/** When a recurrence falls due; undefined where it is due all the time. */
function schedule(block: Block): OpenValue {
  const one = block.one("schedule");
  if (one === undefined || isUnknown(one)) return one;
  const due = { hours: "at_these_hours", minutes: "at_these_minutes", weekDays: "on_these_days" };
  return Object.fromEntries(
    Object.entries(due).flatMap(([name, attribute]) => {
      const value = one.read(attribute);
      return value === null || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]];
    }),
  );
}

export const logic: Family = {
  azurerm_logic_app_workflow: {
    arm: WORKFLOWS,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["enabled", "properties.state", enabled("Enabled")],
      [
        "workflow_schema",
        "properties.definition.$schema",
        or("https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#"),
      ],
      ["workflow_version", "properties.definition.contentVersion", or("1.0.0.0")],
      deriveOpen(["workflow_parameters"], "properties.definition.parameters", declared),
      deriveOpen(["parameters", "workflow_parameters"], "properties.parameters", values),
      ["logic_app_integration_account_id", "properties.integrationAccount.id", nonZero],
      ["integration_service_environment_id", "properties.integrationServiceEnvironment.id", nonZero],
      [
        "access_control",
        "properties.accessControl",
        one([
          ["action", "actions", one([allowed])],
          ["content", "contents", one([allowed])],
          ["trigger", "triggers", one([allowed, openPolicies])],
          ["workflow_management", "workflowManagement", one([allowed])],
        ]),
      ],
    ],
  },
  azurerm_logic_app_trigger_custom: part(
    "triggers",
    (b) => (isUnknown(b.read("body")) ? Unknown : parsed(b.read("body"))),
    ["name", "body"],
  ),
  azurerm_logic_app_action_custom: part(
    "actions",
    (b) => (isUnknown(b.read("body")) ? Unknown : parsed(b.read("body"))),
    ["name", "body"],
  ),
  azurerm_logic_app_trigger_http_request: part(
    "triggers",
    (b) => ({
      type: "Request",
      kind: "Http",
      inputs: {
        schema: isUnknown(b.read("schema")) ? Unknown : parsed(b.read("schema")),
        method: b.read("method") ?? undefined,
        relativePath: b.read("relative_path") ?? undefined,
      },
    }),
    ["name", "schema", "method", "relative_path"],
  ),
  azurerm_logic_app_trigger_recurrence: part(
    "triggers",
    (b) => ({
      type: "Recurrence",
      recurrence: {
        frequency: b.read("frequency"),
        interval: b.read("interval"),
        startTime: b.read("start_time") ?? undefined,
        timeZone: b.read("time_zone") ?? undefined,
        schedule: schedule(b),
      },
    }),
    ["name", "frequency", "interval", "start_time", "time_zone", "schedule"],
  ),
  azurerm_logic_app_action_http: part(
    "actions",
    (b) => ({
      type: "http",
      inputs: {
        method: b.read("method"),
        uri: b.read("uri"),
        headers: b.read("headers") ?? undefined,
        queries: b.read("queries") ?? undefined,
        body: isUnknown(b.read("body")) ? Unknown : parsed(b.read("body")),
      },
      runAfter: runAfter(b),
    }),
    ["name", "method", "uri", "headers", "queries", "body", "run_after"],
  ),
};
