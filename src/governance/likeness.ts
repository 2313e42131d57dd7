import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** Objects that an answer is read from, each at its place; undefined where there is none. */
export type Parts = readonly (OpenObject | undefined)[];

/** One thing that is read of a part: the value under a name, of the object under `properties` too; without a name, which names there are. */
interface Read {
  part: number;
  deep: boolean;
  name: string | undefined;
}

/** The one object of a resource that is told apart by its own names, since most of it is not read. */
const DEEP = "properties";
/** Subjects that are remembered; where more differ, remembering them saves nothing. */
const MOST = 2000;

/**
 * Tells subjects that are alike, so that what was asked of one need not be asked of the next. Alike is what has the same values wherever asking reads;
 * the rest, most names among it, may differ. What is read is watched while it is asked, not declared, so that nothing can be forgotten.
 *
 * Subjects are remembered by all that was ever read; where an answer reads more than before, those remembered until then are forgotten. Two with the same
 * key therefore make asking read the same, step by step, and come to the same answer.
 */
export class Likeness<Answer extends object> {
  private readonly reads: Read[] = [];
  private readonly noted = new Set<string>();
  private readonly answers = new Map<string, Answer>();

  /**
   * @param ask reads the parts it is given and keeps none of them; beside them it depends on nothing that differs between subjects
   */
  of(parts: Parts, ask: (parts: Parts) => Answer): Answer {
    const known = this.answers.get(this.keyOf(parts));
    if (known !== undefined) return known;
    const before = this.reads.length;
    const answer = ask(parts.map((object, part) => object && this.watched(object, part, false)));
    if (this.reads.length > before || this.answers.size >= MOST) this.answers.clear();
    this.answers.set(this.keyOf(parts), answer);
    return answer;
  }

  private keyOf(parts: Parts): string {
    let key = "";
    for (const part of parts) key += part === undefined ? "-" : "+";
    for (const { part, deep, name } of this.reads) {
      let object: OpenValue = parts[part];
      if (deep && isPlain(object)) object = object[DEEP];
      if (!isPlain(object)) continue;
      if (name === undefined) key += JSON.stringify(Object.keys(object));
      else if (!deep && name === DEEP && isPlain(object[DEEP])) key += "{";
      else key += Object.hasOwn(object, name) ? textOf(object[name]) : "-";
    }
    return key;
  }

  private note(part: number, deep: boolean, name: string | symbol | undefined): void {
    if (typeof name === "symbol") return;
    const id = `${part} ${deep} ${name === undefined ? "" : `.${name}`}`;
    if (this.noted.has(id)) return;
    this.noted.add(id);
    this.reads.push({ part, deep, name });
  }

  /** Stands for an object and notes what is read of it. */
  private watched(object: OpenObject, part: number, deep: boolean): OpenObject {
    const get = (target: OpenObject, name: string | symbol): unknown => {
      this.note(part, deep, name);
      const value: unknown = Reflect.get(target, name);
      return !deep && name === DEEP && isPlain(value as OpenValue)
        ? this.watched(value as OpenObject, part, true)
        : value;
    };
    // A copy, because of a frozen object a Proxy may give nothing but what is there.
    return new Proxy(
      { ...object },
      {
        get,
        has: (target, name) => {
          if (typeof name === "string") this.note(part, deep, undefined);
          return Reflect.has(target, name);
        },
        // Who goes through the names asks of each whether it is enumerable, which reads no value.
        getOwnPropertyDescriptor: (target, name) => {
          this.note(part, deep, undefined);
          return Object.hasOwn(target, name)
            ? { get: () => get(target, name), enumerable: true, configurable: true }
            : undefined;
        },
        ownKeys: (target) => {
          this.note(part, deep, undefined);
          return Reflect.ownKeys(target);
        },
      },
    );
  }
}

/** A text that only equal values have; no value's is the beginning of another's. */
function textOf(value: OpenValue): string {
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
