import type { FactEvidence, Finding } from "../../findings/finding";
import type { ArmResource, PlannedResource } from "../../arm/resource";
import { typeKey } from "../../arm/type-key";
import type { OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { tagValue, type Tags } from "../facts";
import type { Inquiry } from "../inquiry";
import { label } from "../message";
import { isSensitive } from "../shown-value";
import { listed } from "../listed";
import { wordsIn, type Subject } from "../words";
import { ownFinding, type OwnRule } from "./own-rule";

const RULE: OwnRule = { name: "contradicted-declaration", decision: "D14", clause: "design", fatal: false };
/** Beyond this many the finding says how many more there are. */
const SHOWN = 20;

/** A word that an attribute of a planned resource holds. */
interface Contradiction {
  subject: Subject;
  word: string;
  at: string;
  text: string;
}

/**
 * D14: nothing is declared, or `none` is, but names, tags, containers or descriptions of the configuration speak of police or of cameras. Audits; says which
 * words where. One finding for each account that declares nothing of what the words speak of.
 * @param judged what the plan answers for
 * @param accounts those of it that can serve OpenAI models
 */
export function judgeContradictions(
  judged: readonly PlannedResource[],
  accounts: readonly PlannedResource[],
  inquiry: Inquiry,
): Finding[] {
  if (accounts.length === 0) return [];
  const declarations = new Set(
    namesInUse(inquiry).flatMap((names) => Object.values(names).map((n) => n.toLowerCase())),
  );
  const found: Contradiction[] = [];
  for (const resource of judged) {
    const spoken = contradictionsOf(resource, declarations);
    if (spoken.length === 0) continue;
    // A resource that declares what it is speaks no other way than it says.
    const own = statedSubjects([resource.resource.tags], inquiry.names);
    found.push(...spoken.filter(({ subject }) => !own.has(subject)));
  }
  if (found.length === 0) return [];
  // Accounts that declare the same are told the same.
  const shown = new Map<string, Shown | undefined>();
  return accounts.flatMap((account) => {
    const told = declaredSubjects(account, inquiry);
    const key = [...told].sort().join();
    if (!shown.has(key)) shown.set(key, shownOf(found.filter(({ subject }) => !told.has(subject))));
    const said = shown.get(key);
    if (said === undefined) return [];
    const { words, evidence } = said;
    return [
      ownFinding(RULE, account, "audited", {
        statement: "it declares neither law enforcement nor a camera that the words of its configuration speak of",
        because: ` These are ${words}.`,
        evidence,
        mend: `Declare who operates, who is served and which cameras there are (${inquiry.names.operator}, ${inquiry.names.onBehalfOf}, ${inquiry.names.cameraSource}), or rename what misleads.`,
      }),
    ];
  });
}

/** What a finding says of contradictions. */
interface Shown {
  words: string;
  evidence: FactEvidence[];
}

function shownOf(found: readonly Contradiction[]): Shown | undefined {
  const own = distinct(found);
  if (own.length === 0) return undefined;
  const words = listed([...new Set(own.map(({ word, at }) => `"${word}" in ${at}`))]);
  return { words, evidence: own.slice(0, SHOWN).map(({ at, text }) => ({ path: at, value: text })) };
}

/** Which subjects the account, its resource group or its subscription declares to be there. */
function declaredSubjects(account: PlannedResource, inquiry: Inquiry): ReadonlySet<Subject> {
  const place = inquiry.estate.placeOf(account);
  const levels = [account.resource.tags, place.resourceGroupTags, place.subscriptionTags];
  return new Set(namesInUse(inquiry).flatMap((names) => [...statedSubjects(levels, names)]));
}

/** Assignments of the guard may name the tags differently; what is said under one of the names is said. */
const namesInUse = ({ byNames }: Inquiry): Inquiry["names"][] => [...byNames.values()].map(({ names }) => names);

/** Which subjects tags declare to be there: anything but `none`. */
function statedSubjects(
  levels: readonly Parameters<typeof tagValue>[0][],
  names: Inquiry["names"],
): ReadonlySet<Subject> {
  const states = (name: string): boolean =>
    levels.some((tags) => {
      const value = tagValue(tags, name);
      return !isUnknown(value) && value !== undefined && !["", "none"].includes(value.trim().toLowerCase());
    });
  const told = new Set<Subject>();
  if (states(names.operator) || states(names.onBehalfOf)) told.add("party");
  if (states(names.cameraSource)) told.add("camera");
  return told;
}

/**
 * Words in a resource's name, tags and descriptive properties. What declares facts is not read, nor what is sensitive.
 * @param declarations names of the tags that declare facts, in lower case
 */
function contradictionsOf(planned: PlannedResource, declarations: ReadonlySet<string>): readonly Contradiction[] {
  const { resource } = planned;
  if (isGuardType(resource.type)) return NOTHING;
  let found: Contradiction[] | undefined;
  const read = (under: string, name: string, text: unknown): void => {
    if (typeof text !== "string" || text === "") return;
    const words = wordsIn(text);
    // Most texts hold no word, and what is sensitive of a resource is worked out only when asked for.
    if (words.length === 0 || isSensitive(planned, under + name)) return;
    const at = `${label(planned)}: ${under}${name}`;
    for (const { word, subject } of words) (found ??= []).push({ subject, word, at, text });
  };
  read("", "name", lastSegment(resource.name));
  readTags(resource.tags, declarations, read);
  readProperties(resource.properties, read);
  return found ?? NOTHING;
}

const NOTHING: readonly never[] = [];

/** Reads a text that stands under a name, with what stands before the name in its path. */
type Read = (under: string, name: string, text: unknown) => void;

function readTags(tags: Tags, declarations: ReadonlySet<string>, read: Read): void {
  if (tags === undefined || tags === null || isUnknown(tags)) return;
  for (const name of Object.keys(tags)) {
    if (declarations.has(name) || declarations.has(name.toLowerCase())) continue;
    const value = tags[name];
    read("tags.", name, value);
    if (!isDenial(value)) read("tags.", name, name);
  }
}

function readProperties(properties: ArmResource["properties"], read: Read): void {
  if (properties === undefined || isUnknown(properties)) return;
  // Not for...of: all resources come by here, and an iterator makes an object a step.
  for (let i = 0; i < DESCRIBING.length; i++) {
    const name = DESCRIBING[i] as string;
    read("properties.", name, properties[name]);
  }
  const metadata = properties["metadata"];
  if (typeof metadata === "object" && metadata !== null && !isUnknown(metadata) && !Array.isArray(metadata)) {
    for (const [name, value] of Object.entries(metadata)) read("properties.metadata.", name, value);
  }
  for (let i = 0; i < SELECTING.length; i++) {
    const name = SELECTING[i] as string;
    const value = properties[name];
    if (value !== undefined) readAll(`properties.${name}`, value, read);
  }
}

const DESCRIBING = ["description", "displayName", "friendlyName", "roleName"];

/** Properties that say what is let through or where to: filters and labels of event subscriptions, routes of hubs, containers of their uploads, paths of captures, inputs and queries of jobs. */
const SELECTING = [
  "filter",
  "filtersConfiguration",
  "labels",
  "routing",
  "storageEndpoints",
  "captureDescription",
  "datasource",
  "transformation",
];
/** Parts of these that people write in words. */
const WORDED =
  /(^|\.)(subjectBeginsWith|subjectEndsWith|values?|condition|name|containerName|pathPattern|fileNameFormat|archiveNameFormat|query|labels)(\[\d+\])*$/;

/** Reads each worded text in a value. */
function readAll(path: string, value: OpenValue, read: Read): void {
  if (typeof value === "string") {
    if (WORDED.test(path)) read("", path, value);
    return;
  }
  if (typeof value !== "object" || value === null || isUnknown(value)) return;
  if (Array.isArray(value)) value.forEach((item: OpenValue, i) => readAll(`${path}[${i}]`, item, read));
  else for (const [name, item] of Object.entries(value)) readAll(`${path}.${name}`, item, read);
}

/** A tag that says of what its name speaks that it is not there. */
const isDenial = (value: unknown): boolean =>
  typeof value !== "string" || ["", "none", "no", "false", "0", "n/a"].includes(value.trim().toLowerCase());

/** The guard's own definitions and assignments name what they forbid. */
const isGuardType = (type: string): boolean => typeKey(type).startsWith("microsoft.authorization/policy");

const lastSegment = (name: unknown): unknown =>
  typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : name;

/** A word in the same text stands once, however many resources bear it: a tag is often on all of them. */
function distinct(found: readonly Contradiction[]): Contradiction[] {
  const first = new Map<string, Contradiction>();
  for (const each of found) {
    const key = `${each.text}\n${each.word.toLowerCase()}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}
