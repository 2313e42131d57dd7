import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "./block";
import { flagOf, isDerived, isObject, type Derived, type Row, type Rows, type Rule } from "./rows";

/** Writes what the rows make of a block into `target`. */
export function applyRows(rows: Rows, block: Block, target: OpenObject): OpenObject {
  // Not for...of: this runs for each attribute of each resource, mostly before it is optimized, and an iterator makes an object a step.
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as Row;
    if (isDerived(row)) put(target, row.to, derived(row, block));
    else applyRow(row, block, target);
  }
  return target;
}

function applyRow(row: Exclude<Row, Derived>, block: Block, target: OpenObject): void {
  const from = row[0];
  const to = row[1];
  const rule = row[2];
  if (!rule) {
    const value = block.read(from);
    if (value !== null) put(target, to, value);
    return;
  }
  let value = block.read(from);
  if (isUnknown(value) && rule.computed && block.configured && !block.configured.has(fullPath(block, from)))
    value = null;
  if (rule.one || rule.each) {
    applyBlocks(from, to, rule, value, block, target);
    return;
  }
  if (value === null || value === undefined) putAbsent(rule, block, to, target);
  else if (isUnknown(value) || !rule.as)
    put(target, to, typeof value === "string" ? likeAbsent(value, rule.absent) : value);
  else put(target, to, rule.as(value, block));
}

function applyBlocks(from: string, to: string, rule: Rule, value: OpenValue, block: Block, target: OpenObject): void {
  const blocks = block.blocksOf(from, value);
  if (isUnknown(blocks)) {
    if (to !== "") put(target, to, Unknown);
    else for (const row of rule.one ?? []) put(target, isDerived(row) ? row.to : row[1], Unknown);
    return;
  }
  if (blocks.length === 0) {
    putAbsent(rule, block, to, target);
    return;
  }
  if (rule.each) {
    const rows = rule.each;
    const made: OpenValue = blocks.map((item) => (isUnknown(item) ? Unknown : applyRows(rows, item, {})));
    put(target, to, rule.then ? rule.then(made, block) : made);
    return;
  }
  const first = blocks[0];
  if (first === undefined) return;
  if (to === "" && !isUnknown(first)) applyRows(rule.one ?? [], first, target);
  else {
    const made: OpenValue = isUnknown(first) ? Unknown : applyRows(rule.one ?? [], first, {});
    put(target, to, rule.then && !isUnknown(made) ? rule.then(made, block) : made);
  }
}

function putAbsent(rule: Rule, block: Block, to: string, target: OpenObject): void {
  if (rule.absent === undefined) return;
  put(target, to, typeof rule.absent === "function" ? rule.absent(block) : rule.absent);
}

/** Text that a configuration writes for a boolean or a number, as Terraform reads it. What is sent when nothing is written tells the type. */
function likeAbsent(text: string, absent: Rule["absent"]): OpenValue {
  if (typeof absent === "boolean") return flagOf(text) ?? text;
  return typeof absent === "number" && text.trim() !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function derived(row: Derived, block: Block): OpenValue {
  if (!row.open && row.reads.some((name) => isUnknown(block.read(name)))) return Unknown;
  return row.value(block);
}

function fullPath(block: Block, name: string): string {
  return block.path ? `${block.path}.${name}` : name;
}

/**
 * Sets a value at an ARM path, making the objects on the way; two objects at one path are merged. `undefined` and null set nothing. A part that is
 * already Unknown stays so.
 */
export function put(target: OpenObject, path: string, value: OpenValue): void {
  if (value === undefined || value === null) return;
  if (path === "") {
    if (isObject(value)) for (const key of Object.keys(value)) merge(target, key, value[key]);
    return;
  }
  const steps = stepsOf(path);
  let at = target;
  for (let i = 0; i < steps.length - 1; i++) {
    const step = steps[i] as string;
    const next = at[step];
    if (isUnknown(next)) return;
    if (isObject(next)) at = next;
    else at = at[step] = {};
  }
  merge(at, steps[steps.length - 1] as string, value);
}

/** Paths are those of the tables: few, and asked for with every resource. */
const split = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = split.get(path);
  if (!steps) split.set(path, (steps = path.split(".")));
  return steps;
}

function merge(target: OpenObject, key: string, value: OpenValue): void {
  if (value === undefined || value === null) return;
  const before = target[key];
  if (isUnknown(before)) return;
  if (isObject(before) && isObject(value)) for (const inner of Object.keys(value)) merge(before, inner, value[inner]);
  else target[key] = value;
}
