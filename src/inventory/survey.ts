import { isDeepStrictEqual } from "node:util";
import { normalized, parseArmId } from "../arm/id";
import { InputError } from "../input/input-error";
import type { JsonObject } from "../policy/json";
import { Groups } from "./groups";
import type { Item } from "./item";

export type Tags = Record<string, string>;

interface Told {
  tags: Tags;
  from: Item;
}

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WHOLE = "give what az prints with --output json, without --query";

/** What was gathered, from whichever outputs, before it becomes a context file. */
export class Survey {
  readonly subscriptions = new Set<string>();
  readonly resourceGroups = new Map<string, string>();
  readonly groups = new Groups();
  readonly assignments: JsonObject[] = [];
  readonly exemptions: JsonObject[] = [];
  /** Whether anything of the kind was given: an assignment of somebody else's policy is a list of assignments, too. */
  readonly seen = { assignments: false, exemptions: false, resourceGroups: false, assignmentsAbove: false };
  /** Assignments of other policies, which the check does not read. */
  others = 0;
  private readonly told = new Map<string, Told>();

  /** @throws InputError where the id is no GUID */
  subscription(id: string, { file, path }: Item): void {
    if (!GUID.test(id)) throw new InputError(file, "tells of a subscription without its id", WHOLE, path);
    this.subscriptions.add(id.toLowerCase());
  }

  /** @throws InputError where the id is not that of a resource group */
  resourceGroup(id: string, { file, path }: Item): void {
    const parsed = parseArmId(id);
    if (parsed?.type !== "Microsoft.Resources/resourceGroups" || !GUID.test(parsed.subscriptionId ?? ""))
      throw new InputError(file, "tells of a resource group without its id", WHOLE, path);
    const key = normalized(id);
    if (!this.resourceGroups.has(key)) this.resourceGroups.set(key, id);
  }

  /**
   * @param child name of a management group or GUID of a subscription
   * @param above names, nearest first; null: the root of the tenant has nothing above it
   * @throws InputError where another output places one of them elsewhere
   */
  place(child: string, above: readonly (string | null)[], { file, path }: Item): void {
    above.forEach((parent, i) => {
      const name = i === 0 ? child : above[i - 1];
      if (typeof name !== "string" || this.groups.isBelow(name, parent)) return;
      throw new InputError(file, `places ${name} elsewhere than another output does`, "keep the newer output", path);
    });
  }

  /**
   * @param id of a subscription (GUID) or a resource group
   * @throws InputError where another output tells other tags of it
   */
  tags(id: string, tags: Tags, from: Item): void {
    const key = normalized(id);
    const before = this.told.get(key);
    if (before !== undefined && !isDeepStrictEqual(before.tags, tags)) {
      const problem = `tells other tags of ${id} than ${before.from.file} at ${before.from.path}`;
      throw new InputError(from.file, problem, "keep the newer output", from.path);
    }
    this.told.set(key, { tags, from });
  }

  tagsOf(id: string): Tags | undefined {
    return this.told.get(normalized(id))?.tags;
  }
}

/** Adds what is not there yet: outputs of two subscriptions both hold what is assigned above them. */
export function addOnce(list: JsonObject[], json: JsonObject): void {
  if (!list.some((each) => isDeepStrictEqual(each, json))) list.push(json);
}
