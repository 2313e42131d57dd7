import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { sameFolded } from "../policy/fold";
import { isUnknown, Unknown } from "../policy/unknown";
import type { Fact } from "./fact";
import { copyOf } from "./watch";
import { RANKINGS, rankOf } from "./ranking";

/** The tag each fact is read from. */
export type TagNames = Readonly<Record<Fact, string>>;

export const DEFAULT_TAG_NAMES: TagNames = {
  operator: "aoai-operator",
  onBehalfOf: "aoai-on-behalf-of",
  useCase: "aoai-use-case",
  cameraSource: "aoai-camera-source",
  cameraEnvironment: "aoai-camera-environment",
  cameraProcessing: "aoai-camera-processing",
  owner: "aoai-owner",
  reviewId: "aoai-review-id",
  reviewExpires: "aoai-review-expires",
};

export const FACTS = Object.keys(DEFAULT_TAG_NAMES) as readonly Fact[];
export const CAMERA_FACTS: readonly Fact[] = ["cameraSource", "cameraEnvironment", "cameraProcessing"];

/** Tags, or nothing known about them; undefined and null are no tags. */
export type Tags = Maybe<OpenObject> | null | undefined;

/**
 * The value of a tag; names are compared without case, as Azure does. Undefined where it is not set, `Unknown` where that cannot be told: also where two
 * spellings of one name have different values, since nobody can say which Azure keeps.
 */
export function tagValue(tags: Tags, name: string): Maybe<string> | undefined {
  if (tags === null || tags === undefined) return undefined;
  if (isUnknown(tags)) return Unknown;
  let found: Maybe<string> | undefined;
  for (const key of Object.keys(tags)) {
    if (!sameFolded(key, name)) continue;
    const value = asText(tags[key]);
    if (value === undefined || value === found) continue;
    if (found !== undefined) return Unknown;
    found = value;
  }
  return found;
}

/** The values of a tag under every spelling of its name. */
function valuesOf(tags: OpenObject, name: string): Maybe<string>[] {
  return Object.keys(tags)
    .filter((key) => sameFolded(key, name))
    .map((key) => asText(tags[key]))
    .filter((value) => value !== undefined);
}

/** What is no text is none that any list knows: it counts as what it looks like. */
function asText(value: OpenValue): Maybe<string> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return Unknown;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Tags in which every fact stands once and as text: of two spellings of its name the stricter value, where there is none nobody can say which Azure keeps.
 * The rules read the tags of a plan as they stand, and a plan may hold what Azure would refuse.
 */
export function settled(tags: Tags, names: TagNames): Tags {
  if (tags === null || tags === undefined || isUnknown(tags)) return tags;
  const all = Object.keys(tags);
  if (isPlain(tags, all)) return tags;
  const odd = FACTS.filter((fact) => isOdd(tags, all, names[fact]));
  if (odd.length === 0) return tags;
  const out: OpenObject = { ...tags };
  for (const fact of odd) {
    const values = valuesOf(tags, names[fact]);
    const value = isRanked(fact)
      ? values.reduce<Maybe<string> | undefined>((a, b) => stricter(fact, a, b), undefined)
      : tagValue(tags, names[fact]);
    const wanted = names[fact].toLowerCase();
    const [first, ...more] = Object.keys(out).filter((key) => key.toLowerCase() === wanted);
    for (const key of more) delete out[key];
    out[first ?? names[fact]] = value ?? null;
  }
  return out;
}

