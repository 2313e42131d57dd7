import type {
  Action,
  ArmLink,
  ArmResource,
  Made,
  PlannedResource,
  ResourceScope,
  SourceLocation,
} from "../../arm/resource";
import type { OpenObject, OpenValue } from "../../policy/json";
import type { TerraformDocument, TerraformResource } from "../document";
import { canHold, unsureOf } from "./holding";
import { anchorLinks, linksOf } from "./links";
import type { Place } from "./place";
import type { ResourceMap } from "./resource-map";
import type { Rows } from "./rows";
import { sensitivePaths } from "./sensitive";
import { unseenOf } from "./unseen";

/** What a planned resource is made of, and from which the rest is worked out when it is asked for. */
export interface TableSource {
  resource: TerraformResource;
  document: TerraformDocument;
  /** The rows and the place that links are told by. */
  rows: Rows;
  place: Place;
  /** The map, of the resource itself; undefined for what is written besides it. */
  map: ResourceMap | undefined;
}

/** A planned resource made by a table. Most resources of most plans are never asked for their links, nor for what is sensitive or not seen. */
export class TabledResource implements PlannedResource {
  readonly address: string;
  readonly terraformType: string;
  readonly action: Action;
  readonly file: string;
  readonly constructPath?: string;
  readonly madeAt?: SourceLocation;
  readonly overlay?: boolean;
  prior?: ArmResource;
  told?: PlannedResource["told"];
  private linksOnce: readonly ArmLink[] | undefined;
  private sensitiveOnce: readonly string[] | undefined;
  private unseenOnce: readonly string[] | undefined;

  constructor(
    private readonly source: TableSource,
    public resource: ArmResource,
    public scope: ResourceScope,
  ) {
    const { resource: from, document, map } = source;
    this.address = from.address;
    this.terraformType = from.type;
    this.action = from.action;
    this.file = document.file;
    if (map?.overlay) this.overlay = true;
    if (from.constructPath !== undefined) this.constructPath = from.constructPath;
    if (from.madeAt !== undefined) this.madeAt = from.madeAt;
  }

  get links(): readonly ArmLink[] {
    return (this.linksOnce ??= this.findLinks());
  }

  /** Those of {@link links} that tell where it lives. Most resources are asked for no others. */
  anchorLinks(path: string): readonly ArmLink[] {
    if (this.linksOnce) return this.linksOnce.filter((link) => link.path === path);
    const { resource, document, place, map } = this.source;
    return anchorLinks(resource, place, path, map?.overlay === true, canHold(resource, document));
  }

  private findLinks(): readonly ArmLink[] {
    const { resource, document, rows, place, map } = this.source;
    const links = linksOf(
      resource,
      rows,
      place,
      map?.overlay === true,
      canHold(resource, document),
      (attribute, references) => unsureOf(resource, document, attribute, references),
    );
    // What is written besides a resource is linked by what its own rows read, and by nothing else.
    return map === undefined ? links.filter((link) => link.path !== link.attribute) : links;
  }

  get sensitive(): readonly string[] {
    return (this.sensitiveOnce ??= this.findSensitive());
  }

  private findSensitive(): readonly string[] {
    const { resource, rows } = this.source;
    const marked = resource.sensitive;
    if (marked.length === 0) return NONE;
    return sensitivePaths(marked, resource.values, rows, { ...this.resource, id: undefined, type: undefined });
  }

  /** Put together each time it is asked for: tracing does, once for each resource. */
  get given(): OpenObject | undefined {
    const { resource, map } = this.source;
    if (resource.mode === "data" || (map?.outline !== true && map?.given === undefined)) return undefined;
    const { values, hidden } = resource;
    if (map.given) return only(map.given, values);
    return hidden.size === 0 ? values : withHidden(values, hidden);
  }

  /** What is written besides a resource has nothing of its own. */
  get made(): readonly Made[] | undefined {
    const { resource, map } = this.source;
    return map === undefined ? undefined : resource.made;
  }

  get unseen(): readonly string[] | undefined {
    const { resource, map } = this.source;
    return map === undefined ? undefined : (this.unseenOnce ??= unseenOf(resource, map));
  }
}

function only(names: readonly string[], values: OpenObject): OpenObject {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]));
}

const NONE: readonly string[] = [];

/** Values, with those of write-only arguments, which a plan holds as null. */
function withHidden(values: OpenObject, hidden: ReadonlyMap<string, OpenValue>): OpenObject {
  const out = { ...values };
  for (const [name, value] of hidden) out[name] ??= value;
  return out;
}
