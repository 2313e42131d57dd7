import type { OpenObject, OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import { allFamilies } from "../azurerm";
import type { ResourceMap } from "./resource-map";
import { isDerived, isObject, type Rows } from "./rows";

/** Lower case -> the name as ARM writes it, and the names below it. */
interface Names {
  name: string;
  inner: Map<string, Names>;
}

/** Names that no row of a table says, because a function makes them or another type has them; with those of templates. */
const MORE = `
  accessPolicies allowProjectManagement appSettings bindings connectionString connectionStrings containers customDomains
  customSubDomainName defaultValue dependsOn deploymentScope destination disableLocalAuth displayName endpoint endpoints env
  environmentVariables expiresOn exemptionCategory fileUpload format identity image initContainers inputs kind location
  model name networkAcls objectId outputs overrides parameters permissions policyDefinitionReferenceIds principalId
  principalIds principalType properties publicNetworkAccess raiPolicyName reference resourceId resources
  resourceSelectors roleDefinitionId scope secretRef secrets secureValue siteConfig sku source storageEndpoints
  tags template templateLink tenantId type userAssignedIdentities value version versionUpgradeOption volumes
`
  .trim()
  .split(/\s+/);

/** What these hold has names of the user's own, and is told apart by them. */
const OPEN: ReadonlySet<string> = new Set([
  "tags",
  "metadata",
  "userassignedidentities",
  "policyrule",
  "variables",
  "definition",
]);
/** Parameters have names of the user's own; what stands below each has not. */
const NAMED: ReadonlySet<string> = new Set(["parameters", "outputs"]);
/** App settings and connection strings are the properties of the resource themselves. */
const SETTINGS = /^microsoft\.web\/sites\/(slots\/)?config$/;

const MAX_DEPTH = 60;

let byType: Map<string, Map<string, Names>> | undefined;
let common: Map<string, string> | undefined;

/**
 * The body of a resource with its names in the spelling in which the tables of azurerm, and so the rest of the checker, have them. ARM takes any. Where an
 * object has a name in two spellings nobody can tell which one counts, and its value is Unknown. Values stay as they are.
 * @param type ARM type; names that only one type spells otherwise are those of this type
 */
export function spelled(type: string, body: OpenObject): OpenObject {
  if (!byType || !common) [byType, common] = vocabulary();
  const lower = type.toLowerCase();
  return names(body, byType.get(lower), SETTINGS.test(lower) ? undefined : common, 0) as OpenObject;
}

function names(
  value: OpenValue,
  tree: Map<string, Names> | undefined,
  fallback: Map<string, string> | undefined,
  depth: number,
): OpenValue {
  if (depth > MAX_DEPTH) return Unknown;
  if (Array.isArray(value)) return value.map((item) => names(item, tree, fallback, depth + 1));
  if (!isObject(value)) return value;
  const out: OpenObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__") continue;
    const lower = key.toLowerCase();
    const known = tree?.get(lower);
    const name = known?.name ?? fallback?.get(lower) ?? (depth === 0 ? common?.get(lower) : undefined) ?? key;
    if (Object.prototype.hasOwnProperty.call(out, name)) out[name] = Unknown;
    else out[name] = below(item, lower, known?.inner, fallback, depth + 1);
  }
  return out;
}

function below(
  item: OpenValue,
  name: string,
  tree: Map<string, Names> | undefined,
  fallback: Map<string, string> | undefined,
  depth: number,
): OpenValue {
  if (OPEN.has(name)) return item;
  if (!NAMED.has(name) || !isObject(item)) return names(item, tree, fallback, depth);
  return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, shallow(each)]));
}

/** `{ Value: ... }` of a parameter: what the value holds is the user's. */
function shallow(parameter: OpenValue): OpenValue {
  if (!isObject(parameter)) return parameter;
  return Object.fromEntries(
    Object.entries(parameter).map(([key, item]) => [common?.get(key.toLowerCase()) ?? key, item]),
  );
}

/** The names of every type that the tables map, and those that are spelled alike in all. */
function vocabulary(): [Map<string, Map<string, Names>>, Map<string, string>] {
  const types = new Map<string, Map<string, Names>>();
  const spellings = new Map<string, Set<string>>();
  const add = (tree: Map<string, Names>, path: string): Map<string, Names> => {
    let at = tree;
    for (const name of path.split(".")) {
      if (name === "") continue;
      const lower = name.toLowerCase();
      const found = at.get(lower) ?? { name, inner: new Map<string, Names>() };
      at.set(lower, found);
      spellings.set(lower, (spellings.get(lower) ?? new Set()).add(name));
      at = found.inner;
    }
    return at;
  };
  const addRows = (rows: Rows, tree: Map<string, Names>): void => {
    for (const row of rows) {
      if (isDerived(row)) add(tree, row.to);
      else addRows(row[2]?.one ?? row[2]?.each ?? [], add(tree, row[1]));
    }
  };
  const addMap = (arm: string, rows: Rows): void => {
    const tree = types.get(arm.toLowerCase()) ?? new Map<string, Names>();
    types.set(arm.toLowerCase(), tree);
    addRows(rows, tree);
  };
  for (const map of allFamilies().flatMap(([, family]): ResourceMap[] => Object.values(family))) {
    addMap(map.arm, map.rows);
    for (const also of map.also ?? []) addMap(also.arm, also.rows);
  }
  const alike = new Map<string, string>();
  for (const [lower, found] of spellings) if (found.size === 1) alike.set(lower, [...found][0] as string);
  for (const name of MORE) alike.set(name.toLowerCase(), name);
  return [types, alike];
}
