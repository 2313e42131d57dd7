import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { deriveOpen, each, isObject, list, type Row, type Rows, type Rule } from "../map/rows";
import { byMajor, named } from "./common";

/** The parts of an application gateway. They name each other; on the wire each name is an id below the gateway. */

export const GATEWAYS = "Microsoft.Network/applicationGateways";

/** Stands before a name until the gateway's own id is put there. */
export const OWN = "~gateway/";

/** @param kind collection that the name is in */
export const part = (kind: string): Rule => ({
  as: (name) => (name === "" ? undefined : { id: `${OWN}${kind}/${String(name)}` }),
});
export const parts = (kind: string): Rule => ({
  as: (names) => list(names).map((name) => ({ id: isUnknown(name) ? Unknown : `${OWN}${kind}/${String(name)}` })),
});

/** A list of named parts: their attributes are properties. */
export const collection = (from: string, to: string, rows: Rows): Row => [
  from,
  `properties.${to}`,
  each([named, ...rows]),
];

export const subResource: Rule = { as: (id) => (id === "" ? undefined : { id }) };

/** What 5.x sends besides. */
export const five = (to: string, value: OpenValue): Rows[number] => deriveOpen([], to, byMajor(undefined, value));

/** Puts the gateway's id before the names of its parts. */
export function nameParts(body: OpenObject, block: Block): void {
  const [group, name] = [block.read("resource_group_name"), block.read("name")];
  const { subscriptionId } = block.context;
  const known = typeof group === "string" && typeof name === "string" && typeof subscriptionId === "string";
  const id = known
    ? `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${GATEWAYS}/${name}`
    : undefined;
  replace(body.properties, id);
}

function replace(value: OpenValue, id: string | undefined): void {
  if (Array.isArray(value)) for (const item of value) replace(item, id);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== "string") replace(item, id);
      else if (item.startsWith(OWN)) value[key] = id === undefined ? Unknown : `${id}/${item.slice(OWN.length)}`;
    }
}
