import { SERVICE_DEFAULTS } from "./defaults-of-services";
import { WORKLOAD_DEFAULTS } from "./defaults-of-workloads";

type Default = string | number | boolean;

/** Terraform type -> attribute path -> planned default. */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Default>>>> = parse(
  SERVICE_DEFAULTS + WORKLOAD_DEFAULTS,
);

/** Blocks that the provider computes where the configuration has none; the generated classes show them as merely optional. */
export const COMPUTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {};

/** Required attributes of these names cannot be changed in place in any azurerm resource that has them. */
export const FORCES_REPLACEMENT: readonly string[] = ["name", "location", "resource_group_name"];

/** Attributes that the provider marks sensitive, by name. */
export const SENSITIVE =
  /(_|^)(connection_string|access_key|shared_key|password|validation_key|instrumentation_key)(_alias|_\d)?$|^(primary|secondary)_(readonly_)?key$|^default_(primary|secondary)_key$|_(account|policy|service|insights|workspace|api)_key$/;

function parse(table: string): Record<string, Record<string, Default>> {
  const out: Record<string, Record<string, Default>> = {};
  let current: Record<string, Default> = {};
  for (const line of table.split("\n").filter((text) => text.trim() !== "")) {
    if (!line.startsWith(" ")) {
      current = {};
      out[line.trim()] = current;
      continue;
    }
    const [paths = "", value = ""] = line.split(" = ");
    for (const path of paths.trim().split(" ")) current[path] = JSON.parse(value) as Default;
  }
  return out;
}
