import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  isObject,
  list,
  nonZero,
  one,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, location, named, openMap, region, tags } from "./common";

/**
 * What watches: alerts and whom they call, where telemetry comes in and where it goes.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{monitor,loganalytics}.
 */

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";

const commonSchema: Row = ["use_common_alert_schema", "useCommonAlertSchema", or(false)];

/** Each kind of receiver is sent as a list, empty where there is none. */
const receivers = (from: string, to: string, rows: Rows): Row => [
  from,
  `properties.${to}`,
  each([named, ...rows], { absent: [] }),
];

const phone: Rows = [
  ["country_code", "countryCode"],
  ["phone_number", "phoneNumber"],
];

const METRICS = "Microsoft.Azure.Monitor";

/** Criteria are numbered. */
const allOf = (criteria: OpenValue): OpenValue => ({
  "odata.type": `${METRICS}.MultipleResourceMultipleMetricCriteria`,
  allOf: list(criteria).map((criterion, i) =>
    isObject(criterion) ? { ...criterion, name: `Metric${i + 1}` } : criterion,
  ),
});

const criterion = (type: string): Rows => [
  constant("criterionType", type),
  ["metric_namespace", "metricNamespace"],
  ["metric_name", "metricName"],
  ["aggregation", "timeAggregation"],
  ["operator", "operator"],
  ["skip_metric_validation", "skipMetricValidation", or(false)],
  ["dimension", "dimensions", each([named, ["operator", "operator"], ["values", "values"]], { absent: [] })],
];

