import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import { normalized, parseArmId } from "../arm/id";
import type { PlannedResource, ResourceScope } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { Tags } from "./facts";

/** The tags of whatever it is written on: https://learn.microsoft.com/rest/api/resources/tags */
const TAGS = "microsoft.resources/tags";
const NONE: readonly never[] = [];

/** Tags that one resource of a plan writes onto another. */
export interface TagWrite {
  from: PlannedResource;
  tags: Tags;
  /** Where in the writer they stand. */
  at: string;
}

/** What a write is aimed at: an id, or resources of the plan whose id is not known yet; neither where nobody can say. */
interface Aim {
  id?: string;
  targets: readonly PlannedResource[];
}

/**
 * Tags that are not written with the resource that bears them: `Microsoft.Resources/tags` on anything, and patches (azapi_update_resource,
 * azapi_resource_action) of a resource that stands elsewhere in the plan, in the context or nowhere.
 */
export class TagWrites {
  /** Accounts that only a write of their tags shows, as patches of accounts. */
  readonly patches: readonly PlannedResource[];
  private readonly byId = new Map<string, TagWrite[]>();
  private readonly byResource = new Map<PlannedResource, TagWrite[]>();
  private readonly astray: TagWrite[] = [];

  constructor(resources: readonly PlannedResource[], index: ResourceIndex) {
    const patches: PlannedResource[] = [];
    for (const from of resources) {
      const tags = writtenTags(from);
      if (tags === undefined) continue;
      const write = { from, tags, at: isTags(from) ? "properties.tags" : "tags" };
      const { id, targets } = aimOf(from, index);
      if (id !== undefined) append(this.byId, normalized(id), write);
      for (const target of targets) {
        append(this.byResource, target, write);
        if (typeof target.resource.id === "string") append(this.byId, normalized(target.resource.id), write);
      }
      if (!isTags(from)) continue;
      if (id === undefined && targets.length === 0) this.astray.push(write);
      else patches.push(...patchOf(write, id, targets, index));
    }
    this.patches = patches;
  }

  /** Whether it is known of no resource that something is written onto it. */
  get areNone(): boolean {
    return this.byId.size === 0 && this.byResource.size === 0;
  }

  /** What is written onto a planned resource. */
  on(planned: PlannedResource): readonly TagWrite[] {
    if (this.areNone) return NONE;
    const { id } = planned.resource;
    const all = [...(this.byResource.get(planned) ?? []), ...(typeof id === "string" ? this.onId(id) : [])];
    return [...new Set(all)].filter(({ from }) => from !== planned);
  }

  /** What is written onto something by its id. */
  onId(id: string): readonly TagWrite[] {
    return this.byId.size === 0 ? NONE : (this.byId.get(normalized(id)) ?? NONE);
  }

  /** What may be written onto any account: nobody can say what these writes are aimed at. */
  get anywhere(): readonly TagWrite[] {
    return this.astray;
  }
}

const isTags = ({ resource }: PlannedResource): boolean => typeKey(resource.type) === TAGS;

/** The tags that a resource writes onto another; undefined where it writes none. */
function writtenTags(planned: PlannedResource): Tags {
  const { action, overlay, resource } = planned;
  if (action === "delete" || action === "existing") return undefined;
  if (isTags(planned)) {
    const { properties } = resource;
    if (properties === undefined || isUnknown(properties)) return properties;
    return asTags(member(properties, "tags"));
  }
  return overlay === true ? (resource.tags ?? undefined) : undefined;
}

const asTags = (value: OpenValue): Tags => {
  if (value === undefined || value === null) return undefined;
  return isObject(value) ? value : Unknown;
};

function aimOf(from: PlannedResource, index: ResourceIndex): Aim {
  const id = from.resource.id;
  const on = isTags(from) ? scopeOf(from) : id;
  if (typeof on === "string") return { id: on, targets: [] };
  const type = from.resource.type.toLowerCase();
  const targets = from.links
    .filter(({ attribute }) => attribute === "parent_id" || attribute === "resource_id" || attribute === "scope")
    .flatMap((link) => index.targets(link))
    .filter((target) => target !== from && target.overlay !== true && target.action !== "delete")
    .filter((target) => isTags(from) || target.resource.type.toLowerCase() === type);
  return { targets };
}

/** What `Microsoft.Resources/tags` stands on. Where its own id is not known yet, the id may be that of what it refers to. */
function scopeOf({ resource: { id }, scope }: PlannedResource): Maybe<string> | undefined {
  const parsed = typeof id === "string" ? parseArmId(id) : undefined;
  if (parsed?.type.toLowerCase() === TAGS) return parsed.scope;
  return scope.on ?? (parsed === undefined ? undefined : id);
}

/** A patch of an account that the plan does not write: it is judged like any other patch of one. */
function patchOf(
  { from, tags }: TagWrite,
  id: string | undefined,
  targets: readonly PlannedResource[],
  index: ResourceIndex,
): PlannedResource[] {
  const found = id === undefined ? targets : [index.byId(id)].filter((target) => target !== undefined);
  if (found.some(({ action, overlay }) => action !== "existing" && overlay !== true)) return [];
  const [target] = found;
  const parsed = id === undefined ? undefined : parseArmId(id);
  const type = target?.resource.type ?? parsed?.type;
  if (type?.toLowerCase() !== COGNITIVE_ACCOUNT) return [];
  const scope: ResourceScope = target?.scope ?? {
    ...(parsed?.subscriptionId === undefined ? {} : { subscriptionId: parsed.subscriptionId }),
    ...(parsed?.resourceGroup === undefined ? {} : { resourceGroup: parsed.resourceGroup }),
  };
  const body = {
    id: id ?? target?.resource.id ?? Unknown,
    type,
    name: parsed?.name ?? target?.resource.name ?? Unknown,
    tags: asOpen(tags),
    ...(target?.resource.kind === undefined ? {} : { kind: target.resource.kind }),
  };
  const sensitive = from.sensitive.map((path) => path.replace(/^properties\.(?=tags)/i, ""));
  const { links, unseen } = from;
  return [{ ...from, links, unseen, overlay: true, resource: body, scope, sensitive }];
}

const asOpen = (tags: Tags): Maybe<OpenObject> => tags ?? {};

function member(object: OpenObject, name: string): OpenValue {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : object[key];
}

function append<K>(map: Map<K, TagWrite[]>, key: K, write: TagWrite): void {
  const list = map.get(key);
  if (list) list.push(write);
  else map.set(key, [write]);
}

const isObject = (value: OpenValue): value is OpenObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
