import type { OpenObject, OpenValue } from "../policy/json";
import { Unknown } from "../policy/unknown";

/**
 * The resource behind an item of the list that `aoai-guard arm` prints, with Unknown at each path of its `unknown` list: left out, as the item has
 * them, they would read as absent, and a rule could come out as decided.
 * @param item any value; what is no such item, such as the output of `az resource show`, is given back as it is
 */
export function readArmView(item: OpenValue): OpenValue {
  if (!isObject(item) || typeof item.address !== "string" || !isPaths(item.unknown)) return item;
  const { address: _address, action: _action, unknown, ...resource } = item;
  return unknown.reduce<OpenObject>((known, path) => without(known, path) as OpenObject, resource);
}

const isObject = (value: OpenValue): value is OpenObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && value !== Unknown;
const isPaths = (value: OpenValue): value is string[] =>
  Array.isArray(value) && value.every((path) => typeof path === "string");

/**
 * The value with Unknown at a path. A tag may have dots and brackets in its name, so what is there leads: a step is taken only into an object or an
 * array that the item holds, and what remains of the path is one name.
 */
function without(value: OpenValue, path: string): OpenValue {
  if (path === "") return Unknown;
  if (Array.isArray(value)) {
    const [step = "", index] = /^\[(\d+)\]\.?/.exec(path) ?? [];
    return step === ""
      ? Unknown
      : value.map((each, i) => (i === Number(index) ? without(each, path.slice(step.length)) : each));
  }
  if (!isObject(value)) return Unknown;
  const name = Object.keys(value).find(
    (key) =>
      typeof value[key] === "object" &&
      value[key] !== null &&
      /^[.[]/.test(path.slice(key.length)) &&
      path.startsWith(key),
  );
  if (name === undefined) return { ...value, [path]: Unknown };
  return { ...value, [name]: without(value[name], path.slice(name.length).replace(/^\./, "")) };
}
