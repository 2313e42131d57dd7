import { InputError } from "../input/input-error";

/** One object of what a command printed, and where it stands. */
export interface Item {
  json: Readonly<Record<string, unknown>>;
  /** The file as the user named it. */
  file: string;
  /** JSON path in the file. */
  path: string;
}

/** What `az` prints: one object, a list, ARM's `{ value: [...] }` (`az rest`), or the `{ data: [...] }` of `az graph query`. */
const LISTS = ["value", "data"] as const;

/**
 * The objects of an output.
 * @param path of the output in its file
 * @throws InputError where it holds anything else than objects
 */
export function itemsOf(json: unknown, file: string, path = "$"): Item[] {
  if (Array.isArray(json))
    return json.map((each: unknown, i) => ({ json: object(each, file, `${path}[${i}]`), file, path: `${path}[${i}]` }));
  const one = object(json, file, path);
  const key = LISTS.find((name) => Array.isArray(one[name]));
  return key === undefined || "id" in one ? [{ json: one, file, path }] : itemsOf(one[key], file, `${path}.${key}`);
}

function object(json: unknown, file: string, path: string): Item["json"] {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Item["json"];
  throw new InputError(
    file,
    "holds a value that is no object",
    "give what az prints with --output json, without --query",
    path,
  );
}

/** A key of an object, or of its `properties`: ARM nests what `az` prints flat. A column of a graph query is named `properties_<key>`. */
export function field({ json }: Item, key: string): unknown {
  const { properties } = json;
  const inner = typeof properties === "object" && properties !== null ? (properties as Item["json"]) : {};
  return json[key] ?? inner[key] ?? json[`properties_${key}`];
}

/** A key that holds text; "" where it does not. */
export function textOf(item: Item, key: string): string {
  const value = field(item, key);
  return typeof value === "string" ? value : "";
}

/**
 * Tags as the context holds them; null is what Azure prints where there are none, and an absent key tells nothing.
 * @param item that has them
 * @throws InputError where one is no scalar
 */
export function tagsOf(value: unknown, item: Item): Record<string, string> | undefined {
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, tag]) => [name, scalarText(tag, item)]));
}

/**
 * A scalar as text.
 * @param item that holds it
 * @throws InputError where it is an object or a list
 */
export function scalarText(value: unknown, { file, path }: Item): string {
  if (typeof value !== "object" || value === null) return String(value);
  throw new InputError(file, "holds an object or a list where az prints a text", "give what az prints as it is", path);
}
