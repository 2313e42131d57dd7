import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { PlannedResource } from "./resource";

/** A planned resource as `aoai-guard arm` prints it: plain JSON, unknown parts left out and listed, sensitive ones covered. */
export interface ArmViewResource {
  address: string;
  action: string;
  id?: string;
  type: string;
  name?: string;
  [property: string]: unknown;
  /** ARM paths that are not known, elements of arrays by index. */
  unknown: string[];
}

const SENSITIVE = "(sensitive)";
/** What a patch is laid over cannot be seen: beside what it sets, none of these is known. */
const UNSEEN = ["kind", "location", "sku", "tags", "identity", "properties"];

/** Turns planned resources into what `aoai-guard arm PLAN` prints. An unknown element of an array is null in its place. */
export function armView(resources: readonly PlannedResource[]): ArmViewResource[] {
  return resources.map((planned) => {
    const unknown: string[] = [];
    const sensitive = new Set(planned.sensitive.map((path) => path.replace(/\[\*\]/g, "[]")));
    // An id ends in the name.
    if (sensitive.has("name")) sensitive.add("id");
    if (planned.overlay) unknown.push(...UNSEEN);
    const body = view(planned.resource, "", "", sensitive, unknown);
    return { address: planned.address, action: planned.action, ...(body as OpenObject), unknown } as ArmViewResource;
  });
}

function view(
  value: OpenValue,
  path: string,
  plain: string,
  sensitive: ReadonlySet<string>,
  unknown: string[],
  covered = false,
): OpenValue {
  if (isUnknown(value)) {
    unknown.push(path);
    return undefined;
  }
  if (value === null || value === undefined) return value;
  if (covered || sensitive.has(path) || sensitive.has(plain)) covered = true;
  if (Array.isArray(value)) {
    return value.map((item, i) => view(item, `${path}[${i}]`, `${plain}[]`, sensitive, unknown, covered) ?? null);
  }
  if (typeof value !== "object") return covered ? SENSITIVE : value;
  const out: OpenObject = {};
  for (const [key, item] of Object.entries(value as OpenObject)) {
    const inner = view(
      item,
      path ? `${path}.${key}` : key,
      plain ? `${plain}.${key}` : key,
      sensitive,
      unknown,
      covered,
    );
    if (inner !== undefined && key !== "__proto__") out[key] = inner;
  }
  return out;
}
