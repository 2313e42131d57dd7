import type { OpenObject, OpenValue } from "../../policy/json";
import { armPath } from "./arm-path";
import { isObject, type Rows } from "./rows";

/** A shorter secret is looked for as a whole value only: as part of another it would mark by chance. */
const MIN_PART = 6;

/**
 * ARM paths under which sensitive values end up: where the map puts a sensitive attribute, and every string that holds one (a connection string
 * that the provider builds from a key).
 * @param marked Terraform paths that are marked
 */
export function sensitivePaths(marked: readonly string[], values: OpenObject, rows: Rows, body: OpenObject): string[] {
  const paths = new Set<string>();
  const texts: string[] = [];
  const worked: string[] = [];
  for (const path of marked) {
    const value = valueAt(values, path);
    const target = armPath(rows, path);
    // Marked also where only the state before holds a value.
    if (target?.direct) paths.add(target.path);
    if (value === null || value === undefined) continue;
    collectTexts(value, texts);
    if (target && !target.direct) worked.push(target.path);
  }
  if (texts.length > 0)
    findTexts(
      body,
      "",
      new Set(texts),
      texts.filter((text) => text.length >= MIN_PART),
      paths,
    );
  for (const path of worked) {
    const found = [...paths].some((p) => p === path || p.startsWith(`${path}.`) || p.startsWith(`${path}[`));
    if (!found && valueAt(body, path) !== undefined) paths.add(path);
  }
  return [...paths];
}

/** Paths of the strings in a body that are, or hold, one of the texts. */
export function textPaths(body: OpenValue, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const paths = new Set<string>();
  findTexts(
    body,
    "",
    new Set(texts),
    texts.filter((text) => text.length >= MIN_PART),
    paths,
  );
  return [...paths];
}

function collectTexts(value: OpenValue, out: string[]): void {
  if (typeof value === "string") {
    if (value !== "") out.push(value);
  } else if (Array.isArray(value)) value.forEach((item) => collectTexts(item, out));
  else if (isObject(value)) Object.values(value).forEach((item) => collectTexts(item, out));
}

function findTexts(
  value: OpenValue,
  path: string,
  whole: ReadonlySet<string>,
  parts: readonly string[],
  out: Set<string>,
): void {
  if (typeof value === "string") {
    if (whole.has(value) || parts.some((part) => value.includes(part))) out.add(path);
  } else if (Array.isArray(value)) value.forEach((item, i) => findTexts(item, `${path}[${i}]`, whole, parts, out));
  else if (isObject(value))
    for (const key of Object.keys(value)) findTexts(value[key], path ? `${path}.${key}` : key, whole, parts, out);
}

/** The value at `a[0].b.c`; `[*]` gives the first. */
function valueAt(root: OpenValue, path: string): OpenValue {
  let at: OpenValue = root;
  for (const step of path.split(/[.[\]]+/)) {
    if (step === "") continue;
    if (Array.isArray(at)) at = at[step === "*" ? 0 : Number(step)];
    else if (isObject(at)) at = at[step];
    else return undefined;
  }
  return at;
}
