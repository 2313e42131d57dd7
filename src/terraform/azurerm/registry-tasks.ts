import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  inverted,
  list,
  nonZero,
  one,
  or,
  type Derived,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, named, tags } from "./common";
import { base64 } from "./legacy-machine";

/**
 * Tasks of a container registry: what builds images from sources that may hold anything.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers.
 */

/** Two maps, of open and of secret values, as one list. */
const settings = (open: string, secret: string, to: string): Derived =>
  deriveOpen([open, secret], to, (block) => {
    const out: OpenValue[] = [];
    for (const [from, isSecret] of [
      [open, false],
      [secret, true],
    ] as const) {
      const values = block.read(from);
      if (isUnknown(values)) return Unknown;
      for (const [name, value] of Object.entries((values ?? {}) as OpenObject)) out.push({ name, value, isSecret });
    }
    return out.length === 0 ? undefined : out;
  });

const context: Rows = [
  ["context_path", "contextPath", nonZero],
  ["context_access_token", "contextAccessToken", nonZero],
];

const step = (from: string, type: string, rows: Rows): Row => [
  from,
  "properties.step",
  one([constant("type", type), ...context, ...rows]),
];

/** A secret of a vault is named by its id with a version. */
const VAULT_SECRET = /^https:\/\/[^/]+\/[^/]+\/[^/]+\/[^/]+$/;

const secretObject = (value: OpenValue): OpenValue => {
  if (value === null || value === undefined || value === "") return undefined;
  if (isUnknown(value)) return Unknown;
  return { value, type: VAULT_SECRET.test(String(value)) ? "Vaultsecret" : "Opaque" };
};

export const registryTasks: Family = {
  azurerm_container_registry_task: {
    arm: "Microsoft.ContainerRegistry/registries/tasks",
    place: below("container_registry_id", "name"),
    rows: [
      // That of the registry, which the provider looks up.
      constant("location", Unknown),
      identity(),
      tags,
      ["enabled", "properties.status", enabled("Enabled")],
      ["is_system_task", "properties.isSystemTask", or(false)],
      ["timeout_in_seconds", "properties.timeout", or(3600)],
      ["agent_pool_name", "properties.agentPoolName", nonZero],
      ["log_template", "properties.logTemplate", nonZero],
      ["agent_setting", "properties.agentConfiguration", one([["cpu", "cpu"]])],
      [
        "platform",
        "properties.platform",
        one([
          ["os", "os"],
          ["architecture", "architecture", nonZero],
          ["variant", "variant", nonZero],
        ]),
      ],
      step("docker_step", "Docker", [
        ["dockerfile_path", "dockerFilePath"],
        ["push_enabled", "isPushEnabled", or(true)],
        ["cache_enabled", "noCache", inverted(false)],
        ["image_names", "imageNames", { as: (names) => (list(names).length === 0 ? undefined : names) }],
        ["target", "target", nonZero],
        settings("arguments", "secret_arguments", "arguments"),
      ]),
      step("file_step", "FileTask", [
        ["task_file_path", "taskFilePath"],
        ["value_file_path", "valuesFilePath", nonZero],
        settings("values", "secret_values", "values"),
      ]),
      step("encoded_step", "EncodedTask", [
        ["task_content", "encodedTaskContent", { as: base64 }],
        ["value_content", "encodedValuesContent", { as: (text) => (text === "" ? undefined : base64(text)) }],
        settings("values", "secret_values", "values"),
      ]),
      [
        "base_image_trigger",
        "properties.trigger.baseImageTrigger",
        one([
          named,
          ["type", "baseImageTriggerType"],
          ["enabled", "status", enabled("Enabled")],
          ["update_trigger_endpoint", "updateTriggerEndpoint", nonZero],
          ["update_trigger_payload_type", "updateTriggerPayloadType", nonZero],
        ]),
      ],
      [
        "source_trigger",
        "properties.trigger.sourceTriggers",
        each([
          named,
          ["enabled", "status", enabled("Enabled")],
          ["events", "sourceTriggerEvents"],
          ["source_type", "sourceRepository.sourceControlType"],
          ["repository_url", "sourceRepository.repositoryUrl"],
          ["branch", "sourceRepository.branch", nonZero],
          [
            "authentication",
            "sourceRepository.sourceControlAuthProperties",
            one([
              ["token_type", "tokenType"],
              ["token", "token"],
              ["refresh_token", "refreshToken", nonZero],
              ["scope", "scope", nonZero],
              ["expire_in_seconds", "expiresIn", nonZero],
            ]),
          ],
        ]),
      ],
      [
        "timer_trigger",
        "properties.trigger.timerTriggers",
        each([named, ["schedule", "schedule"], ["enabled", "status", enabled("Enabled")]]),
      ],
      [
        "registry_credential",
        "properties.credentials",
        one([
          ["source", "sourceRegistry", one([["login_mode", "loginMode"]])],
          deriveOpen(["custom"], "customRegistries", (block) => {
            const credentials = block.blocks("custom");
            if (isUnknown(credentials)) return Unknown;
            const out: OpenObject = {};
            for (const credential of credentials) {
              const server = isUnknown(credential) ? Unknown : credential.read("login_server");
              // A registry whose name is not known may be any of them.
              if (isUnknown(credential) || typeof server !== "string") return Unknown;
              const entry: OpenObject = {};
              const [user, password] = [credential.read("username"), credential.read("password")].map(secretObject);
              const id = credential.read("identity");
              if (user !== undefined) entry.userName = user;
              if (password !== undefined) entry.password = password;
              if (id !== null && id !== "") entry.identity = id;
              out[server] = entry;
            }
            return credentials.length === 0 ? undefined : out;
          }),
        ]),
      ],
    ],
  },
};
