import { isAscii } from "node:buffer";

/** What stands in the place of the values that are left out. */
const LEFT_OUT = true;

const HEAD = /^\{"format_version":"[^"\\]*","terraform_version":"[^"\\]*",("variables":\{|"planned_values":\{)/;
/** Longer than any two version numbers. */
const HEAD_LENGTH = 200;
const PLANNED = '"planned_values":{';
const CHANGES = ',"resource_changes":[';

/**
 * Parses a plan without its `planned_values` and `resource_drift`, a third of its text: the first repeats what `resource_changes` says of each resource, and nothing reads
 * either. Terraform and OpenTofu write the parts of a plan in one order and without space between them, so that the two are what stands between two names. Where a
 * value holds these names, too, what is left either is no JSON or still has its planned values.
 * Source: the order of the fields of `plan` in https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/plan.go
 * @returns undefined where a plan is not written that way, or it is not certain what was left out: then the whole has to be parsed
 */
export function parseWithoutPlannedValues(bytes: Buffer): unknown {
  if (!HEAD.test(bytes.toString("latin1", 0, HEAD_LENGTH))) return undefined;
  const from = bytes.indexOf(PLANNED);
  const to = from < 0 ? -1 : bytes.indexOf(CHANGES, from);
  if (to < 0) return undefined;
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(to)];
  // Decoded as what it is, ASCII costs a third.
  const encoding = isAscii(before) && isAscii(after) ? "latin1" : "utf8";
  try {
    const plan = JSON.parse(`${before.toString(encoding)}"planned_values":${LEFT_OUT}${after.toString(encoding)}`) as {
      planned_values?: unknown;
    };
    return plan.planned_values === LEFT_OUT ? plan : undefined;
  } catch {
    return undefined;
  }
}
