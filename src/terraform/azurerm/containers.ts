import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  nonZero,
  one,
  onlyTrue,
  or,
  type Derived,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, dig, identity, location, named, tags } from "./common";
import { containerGroup, hoistVolumes } from "./container-group";

/**
 * Container Apps, their jobs, environments and Dapr components; container groups.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{containerapps,containers}, and requests recorded of 4.55.0 and 5.2.0.
 */

const env: Row = [
  "env",
  "env",
  each([
    named,
    deriveOpen(["value", "secret_name"], "value", (b) => (b.read("secret_name") ? undefined : (b.read("value") ?? ""))),
    ["secret_name", "secretRef", nonZero],
  ]),
];

const mounts: Row = [
  "volume_mounts",
  "volumeMounts",
  each([
    ["name", "volumeName"],
    ["path", "mountPath"],
    ["sub_path", "subPath", or("")],
  ]),
];

const container: Rows = [
  named,
  ["image", "image"],
  ["args", "args"],
  ["command", "command"],
  ["cpu", "resources.cpu"],
  ["memory", "resources.memory"],
  ["ephemeral_storage", "resources.ephemeralStorage", or("")],
  env,
  mounts,
];

/** The three kinds of probe, in one list. */
const probes: Derived = deriveOpen(["liveness_probe", "readiness_probe", "startup_probe"], "probes", (block) => {
  const out: OpenValue[] = [];
  for (const [attribute, type] of [
    ["liveness_probe", "Liveness"],
    ["readiness_probe", "Readiness"],
    ["startup_probe", "Startup"],
  ] as const) {
    const found = block.blocks(attribute);
    if (isUnknown(found)) return Unknown;
    for (const item of found) out.push(isUnknown(item) ? Unknown : probe(item, type));
  }
  return out;
});

function probe(block: Block, type: string): OpenObject {
  const out: OpenObject = {
    type,
    timeoutSeconds: block.read("timeout") ?? 1,
    periodSeconds: block.read("interval_seconds") ?? 10,
    failureThreshold: block.read("failure_count_threshold") ?? 3,
  };
  out.initialDelaySeconds = block.read("initial_delay") ?? (type === "Liveness" ? 1 : 0);
  out.successThreshold = block.read("success_count_threshold") ?? (type === "Readiness" ? 3 : undefined);
  const where: OpenObject = { host: block.read("host") ?? "", port: block.read("port") };
  const transport = block.read("transport");
  if (transport === "TCP") out.tcpSocket = where;
  else {
    const headers = block.blocks("header");
    out.httpGet = {
      ...where,
      path: block.read("path") ?? "",
      scheme: transport,
      httpHeaders: isUnknown(headers)
        ? Unknown
        : headers.map((header) =>
            isUnknown(header) ? Unknown : { name: header.read("name"), value: header.read("value") },
          ),
    };
  }
  return out;
}

const auth: Row = [
  "authentication",
  "auth",
  each([
    ["secret_name", "secretRef"],
    ["trigger_parameter", "triggerParameter", nonZero],
  ]),
];

/** All kinds of scale rule, in one list. */
const scaleRules: Derived = deriveOpen(
  ["azure_queue_scale_rule", "custom_scale_rule", "http_scale_rule", "tcp_scale_rule"],
  "scale.rules",
  (block) => {
    const out: OpenValue[] = [];
    for (const [attribute, make] of Object.entries(RULES)) {
      const found = block.blocks(attribute);
      if (isUnknown(found)) return Unknown;
      for (const item of found) out.push(isUnknown(item) ? Unknown : { name: item.read("name"), ...make(item) });
    }
    return out;
  },
);

function authOf(block: Block): OpenValue {
  const found = block.blocks("authentication");
  if (isUnknown(found)) return Unknown;
  return found.map((item) =>
    isUnknown(item)
      ? Unknown
      : { secretRef: item.read("secret_name"), triggerParameter: item.read("trigger_parameter") || undefined },
  );
}

const RULES: Readonly<Record<string, (block: Block) => OpenObject>> = {
  azure_queue_scale_rule: (b) => ({
    azureQueue: { auth: authOf(b), queueLength: b.read("queue_length"), queueName: b.read("queue_name") },
  }),
  custom_scale_rule: (b) => ({
    custom: {
      auth: authOf(b),
      metadata: b.read("metadata"),
      type: b.read("custom_rule_type"),
      identity: b.read("identity_id") ?? byMajor(undefined, "")(b),
    },
  }),
  http_scale_rule: (b) => ({
    http: { auth: authOf(b), metadata: { concurrentRequests: b.read("concurrent_requests") } },
  }),
  tcp_scale_rule: (b) => ({
    tcp: { auth: authOf(b), metadata: { concurrentRequests: b.read("concurrent_requests") } },
  }),
};

const volumes: Row = [
  "volume",
  "volumes",
  each([
    named,
    ["storage_type", "storageType", or("EmptyDir")],
    ["storage_name", "storageName", nonZero],
    ["mount_options", "mountOptions", nonZero],
  ]),
];

const template: Rows = [
  ["container", "containers", each([...container, probes])],
  ["init_container", "initContainers", each(container)],
  ["revision_suffix", "revisionSuffix", nonZero],
  ["min_replicas", "scale.minReplicas", nonZero],
  ["max_replicas", "scale.maxReplicas", or(10)],
  ["cooldown_period_in_seconds", "scale.cooldownPeriod", or(300)],
  ["polling_interval_in_seconds", "scale.pollingInterval", or(30)],
  scaleRules,
  ["termination_grace_period_seconds", "terminationGracePeriodSeconds", nonZero],
  volumes,
];

