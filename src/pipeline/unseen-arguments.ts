import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";

/**
 * Arguments that carry no media and name nobody who is called, unknown or not: what a resource is named, where it lives, what it is built from, who may manage
 * it. In Terraform's spelling and, for an azapi body, in ARM's.
 */
const HARMLESS = new RegExp(
  `(^|[._])(${[
    // what it is called
    "tags|description|display_?name|friendly_?name|computer_?name|dns|domain_name_label|time_?zone",
    // where it lives
    "location|zones?|timeouts|resource_group|extended_?location|service_?plan|server_?farm|availability_set|proximity|dedicated_host",
    "container_app_environment|app_service_environment|hosting_?environment|(managed_?)?environment_?id",
    // its network
    "subnet|vnet|virtual_?network|network_rules|network_acls|network_?interface|network_?security|ip_address|ip_restriction|ip_rule",
    "public_?ip|private_?dns|load_?balancer|cors",
    // what it runs on
    "image|os_?disk|registry|registries|disk_?encryption",
    // who it is, and who may manage it
    "principal_id|tenant_id|admin|ssh|public_?key|certificate|thumbprint|auth_settings",
    // how it is kept
    "insights|log_?analytics|logs_workspace|instrumentation|diagnostics_?profile|boot_diagnostics|health_check",
    "encryption|customer_managed|key_vault_key|maintenance|backup|dead_letter",
  ].join("|")})`,
  "i",
);
/** The name of a resource or of a part of one: code is told of others by settings. */
const NAME = /(^|\.)name$/;
/** The identity that something acts under. What that may do is told by the roles that identities of the plan are given. */
const IDENTITY = /(^|[._])identit(y|ies)/i;

/** Maps whose keys their author chooses: a key's name says nothing of what its value may be. */
const SETTINGS =
  /(^|[._])(app_?settings|environment_variables|metadata|parameters|configuration_(protected_)?settings)\./i;
/** The same in a body that is nothing else. */
const BODY = /^(sensitive_)?body\.properties\./;
const SETTINGS_TYPES: ReadonlySet<string> = new Set([
  "microsoft.web/sites/config",
  "microsoft.web/sites/slots/config",
  "microsoft.web/staticsites/config",
]);
/** Settings that the platform itself reads, for telemetry and for images. Source: https://learn.microsoft.com/azure/app-service/reference-app-settings */
const PLATFORM =
  /^(APPLICATIONINSIGHTS_CONNECTION_STRING|APPINSIGHTS_INSTRUMENTATIONKEY|DOCKER_REGISTRY_SERVER_(URL|USERNAME|PASSWORD))$/i;

/** The first argument of a resource that is not seen and could name what feeds it or what it calls. */
export const unseenIn = (part: PlannedResource): string | undefined =>
  part.unseen?.find((path) => tells(path, part) === "others");

/** The first argument of a resource that is not seen and says under which identity it acts. */
export const unseenIdentity = (part: PlannedResource): string | undefined =>
  part.unseen?.find((path) => tells(path, part) === "itself");

/** Whether an argument could name others, or who its resource is; undefined where it does neither. */
function tells(path: string, { resource: { type } }: PlannedResource): "others" | "itself" | undefined {
  const keyed = SETTINGS_TYPES.has(typeKey(type)) ? BODY.exec(path) : SETTINGS.exec(path);
  if (keyed === null) {
    if (HARMLESS.test(path) || NAME.test(path)) return undefined;
    return IDENTITY.test(path) ? "itself" : "others";
  }
  const key = path.slice(keyed.index + keyed[0].length);
  return PLATFORM.test(key) || HARMLESS.test(path.slice(0, keyed.index)) ? undefined : "others";
}
