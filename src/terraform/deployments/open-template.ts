import { armId } from "../../arm/id";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { isObject, list } from "../map/rows";
import { TemplateEvaluator } from "./evaluate";

/** A resource that a template makes. */
export interface TemplateResource {
  type: string;
  name: string | typeof Unknown;
  id: string | typeof Unknown;
  /** What it is written on, for an extension resource. */
  on: string | undefined;
  body: OpenObject;
}

export interface OpenedTemplate {
  resources: TemplateResource[];
  /** Values of secure parameters. */
  secrets: string[];
  /** Why something in it cannot be seen, each as the end of a sentence. */
  opaque: string[];
}

/** Azure allows as many turns of a loop. */
const MAX_COPIES = 800;
const MAX_NESTING = 20;
/** Parts of a resource that are for the deployment, not for the resource. */
const NOT_BODY = new Set([
  "type",
  "name",
  "apiversion",
  "dependson",
  "condition",
  "copy",
  "resources",
  "scope",
  "comments",
  "existing",
  "subscriptionid",
  "resourcegroup",
  "asserts",
  "import",
]);

/**
 * The resources of an ARM template, nested templates and child resources too. One whose condition is not known is taken to be made.
 * @param scopeId id of what it is deployed to; undefined where that is not known
 */
export function openTemplate(template: OpenValue, parameters: OpenValue, scopeId: string | undefined): OpenedTemplate {
  const out: OpenedTemplate = { resources: [], secrets: [], opaque: [] };
  open(template, parameters, scopeId, undefined, 0, out);
  return out;
}

function open(
  template: OpenValue,
  parameters: OpenValue,
  scopeId: string | undefined,
  outer: TemplateEvaluator | undefined,
  depth: number,
  out: OpenedTemplate,
): void {
  if (!isObject(template) || depth > MAX_NESTING) {
    out.opaque.push(depth > MAX_NESTING ? "it nests templates too deep" : "its template is not known");
    return;
  }
  const declared = asObject(template.parameters);
  const evaluator =
    outer ??
    new TemplateEvaluator({ scopeId, parameters: parameters ?? {}, declared, variables: asObject(template.variables) });
  collectSecrets(declared, parameters, out);
  if (isUnknown(template.resources)) {
    out.opaque.push("its resources are not known");
    return;
  }
  const written = Array.isArray(template.resources) ? template.resources : Object.values(asObject(template.resources));
  for (const resource of written) openResource(resource, evaluator, scopeId, undefined, depth, out);
}

interface Parent {
  type: string;
  name: string | typeof Unknown;
}

function openResource(
  written: OpenValue,
  evaluator: TemplateEvaluator,
  scopeId: string | undefined,
  parent: Parent | undefined,
  depth: number,
  out: OpenedTemplate,
): void {
  if (!isObject(written)) {
    out.opaque.push("one of its resources is not known");
    return;
  }
  if (written.existing === true) return;
  const copy = written.copy;
  if (!isObject(copy)) {
    make(written, evaluator, scopeId, parent, depth, out);
    return;
  }
  const name = evaluator.value(copy.name);
  const count = evaluator.value(copy.count);
  if (typeof count !== "number") {
    // How often is not known: once stands for all.
    make(written, evaluator, scopeId, parent, depth, out);
    return;
  }
  for (let i = 0; i < Math.min(count, MAX_COPIES); i++)
    make(written, evaluator.within(typeof name === "string" ? name : "", i), scopeId, parent, depth, out);
}