export const monitoring: Family = {
  azurerm_monitor_action_group: {
    arm: "Microsoft.Insights/actionGroups",
    place: inGroup("name"),
    rows: [
      ["location", "location", { ...region, absent: "global" }],
      tags,
      ["short_name", "properties.groupShortName"],
      ["enabled", "properties.enabled", or(true)],
      receivers("email_receiver", "emailReceivers", [["email_address", "emailAddress"], commonSchema]),
      receivers("azure_app_push_receiver", "azureAppPushReceivers", [["email_address", "emailAddress"]]),
      receivers("sms_receiver", "smsReceivers", phone),
      receivers("voice_receiver", "voiceReceivers", phone),
      receivers("itsm_receiver", "itsmReceivers", [
        ["workspace_id", "workspaceId"],
        ["connection_id", "connectionId"],
        ["ticket_configuration", "ticketConfiguration"],
        ["region", "region", region],
      ]),
      receivers("webhook_receiver", "webhookReceivers", [
        ["service_uri", "serviceUri"],
        commonSchema,
        [
          "aad_auth",
          "",
          one([
            constant("useAadAuth", true),
            ["object_id", "objectId"],
            ["identifier_uri", "identifierUri", or("")],
            // The tenant of the provider where none is given.
            ["tenant_id", "tenantId", { as: (tenant) => (tenant === "" ? Unknown : tenant), absent: Unknown }],
          ]),
        ],
      ]),
      receivers("automation_runbook_receiver", "automationRunbookReceivers", [
        ["automation_account_id", "automationAccountId"],
        ["runbook_name", "runbookName"],
        ["webhook_resource_id", "webhookResourceId"],
        ["is_global_runbook", "isGlobalRunbook"],
        ["service_uri", "serviceUri"],
        commonSchema,
      ]),
      receivers("logic_app_receiver", "logicAppReceivers", [
        ["resource_id", "resourceId"],
        ["callback_url", "callbackUrl"],
        commonSchema,
      ]),
      receivers("azure_function_receiver", "azureFunctionReceivers", [
        ["function_app_resource_id", "functionAppResourceId"],
        ["function_name", "functionName"],
        ["http_trigger_url", "httpTriggerUrl"],
        commonSchema,
      ]),
      receivers("arm_role_receiver", "armRoleReceivers", [["role_id", "roleId"], commonSchema]),
      receivers("event_hub_receiver", "eventHubReceivers", [
        ["event_hub_namespace", "eventHubNameSpace"],
        ["event_hub_name", "eventHubName"],
        ["tenant_id", "tenantId", { as: (tenant) => (tenant === "" ? Unknown : tenant), absent: Unknown }],
        deriveOpen(["subscription_id"], "subscriptionId", (block) => {
          const given = block.read("subscription_id");
          return given === null || given === "" ? block.context.subscriptionId : given;
        }),
        commonSchema,
      ]),
    ],
  },
  azurerm_monitor_metric_alert: {
    arm: "Microsoft.Insights/metricAlerts",
    place: inGroup("name"),
    rows: [
      constant("location", "global"),
      tags,
      ["enabled", "properties.enabled", or(true)],
      ["auto_mitigate", "properties.autoMitigate", or(true)],
      ["description", "properties.description", or("")],
      ["severity", "properties.severity", or(3)],
      ["frequency", "properties.evaluationFrequency", or("PT1M")],
      ["window_size", "properties.windowSize", or("PT5M")],
      ["scopes", "properties.scopes"],
      ["target_resource_type", "properties.targetResourceType", or("")],
      ["target_resource_location", "properties.targetResourceRegion", or("")],
      [
        "criteria",
        "properties.criteria",
        each([...criterion("StaticThresholdCriterion"), ["threshold", "threshold"]], { then: allOf }),
      ],
      [
        "dynamic_criteria",
        "properties.criteria",
        each(
          [
            ...criterion("DynamicThresholdCriterion"),
            ["alert_sensitivity", "alertSensitivity"],
            ["evaluation_total_count", "failingPeriods.numberOfEvaluationPeriods", or(4)],
            ["evaluation_failure_count", "failingPeriods.minFailingPeriodsToAlert", or(4)],
            ["ignore_data_before", "ignoreDataBefore", nonZero],
          ],
          { then: allOf },
        ),
      ],
      [
        "application_insights_web_test_location_availability_criteria",
        "properties.criteria",
        one(
          [
            ["web_test_id", "webTestId"],
            ["component_id", "componentId"],
            ["failed_location_count", "failedLocationCount"],
          ],
          {
            then: (made) => ({
              "odata.type": `${METRICS}.WebtestLocationAvailabilityCriteria`,
              ...(made as OpenObject),
            }),
          },
        ),
      ],
      [
        "action",
        "properties.actions",
        each(
          [
            ["action_group_id", "actionGroupId"],
            ["webhook_properties", "webHookProperties", { ...openMap, absent: () => ({}) }],
          ],
          { absent: [] },
        ),
      ],
    ],
  },
  azurerm_monitor_data_collection_endpoint: {
    arm: "Microsoft.Insights/dataCollectionEndpoints",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["kind", "kind", nonZero],
      // Whether an empty one is sent, differs.
      ["description", "properties.description", or(Unknown)],
      ["public_network_access_enabled", "properties.networkAcls.publicNetworkAccess", enabled("Enabled")],
    ],
  },
  azurerm_log_analytics_cluster: {
    arm: "Microsoft.OperationalInsights/clusters",
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      constant("sku.name", "CapacityReservation"),
      // The least that is sold has changed with versions.
      ["size_gb", "sku.capacity", or(Unknown)],
    ],
  },
  azurerm_log_analytics_query_pack: {
    arm: "Microsoft.OperationalInsights/queryPacks",
    place: inGroup("name"),
    rows: [location, tags],
  },
  azurerm_log_analytics_data_export_rule: {
    arm: `${WORKSPACES}/dataExports`,
    place: below("workspace_resource_id", "name"),
    rows: [
      ["destination_resource_id", "properties.destination.resourceId"],
      ["table_names", "properties.tableNames"],
      ["enabled", "properties.enable", or(false)],
    ],
  },
  azurerm_log_analytics_saved_search: {
    arm: `${WORKSPACES}/savedSearches`,
    place: below("log_analytics_workspace_id", "name"),
    rows: [
      ["category", "properties.category"],
      ["display_name", "properties.displayName"],
      ["query", "properties.query"],
      ["function_alias", "properties.functionAlias", or("")],
      [
        "function_parameters",
        "properties.functionParameters",
        {
          as: (parameters) => {
            const all = list(parameters);
            return all.some(isUnknown) ? Unknown : all.length === 0 ? undefined : all.join(", ");
          },
        },
      ],
      // Tags of a search are a list within it.
      [
        "tags",
        "properties.tags",
        {
          as: (given) => (isObject(given) ? Object.entries(given).map(([name, value]) => ({ name, value })) : given),
          absent: [],
        },
      ],
    ],
  },
};
