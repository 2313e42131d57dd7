import { InputError } from "../../input/input-error";
import { checkTypeName } from "../type-name";
import type { RawPlan } from "./format";

const MEND = 'pass the output of "terraform show -json PLANFILE"';

/**
 * Checks once, at the edge, that a JSON value has the shape of a plan, as far as it is read.
 * @throws InputError where it is something else, or a plan of another major format version
 */
export function validatePlan(json: unknown, file: string): RawPlan {
  if (!isObject(json)) throw new InputError(file, `holds ${kindOf(json)}, not a Terraform plan`, MEND, "$");
  const version = json.format_version;
  if (typeof version !== "string") {
    if ("lineage" in json || ("serial" in json && "resources" in json)) {
      throw new InputError(file, "is a Terraform state file, not a plan", MEND);
    }
    if ("resource" in json || "terraform" in json) {
      throw new InputError(
        file,
        "is Terraform configuration, not a plan",
        'name it cdk.tf.json, or pass the output of "terraform show -json PLANFILE"',
      );
    }
    throw new InputError(file, "is no Terraform plan (it has no format_version)", MEND);
  }
  if (!/^1(\.|$)/.test(version)) {
    throw new InputError(
      file,
      `has plan format version ${JSON.stringify(version.slice(0, 20))}, and only version 1 is known`,
      "use a Terraform or OpenTofu that writes format version 1, or a newer aoai-guard",
      "$.format_version",
    );
  }
  if ("values" in json && !("planned_values" in json)) {
    throw new InputError(file, "shows a Terraform state, not a plan", MEND);
  }
  if (!["planned_values", "resource_changes", "configuration"].some((key) => isThere(json[key]))) {
    throw new InputError(file, "is no Terraform plan (it has neither planned_values nor resource_changes)", MEND);
  }
  const changes = json.resource_changes;
  if (!isThere(changes)) {
    if (isObject(json.planned_values) && plansResources(json.planned_values.root_module))
      throw wrong(file, "$.resource_changes", "is missing, though the plan has resources");
  } else {
    if (!Array.isArray(changes)) throw wrong(file, "$.resource_changes", "is not an array");
    changes.forEach((change, i) => checkChange(change, i, file));
  }
  for (const key of ["prior_state", "configuration", "variables"] as const) {
    if (isThere(json[key]) && !isObject(json[key])) throw wrong(file, `$.${key}`, "is not an object");
  }
  for (const key of ["errored", "complete"]) {
    if (isThere(json[key]) && typeof json[key] !== "boolean")
      throw wrong(file, `$.${key}`, "is neither true nor false");
  }
  if (isObject(json.prior_state)) checkState(json.prior_state.values, file);
  if (isThere(json.checks)) checkChecks(json.checks, file);
  return json as unknown as RawPlan;
}

/** Whether a module of planned values has a managed resource. */
function plansResources(root: unknown): boolean {
  const open = [root];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (!isObject(module)) continue;
    const resources = Array.isArray(module.resources) ? module.resources : [];
    if (resources.some((resource) => isObject(resource) && resource.mode !== "data")) return true;
    if (Array.isArray(module.child_modules)) for (const child of module.child_modules) open.push(child as unknown);
  }
  return false;
}

function checkState(values: unknown, file: string): void {
  const at = "$.prior_state.values";
  if (!isThere(values)) return;
  if (!isObject(values)) throw wrong(file, at, "is not an object");
  const open: [unknown, string][] = isThere(values.root_module) ? [[values.root_module, `${at}.root_module`]] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [module, path] = next;
    if (!isObject(module)) throw wrong(file, path, "is not an object");
    for (const key of ["resources", "child_modules"]) {
      const list = module[key];
      if (!isThere(list)) continue;
      if (!Array.isArray(list)) throw wrong(file, `${path}.${key}`, "is not an array");
      list.forEach((item, i) => {
        const place = `${path}.${key}[${i}]`;
        if (key === "child_modules") open.push([item, place]);
        else checkStateResource(item, place, file);
      });
    }
  }
}

function checkStateResource(resource: unknown, path: string, file: string): void {
  if (!isObject(resource)) throw wrong(file, path, "is not an object");
  for (const key of ["address", "type"]) {
    if (typeof resource[key] !== "string") throw wrong(file, `${path}.${key}`, "is not a string");
  }
  checkTypeName(resource.type as string, file, () => `${path}.type`);
  if (isThere(resource.provider_name) && typeof resource.provider_name !== "string")
    throw wrong(file, `${path}.provider_name`, "is not a string");
  if (isThere(resource.values) && !isObject(resource.values)) throw wrong(file, `${path}.values`, "is not an object");
}