const LOWER_NAME = /^[ -@[-~]*$/;

/** Whether all tags are texts and ASCII names in lower case, of which each stands once: most tags are, and none of these is odd. */
function isPlain(tags: OpenObject, keys: readonly string[]): boolean {
  for (const key of keys) if (typeof tags[key] !== "string" || !LOWER_NAME.test(key)) return false;
  return true;
}

/** Whether a tag stands more than once among the keys of tags, or not as text. */
function isOdd(tags: OpenObject, keys: readonly string[], name: string): boolean {
  let spellings = 0;
  for (const key of keys) if (sameFolded(key, name) && (++spellings > 1 || !isPlainText(tags[key]))) return true;
  return false;
}

const isPlainText = (value: OpenValue): boolean =>
  value === undefined || value === null || isUnknown(value) || typeof value === "string";

/** A fact's value where two descriptions of it meet: the stricter one. An unknown keeps a value that is already the worst and hides any other. */
export function stricter(
  fact: Fact,
  a: Maybe<string> | undefined,
  b: Maybe<string> | undefined,
): Maybe<string> | undefined {
  if (isBlank(a)) return b ?? a;
  if (isBlank(b)) return a;
  if (fact === "useCase") return unionOfUses(a, b);
  const ranking = RANKINGS[fact];
  if (ranking === undefined) return a;
  if (isUnknown(a) || isUnknown(b)) {
    const known = isUnknown(a) ? b : a;
    return !isUnknown(known) && rankOf(ranking, known) === ranking.worst ? known : Unknown;
  }
  return rankOf(ranking, b) > rankOf(ranking, a) ? b : a;
}

/** The rules take a blank value for none at all. */
const isBlank = (value: Maybe<string> | undefined): value is "" | undefined =>
  value === undefined || (!isUnknown(value) && value.trim() === "");

/** Whether `b` is milder than `a`: what a plan that changes `a` to `b` takes back. Unknown values are not. */
export function isLoosened(fact: Fact, a: Maybe<string> | undefined, b: Maybe<string> | undefined): boolean {
  if (a === undefined || isUnknown(a) || isUnknown(b)) return false;
  const after = b ?? "none";
  if (fact === "useCase") return wordsOf(a).some((use) => isRestrictedUse(use) && !after.toLowerCase().includes(use));
  const ranking = RANKINGS[fact];
  return ranking !== undefined && rankOf(ranking, after) < rankOf(ranking, a) && rankOf(ranking, a) > 0;
}

/**
 * Uses that some rule refuses or holds to a review (D1, D3, D4): taking one back while the account stays takes back a declaration. As in the rules, such a word counts
 * whatever stands around it.
 */
const isRestrictedUse = (use: string): boolean =>
  isProhibitedUse(use) || (/(?<!inter|sur)face|facial/.test(use) && use !== "face-detection");
const isProhibitedUse = (use: string): boolean =>
  PROHIBITED_USES.some((prohibited) => use.replace(/[ _]/g, "-").includes(prohibited));
const PROHIBITED_USES = [
  "emotion-inference",
  "sensitive-attribute-inference",
  "biometric-categorisation",
  "person-tracking",
  "surveillance",
  "crime-prediction",
  "social-scoring",
  "face-database-scraping",
];

/** Uses, whatever parts them. */
const wordsOf = (value: string): string[] => value.toLowerCase().split(/[^\p{L}\p{N}_-]+/u);

const usesOf = (value: string): string[] =>
  value
    .toLowerCase()
    .split("+")
    .map((use) => use.trim())
    .filter((use) => use !== "");

/** A use that nobody may have stays in sight beside an unknown one. */
function unionOfUses(a: Maybe<string>, b: Maybe<string>): Maybe<string> {
  if (isUnknown(a) || isUnknown(b)) {
    const known = isUnknown(a) ? b : a;
    return !isUnknown(known) && usesOf(known).some(isProhibitedUse) ? known : Unknown;
  }
  return [...new Set([...usesOf(a), ...usesOf(b)])].join("+");
}

/**
 * Tags with the facts of other tags folded in: each fact the stricter value, a review the first that is valid. Other tags stay as the first have
 * them; `Unknown` where nothing is known of the first and the others add nothing worse than that.
 * @param facts which to fold; the rest stays as the first have it
 * @param today ISO date; a review that ended before it is not valid
 */
export function foldTags(
  own: Tags,
  others: readonly Tags[],
  names: TagNames,
  facts: readonly Fact[] = FACTS,
  today = "0000-00-00",
): Maybe<OpenObject> {
  if (others.length === 0) return own ?? {};
  const folded: OpenObject = isUnknown(own)
    ? Object.fromEntries(FACTS.map((fact) => [names[fact], Unknown]))
    : copyOf(own ?? {});
  for (const fact of facts) {
    if (fact === "reviewId" || fact === "reviewExpires") continue;
    const value = others.reduce<Maybe<string> | undefined>(
      (before, other) => stricter(fact, before, tagValue(other, names[fact])),
      tagValue(own, names[fact]),
    );
    setTag(folded, names[fact], value);
  }
  if (facts.includes("reviewId")) foldReview(folded, [own, ...others], names, today);
  return isUnknown(own) && Object.values(folded).every(isUnknown) ? Unknown : folded;
}

/**
 * Tags with those that something else writes onto the same resource: of what stands and what is written the stricter fact. A declaration that is only
 * written later completes none, and a review that is only written later covers nothing: when the resource is created, neither is there.
 */
export function withWritten(own: Tags, written: readonly Tags[], names: TagNames): Tags {
  if (written.length === 0) return own;
  const facts = FACTS.filter(
    (fact) =>
      isRanked(fact) &&
      (tagValue(own, names[fact]) !== undefined || written.some((tags) => isStated(tagValue(tags, names[fact])))),
  );
  return foldTags(own, written, names, facts);
}

const isRanked = (fact: Fact): boolean => fact === "useCase" || RANKINGS[fact] !== undefined;

/** Whether a value says that there is something: an unknown one may. */
const isStated = (value: Maybe<string> | undefined): boolean =>
  value !== undefined && (isUnknown(value) || !["", "none"].includes(value.trim().toLowerCase()));

/** Tags beside such as may be written onto the same resource: a fact that these would make stricter is not known. */
export function withPossible(own: Tags, possible: readonly Tags[], names: TagNames): Tags {
  if (possible.length === 0 || isUnknown(own)) return own;
  const worse = withWritten(own, possible, names);
  if (isUnknown(worse)) return worse;
  const out: OpenObject = { ...own };
  for (const fact of FACTS.filter(isRanked)) {
    const [before, after] = [tagValue(own, names[fact]), tagValue(worse, names[fact])];
    if (!isSameFact(fact, before, after)) setTag(out, names[fact], Unknown);
  }
  return out;
}

function isSameFact(fact: Fact, a: Maybe<string> | undefined, b: Maybe<string> | undefined): boolean {
  if (fact !== "useCase" || typeof a !== "string" || typeof b !== "string") return a === b;
  return usesOf(b).every((use) => usesOf(a).includes(use));
}

/** Sets a tag under the spelling that is already there. */
export function setTag(tags: OpenObject, name: string, value: OpenValue): void {
  const key = Object.keys(tags).find((existing) => sameFolded(existing, name)) ?? name;
  if (value === undefined) delete tags[key];
  else tags[key] = value;
}

/** Takes the first review that is valid; with none, the first there is. An unknown one counts only where no known one is valid. */
function foldReview(folded: OpenObject, all: readonly Tags[], names: TagNames, today: string): void {
  const reviews = all.map((tags) => ({
    id: tagValue(tags, names.reviewId),
    ends: tagValue(tags, names.reviewExpires),
  }));
  const valid = reviews.find(
    ({ id, ends }) => typeof id === "string" && id.trim() !== "" && typeof ends === "string" && isAhead(ends, today),
  );
  const unknown = reviews.find(({ id, ends }) => isUnknown(id) || isUnknown(ends));
  const chosen = valid ?? unknown ?? reviews.find(({ id }) => id !== undefined);
  if (chosen === undefined) return;
  setTag(folded, names.reviewId, chosen.id);
  setTag(folded, names.reviewExpires, chosen.ends);
}

/** The forms of a date that the library's rules take. */
const DATE = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z)?$/i;

/** Whether a text is a date that exists and has not passed. */
function isAhead(text: string, today: string): boolean {
  const day = DATE.exec(text.trim())?.[1];
  if (day === undefined || day < today) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
