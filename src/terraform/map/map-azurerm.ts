import type { Action, ArmLink, ArmResource, PlannedResource } from "../../arm/resource";
import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { TerraformDocument, TerraformResource } from "../document";
import { Block, ResourceBlock, type MapContext } from "./block";
import { applyRows } from "./interpret";
import { anchorPaths } from "./links";
import { anchorType, choosePlace, locate, type Located, type Place } from "./place";
import type { AlsoWritten, ResourceMap } from "./resource-map";
import { list } from "./rows";
import { TabledResource } from "./tabled-resource";

/** The links that tell where a resource lives, and the ARM type that their target must have. */
export interface Anchor {
  links: () => readonly ArmLink[];
  type?: string;
}

/** A planned resource, and how to place it again once what its anchor refers to is known. */
export interface Mapped {
  planned: PlannedResource;
  /** What tells where it lives; undefined where no reference can tell more. */
  anchor?: Anchor;
  /** Places it (and what is written besides it) below or on another planned resource. */
  relocate?: (anchor: PlannedResource) => void;
}

/**
 * Maps one resource by its table.
 * @param into gets the resource itself, and then what the provider writes besides
 */
export function mapByTable(
  resource: TerraformResource,
  map: ResourceMap,
  context: MapContext,
  document: TerraformDocument,
  into: Mapped[],
): void {
  const block = new ResourceBlock(resource, resource, context);
  const prior = resource.before && new Block(resource.before, undefined, context);
  const place = choosePlace(map.place, block);
  const located = locate(map.arm, place, block);
  const written =
    resource.mode === "data" ? new ResourceBlock(resource, undefined, { ...context, unread: true }) : block;
  const source = { resource, document, rows: map.rows, place: map.place, map };
  const planned = new TabledResource(source, bodyOf(map, written, located), located.scope);
  if (prior) planned.prior = bodyOf(map, prior, located);
  if (map.told) planned.told = toldOf(map.told, block);

  const besides =
    map.also === undefined && map.members === undefined
      ? NOTHING
      : writtenBesides(map, resource, document, block, planned, prior);
  if (isUnplaced(planned) && placedByReference(place, block)) {
    const path = anchorPaths(place).get(place.anchor) ?? "parent";
    const anchor = { links: () => planned.anchorLinks(path), type: anchorType(map.arm, place) };
    into.push({ planned, anchor, relocate: relocation(map, place, block, planned, besides) });
  } else into.push({ planned });
  for (const other of besides) into.push({ planned: other.planned });
}

const NOTHING: readonly Besides[] = [];

/** What ARM receives of a resource that lies at a place. */
function bodyOf(map: ResourceMap, from: Block, { id, name }: Located): ArmResource {
  const made: ArmResource = { id, type: map.arm };
  applyRows(map.rows, from, made);
  map.finish?.(made, from);
  made.name = name;
  return made;
}

function writtenBesides(
  { also = [], members }: ResourceMap,
  resource: TerraformResource,
  document: TerraformDocument,
  block: Block,
  planned: PlannedResource,
  prior: Block | undefined,
): Besides[] {
  const besides: Besides[] = [];
  for (const each of also) {
    const made = mapAlso(each, resource, document, block, planned, prior);
    if (made) besides.push(made);
  }
  if (members) besides.push(...membersOf(members, block, planned, prior));
  return besides;
}

/** Whether what a resource is placed by is not there as a value. */
function placedByReference(place: Place, block: Block): boolean {
  if (place.kind === "group" || place.anchor === "") return false;
  const value = block.read(place.anchor);
  return typeof value !== "string" || !value.startsWith("/");
}

/** Apart from the rest, so that only resources that wait for their place keep hold of their attributes. */
function relocation(
  map: ResourceMap,
  place: Place,
  block: Block,
  planned: PlannedResource,
  besides: readonly Besides[],
): (anchor: PlannedResource) => void {
  return (anchor) => {
    const found = locate(map.arm, place, block, anchor);
    planned.resource.id = found.id;
    planned.resource.name = found.name;
    planned.scope = found.scope;
    if (planned.prior) Object.assign(planned.prior, { id: found.id, name: found.name });
    for (const { planned: other, rest } of besides) placeBelow(other, planned, rest);
  };
}

