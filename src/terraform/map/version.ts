import type { ResourceMap } from "./resource-map";
import type { TerraformDocument } from "../document";

/**
 * The major version of azurerm that a document was made with: told by the constraint of a provider where it allows one major only, else by the spelling of
 * attributes (a plan holds every attribute of the schema, null where unset). Undefined where nothing tells.
 */
export function azurermMajor(
  document: TerraformDocument,
  maps: (type: string) => ResourceMap | undefined,
): number | undefined {
  for (const provider of document.providers.values()) {
    if (!provider.source.endsWith("/azurerm") || provider.version === undefined) continue;
    const major = majorOf(provider.version);
    if (major !== undefined) return major;
  }
  for (const resource of document.resources) {
    if (resource.mode !== "managed") continue;
    const map = maps(resource.type);
    if (!map || (map.only4 === undefined && map.only5 === undefined)) continue;
    if (map.only4 !== undefined && resource.value(map.only4) !== undefined) return 4;
    if (map.only5 !== undefined && resource.value(map.only5) !== undefined) return 5;
  }
  return undefined;
}

/** `4.55.0`, `~> 4.55`, `>= 4.50.0, < 5.0.0` -> 4; undefined where a constraint allows more than one major. */
export function majorOf(constraint: string): number | undefined {
  const parts = constraint.split(",").map((part) => /^\s*(~>|>=|<=|!=|=|>|<)?\s*v?(\d+)((?:\.\d+)*)/.exec(part));
  for (const part of parts) {
    if (!part) continue;
    const [, operator, major, rest] = part;
    if (operator === undefined || operator === "=") return Number(major);
    if (operator === "~>" && rest !== "") return Number(major);
  }
  const lower = parts.find((part) => part?.[1]?.startsWith(">"));
  const upper = parts.find((part) => part?.[1]?.startsWith("<"));
  if (!lower || !upper) return undefined;
  const top = upper[1] === "<" && /^(\.0)*$/.test(upper[3] ?? "") ? Number(upper[2]) - 1 : Number(upper[2]);
  return Number(lower[2]) === top ? top : undefined;
}