function make(
  written: OpenObject,
  evaluator: TemplateEvaluator,
  scopeId: string | undefined,
  parent: Parent | undefined,
  depth: number,
  out: OpenedTemplate,
): void {
  if (written.condition !== undefined && evaluator.value(written.condition) === false) return;
  const writtenType = evaluator.value(written.type);
  if (typeof writtenType !== "string") {
    out.opaque.push("the type of one of its resources is not known");
    return;
  }
  const own = evaluator.value(written.name);
  const type = parent ? `${parent.type}/${writtenType}` : (writtenType.split("@")[0] as string);
  const name =
    typeof own !== "string" || (parent && typeof parent.name !== "string")
      ? Unknown
      : parent
        ? `${String(parent.name)}/${own}`
        : own;
  const nested = type.toLowerCase() === "microsoft.resources/deployments";
  const at = placeOf(written, evaluator, scopeId);
  const id = at === undefined || typeof name !== "string" ? Unknown : armId(at, type, name);
  const scope = written.scope === undefined ? undefined : evaluator.value(written.scope);
  const body: OpenObject = {};
  for (const [key, value] of Object.entries(written)) {
    if (NOT_BODY.has(key.toLowerCase())) continue;
    // A nested template is opened, not evaluated: its expressions may be its own.
    body[key] = nested && key === "properties" ? value : evaluator.value(value);
  }
  const on = scope === undefined ? (isExtension(type) ? at : undefined) : at;
  out.resources.push({ type, name, id, on, body });
  for (const child of Array.isArray(written.resources) ? written.resources : [])
    openResource(child, evaluator, scopeId, { type, name }, depth, out);
  if (nested) openNested(written, evaluator, scopeId, depth, out);
  if (type.toLowerCase() === "microsoft.resources/deploymentscripts") out.opaque.push("it runs a deployment script");
}

/** A nested template sees the parameters of the one around it, unless it says `inner`. */
function openNested(
  written: OpenObject,
  evaluator: TemplateEvaluator,
  scopeId: string | undefined,
  depth: number,
  out: OpenedTemplate,
): void {
  const properties = asObject(written.properties);
  const scope = placeOf(written, evaluator, scopeId);
  const group = written.resourceGroup === undefined ? undefined : evaluator.value(written.resourceGroup);
  const subscription = written.subscriptionId === undefined ? undefined : evaluator.value(written.subscriptionId);
  let target = scope;
  if (subscription !== undefined || group !== undefined) {
    const base =
      typeof subscription === "string"
        ? `/subscriptions/${subscription}`
        : subscription === undefined
          ? /^\/subscriptions\/[^/]+/i.exec(scope ?? "")?.[0]
          : undefined;
    target =
      base === undefined || (group !== undefined && typeof group !== "string")
        ? undefined
        : group === undefined
          ? base
          : `${base}/resourceGroups/${group}`;
  }
  if (properties.template === undefined) {
    out.opaque.push("it deploys a linked template");
    return;
  }
  const inner = String(asObject(properties.expressionEvaluationOptions).scope).toLowerCase() === "inner";
  open(
    properties.template,
    evaluator.value(properties.parameters),
    target,
    inner ? undefined : evaluator,
    depth + 1,
    out,
  );
}

function placeOf(written: OpenObject, evaluator: TemplateEvaluator, scopeId: string | undefined): string | undefined {
  if (written.scope === undefined) return scopeId;
  const scope = evaluator.value(written.scope);
  if (typeof scope !== "string") return undefined;
  if (scope === "/") return "";
  if (scope.startsWith("/")) return scope;
  // `Microsoft.X/y/name`: a resource of the same deployment.
  const [provider, ...rest] = scope.split("/");
  const types = rest.filter((_, i) => i % 2 === 0);
  const names = rest.filter((_, i) => i % 2 === 1);
  return scopeId === undefined || names.length !== types.length
    ? undefined
    : armId(scopeId, [provider, ...types].join("/"), names.join("/"));
}

function isExtension(type: string): boolean {
  return /^microsoft\.authorization\//i.test(type);
}

function collectSecrets(declared: OpenObject, parameters: OpenValue, out: OpenedTemplate): void {
  for (const [name, declaration] of Object.entries(declared)) {
    const type = asObject(declaration).type;
    if (typeof type !== "string" || !/^secure/i.test(type)) continue;
    texts(asObject(asObject(parameters)[name]).value, out.secrets);
    texts(asObject(declaration).defaultValue, out.secrets);
  }
}

function texts(value: OpenValue, out: string[]): void {
  if (typeof value === "string" && value !== "") out.push(value);
  else if (isObject(value)) Object.values(value).forEach((item) => texts(item, out));
  else if (Array.isArray(value)) list(value).forEach((item) => texts(item, out));
}

function asObject(value: OpenValue): OpenObject {
  return isObject(value) ? value : {};
}
