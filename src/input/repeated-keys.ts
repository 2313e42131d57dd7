import { jsonPath } from "./json-path";

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

/**
 * Whether a JSON text writes a name twice in one object. `JSON.parse` keeps the last; Terraform merges both blocks, so what was judged would not
 * be all that is deployed. Counts the names of the text and those of the value: 130 ms for 50 MB.
 *
 * @param text a JSON text
 * @param value what `JSON.parse` made of it
 */
export function repeatsKey(text: string, value: unknown): boolean {
  let names = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = stringEnd(text, start);
    const next = afterSpace(text, end + 1);
    if (text.charCodeAt(next) === COLON) names++;
    start = text.indexOf('"', next);
  }
  return names !== countKeys(value);
}

/**
 * JSON path of the first name that an object of a JSON text has had before; undefined where there is none. Reads the text character by character.
 */
export function repeatedKey(text: string): string | undefined {
  const open: { names: Set<string> | undefined; step: string }[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    const inner = open[open.length - 1];
    if (char === "{") open.push({ names: new Set(), step: "" });
    else if (char === "[") open.push({ names: undefined, step: "0" });
    else if (char === "}" || char === "]") open.pop();
    else if (char === "," && inner && inner.names === undefined) inner.step = String(Number(inner.step) + 1);
    else if (char === '"') {
      const end = stringEnd(text, i);
      if (inner?.names && text.charCodeAt(afterSpace(text, end + 1)) === COLON) {
        inner.step = JSON.parse(text.slice(i, end + 1)) as string;
        if (inner.names.has(inner.step)) return jsonPath(open.map(({ step }) => `/${escaped(step)}`).join(""));
        inner.names.add(inner.step);
      }
      i = end;
    }
  }
  return undefined;
}

const escaped = (step: string): string => step.replaceAll("~", "~0").replaceAll("/", "~1");

/** Position of the quote that ends the string which begins at `start`. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

function afterSpace(text: string, at: number): number {
  let i = at;
  // Space, tab, line feed and carriage return are all that JSON takes for space; all lie below the quote.
  while (i < text.length && text.charCodeAt(i) < QUOTE - 1) i++;
  return i;
}

/** Without recursion: JSON.parse reads what is nested deeper than the stack. */
function countKeys(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const values: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) count += values.length;
    for (const each of values) if (typeof each === "object" && each !== null) open.push(each);
  }
  return count;
}
