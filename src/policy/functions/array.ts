import stringify from "safe-stable-stringify";
import { identical } from "../compare";
import type { OpenObject, OpenValue } from "../json";
import { assign, isObject, own, property } from "../property";
import { TRUE } from "../truth";
import { Unknown, isUnknown } from "../unknown";
import { refuse, whole } from "./arguments";
import type { Sink, TemplateFunction } from "./function";
import { mayLackProperties } from "./object";

/**
 * Functions of arrays, and those of arrays and objects alike. `flatten` is documented for Bicep only, whose compiler writes it into templates.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array, bicep/bicep-functions-array#flatten
 */
export const arrayFunctions: readonly TemplateFunction[] = [
  {
    name: "length",
    least: 1,
    most: 1,
    open: true,
    call([value], sink) {
      if (isUnknown(value)) return Unknown;
      if (typeof value === "string") return [...value].length;
      if (Array.isArray(value)) return value.length;
      if (!isObject(value)) return refuse(sink, "length", "a text, an array or an object", value);
      return mayLackProperties(value) ? Unknown : Object.keys(value).length;
    },
  },
  {
    name: "empty",
    least: 1,
    most: 1,
    open: true,
    call([value]) {
      if (isUnknown(value)) return Unknown;
      if (value === null || value === "") return true;
      if (Array.isArray(value)) return value.length === 0;
      if (!isObject(value)) return false;
      const names = Object.keys(value);
      return names.some((name) => !isUnknown(own(value, name))) ? false : names.length === 0 || Unknown;
    },
  },
  end(
    "first",
    (array) => array[0],
    (characters) => characters[0],
  ),
  end(
    "last",
    (array) => array[array.length - 1],
    (characters) => characters[characters.length - 1],
  ),
  {
    name: "array",
    least: 1,
    most: 1,
    open: true,
    call: ([value]) => (Array.isArray(value) || isUnknown(value) ? value : [value]),
  },
  {
    name: "createArray",
    least: 0,
    most: Infinity,
    open: true,
    call: (given) => [...given],
  },
  {
    name: "flatten",
    least: 1,
    most: 1,
    call([arrays], sink) {
      const other = Array.isArray(arrays) ? arrays.find((array) => !Array.isArray(array)) : arrays;
      if (!Array.isArray(arrays) || other !== undefined) return refuse(sink, "flatten", "an array of arrays", other);
      return arrays.flat(1);
    },
  },
  cut("take", (characters, count) => characters.slice(0, count)),
  cut("skip", (characters, count) => characters.slice(count)),
  {
    name: "range",
    least: 2,
    most: 2,
    call([start, count], sink) {
      const from = whole(start);
      const length = whole(count);
      if (from === undefined || length === undefined || length < 0)
        return refuse(sink, "range", "two numbers", from === undefined ? start : count);
      if (length > 10_000) return sink.fail(`range: count ${length} exceeds maximum of 10000`);
      if (from + length > 2_147_483_647) return sink.fail("range: the end exceeds maximum of 2147483647");
      return Array.from({ length }, (_, i) => from + i);
    },
  },
  {
    name: "union",
    least: 1,
    most: Infinity,
    call(given, sink) {
      if (given.every(Array.isArray)) return distinct(given.flat());
      if (given.every(isObject)) return given.reduce<OpenObject>(merged, {});
      return refuse(
        sink,
        "union",
        "arrays only or objects only",
        given.find((value) => typeof value !== "object") ?? given[0],
      );
    },
  },
  {
    name: "intersection",
    least: 1,
    most: Infinity,
    call(given, sink) {
      const [first, ...others] = given;
      if (Array.isArray(first) && others.every(Array.isArray)) {
        const wanted = others.map((other) => new Values(other));
        return first.filter((element) => wanted.every((values) => values.has(element)));
      }
      if (isObject(first) && others.every(isObject)) return shared(first, others);
      return refuse(sink, "intersection", "arrays only or objects only", first);
    },
  },
  fromEnd("indexFromEnd", (sink) => sink.fail("indexFromEnd: the index is out of bounds")),
  fromEnd("tryIndexFromEnd", () => null),
  {
    name: "tryGet",
    least: 2,
    most: Infinity,
    open: true,
    missing: true,
    call([value, ...keys]) {
      let current = value;
      for (const key of keys) {
        if (isUnknown(current) || isUnknown(key)) return Unknown;
        current = member(current, key) ?? null;
      }
      return current;
    },
  },
];

