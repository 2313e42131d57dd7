import type { OpenObject } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, deriveOpen, each, list, nonZero, one, or, type Row, type Rows } from "../map/rows";
import { region } from "./common";
import { FACTORIES } from "./data-factory-parts";

/**
 * When pipelines run and what on: triggers, runtimes, credentials, private endpoints of a Data Factory.
 * Source: hashicorp/terraform-provider-azurerm internal/services/datafactory.
 */

const inFactory = below("data_factory_id", "name");

const part = (arm: string, type: string, rows: Rows): ResourceMap => ({
  arm: `${FACTORIES}/${arm}`,
  place: inFactory,
  rows: [constant("properties.type", type), ...rows],
});

const description: Row = ["description", "properties.description", or("")];
const filled = (from: string, to: string): Row => [
  from,
  to,
  { as: (value) => (list(value).length === 0 ? undefined : value) },
];
const annotations = filled("annotations", "properties.annotations");

const pipeline: Rows = [
  constant("pipelineReference.type", "PipelineReference"),
  ["name", "pipelineReference.referenceName"],
  ["parameters", "parameters", { absent: () => ({}) }],
];

const schedule: Rows = [
  filled("days_of_week", "weekDays"),
  filled("days_of_month", "monthDays"),
  filled("hours", "hours"),
  filled("minutes", "minutes"),
  [
    "monthly",
    "monthlyOccurrences",
    each([
      ["weekday", "day"],
      ["week", "occurrence", or(0)],
    ]),
  ],
];

const RECURRENCE = "properties.typeProperties.recurrence";
const WINDOW = "properties.typeProperties";

/** Credentials leave out what is empty. */
const credential = (type: string, rows: Rows): ResourceMap =>
  part("credentials", type, [["description", "properties.description", nonZero], annotations, ...rows]);

export const dataFactoryRuntimes: Family = {
  azurerm_data_factory_trigger_schedule: part("triggers", "ScheduleTrigger", [
    description,
    annotations,
    // Times are those of now where none is given.
    ["start_time", `${RECURRENCE}.startTime`, or(Unknown)],
    ["end_time", `${RECURRENCE}.endTime`, nonZero],
    ["time_zone", `${RECURRENCE}.timeZone`, or("")],
    ["frequency", `${RECURRENCE}.frequency`, or("Minute")],
    ["interval", `${RECURRENCE}.interval`, or(1)],
    ["schedule", `${RECURRENCE}.schedule`, one(schedule)],
    ["pipeline", "properties.pipelines", each(pipeline, { computed: true })],
    // One pipeline by its name stands before the blocks.
    deriveOpen(["pipeline_name", "pipeline_parameters"], "properties.pipelines", (b) => {
      const name = b.read("pipeline_name");
      if (!isUnknown(name) && !name) return undefined;
      return [
        {
          pipelineReference: { type: "PipelineReference", referenceName: name },
          parameters: b.read("pipeline_parameters") ?? {},
        },
      ];
    }),
  ]),
  azurerm_data_factory_trigger_tumbling_window: part("triggers", "TumblingWindowTrigger", [
    description,
    annotations,
    ["additional_properties", "properties"],
    ["pipeline", "properties.pipeline", one(pipeline)],
    ["frequency", `${WINDOW}.frequency`],
    ["interval", `${WINDOW}.interval`],
    ["start_time", `${WINDOW}.startTime`],
    ["end_time", `${WINDOW}.endTime`, nonZero],
    ["delay", `${WINDOW}.delay`, nonZero],
    ["max_concurrency", `${WINDOW}.maxConcurrency`, or(50)],
    [
      "retry",
      `${WINDOW}.retryPolicy`,
      one([
        ["count", "count"],
        ["interval", "intervalInSeconds", or(30)],
      ]),
    ],
    [
      "trigger_dependency",
      `${WINDOW}.dependsOn`,
      each([
        derive(["trigger_name"], "type", (b) =>
          b.read("trigger_name")
            ? "TumblingWindowTriggerDependencyReference"
            : "SelfDependencyTumblingWindowTriggerReference",
        ),
        [
          "trigger_name",
          "referenceTrigger",
          { as: (referenceName) => (referenceName === "" ? undefined : { type: "TriggerReference", referenceName }) },
        ],
        ["offset", "offset", nonZero],
        ["size", "size", nonZero],
      ]),
    ],
  ]),
  azurerm_data_factory_integration_runtime_azure: part("integrationRuntimes", "Managed", [
    description,
    ["location", "properties.typeProperties.computeProperties.location", region],
    ["compute_type", "properties.typeProperties.computeProperties.dataFlowProperties.computeType", or("General")],
    ["core_count", "properties.typeProperties.computeProperties.dataFlowProperties.coreCount", or(8)],
    ["time_to_live_min", "properties.typeProperties.computeProperties.dataFlowProperties.timeToLive", or(0)],
    ["cleanup_enabled", "properties.typeProperties.computeProperties.dataFlowProperties.cleanup", or(true)],
    // The provider looks up what the network of the factory is called.
    [
      "virtual_network_enabled",
      "properties.managedVirtualNetwork",
      {
        as: (enabled): OpenObject | undefined =>
          enabled === true ? { type: "ManagedVirtualNetworkReference", referenceName: Unknown } : undefined,
      },
    ],
  ]),
  azurerm_data_factory_integration_runtime_self_hosted: part("integrationRuntimes", "SelfHosted", [
    description,
    [
      "rbac_authorization",
      "properties.typeProperties.linkedInfo",
      each([constant("authorizationType", "RBAC"), ["resource_id", "resourceId"]], {
        then: (made) => (Array.isArray(made) ? made[0] : made),
      }),
    ],
    [
      "self_contained_interactive_authoring_enabled",
      "properties.typeProperties.selfContainedInteractiveAuthoringEnabled",
      { as: (value) => (value === true ? true : Unknown), absent: Unknown },
    ],
  ]),
  azurerm_data_factory_credential_service_principal: credential("ServicePrincipal", [
    ["service_principal_id", "properties.typeProperties.servicePrincipalId"],
    ["tenant_id", "properties.typeProperties.tenant"],
    [
      "service_principal_key",
      "properties.typeProperties.servicePrincipalKey",
      one([
        constant("type", Unknown),
        constant("store.type", "LinkedServiceReference"),
        ["linked_service_name", "store.referenceName"],
        ["secret_name", "secretName"],
        ["secret_version", "secretVersion", nonZero],
      ]),
    ],
  ]),
  azurerm_data_factory_credential_user_managed_identity: credential("ManagedIdentity", [
    ["identity_id", "properties.typeProperties.resourceId"],
  ]),
  // It stands in the network of the factory, whose name the provider looks up.
  azurerm_data_factory_managed_private_endpoint: {
    arm: `${FACTORIES}/managedVirtualNetworks/managedPrivateEndpoints`,
    place: below("data_factory_id", "=default", "name"),
    rows: [
      ["target_resource_id", "properties.privateLinkResourceId"],
      ["subresource_name", "properties.groupId", nonZero],
      filled("fqdns", "properties.fqdns"),
    ],
  },
};
