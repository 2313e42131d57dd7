import { InputError } from "../../input/input-error";
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
  if (!["planned_values", "resource_changes", "configuration"].some((key) => key in json)) {
    throw new InputError(file, "is no Terraform plan (it has neither planned_values nor resource_changes)", MEND);
  }
  const changes = json.resource_changes;
  if (changes !== undefined && changes !== null) {
    if (!Array.isArray(changes)) throw wrong(file, "$.resource_changes", "is not an array");
    changes.forEach((change, i) => checkChange(change, `$.resource_changes[${i}]`, file));
  }
  for (const key of ["prior_state", "configuration", "variables"] as const) {
    if (json[key] !== undefined && json[key] !== null && !isObject(json[key]))
      throw wrong(file, `$.${key}`, "is not an object");
  }
  if (json.checks !== undefined && json.checks !== null && !Array.isArray(json.checks))
    throw wrong(file, "$.checks", "is not an array");
  return json as unknown as RawPlan;
}

function checkChange(change: unknown, path: string, file: string): void {
  if (!isObject(change)) throw wrong(file, path, "is not an object");
  for (const key of ["address", "type", "name"]) {
    if (typeof change[key] !== "string") throw wrong(file, `${path}.${key}`, "is not a string");
  }
  if (!isObject(change.change)) throw wrong(file, `${path}.change`, "is not an object");
  const { actions, before, after } = change.change;
  if (!Array.isArray(actions) || !actions.every((action) => typeof action === "string")) {
    throw wrong(file, `${path}.change.actions`, "is not an array of strings");
  }
  if (before !== undefined && before !== null && !isObject(before))
    throw wrong(file, `${path}.change.before`, "is not an object");
  if (after !== undefined && after !== null && !isObject(after))
    throw wrong(file, `${path}.change.after`, "is not an object");
}

function wrong(file: string, path: string, problem: string): InputError {
  return new InputError(file, problem, MEND, path);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}
