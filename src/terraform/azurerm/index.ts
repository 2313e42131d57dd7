import type { Family, ResourceMap } from "../map/resource-map";
import type * as dataSourcesModule from "./data-sources";
import { FAMILIES } from "./families";
import { TYPES } from "./type-index";

/** Families that are loaded, by title, and the maps of their types. */
const loaded = new Map<string, Family>();
const maps = new Map<string, ResourceMap>();
let familyOf: Map<string, string> | undefined;

/** The map of a managed type; undefined where there is none. */
export function azurermMap(type: string): ResourceMap | undefined {
  const known = maps.get(type);
  if (known !== undefined) return known;
  familyOf ??= new Map(Object.entries(TYPES).flatMap(([title, types]) => types.map((each) => [each, title] as const)));
  const title = familyOf.get(type);
  if (title !== undefined) loadFamily(title);
  return maps.get(type);
}

function loadFamily(title: string): Family {
  let family = loaded.get(title);
  if (family === undefined) {
    family = FAMILIES.find((each) => each.title === title)?.load() ?? {};
    loaded.set(title, family);
    for (const [type, map] of Object.entries(family)) maps.set(type, map);
  }
  return family;
}

/** All families with their titles. Loads every table. */
export const allFamilies = (): readonly (readonly [title: string, Family])[] =>
  FAMILIES.map(({ title }) => [title, loadFamily(title)] as const);

const dataSources = (): Family => (require("./data-sources") as typeof dataSourcesModule).dataSources;

/** The map of an azurerm data source; undefined where it tells nothing that is asked for. */
export function dataSourceMap(type: string): ResourceMap | undefined {
  const maps = dataSources();
  return Object.hasOwn(maps, type) ? maps[type] : undefined;
}

/** Data source types that are read. */
export const dataSourceTypes = (): readonly string[] => Object.keys(dataSources());