/** The attributes of `told` that are written. */
function toldOf(told: NonNullable<ResourceMap["told"]>, block: Block): NonNullable<PlannedResource["told"]> {
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, attribute]) => {
      const value = block.read(attribute);
      return typeof value === "string" || isUnknown(value) ? [[name, value]] : [];
    }),
  );
}

interface Besides {
  planned: PlannedResource;
  /** Names below the resource, for each type below it. */
  rest: string[] | undefined;
}

function mapAlso(
  also: AlsoWritten,
  resource: TerraformResource,
  document: TerraformDocument,
  block: Block,
  main: PlannedResource,
  prior: Block | undefined,
): Besides | undefined {
  if (!also.when(block)) return undefined;
  const name = typeof also.name === "string" ? also.name : also.name(block);
  const rest = typeof name === "string" ? name.split("/") : undefined;
  const made: ArmResource = { id: Unknown, type: also.arm };
  applyRows(also.rows, block, made);
  const source = { resource, document, rows: also.rows, place: NOWHERE, map: undefined };
  const planned = new TabledResource(source, made, main.scope);
  if (prior && also.when(prior)) {
    planned.prior = { id: Unknown, type: also.arm };
    applyRows(also.rows, prior, planned.prior);
  }
  placeBelow(planned, main, rest);
  return { planned, rest };
}

/** One resource for each item of a list; those that an update adds are created, those that it drops deleted. */
function membersOf(
  { arm, attribute }: NonNullable<ResourceMap["members"]>,
  block: Block,
  main: PlannedResource,
  prior: Block | undefined,
): Besides[] {
  const items = list(block.read(attribute));
  const before = prior && list(prior.read(attribute));
  const make = (item: OpenValue, action: Action): Besides => {
    const rest = typeof item === "string" ? [item.slice(item.lastIndexOf("/") + 1)] : undefined;
    const { address, terraformType, scope, file, constructPath, madeAt } = main;
    const planned: PlannedResource = {
      ...{ address, terraformType, action, scope, file, links: [], sensitive: [] },
      resource: { id: Unknown, type: arm },
      ...(constructPath === undefined ? {} : { constructPath }),
      ...(madeAt === undefined ? {} : { madeAt }),
    };
    placeBelow(planned, main, rest);
    return { planned, rest };
  };
  const dropped = before?.filter((item) => !items.includes(item)) ?? [];
  return [
    ...items.map((item) => make(item, before ? (before.includes(item) ? "no-op" : "create") : main.action)),
    ...(items.some((item) => isUnknown(item)) ? [] : dropped.map((item) => make(item, "delete"))),
  ];
}

/** What is written besides a resource is placed by that resource alone. */
const NOWHERE: Place = { kind: "tenant", anchor: "", segments: [] };

function placeBelow(planned: PlannedResource, main: PlannedResource, rest: string[] | undefined): void {
  const { id, name } = main.resource;
  const types = planned.resource.type.split("/").slice(main.resource.type.split("/").length);
  const known = rest !== undefined && rest.length === types.length;
  const at: Pick<ArmResource, "id" | "name"> = {
    id: known && typeof id === "string" ? id + types.map((type, i) => `/${type}/${rest[i]}`).join("") : Unknown,
    name: known && typeof name === "string" ? [name, ...rest].join("/") : Unknown,
  };
  Object.assign(planned.resource, at);
  if (planned.prior) Object.assign(planned.prior, at);
  planned.scope = main.scope;
}

/** Whether a resource still lacks its id or its place. */
export function isUnplaced(planned: PlannedResource): boolean {
  return isUnknown(planned.resource.id) || isUnknown(planned.resource.name);
}
