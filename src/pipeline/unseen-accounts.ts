import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { Terrain } from "./edge";
import { CONNECTIONS } from "./types";
import { at } from "./values";

/** Kinds of parts of an account by which it reads what a carrier keeps: its own storage and event hub (E14, E16), its connections (E6). */
interface Reading {
  edge: string;
  types: readonly string[];
  /** Where ARM is told what is read. */
  properties: readonly (readonly string[])[];
  /** The same as Terraform has it, and an azapi body of which not even this much is known. */
  attributes: RegExp;
}

/** Source of the members of apiProperties: https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts */
export const READINGS: readonly Reading[] = [
  {
    edge: "E14",
    types: [COGNITIVE_ACCOUNT],
    properties: [["userOwnedStorage"]],
    attributes:
      /^storage(\[\d+\])?(\.storage_account_id)?$|^body(\.properties)?$|\.userOwnedStorage(\[\d+\])?(\.resourceId)?$/i,
  },
  {
    edge: "E16",
    types: [COGNITIVE_ACCOUNT],
    properties: [
      ["apiProperties", "eventHubConnectionString"],
      ["apiProperties", "storageAccountConnectionString"],
    ],
    attributes: /\.apiProperties(\.(eventHub|storageAccount)ConnectionString)?$/i,
  },
  {
    edge: "E6",
    types: CONNECTIONS,
    properties: [["target"], ["metadata", "ResourceId"]],
    attributes: /^(target|metadata)\b|^body(\.properties)?$|\.properties\.(target|metadata(\.ResourceId)?)$/i,
  },
];

/**
 * What of an account, or of a connection of one, tells what it reads and cannot be seen; undefined where all can be. Of an account that the plan only reads
 * nothing is asked: it is judged where it is made.
 * @returns a Terraform attribute or an ARM path
 */
export function readingNotSeen(part: PlannedResource, reading: Reading, terrain: Terrain): string | undefined {
  if (part.action === "existing") return undefined;
  const attribute = part.unseen?.find((path) => reading.attributes.test(path));
  if (attribute !== undefined) return attribute;
  const open = reading.properties.find((steps) => mayName(at(part.resource.properties, ...steps)));
  if (open === undefined) return undefined;
  const path = ["properties", ...open].join(".");
  const top = ["properties", open[0]].join(".").toLowerCase();
  const told = terrain.mentions(part).some((mention) => {
    const lower = mention.path.toLowerCase();
    return lower === "properties" || lower === top || lower.startsWith(`${top}.`) || lower.startsWith(`${top}[`);
  });
  return told ? undefined : path;
}

/** Whether a value, or the id of one of a list of stores, is not known. */
const mayName = (value: OpenValue): boolean =>
  isUnknown(value) ||
  (Array.isArray(value) && value.some((item: OpenValue) => isUnknown(item) || isUnknown(at(item, "resourceId"))));
