import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** Objects that an answer is read from, each at its place; undefined where there is none. */
export type Parts = readonly (OpenObject | undefined)[];

/** What is read of one object, a part or one that is told apart by its own names: the values under some names, and whether also which names there are. */
interface Reads {
  part: number;
  /** The name of the object in its part; undefined for the part itself. */
  within: string | undefined;
  names: string[];
  listed: boolean;
}

/** The objects of a part that are told apart by their own names, since most of what they hold is not read. */
const DEEP: ReadonlySet<string> = new Set(["properties", "tags"]);
/** Subjects that are remembered; where more differ, remembering them saves nothing. */
const MOST = 2000;
/** No text of a value begins so. */
const ABSENT = "~";

/**
 * Tells subjects that are alike, so that what was asked of one need not be asked of the next. Alike is what has the same values wherever asking reads;
 * the rest, most names among it, may differ. What is read is watched while it is asked, not declared, so that nothing can be forgotten.
 *
 * Subjects are remembered by all that was ever read; where an answer reads more than before, those remembered until then are forgotten. Two with the same
 * key therefore make asking read the same, step by step, and come to the same answer.
 */
export class Likeness<Answer extends object> {
  private readonly reads: Reads[] = [];
  private readonly noted = new Set<string>();
  private readonly answers = new Map<string, Answer>();

  /**
   * @param beside what the answer depends on beside the parts, as a text that is the same for no two things
   * @param ask reads the parts it is given and keeps none of them
   */
  of(parts: Parts, beside: string, ask: (parts: Parts) => Answer): Answer {
    const known = this.answers.get(this.keyOf(parts, beside));
    if (known !== undefined) return known;
    const before = this.noted.size;
    const answer = ask(parts.map((object, part) => object && this.watched(object, part, undefined)));
    if (this.noted.size > before || this.answers.size >= MOST) this.answers.clear();
    this.answers.set(this.keyOf(parts, beside), answer);
    return answer;
  }

  private keyOf(parts: Parts, beside: string): string {
    let key = beside;
    for (const part of parts) key += part === undefined ? "-" : "+";
    for (const reads of this.reads) {
      const object = objectOf(parts, reads);
      if (object === undefined) continue;
      if (reads.listed) key += JSON.stringify(Object.keys(object));
      for (const name of reads.names) {
        const value = object[name];
        if (value === undefined && !Object.hasOwn(object, name)) key += ABSENT;
        else key += reads.within === undefined && DEEP.has(name) && isPlain(value) ? "{" : textOf(value);
      }
    }
    return key;
  }

  private note(part: number, within: string | undefined, name: string | symbol | undefined): void {
    if (typeof name === "symbol") return;
    const id = `${part} ${within ?? ""} ${name === undefined ? "" : `.${name}`}`;
    if (this.noted.has(id)) return;
    this.noted.add(id);
    let reads = this.reads.find((each) => each.part === part && each.within === within);
    if (reads === undefined) this.reads.push((reads = { part, within, names: [], listed: false }));
    if (name === undefined) reads.listed = true;
    else reads.names.push(name);
  }

  /** Stands for an object and notes what is read of it. */
  private watched(object: OpenObject, part: number, within: string | undefined): OpenObject {
    const get = (target: OpenObject, name: string | symbol): unknown => {
      this.note(part, within, name);
      const value: unknown = Reflect.get(target, name);
      return within === undefined && DEEP.has(name as string) && isPlain(value as OpenValue)
        ? this.watched(value as OpenObject, part, name as string)
        : value;
    };
    // A copy, because of a frozen object a Proxy may give nothing but what is there.
    const stand = new Proxy(
      { ...object },
      {
        get,
        has: (target, name) => {
          if (typeof name === "string") this.note(part, within, undefined);
          return Reflect.has(target, name);
        },
        // Who goes through the names asks of each whether it is enumerable, which reads no value.
        getOwnPropertyDescriptor: (target, name) => {
          this.note(part, within, undefined);
          return Object.hasOwn(target, name)
            ? { get: () => get(target, name), enumerable: true, configurable: true }
            : undefined;
        },
        ownKeys: (target) => {
          this.note(part, within, undefined);
          return Reflect.ownKeys(target);
        },
      },
    );
    WATCHED.add(stand);
    return stand;
  }
}

/** Objects that stand for others while a question is watched. */
const WATCHED = new WeakSet<OpenObject>();

/** A copy to change. Of an object that is watched it reads no value before somebody asks for it: what is only copied decides nothing. */
export function copyOf<T extends OpenObject>(object: T): T {
  if (!WATCHED.has(object)) return { ...object };
  const copy: OpenObject = {};
  for (const name of Object.keys(object)) {
    Object.defineProperty(copy, name, {
      get: () => object[name],
      set: (value) =>
        Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true }),
      enumerable: true,
      configurable: true,
    });
  }
  return copy as T;
}

/** The object that something was read of; undefined where this subject has none. */
function objectOf(parts: Parts, { part, within }: Reads): OpenObject | undefined {
  const object = parts[part];
  if (within === undefined || object === undefined) return object;
  const inner = object[within];
  return isPlain(inner) ? inner : undefined;
}

/** A text that only equal values have; no value's is the beginning of another's. */
export function textOf(value: OpenValue): string {
  switch (typeof value) {
    case "string":
      return `${value.length}:${value}`;
    case "object":
      break;
    default:
      return `${typeof value === "function" ? "undefined" : String(value)};`;
  }
  if (value === null) return "null;";
  if (isUnknown(value)) return "?";
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += textOf(item);
    return `[${text}]`;
  }
  for (const name of Object.keys(value)) text += textOf(name) + textOf(value[name]);
  return `{${text}}`;
}

const isPlain = (value: OpenValue): value is OpenObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
