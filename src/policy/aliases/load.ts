import type { OpenValue } from "../json";
import { PolicyError } from "../error";
import { isObject, property } from "../property";
import { AliasTable, type Alias } from "./table";

/**
 * Builds a table of aliases from what `az provider list --expand resourceTypes/aliases` prints (JSON text or value, of one provider or
 * several), or from CSV text with one `alias,default path` a line; further columns do not count.
 * Throws PolicyError where the input is neither.
 */
export function loadAliases(source: unknown): AliasTable {
  if (typeof source !== "string") return fromProviders(source as OpenValue);
  const text = source.trimStart();
  if (!text.startsWith("[") && !text.startsWith("{")) return fromCsv(text);
  let json: OpenValue;
  try {
    json = JSON.parse(text) as OpenValue;
  } catch (error) {
    throw new PolicyError(`the alias table is not JSON (${(error as Error).message})`, "$", "invalidJson");
  }
  return fromProviders(json);
}

function fromCsv(text: string): AliasTable {
  const table = new AliasTable();
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === "") return;
    const [name, path] = columnsOf(line);
    if (name === undefined || path === undefined || path === "")
      throw new PolicyError(`line ${i + 1} of the alias table is not "alias,default path"`, `$[${i}]`, "invalidJson");
    // A header has no alias in it.
    if (name.includes("/")) table.add({ name, path });
  });
  return table;
}

const COLUMN = /(?:^|,)\s*(?:"((?:[^"]|"")*)"|([^,"]*))\s*/gy;

/** The columns of a line, quoted (with doubled quotes within) or not; undefined where a quote does not end. */
function columnsOf(line: string): (string | undefined)[] {
  return [...line.matchAll(COLUMN)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain?.trim());
}

function fromProviders(json: OpenValue): AliasTable {
  const wrapped = isObject(json) && Array.isArray(property(json, "value")) ? property(json, "value") : json;
  const table = new AliasTable();
  for (const provider of Array.isArray(wrapped) ? wrapped : [wrapped]) {
    const namespace = isObject(provider) ? property(provider, "namespace") : undefined;
    const types = isObject(provider) ? property(provider, "resourceTypes") : undefined;
    if (typeof namespace !== "string" || !Array.isArray(types)) {
      throw new PolicyError(
        "the alias table lacks namespace and resourceTypes; pass the output of az provider list --expand resourceTypes/aliases",
        "$",
        "invalidJson",
      );
    }
    for (const type of types) if (isObject(type)) addType(table, namespace, type);
  }
  return table;
}

function addType(table: AliasTable, namespace: string, type: Record<string, OpenValue>): void {
  const name = property(type, "resourceType");
  const fullType = typeof name === "string" ? `${namespace}/${name}` : undefined;
  const capabilities = property(type, "capabilities");
  if (fullType !== undefined && typeof capabilities === "string") table.addType(fullType, capabilities);
  const aliases = property(type, "aliases");
  for (const alias of Array.isArray(aliases) ? aliases : []) {
    const parsed = isObject(alias) ? parseAlias(alias) : undefined;
    if (parsed !== undefined) table.add(fullType === undefined ? parsed : { ...parsed, type: fullType });
  }
}

function parseAlias(alias: Record<string, OpenValue>): Alias | undefined {
  const name = property(alias, "name");
  const paths = property(alias, "paths");
  const list = Array.isArray(paths) ? paths.filter(isObject) : [];
  const path = property(alias, "defaultPath") ?? (list[0] === undefined ? undefined : property(list[0], "path"));
  if (typeof name !== "string" || typeof path !== "string") return undefined;
  const versions = new Map<string, string>();
  for (const entry of list) {
    const other = property(entry, "path");
    const apiVersions = property(entry, "apiVersions");
    if (typeof other !== "string" || other === path || !Array.isArray(apiVersions)) continue;
    for (const version of apiVersions) if (typeof version === "string") versions.set(version.toLowerCase(), other);
  }
  const modifiable = modifiableOf(property(alias, "defaultMetadata"));
  return {
    name,
    path,
    versioned: true,
    ...(versions.size > 0 ? { versions } : {}),
    ...(modifiable === undefined ? {} : { modifiable }),
  };
}

function modifiableOf(metadata: OpenValue): boolean | undefined {
  const attributes = isObject(metadata) ? property(metadata, "attributes") : undefined;
  return typeof attributes === "string" ? /\bModifiable\b/i.test(attributes) : undefined;
}
