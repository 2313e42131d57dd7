import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, deriveOpen, each, nonZero, one, or, type Derived, type Row, type Rows } from "../map/rows";
import { dig, identity, location, named, tags } from "./common";
import { containerGroup, hoistVolumes } from "./container-group";
import { auth, container, probes, registries, secrets, template, volumes } from "./container-template";

/**
 * Container Apps, their jobs, environments and Dapr components; container groups.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{containerapps,containers}, and requests recorded of 4.55.0 and 5.2.0.
 */

const ingress: Rows = [
  ["allow_insecure_connections", "allowInsecure", or(false)],
  ["client_certificate_mode", "clientCertificateMode", nonZero],
  ["external_enabled", "external", or(false)],
  ["target_port", "targetPort"],
  ["exposed_port", "exposedPort", or(0)],
  ["transport", "transport", or("auto")],
  constant("fqdn", ""),
  [
    "cors",
    "corsPolicy",
    one([
      ["allow_credentials_enabled", "allowCredentials", or(false)],
      ["allowed_headers", "allowedHeaders"],
      ["allowed_methods", "allowedMethods"],
      ["allowed_origins", "allowedOrigins"],
      ["exposed_headers", "exposeHeaders"],
      ["max_age_in_seconds", "maxAge"],
    ]),
  ],
  [
    "ip_security_restriction",
    "ipSecurityRestrictions",
    each([
      named,
      ["action", "action"],
      ["ip_address_range", "ipAddressRange"],
      ["description", "description", nonZero],
    ]),
  ],
  [
    "traffic_weight",
    "traffic",
    each([
      ["label", "label", nonZero],
      ["latest_revision", "latestRevision", or(false)],
      ["percentage", "weight"],
      ["revision_suffix", "revisionName", nonZero],
    ]),
  ],
];

/** A revision's name begins with that of its app. */
function nameRevisions(body: OpenObject, block: Block): void {
  const name = block.read("name");
  const traffic = dig(body, "properties", "configuration", "ingress", "traffic");
  if (!Array.isArray(traffic)) return;
  for (const item of traffic) {
    if (typeof item !== "object" || item === null || isUnknown(item) || Array.isArray(item)) continue;
    const weight = item as OpenObject;
    if (typeof weight.revisionName === "string")
      weight.revisionName = typeof name === "string" ? `${name}--${weight.revisionName}` : Unknown;
  }
}

const trigger = (attribute: string, type: string): Derived =>
  deriveOpen([attribute], "properties.configuration.triggerType", (b) => {
    const found = b.one(attribute);
    return found === undefined ? undefined : isUnknown(found) ? Unknown : type;
  });

const job: Rows = [
  location,
  identity({ blank: false }),
  tags,
  ["container_app_environment_id", "properties.environmentId"],
  ["workload_profile_name", "properties.workloadProfileName", nonZero],
  ["replica_timeout_in_seconds", "properties.configuration.replicaTimeout"],
  ["replica_retry_limit", "properties.configuration.replicaRetryLimit", or(0)],
  secrets,
  registries,
  trigger("manual_trigger_config", "Manual"),
  trigger("schedule_trigger_config", "Schedule"),
  trigger("event_trigger_config", "Event"),
  [
    "manual_trigger_config",
    "properties.configuration.manualTriggerConfig",
    one([
      ["parallelism", "parallelism", or(1)],
      ["replica_completion_count", "replicaCompletionCount", or(1)],
    ]),
  ],
  [
    "schedule_trigger_config",
    "properties.configuration.scheduleTriggerConfig",
    one([
      ["cron_expression", "cronExpression"],
      ["parallelism", "parallelism", or(1)],
      ["replica_completion_count", "replicaCompletionCount", or(1)],
    ]),
  ],
  [
    "event_trigger_config",
    "properties.configuration.eventTriggerConfig",
    one([
      ["parallelism", "parallelism", or(1)],
      ["replica_completion_count", "replicaCompletionCount", or(1)],
      [
        "scale",
        "scale",
        one([
          ["max_executions", "maxExecutions", or(100)],
          ["min_executions", "minExecutions", nonZero],
          ["polling_interval_in_seconds", "pollingInterval", or(30)],
          [
            "rules",
            "rules",
            each([
              named,
              ["custom_rule_type", "type"],
              ["metadata", "metadata"],
              auth,
              ["identity_id", "identity", nonZero],
            ]),
          ],
        ]),
      ],
    ]),
  ],
  [
    "template",
    "properties.template",
    one([
      ["container", "containers", each([...container, probes])],
      ["init_container", "initContainers", each(container)],
      volumes,
    ]),
  ],
];

/** Left out a count is zero; the profile of that name has none. */
const profileCount = (from: string, to: string): Row =>
  derive(["name", from], to, (b) => (b.read("name") === "Consumption" ? undefined : (b.read(from) ?? 0)));

const lookedUp = (id: OpenValue): OpenValue => (id === "" ? undefined : Unknown);

/** A share is that of a server, or of a storage account. */
function chooseShare(body: OpenObject, block: Block): void {
  const properties = body.properties as OpenObject;
  const { share, azureFile, nfsAzureFile } = properties;
  delete properties.share;
  const server = block.read("nfs_server_url");
  if (isUnknown(server)) Object.assign(properties, { azureFile: Unknown, nfsAzureFile: Unknown });
  else if (server) properties.nfsAzureFile = { ...(nfsAzureFile as OpenObject), ...(share as OpenObject) };
  else properties.azureFile = { ...(azureFile as OpenObject | undefined), ...(share as OpenObject) };
}

