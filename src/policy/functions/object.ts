import type { OpenObject, OpenValue } from "../json";
import { assign, isObject, own } from "../property";
import { Unknown, isUnknown } from "../unknown";
import { refuse } from "./arguments";
import type { TemplateFunction } from "./function";

/**
 * Functions of objects.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object
 */
export const objectFunctions: readonly TemplateFunction[] = [
  {
    name: "createObject",
    least: 0,
    most: Infinity,
    open: true,
    call(given, sink) {
      if (given.length % 2 !== 0)
        return sink.fail("createObject: takes an even number of arguments, each name with its value");
      const object: OpenObject = {};
      for (let i = 0; i < given.length; i += 2) {
        const name = given[i];
        if (isUnknown(name)) return Unknown;
        if (typeof name !== "string" && typeof name !== "number")
          return refuse(sink, "createObject", "texts as names", name);
        assign(object, String(name), given[i + 1] ?? null);
      }
      return object;
    },
  },
  ofProperties("items", (object, key) => ({ key, value: own(object, key) })),
  ofProperties("objectKeys", (_, key) => key),
  {
    name: "shallowMerge",
    least: 1,
    most: 1,
    call([objects], sink) {
      const other = Array.isArray(objects) ? objects.find((object) => !isObject(object)) : objects;
      if (!Array.isArray(objects) || other !== undefined)
        return refuse(sink, "shallowMerge", "an array of objects", other);
      const merged: OpenObject = {};
      for (const object of objects.filter(isObject))
        for (const name of Object.keys(object)) assign(merged, name, own(object, name));
      return merged;
    },
  },
];

/** A function that makes an array of something out of each property, sorted by name. */
function ofProperties(name: string, make: (object: OpenObject, key: string) => OpenValue): TemplateFunction {
  return {
    name,
    least: 1,
    most: 1,
    open: true,
    call([object], sink) {
      if (isUnknown(object)) return Unknown;
      if (!isObject(object)) return refuse(sink, name, "an object", object);
      if (mayLackProperties(object)) return Unknown;
      return Object.keys(object)
        .sort()
        .map((key) => make(object, key));
    },
  };
}

/** Whether some property's value is unknown, so that the property may turn out to be absent. */
export function mayLackProperties(object: OpenObject): boolean {
  return Object.keys(object).some((name) => isUnknown(own(object, name)));
}
