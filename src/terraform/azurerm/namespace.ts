import { isUnknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import type { Place } from "../map/place";
import type { ResourceMap } from "../map/resource-map";
import { derive, each, or, type Row } from "../map/rows";
import { named } from "./common";

/** What Event Hubs, Service Bus and Relay namespaces share. */

const rights: Row = derive(["listen", "send", "manage"], "properties.rights", (b) =>
  [
    ["listen", "Listen"],
    ["send", "Send"],
    ["manage", "Manage"],
  ]
    .filter(([attribute]) => b.read(attribute as string) === true)
    .map(([, right]) => right as string),
);

/** An authorization rule below something. */
export const rule = (arm: string, place: Place): ResourceMap => ({
  arm: `${arm}/authorizationRules`,
  place,
  rows: [named, rights],
});

/** Whether a block is there; where that is not known it is taken to be. */
export const has = (name: string) => (block: Block) => {
  const value = block.read(name);
  if (isUnknown(value)) return block.configured?.has(name) ?? true;
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
};

export const ipRules: Row = [
  "ip_rule",
  "properties.ipRules",
  each([
    ["ip_mask", "ipMask"],
    ["action", "action", or("Allow")],
  ]),
];
