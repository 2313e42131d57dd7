import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Written } from "./expressions";
import type { Json, JsonMap } from "./format";

/** Deeper than any attribute of a provider. */
const MAX_DEPTH = 60;

/**
 * Attributes that are known only after apply, while the plan does not show what they will come from. Terraform leaves `dynamic` blocks and locals out of
 * a plan's configuration, so a value that one of them gives has no reference to follow.
 * @param marks `after_unknown`
 * @param value gives an attribute, `Unknown` where the marks say so; asked for where blocks have to be counted
 * @param written what the configuration says; undefined where it is not at hand: then nothing that is unknown is explained
 * @param open attributes, without indexes, whose references lead to something the plan leaves out
 * @returns Terraform paths: `file_upload[0].connection_string`, `app_settings.ENDPOINT`; the path of a block list where even the number of blocks is unknown.
 *   Computed attributes can be among them where no configuration is at hand, or where a block is left out that the provider fills in: the caller
 *   knows which attributes there are.
 */
export function unseenParts(
  marks: Json | undefined,
  value: (name: string) => OpenValue,
  written: Written | undefined,
  open: ReadonlySet<string>,
): readonly string[] {
  const found: string[] = [];

  /**
   * @param inner path without indexes
   * @param explained the attribute whose expression gives all below, once one is met
   */
  const visit = (
    mark: Json | undefined,
    path: string,
    inner: string,
    explained: string | undefined,
    depth: number,
  ): void => {
    if (mark === true || depth > MAX_DEPTH) {
      if (explained === undefined || open.has(explained)) found.push(path);
    } else if (Array.isArray(mark)) {
      for (let i = 0; i < mark.length; i++)
        if (isMark(mark[i])) visit(mark[i], `${path}[${i}]`, inner, explained, depth + 1);
    } else if (isMark(mark)) visitParts(mark, path, inner, explained, depth + 1);
  };
  const visitParts = (
    marked: JsonMap,
    path: string,
    inner: string,
    explained: string | undefined,
    depth: number,
  ): void => {
    Object.keys(marked).forEach((name) => {
      const mark = marked[name];
      if (!isMark(mark) || name === "__proto__") return;
      const full = inner === "" ? name : `${inner}.${name}`;
      const at = path === "" ? name : `${path}.${name}`;
      if (explained !== undefined) visit(mark, at, full, explained, depth);
      else if (written?.isAttribute(full)) visit(mark, at, full, full, depth);
      // A block of which the configuration shows as many as there are hides nothing: what is not written in it is left out.
      else if (mark === true && written !== undefined && isWhole(inner, value, written)) {
        if (inner === "" && !written.has(full)) found.push(at);
      } else visit(mark, at, full, undefined, depth);
    });
  };
  if (typeof marks === "object" && marks !== null && !Array.isArray(marks)) visitParts(marks, "", "", undefined, 1);
  return found;
}

/** Whether a mark may say that something is unknown: `false`, which stands for what is known, does not. */
const isMark = (mark: Json | undefined): mark is true | JsonMap | Json[] =>
  mark === true || (typeof mark === "object" && mark !== null);

/** Whether the configuration shows every block at a path. */
function isWhole(inner: string, value: (name: string) => OpenValue, written: Written): boolean {
  if (inner === "") return true;
  const [top = "", ...rest] = inner.split(".");
  return (written.get(inner) ?? 0) >= blocksAt(value(top), rest);
}

function blocksAt(value: OpenValue, [name, ...rest]: readonly string[]): number {
  if (Array.isArray(value))
    return value.reduce<number>((sum, item) => sum + blocksAt(item as OpenValue, join(name, rest)), 0);
  if (name === undefined) return 1;
  if (typeof value !== "object" || value === null || isUnknown(value)) return 0;
  return blocksAt((value as OpenObject)[name], rest);
}

const join = (name: string | undefined, rest: readonly string[]): readonly string[] =>
  name === undefined ? rest : [name, ...rest];
