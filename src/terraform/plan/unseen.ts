import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Written } from "./expressions";

/** Deeper than any attribute of a provider. */
const MAX_DEPTH = 60;

/**
 * Attributes that are known only after apply, while the plan does not show what they will come from. Terraform leaves `dynamic` blocks and locals out of
 * a plan's configuration, so a value that one of them gives has no reference to follow.
 * @param written what the configuration says; undefined where it is not at hand: then nothing that is unknown is explained
 * @param endsOpen whether following the references of an expression ended at something the plan leaves out
 * @returns Terraform paths: `file_upload[0].connection_string`, `app_settings.ENDPOINT`; the path of a block list where even the number of blocks is unknown.
 *   Computed attributes can be among them where no configuration is at hand, or where a block is left out that the provider fills in: the caller
 *   knows which attributes there are.
 */
export function unseenParts(
  values: OpenObject,
  written: Written | undefined,
  endsOpen: (references: readonly string[], path: string) => boolean,
): string[] {
  let open: ReadonlySet<string> | undefined;
  const openAttributes = (): ReadonlySet<string> =>
    (open ??= new Set(
      (written?.references ?? [])
        .filter(({ references, path }) => endsOpen(references, path))
        .map(({ path }) => bare(path)),
    ));
  const found: string[] = [];

  /**
   * @param inner path without indexes
   * @param explained the attribute whose expression gives all below, once one is met
   */
  const visit = (value: OpenValue, path: string, inner: string, explained: string | undefined, depth: number): void => {
    if (typeof value !== "object" || value === null) return;
    if (isUnknown(value) || depth > MAX_DEPTH) {
      if (explained === undefined || openAttributes().has(explained)) found.push(path);
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((item, i) => visit(item, `${path}[${i}]`, inner, explained, depth + 1));
      return;
    }
    for (const [name, item] of Object.entries(value as OpenObject)) {
      if (typeof item !== "object" || item === null) continue;
      const full = inner === "" ? name : `${inner}.${name}`;
      const at = path === "" ? name : `${path}.${name}`;
      if (explained !== undefined) visit(item, at, full, explained, depth + 1);
      else if (written?.attributes.has(full)) visit(item, at, full, full, depth + 1);
      // A block of which the configuration shows as many as there are hides nothing: what is not written in it is left out.
      else if (isUnknown(item) && written !== undefined && isWhole(inner, values, written)) {
        if (inner === "" && !written.has(full)) found.push(at);
      } else visit(item, at, full, undefined, depth + 1);
    }
  };
  visit(values, "", "", undefined, 0);
  return found;
}

/** Whether the configuration shows every block at a path. */
function isWhole(inner: string, values: OpenObject, written: Written): boolean {
  return inner === "" || (written.get(inner) ?? 0) >= blocksAt(values, inner.split("."));
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

const bare = (path: string): string => path.replace(/\[[^\]]*\]/g, "");
