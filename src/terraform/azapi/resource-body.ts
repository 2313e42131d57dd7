import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { idMap } from "../azurerm/common";
import type { ProviderConfig, TerraformResource } from "../document";
import { isObject, list } from "../map/rows";
import { forget, hasInAnotherCasing, leafPaths, readBody, spelledAs, UNKNOWN_BODY, withoutNulls } from "./body";
import { defaultOf } from "./defaults";
import { clashes, mergeBodies, type ListKeys } from "./merge";

/** What azapi sends, and which paths of it are secrets. */
export interface SentBody {
  body: OpenObject;
  sensitive: string[];
}

/**
 * The request body of an azapi_resource (or the patch of an azapi_update_resource or azapi_resource_action).
 * Source: internal/services/azapi_resource.go of Azure/terraform-provider-azapi, and requests recorded of 2.12.0.
 * @param values `after`, or `before` for what was there
 * @param prior whether it is `before`
 * @param written whether the values are what somebody wrote, not what the provider planned
 */
export function sentBody(
  resource: TerraformResource,
  values: OpenObject,
  provider: ProviderConfig | undefined,
  prior = false,
  written = false,
): SentBody {
  const type = typeof values.type === "string" ? values.type.replace(/@.*/, "") : "";
  let body = readBody(values.body, type);
  const open = isUnknown(values.body);
  for (const name of ["location", "tags"] as const) {
    const own = topValue(name, resource, values, body, open);
    const twice = hasInAnotherCasing(values.body, name);
    const value =
      own === LEFT_OUT || (written && own === undefined) ? fallback(name, type, twice ? {} : body, provider) : own;
    setTop(body, name, name === "tags" ? tagsOf(value) : value, twice);
    // Nothing stands beside the body, so it may stand within what is not known.
    if (open && (own === undefined || own === null)) body[name] = Unknown;
  }
  setIdentity(body, resource, values, prior);

  const sensitive: string[] = [];
  const secret = values.sensitive_body ?? resource.hidden.get("sensitive_body");
  if (secret !== undefined && secret !== null)
    body = mergeSecret(
      body,
      isUnknown(secret) ? Unknown : readBody(secret, type),
      values.sensitive_body_version,
      resource.action === "update" && !prior ? resource.before?.sensitive_body_version : undefined,
      sensitive,
      listKeys(values.list_unique_id_property),
    );
  if (isObject(values.body) && isObject(secret))
    for (const path of clashes(values.body, secret)) body = forget(body, path);
  for (const name of ["list_unique_id_property", "ignore_other_items_in_list"]) {
    // The remote's own items stay in such a list, and they cannot be seen.
    const lists = values[name];
    if (isUnknown(lists)) body = { ...body, ...UNKNOWN_BODY };
    else if (resource.type === "azapi_update_resource" || resource.action === "update") {
      for (const path of isObject(lists ?? null) ? Object.keys(lists as OpenObject) : list(lists))
        if (typeof path === "string") body = forget(body, path);
    }
  }
  if (resource.action === "update" && !prior) {
    const ignored = values.ignore_body_changes ?? resource.hidden.get("ignore_body_changes");
    if (isUnknown(ignored)) body = { ...body, ...UNKNOWN_BODY };
    else
      for (const path of list(ignored))
        body = typeof path === "string" ? forget(body, path) : { ...body, ...UNKNOWN_BODY };
  }
  if (values.ignore_null_property === true) body = withoutNulls(body) as OpenObject;
  return { body, sensitive };
}

/**
 * `location` or `tags` beside the body. Where anything in the body is unknown, azapi plans these as unknown too, though nobody wrote them: then
 * what is sent is the body's own value, else the provider's default, else nothing.
 */
function topValue(
  name: "location" | "tags",
  resource: TerraformResource,
  values: OpenObject,
  body: OpenObject,
  open: boolean,
): OpenValue | typeof LEFT_OUT {
  const value = values[name];
  if (!isUnknown(value)) return value;
  if (!resource.configured || resource.configured.has(name)) return Unknown;
  if (open) return Unknown;
  return body[name] === undefined ? LEFT_OUT : undefined;
}