/** `object.key` or `array[index]`; undefined where there is none. */
export function member(value: OpenValue, key: OpenValue): OpenValue {
  if (Array.isArray(value)) {
    const index = whole(key);
    return index === undefined || index < 0 ? undefined : value[index];
  }
  if (!isObject(value) || (typeof key !== "string" && typeof key !== "number")) return undefined;
  return property(value, String(key));
}

function end(
  name: string,
  ofArray: (array: readonly OpenValue[]) => OpenValue,
  ofText: (characters: readonly string[]) => string | undefined,
): TemplateFunction {
  return {
    name,
    least: 1,
    most: 1,
    open: true,
    call([value], sink) {
      if (isUnknown(value)) return Unknown;
      if (Array.isArray(value)) return ofArray(value) ?? null;
      return typeof value === "string" ? (ofText([...value]) ?? "") : refuse(sink, name, "a text or an array", value);
    },
  };
}

function cut(name: string, part: <T>(whole: T[], count: number) => T[]): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    open: true,
    call([value, count], sink) {
      if (isUnknown(value) || isUnknown(count)) return Unknown;
      const wanted = whole(count);
      if (wanted === undefined) refuse(sink, name, "a number", count);
      const number = Math.max(0, wanted ?? 0);
      if (Array.isArray(value)) return part(value, number);
      return typeof value === "string"
        ? part([...value], number).join("")
        : refuse(sink, name, "a text or an array", value);
    },
  };
}

function fromEnd(name: string, outside: (sink: Sink) => OpenValue): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    open: true,
    call([array, index], sink) {
      if (isUnknown(array) || isUnknown(index)) return Unknown;
      const back = whole(index);
      if (!Array.isArray(array)) return name.startsWith("try") ? null : refuse(sink, name, "an array", array);
      if (back === undefined || back < 1 || back > array.length) return outside(sink);
      return array[array.length - back];
    },
  };
}

/** The values of an array, to be asked for one of them: structures by their JSON with sorted keys, so that many do not take long. */
class Values {
  private readonly plain = new Set<OpenValue>();
  private readonly structures = new Set<string>();

  constructor(values: readonly OpenValue[] = []) {
    for (const value of values) this.add(value);
  }

  has(value: OpenValue): boolean {
    return isPlain(value) ? this.plain.has(value) : this.structures.has(stringify(value) ?? "");
  }

  /** Adds a value; whether it was not there. */
  add(value: OpenValue): boolean {
    const before = this.plain.size + this.structures.size;
    if (isPlain(value)) this.plain.add(value);
    else this.structures.add(stringify(value) ?? "");
    return this.plain.size + this.structures.size > before;
  }
}

function isPlain(value: OpenValue): boolean {
  return typeof value !== "object" || value === null;
}

function distinct(elements: readonly OpenValue[]): OpenValue[] {
  const seen = new Values();
  return elements.filter((element) => seen.add(element));
}

function merged(base: OpenObject, overlay: OpenObject): OpenObject {
  const result: OpenObject = { ...base };
  for (const name of Object.keys(overlay)) {
    const [before, after] = [own(result, name), own(overlay, name)];
    assign(result, name, isObject(before) && isObject(after) ? merged(before, after) : after);
  }
  return result;
}

function shared(first: OpenObject, others: readonly OpenObject[]): OpenObject {
  const result: OpenObject = {};
  for (const name of Object.keys(first)) {
    const value = own(first, name);
    if (others.every((other) => Object.hasOwn(other, name) && identical(own(other, name), value) === TRUE))
      assign(result, name, value);
  }
  return result;
}