const environmentSecret: Row = ["secret", "properties.secrets", each([named, ["value", "value", or("")]])];

export const containers: Family = {
  azurerm_container_app: {
    arm: "Microsoft.App/containerApps",
    place: inGroup("name"),
    finish: nameRevisions,
    rows: [
      // That of its environment, which the provider looks up.
      constant("location", Unknown),
      identity({ blank: false }),
      tags,
      ["container_app_environment_id", "properties.managedEnvironmentId"],
      ["workload_profile_name", "properties.workloadProfileName", or("")],
      ["revision_mode", "properties.configuration.activeRevisionsMode"],
      ["max_inactive_revisions", "properties.configuration.maxInactiveRevisions", or(0)],
      secrets,
      registries,
      ["ingress", "properties.configuration.ingress", one(ingress)],
      [
        "dapr",
        "properties.configuration.dapr",
        one([
          constant("enabled", true),
          ["app_id", "appId"],
          ["app_port", "appPort", or(0)],
          ["app_protocol", "appProtocol", or("http")],
        ]),
      ],
      ["template", "properties.template", one(template)],
    ],
  },
  azurerm_container_app_job: { arm: "Microsoft.App/jobs", place: inGroup("name"), rows: job },
  azurerm_container_app_environment: {
    arm: "Microsoft.App/managedEnvironments",
    place: inGroup("name"),
    rows: [
      location,
      identity({ blank: false }),
      tags,
      deriveOpen(
        ["logs_destination", "log_analytics_workspace_id"],
        "properties.appLogsConfiguration.destination",
        (b) => {
          const workspace = b.read("log_analytics_workspace_id");
          if (isUnknown(workspace)) return b.read("logs_destination") ?? Unknown;
          return workspace ? "log-analytics" : (b.read("logs_destination") ?? "");
        },
      ),
      // The provider looks up the workspace's own id and key.
      ["log_analytics_workspace_id", "properties.appLogsConfiguration.logAnalyticsConfiguration", { as: lookedUp }],
      ["infrastructure_subnet_id", "properties.vnetConfiguration.infrastructureSubnetId", nonZero],
      deriveOpen(
        ["infrastructure_subnet_id", "internal_load_balancer_enabled"],
        "properties.vnetConfiguration.internal",
        (b) => (b.read("infrastructure_subnet_id") ? (b.read("internal_load_balancer_enabled") ?? false) : undefined),
      ),
      ["infrastructure_resource_group_name", "properties.infrastructureResourceGroup", nonZero],
      ["zone_redundancy_enabled", "properties.zoneRedundant", or(false)],
      ["public_network_access", "properties.publicNetworkAccess", nonZero],
      ["mutual_tls_enabled", "properties.peerAuthentication.mtls.enabled", or(false)],
      ["mutual_tls_enabled", "properties.peerTrafficConfiguration.encryption.enabled", or(false)],
      ["dapr_application_insights_connection_string", "properties.daprAIConnectionString", nonZero],
      [
        "workload_profile",
        "properties.workloadProfiles",
        each([
          named,
          derive(["name", "workload_profile_type"], "workloadProfileType", (b) =>
            b.read("name") === "Consumption" ? "Consumption" : b.read("workload_profile_type"),
          ),
          profileCount("minimum_count", "minimumCount"),
          profileCount("maximum_count", "maximumCount"),
        ]),
      ],
    ],
  },
  azurerm_container_app_environment_dapr_component: {
    arm: "Microsoft.App/managedEnvironments/daprComponents",
    place: below("container_app_environment_id", "name"),
    rows: [
      ["component_type", "properties.componentType"],
      ["version", "properties.version"],
      ["ignore_errors", "properties.ignoreErrors", or(false)],
      ["init_timeout", "properties.initTimeout", or("5s")],
      ["scopes", "properties.scopes"],
      [
        "metadata",
        "properties.metadata",
        each([named, ["value", "value", nonZero], ["secret_name", "secretRef", nonZero]]),
      ],
      environmentSecret,
    ],
  },
  azurerm_container_app_environment_managed_certificate: {
    arm: "Microsoft.App/managedEnvironments/managedCertificates",
    place: below("container_app_environment_id", "name"),
    rows: [
      // That of its environment, which the provider looks up.
      constant("location", Unknown),
      tags,
      ["domain_control_validation", "properties.domainControlValidation", or("HTTP")],
      ["subject_name", "properties.subjectName"],
    ],
  },
  azurerm_container_app_environment_storage: {
    arm: "Microsoft.App/managedEnvironments/storages",
    place: below("container_app_environment_id", "name"),
    rows: [
      ["account_name", "properties.azureFile.accountName", nonZero],
      ["access_key", "properties.azureFile.accountKey", nonZero],
      ["nfs_server_url", "properties.nfsAzureFile.server", nonZero],
      ["share_name", "properties.share.shareName"],
      ["access_mode", "properties.share.accessMode"],
    ],
    finish: chooseShare,
  },
  azurerm_container_group: {
    arm: "Microsoft.ContainerInstance/containerGroups",
    place: inGroup("name"),
    rows: containerGroup,
    finish: hoistVolumes,
  },
};