/** Nobody wrote it: the provider may have a default. */
const LEFT_OUT = Symbol("left out");

function fallback(
  name: "location" | "tags",
  type: string,
  body: OpenObject,
  provider: ProviderConfig | undefined,
): OpenValue {
  return body[name] === undefined ? defaultOf(name, type, provider) : undefined;
}

/** `list_unique_id_property`: path of a list -> the property that tells its items apart. */
function listKeys(value: OpenValue): ListKeys {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([path, key]) => (typeof key === "string" ? [[path.toLowerCase(), key]] : [])));
}

/** @param twice whether the body has it in another casing */
function setTop(body: OpenObject, name: string, value: OpenValue, twice = false): void {
  if (value === undefined || value === null || value === "" || (isObject(value) && Object.keys(value).length === 0))
    return;
  if (twice) body[name] = Unknown;
  else if (body[name] === undefined || body[name] === null) body[name] = value;
}

/** A tag with a null value is sent as "". */
function tagsOf(value: OpenValue): OpenValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item ?? ""]));
}

function setIdentity(body: OpenObject, resource: TerraformResource, values: OpenObject, prior: boolean): void {
  const identity = values.identity;
  const twice = hasInAnotherCasing(values.body, "identity");
  if (isUnknown(identity)) setTop(body, "identity", Unknown, twice);
  const first = isUnknown(identity) ? undefined : list(identity)[0];
  if (isUnknown(first)) setTop(body, "identity", Unknown, twice);
  else if (isObject(first ?? null)) {
    const { type, identity_ids } = first as OpenObject;
    const ids = isUnknown(identity_ids) ? Unknown : idMap(identity_ids);
    setTop(body, "identity", ids === undefined ? { type } : { type, userAssignedIdentities: ids }, twice);
  } else if (resource.action === "update" && !prior && list(resource.before?.identity).length > 0) {
    setTop(body, "identity", { type: "None" });
  }
}

function mergeSecret(
  body: OpenObject,
  secret: OpenValue,
  versions: OpenValue,
  before: OpenValue,
  sensitive: string[],
  keys: ListKeys,
): OpenObject {
  const all = isObject(versions ?? null) ? Object.entries(versions as OpenObject) : undefined;
  // A part whose version stays is not sent again: what the body says there stands, and where it says nothing, what is there already.
  const stays = ([path, version]: [string, OpenValue]): boolean =>
    isObject(before) && !isUnknown(version) && version === before[path];
  const only = all?.filter((entry) => !stays(entry)).map(([path]) => path);
  for (const [path] of all?.filter(stays) ?? []) if (!holds(body, path)) body = forget(body, path);
  if (isUnknown(secret) || isUnknown(versions)) {
    if (!only) return { ...body, ...UNKNOWN_BODY };
    return only.reduce((at, path) => forget(at, path), body);
  }
  let above = secret;
  if (only) {
    const kept = new Set(only.map((path) => path.toLowerCase()));
    above = prune(above, "", kept) as OpenObject;
  }
  const merged = mergeBodies(body, above, keys) as OpenObject;
  sensitive.push(...leafPaths(above).map((path) => spelledAs(merged, path)));
  return merged;
}

/** Whether a body has a value at a path; names meet without case. */
function holds(body: OpenObject, path: string): boolean {
  let at: OpenValue = body;
  for (const step of spelledAs(body, path).split(".")) at = isObject(at) ? at[step] : isUnknown(at) ? at : undefined;
  return at !== undefined && at !== null;
}

/** Keeps what lies at or below one of the paths. */
function prune(value: OpenValue, path: string, kept: ReadonlySet<string>): OpenValue {
  if (kept.has(path.toLowerCase())) return value;
  if (!isObject(value)) return path === "" ? {} : undefined;
  const out: OpenObject = {};
  for (const [key, item] of Object.entries(value)) {
    const inner = prune(item, path ? `${path}.${key}` : key, kept);
    if (inner !== undefined && !(isObject(inner) && Object.keys(inner).length === 0)) out[key] = inner;
  }
  return out;
}
