import type { Explanation } from "../policy";
import { unknownPaths } from "../policy/explanation";
import type { JsonValue, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { printable, quietJson } from "../report/printable";

/** Longer values and longer lists of what was read are for `--format json`. */
const MOST_CHARACTERS = 160;
const MOST_READS = 10;
/** As wide as the longest outcome, and two spaces. */
const GUTTER = "undetermined".length + 2;

/**
 * An explanation as lines: a condition each, indented below the operator that it is a part of, with its outcome before it; below a condition what its left side came to,
 * the paths that are not known and what Azure would answer with an error.
 */
export function explanationTree(explanation: Explanation, depth = 0): string[] {
  const { outcome, operator, parts } = explanation;
  const indent = "  ".repeat(depth);
  const head = `${outcome.padEnd(GUTTER)}${indent}`;
  if (parts !== undefined) return [`${head}${operator}`, ...parts.flatMap((part) => explanationTree(part, depth + 1))];
  const below = " ".repeat(GUTTER) + `${indent}  `;
  return [`${head}${conditionText(explanation)}`, ...reasons(explanation).map((reason) => below + reason)];
}

function conditionText({ operator, field, value, count, expected }: Explanation): string {
  const left =
    field !== undefined
      ? `field ${printable(field)}`
      : count !== undefined
        ? countText(count as { field?: string; value?: JsonValue; where?: JsonValue })
        : `value ${short(value)}`;
  return `${left} ${operator} ${short(expected)}`;
}

function countText({ field, value, where }: { field?: string; value?: JsonValue; where?: JsonValue }): string {
  const what = field === undefined ? short(value) : printable(field);
  return `count of ${what}${where === undefined ? "" : ` where ${short(where)}`}`;
}

function reasons({ outcome, field, count, actual, reads = [], errors = [] }: Explanation): string[] {
  const unknown = outcome === "undetermined" ? unknownPaths(reads) : [];
  const isOpen = actual === undefined && count !== undefined;
  // Of a field that is what it came to.
  const read = new Map(field === undefined ? reads.map(({ path, value }) => [path, value]) : []);
  for (const path of unknown) read.delete(path);
  const more = read.size - MOST_READS;
  return [
    isOpen ? "how many is not known" : actual === undefined ? "is absent" : `is ${short(actual)}`,
    ...unknown.map((path) => `not known: ${printable(path)}`),
    ...[...read].slice(0, MOST_READS).map(([path, value]) => `read: ${printable(path)} = ${short(value)}`),
    ...(more > 0 ? [`read: ${more} more (--format json shows all)`] : []),
    ...errors.map((error) => `error: ${printable(error)}`),
  ];
}

/** JSON, cut off where it is long: between characters and escapes, and what is cut off within a text is closed as one. */
function short(value: OpenValue): string {
  if (value === undefined) return "(absent)";
  if (isUnknown(value)) return "(unknown)";
  const text = quietJson(value);
  if (text.length <= MOST_CHARACTERS) return text;
  let end = 0;
  let isQuoted = false;
  for (const [piece] of text.matchAll(JSON_PIECE)) {
    if (end + piece.length > MOST_CHARACTERS) break;
    end += piece.length;
    if (piece === '"') isQuoted = !isQuoted;
  }
  return `${text.slice(0, end)}...${isQuoted ? '"' : ""}`;
}

/** An escape, both halves of a surrogate pair as one, or a character. */
const JSON_PIECE = /\\u[\da-f]{4}|\\.|./gsu;
