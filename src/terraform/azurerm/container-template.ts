import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { deriveOpen, each, nonZero, or, type Derived, type Row, type Rows } from "../map/rows";
import { byMajor, named } from "./common";

/**
 * What container apps and their jobs share: containers, probes, scale rules, secrets.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containerapps/helpers, and recorded requests.
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

/** One container. */
export const container: Rows = [
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
export const probes: Derived = deriveOpen(["liveness_probe", "readiness_probe", "startup_probe"], "probes", (block) => {
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
  if (isUnknown(transport)) Object.assign(out, { tcpSocket: Unknown, httpGet: Unknown });
  else if (transport === "TCP") out.tcpSocket = where;
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

/** Secrets that a scale rule authenticates with. */
export const auth: Row = [
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

/** Volumes of a template. */
export const volumes: Row = [
  "volume",
  "volumes",
  each([
    named,
    ["storage_type", "storageType", or("EmptyDir")],
    ["storage_name", "storageName", nonZero],
    ["mount_options", "mountOptions", nonZero],
  ]),
];

/** The template of an app. */
export const template: Rows = [
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

/** Secrets of an app or job. */
export const secrets: Row = [
  "secret",
  "properties.configuration.secrets",
  each([
    named,
    ["value", "value", or("")],
    ["identity", "identity", or("")],
    ["key_vault_secret_id", "keyVaultUrl", or("")],
  ]),
];
/** Registries that images come from. */
export const registries: Row = [
  "registry",
  "properties.configuration.registries",
  each([
    ["server", "server"],
    ["identity", "identity", or("")],
    ["username", "username", or("")],
    ["password_secret_name", "passwordSecretRef", or("")],
  ]),
];
