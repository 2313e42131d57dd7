import { DEFAULT_TAG_NAMES, FACTS, stricter, tagValue, type TagNames, type Tags } from "./facts";
import type { Fact } from "./fact";
import { isUnknown } from "../policy/unknown";
import type { Guard } from "./guard";
import { tagNames, type Parameters } from "./guard-parameters";

const renaming = new WeakMap<Guard, boolean>();

/** Whether some assignment of the guard reads other tags than the library does by itself. Asked of every resource, and found out once. */
export function renamesTags(guard: Guard): boolean {
  let renames = renaming.get(guard);
  if (renames === undefined) {
    renames = guard.assignments.some(
      ({ assignment: { parameters } }) => !isUnknown(parameters) && !agrees(parameters, DEFAULT_TAG_NAMES),
    );
    renaming.set(guard, renames);
  }
  return renames;
}

/** Whether a set of parameters, as far as it names tags, names these. */
export const agrees = (parameters: Parameters, names: TagNames): boolean =>
  Object.entries(namedBy(parameters)).every(([fact, name]) => name === names[fact as Fact]);

function namedBy(parameters: Parameters): Partial<Record<Fact, string>> {
  const names = tagNames(parameters);
  return Object.fromEntries(FACTS.filter((fact) => `${fact}Tag` in parameters).map((fact) => [fact, names[fact]]));
}

/**
 * The names that facts have under sets of parameters. Sets that contradict each other each count: a fact is then read under every name in turn.
 * @returns never empty
 */
export function nameSets(sets: readonly Parameters[]): TagNames[] {
  const found: Partial<Record<Fact, string>>[] = [];
  for (const set of sets) {
    const named = namedBy(set);
    const fitting = found.find((names) =>
      FACTS.every((fact) => (names[fact] ?? named[fact]) === (named[fact] ?? names[fact])),
    );
    if (fitting) Object.assign(fitting, named);
    else found.push(named);
  }
  return (found.length > 0 ? found : [{}]).map((names) => ({ ...DEFAULT_TAG_NAMES, ...names }));
}

/** Tags in which the first name holds the strictest camera that any of the names tells. */
export function cameraUnder(each: readonly { tags: Tags; names: TagNames }[]): Tags {
  const [first] = each;
  if (first === undefined || each.length === 1 || isUnknown(first.tags)) return first?.tags;
  const camera = each
    .map(({ tags, names }) => tagValue(tags, names.cameraSource))
    .reduce((a, b) => stricter("cameraSource", a, b));
  return camera === undefined ? first.tags : { ...first.tags, [first.names.cameraSource]: camera };
}
