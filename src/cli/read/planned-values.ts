import { isAscii } from "node:buffer";

/** What stands in the place of the values that are left out. */
const LEFT_OUT = true;

const HEAD = /^\{"format_version":"[^"\\]*","terraform_version":"[^"\\]*",("variables":\{|"planned_values":\{)/;
/** Longer than any two version numbers. */
const HEAD_LENGTH = 200;
const PLANNED = '"planned_values":{';
const CHANGES = ',"resource_changes":[';
/** The other parts of a plan that are read. Terraform writes none of them in between; a program that writes its own order might. */
const ELSEWHERE = [
  ...["variables", "prior_state", "configuration", "checks", "errored", "complete"],
  ...["deferred_changes", "action_invocations"],
];
const COMMA = 0x2c;
const BRACE = 0x7b;

/**
 * Parses a plan without its `planned_values` and `resource_drift`, a third of its text: the first repeats what `resource_changes` says of each resource, and nothing reads
 * either. Terraform and OpenTofu write the parts of a plan in one order and without space between them, so that the two are what stands between two names. What stands
 * before the one and behind the other is parsed each for itself: where a value holds these names, too, one of them is no JSON or has no planned values. A part that neither
 * has and whose name stands in between may stand there itself.
 * Source: the order of the fields of `plan` in https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/plan.go
 * @returns undefined where a plan is not written that way, or it is not certain what was left out: then the whole has to be parsed
 */
export function parseWithoutPlannedValues(bytes: Buffer): unknown {
  if (!HEAD.test(bytes.toString("latin1", 0, HEAD_LENGTH))) return undefined;
  const from = bytes.indexOf(PLANNED);
  const to = from < 0 ? -1 : bytes.indexOf(CHANGES, from);
  if (to < 0) return undefined;
  try {
    const head = JSON.parse(`${bytes.toString("utf8", 0, from)}"planned_values":${LEFT_OUT}}`) as Partial<Planned>;
    if (head.planned_values !== LEFT_OUT) return undefined;
    const rest = objectBehind(bytes, to) as Partial<Planned>;
    if ("planned_values" in rest) return undefined;
    const plan = { ...head, ...rest };
    const between = bytes.subarray(from, to);
    return ELSEWHERE.some((name) => !(name in plan) && between.includes(`"${name}":`)) ? undefined : plan;
  } catch {
    return undefined;
  }
}

interface Planned {
  planned_values: unknown;
}

/**
 * The parts of an object from a comma on.
 * @throws SyntaxError
 */
function objectBehind(bytes: Buffer, comma: number): unknown {
  bytes[comma] = BRACE;
  try {
    const rest = bytes.subarray(comma);
    // Decoded as what it is, ASCII costs a third.
    return JSON.parse(rest.toString(isAscii(rest) ? "latin1" : "utf8"));
  } finally {
    bytes[comma] = COMMA;
  }
}
