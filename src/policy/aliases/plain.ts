/** Names that stand at the top of a resource, not under `properties`. */
const TOP: ReadonlySet<string> = new Set(
  "id name type kind location tags sku plan identity zones managedBy managedByExtended extendedLocation systemData etag placement properties"
    .split(" ")
    .map((name) => name.toLowerCase()),
);

/**
 * The path that an alias most often stands for, for aliases no table knows: what follows the resource type, under `properties` unless
 * its first name is one that every resource has at its top.
 */
export function plainPath(alias: string): string {
  const rest = alias.slice(alias.lastIndexOf("/") + 1);
  const first = /^[^.[]*/.exec(rest)?.[0] ?? "";
  return TOP.has(first.toLowerCase()) ? rest : `properties.${rest}`;
}
