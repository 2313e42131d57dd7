import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** Objects that an answer is read from, each at its place; undefined where there is none. */
export type Parts = readonly (OpenObject | undefined)[];

/** The parts, and after them the objects in them in the order in which they are first read. */
export type Met = (OpenObject | undefined)[];

/** One thing that is read: the value under a name of an object that was met; without a name, which names it has. */
export interface Read {
  /** Place of the object among those that were met. */
  of: number;
  name: string | undefined;
}

/** Watches what is read of some parts while a question is asked. */
export class Watch {
  /** Stand for the parts. */
  readonly parts: Parts;
  /** What was read, each once, in the order in which it first was. */
  readonly reads: Read[] = [];
  private met: number;

  constructor(parts: Parts) {
    this.met = parts.length;
    this.parts = parts.map((part, of) => part && this.standFor(part, of));
  }

  /** Stands for an object and notes what is read of it. */
  private standFor(object: OpenObject, of: number): OpenObject {
    const known = new Map<string, unknown>();
    let listed = false;
    const get = (target: OpenObject, name: string | symbol): unknown => {
      if (typeof name === "symbol") return Reflect.get(target, name);
      if (!known.has(name)) {
        this.reads.push({ of, name });
        const value = Reflect.get(target, name) as OpenValue;
        known.set(name, isPlain(value) ? this.standFor(value, this.met++) : value);
      }
      return known.get(name);
    };
    const list = (): void => {
      if (!listed) this.reads.push({ of, name: undefined });
      listed = true;
    };
    // A copy, because of a frozen object a Proxy may give nothing but what is there.
    const stand = new Proxy(
      { ...object },
      {
        get,
        has: (target, name) => {
          if (typeof name === "string") list();
          return Reflect.has(target, name);
        },
        // Who goes through the names asks of each whether it is enumerable, which reads no value.
        getOwnPropertyDescriptor: (target, name) => {
          list();
          return Object.hasOwn(target, name)
            ? { get: () => get(target, name), enumerable: true, configurable: true }
            : undefined;
        },
        ownKeys: (target) => {
          list();
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

const isPlain = (value: OpenValue): value is OpenObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