const secrets: Row = [
  "secret",
  "properties.configuration.secrets",
  each([
    named,
    ["value", "value", or("")],
    ["identity", "identity", or("")],
    ["key_vault_secret_id", "keyVaultUrl", or("")],
  ]),
];
const registries: Row = [
  "registry",
  "properties.configuration.registries",
  each([
    ["server", "server"],
    ["identity", "identity", or("")],
    ["username", "username", or("")],
    ["password_secret_name", "passwordSecretRef", or("")],
  ]),
];

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
      ["logs_destination", "properties.appLogsConfiguration.destination", or("")],
      ["infrastructure_subnet_id", "properties.vnetConfiguration.infrastructureSubnetId", nonZero],
      ["internal_load_balancer_enabled", "properties.vnetConfiguration.internal", onlyTrue],
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
          ["workload_profile_type", "workloadProfileType"],
          deriveOpen(["workload_profile_type"], "", (b) =>
            b.read("workload_profile_type") === "Consumption"
              ? undefined
              : { minimumCount: b.read("minimum_count"), maximumCount: b.read("maximum_count") },
          ),
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
  azurerm_container_app_environment_storage: {
    arm: "Microsoft.App/managedEnvironments/storages",
    place: below("container_app_environment_id", "name"),
    rows: [
      ["account_name", "properties.azureFile.accountName", nonZero],
      ["access_key", "properties.azureFile.accountKey", nonZero],
      ["share_name", "properties.azureFile.shareName"],
      ["access_mode", "properties.azureFile.accessMode"],
    ],
  },
  azurerm_container_group: {
    arm: "Microsoft.ContainerInstance/containerGroups",
    place: inGroup("name"),
    rows: containerGroup,
    finish: hoistVolumes,
  },
  azurerm_container_registry: {
    arm: "Microsoft.ContainerRegistry/registries",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku", "sku.name"],
      ["sku", "sku.tier"],
      ["admin_enabled", "properties.adminUserEnabled", or(false)],
      ["anonymous_pull_enabled", "properties.anonymousPullEnabled", or(false)],
      ["data_endpoint_enabled", "properties.dataEndpointEnabled", or(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["network_rule_bypass_option", "properties.networkRuleBypassOptions", or("AzureServices")],
      derive(["zone_redundancy_enabled"], "properties.zoneRedundancy", (b) =>
        b.read("zone_redundancy_enabled") === true ? "Enabled" : "Disabled",
      ),
      [
        "network_rule_set",
        "properties.networkRuleSet",
        one(
          [
            ["default_action", "defaultAction", or("Allow")],
            [
              "ip_rule",
              "ipRules",
              each([
                ["action", "action"],
                ["ip_range", "value"],
              ]),
            ],
          ],
          { computed: true },
        ),
      ],
      [
        "encryption",
        "properties.encryption",
        one(
          [
            constant("status", "enabled"),
            ["key_vault_key_id", "keyVaultProperties.keyIdentifier"],
            ["identity_client_id", "keyVaultProperties.identity"],
          ],
          { computed: true },
        ),
      ],
      [
        "trust_policy_enabled",
        "properties.policies.trustPolicy",
        { as: (value) => (value === true ? { status: "enabled" } : undefined) },
      ],
      [
        "retention_policy_in_days",
        "properties.policies.retentionPolicy",
        { as: (days) => (days === 0 ? undefined : { status: "enabled", days }) },
      ],
      policyStatus("export_policy_enabled", "exportPolicy", true),
      policyStatus("quarantine_policy_enabled", "quarantinePolicy", false),
    ],
  },
  azurerm_app_service_connection: linker("app_service_id"),
  azurerm_function_app_connection: linker("function_app_id"),
};

function policyStatus(from: string, to: string, absent: boolean): Row {
  return [
    from,
    `properties.policies.${to}.status`,
    { as: (value) => (value === true ? "enabled" : "disabled"), absent: absent ? "enabled" : "disabled" },
  ];
}

function linker(anchor: string): ResourceMap {
  return {
    arm: "Microsoft.ServiceLinker/linkers",
    place: { kind: "extension", anchor, segments: ["name"] },
    rows: [
      ["client_type", "properties.clientType", or("none")],
      constant("properties.targetService.type", "AzureResource"),
      ["target_resource_id", "properties.targetService.id"],
      ["vnet_solution", "properties.vNetSolution.type", nonZero],
      ["secret_store", "properties.secretStore", one([["key_vault_id", "keyVaultId"]])],
      [
        "authentication",
        "properties.authInfo",
        one([
          ["type", "authType"],
          ["client_id", "clientId", nonZero],
          ["principal_id", "principalId", nonZero],
          ["subscription_id", "subscriptionId", nonZero],
          ["name", "name", nonZero],
          ["certificate", "certificate", nonZero],
          deriveOpen(["name", "secret"], "", (b) => {
            const secret = b.read("secret");
            if (!secret) return undefined;
            return b.read("name") ? { secretInfo: { secretType: "rawValue", value: secret } } : { secret };
          }),
        ]),
      ],
    ],
  };
}
