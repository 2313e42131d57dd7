import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";

/** The facts a team declares, by the name that the library's tag parameters have without their `Tag`. */
export type Fact =
  | "operator"
  | "onBehalfOf"
  | "useCase"
  | "cameraSource"
  | "cameraEnvironment"
  | "cameraProcessing"
  | "owner"
  | "reviewId"
  | "reviewExpires";

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

/** The value of a tag; names are compared without case, as Azure does. Undefined where it is not set, `Unknown` where that cannot be told. */
export function tagValue(tags: Tags, name: string): Maybe<string> | undefined {
  if (tags === null || tags === undefined) return undefined;
  if (isUnknown(tags)) return Unknown;
  const direct = tags[name];
  if (direct !== undefined) return asText(direct);
  const wanted = name.toLowerCase();
  for (const key of Object.keys(tags)) if (key.toLowerCase() === wanted) return asText(tags[key]);
  return undefined;
}

function asText(value: OpenValue): Maybe<string> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return Unknown;
  return typeof value === "object" ? Unknown : String(value);
}

/** Values from mild (0) to strict. What no list knows counts as `unlisted`. */
interface Ranking {
  ranks: Readonly<Record<string, number>>;
  unlisted: number;
  worst: number;
}

/** The library's rules take a party that is not listed for US police. */
const PARTY: Ranking = {
  ranks: { none: 0, "non-us-law-enforcement": 1, "us-federal-law-enforcement": 2, "us-state-local-police": 3 },
  unlisted: 3,
  worst: 3,
};
/**
 * `none` says nothing about a camera that is there, so any other value outweighs it; the rule itself then takes `none` beside a camera for the worst.
 * An unlisted camera fact counts as the worst.
 */
const RANKINGS: Partial<Record<Fact, Ranking>> = {
  operator: PARTY,
  onBehalfOf: PARTY,
  cameraSource: {
    ranks: { none: 0, fixed: 1, handheld: 2, vehicle: 2, drone: 2, "dash-mounted": 2, "body-worn": 2 },
    unlisted: 2,
    worst: 2,
  },
  cameraEnvironment: { ranks: { none: 0, controlled: 1, uncontrolled: 2 }, unlisted: 2, worst: 2 },
  cameraProcessing: { ranks: { none: 0, recorded: 1, "real-time": 2 }, unlisted: 2, worst: 2 },
};

const rankOf = ({ ranks, unlisted }: Ranking, value: string): number => ranks[value.trim().toLowerCase()] ?? unlisted;

/** A fact's value where two descriptions of it meet: the stricter one. An unknown keeps a value that is already the worst and hides any other. */
export function stricter(
  fact: Fact,
  a: Maybe<string> | undefined,
  b: Maybe<string> | undefined,
): Maybe<string> | undefined {
  if (a === undefined || a === "") return b ?? a;
  if (b === undefined || b === "") return a;
  if (fact === "useCase") return unionOfUses(a, b);
  const ranking = RANKINGS[fact];
  if (ranking === undefined) return a;
  if (isUnknown(a) || isUnknown(b)) {
    const known = isUnknown(a) ? b : a;
    return !isUnknown(known) && rankOf(ranking, known) === ranking.worst ? known : Unknown;
  }
  return rankOf(ranking, b) > rankOf(ranking, a) ? b : a;
}

/** Whether `b` is milder than `a`: what a plan that changes `a` to `b` takes back. Unknown values are not. */
export function isLoosened(fact: Fact, a: Maybe<string> | undefined, b: Maybe<string> | undefined): boolean {
  if (a === undefined || isUnknown(a) || isUnknown(b)) return false;
  const after = b ?? "none";
  if (fact === "useCase") return usesOf(a).some((use) => isRestrictedUse(use) && !usesOf(after).includes(use));
  const ranking = RANKINGS[fact];
  return ranking !== undefined && rankOf(ranking, after) < rankOf(ranking, a) && rankOf(ranking, a) > 0;
}

/** Uses that some rule refuses or holds to a review (D1, D3, D4): taking one back while the account stays takes back a declaration. */
const isRestrictedUse = (use: string): boolean =>
  use.startsWith("face-") ? use !== "face-detection" : PROHIBITED_USES.has(use);
const PROHIBITED_USES: ReadonlySet<string> = new Set([
  "emotion-inference",
  "sensitive-attribute-inference",
  "biometric-categorisation",
  "person-tracking",
  "surveillance",
  "crime-prediction",
  "social-scoring",
]);

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
    return !isUnknown(known) && usesOf(known).some((use) => PROHIBITED_USES.has(use)) ? known : Unknown;
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
    : { ...own };
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

/** Sets a tag under the spelling that is already there. */
export function setTag(tags: OpenObject, name: string, value: OpenValue): void {
  const wanted = name.toLowerCase();
  const key = Object.keys(tags).find((existing) => existing.toLowerCase() === wanted) ?? name;
  if (value === undefined) delete tags[key];
  else tags[key] = value;
}

/** Takes the first review that has not ended; with none, the first there is. An unknown one counts only where no known one is valid. */
function foldReview(folded: OpenObject, all: readonly Tags[], names: TagNames, today: string): void {
  const reviews = all.map((tags) => ({
    id: tagValue(tags, names.reviewId),
    ends: tagValue(tags, names.reviewExpires),
  }));
  const valid = reviews.find(
    ({ id, ends }) => typeof id === "string" && id !== "" && typeof ends === "string" && ends.slice(0, 10) >= today,
  );
  const unknown = reviews.find(({ id, ends }) => isUnknown(id) || isUnknown(ends));
  const chosen = valid ?? unknown ?? reviews.find(({ id }) => id !== undefined);
  if (chosen === undefined) return;
  setTag(folded, names.reviewId, chosen.id);
  setTag(folded, names.reviewExpires, chosen.ends);
}
