import type * as data from "./data";
import { plainPath } from "./plain";
import { AliasTable, type Alias } from "./table";
import { UNTRACKED } from "./untracked";

let table: AliasTable | undefined;

/**
 * The aliases that ship with the package: those of the resource types through which camera media can reach a model. Read a namespace at a time,
 * when the first of its aliases is looked up.
 */
export function builtInAliases(): AliasTable {
  if (table === undefined) {
    table = new AliasTable(aliasesIn);
    for (const type of UNTRACKED) table.addType(type, "None");
  }
  return table;
}

function aliasesIn(namespace: string): Alias[] {
  const { ALIAS_DATA } = require("./data") as typeof data;
  const types = Object.hasOwn(ALIAS_DATA, namespace) ? ALIAS_DATA[namespace] : undefined;
  return Object.entries(types ?? {}).flatMap(([type, text]) => decode(type, text));
}

/**
 * Reads the aliases of one type. They are parted by `|` and in order; each begins with a digit of base 36 that tells how many characters it shares with the one
 * before. What follows `=` is the path, told in the same way from the last path that was given: below `properties`, or with `/` from the
 * top. Without `=` it is the path that `plainPath` guesses. A name that begins with `/` belongs to the namespace, not to the type.
 */
function decode(type: string, text: string): Alias[] {
  const namespace = type.slice(0, type.indexOf("/"));
  let name = "";
  let path = "";
  return text.split("|").map((entry) => {
    const [coded = "", codedPath] = entry.split("=");
    name = prolonged(name, coded);
    const full = name.startsWith("/") ? namespace + name : `${type}/${name}`;
    if (codedPath === undefined) return { name: full, type, path: plainPath(full) };
    path = prolonged(path, codedPath);
    return { name: full, type, path: path.startsWith("/") ? path.slice(1) : `properties.${path}` };
  });
}

function prolonged(before: string, coded: string): string {
  return before.slice(0, parseInt(coded.charAt(0), 36)) + coded.slice(1);
}