function checkChecks(checks: unknown, file: string): void {
  if (!Array.isArray(checks)) throw wrong(file, "$.checks", "is not an array");
  checks.forEach((check: unknown, i) => {
    const path = `$.checks[${i}]`;
    if (!isObject(check)) throw wrong(file, path, "is not an object");
    checkDisplay(check.address, `${path}.address`, file);
    for (const [instance, at] of itemsOf(check.instances, `${path}.instances`, file)) {
      checkDisplay(instance.address, `${at}.address`, file);
      for (const [problem, place] of itemsOf(instance.problems, `${at}.problems`, file)) {
        if (isThere(problem.message) && typeof problem.message !== "string")
          throw wrong(file, `${place}.message`, "is not a string");
      }
    }
  });
}

function checkDisplay(address: unknown, path: string, file: string): void {
  if (!isThere(address)) return;
  if (!isObject(address)) throw wrong(file, path, "is not an object");
  if (isThere(address.to_display) && typeof address.to_display !== "string")
    throw wrong(file, `${path}.to_display`, "is not a string");
}

/** The objects of a list that may be left out, with their paths. */
function itemsOf(list: unknown, path: string, file: string): [Record<string, unknown>, string][] {
  if (!isThere(list)) return [];
  if (!Array.isArray(list)) throw wrong(file, path, "is not an array");
  return list.map((item: unknown, i) => {
    if (!isObject(item)) throw wrong(file, `${path}[${i}]`, "is not an object");
    return [item, `${path}[${i}]`];
  });
}

/** Actions after which there is a resource, whose values the plan then has. */
const MAKES: ReadonlySet<string> = new Set(["create", "update"]);

const makes = (action: string): boolean => MAKES.has(action);

/** Whether a change leaves a resource, so that its values must be there: Terraform has them, however few of them are known. */
const leavesOne = (actions: readonly string[], before: unknown): boolean =>
  actions.some(makes) || (actions[0] === "no-op" && isThere(before));

const NAMES = ["address", "type", "name"] as const;
const STATES = ["before", "after"] as const;
const MARKS = ["after_unknown", "after_sensitive", "before_sensitive"] as const;
const TEXTS = ["provider_name", "module_address", "previous_address", "deposed"] as const;

function checkChange(raw: unknown, place: number, file: string): void {
  if (!isObject(raw)) throw fault(file, place, "", "is not an object");
  const noName = firstNot(raw, NAMES, isText);
  if (noName !== undefined) throw fault(file, place, `.${noName}`, "is not a string");
  checkTypeName(raw.type as string, file, () => pathOf(place, ".type"));
  const { change } = raw;
  if (!isObject(change)) throw fault(file, place, ".change", "is not an object");
  const { actions } = change;
  if (!Array.isArray(actions) || !actions.every(isText))
    throw fault(file, place, ".change.actions", "is not an array of strings");
  const noState = firstNot(change, STATES, isObjectOrAbsent);
  if (noState !== undefined) throw fault(file, place, `.change.${noState}`, "is not an object");
  if (raw.mode === "managed" && actions.includes("read"))
    throw fault(file, place, ".change.actions", "reads what is no data source");
  if (leavesOne(actions, change.before)) {
    if (!isThere(change.after)) throw fault(file, place, ".change.after", "is missing");
    if (change.after_unknown === true)
      throw fault(file, place, ".change.after_unknown", "says that nothing is known of the resource");
  }
  const noMark = firstNot(change, MARKS, isMarkOrAbsent);
  if (noMark !== undefined) throw fault(file, place, `.change.${noMark}`, "is neither an object nor a boolean");
  const noText = firstNot(raw, TEXTS, isTextOrAbsent);
  if (noText !== undefined) throw fault(file, place, `.${noText}`, "is not a string");
}

/** The first of some names whose value is not as it has to be. Every change of a plan comes by here, so that nothing is made for one that is sound. */
function firstNot(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
  isSound: (value: unknown) => boolean,
): string | undefined {
  for (let i = 0; i < names.length; i++) if (!isSound(object[names[i] as string])) return names[i];
  return undefined;
}

const pathOf = (place: number, below: string): string => `$.resource_changes[${place}]${below}`;
const fault = (file: string, place: number, below: string, problem: string): InputError =>
  wrong(file, pathOf(place, below), problem);
const isText = (value: unknown): boolean => typeof value === "string";
const isTextOrAbsent = (value: unknown): boolean => typeof value === "string" || !isThere(value);
const isObjectOrAbsent = (value: unknown): boolean => isObject(value) || !isThere(value);
const isMarkOrAbsent = (value: unknown): boolean => isObject(value) || typeof value === "boolean" || !isThere(value);

function wrong(file: string, path: string, problem: string): InputError {
  return new InputError(file, problem, MEND, path);
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}
