import { isUnknown, Unknown, type OpenValue } from "../../src/policy";
import {
  FAMILIES,
  isLookedUp,
  isOfAnotherRequest,
  readRecorded,
  recorded,
  recordingsOf,
  scoreRecordings,
  type Mapped,
} from "../support/recordings";
import { cli } from "./harness";

/** A resource as the command prints it: plain JSON, and what is not known by its paths. */
interface Printed extends Record<string, OpenValue> {
  address: string;
  action: string;
  unknown: string[];
}

const isMap = (value: OpenValue): value is Record<string, OpenValue> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);

/** Puts `Unknown` where a path leads to. Keys may hold dots: of those that a path begins with, the longest is meant. */
function putUnknown(value: OpenValue, path: string): void {
  const index = /^\[(\d+)\]\.?/.exec(path);
  if (Array.isArray(value) && index) {
    const rest = path.slice(index[0].length);
    if (rest === "") value[Number(index[1])] = Unknown;
    else putUnknown(value[Number(index[1])], rest);
  } else if (isMap(value)) {
    const keys = Object.keys(value).filter((key) => [".", "["].some((sign) => path.startsWith(key + sign)));
    const key = keys.sort((a, b) => b.length - a.length)[0];
    if (key === undefined) value[path] = Unknown;
    else putUnknown(value[key], path.slice(key.length).replace(/^\./, ""));
  }
}

function mappedOf(printed: Printed): Mapped {
  const { address, action: _, unknown, ...resource } = printed;
  for (const path of unknown) putUnknown(resource, path);
  return { address, resource, partial: unknown.includes("properties") };
}

/** In the recordings of azapi's unknown values a third of all leaves is honestly unknown; elsewhere next to none is. */
const MOST_UNSEEN = (family: string): number => (family === "azapi/v1" ? 0.4 : 0.08);

recorded("what arm prints of recorded plans", () => {
  test.each(FAMILIES)("%s: no leaf is another than was sent, and few are covered", async (family) => {
    const plan = readRecorded(`${family}.plan.json.gz`);
    const { code, out } = await cli(["arm", "-", "--format", "json"], { stdin: plan });
    expect(code).toBe(0);
    // A leaf that is covered is as good as unknown: not wrong, but not right either.
    const { resources, unmapped } = JSON.parse(out, (_key, value: OpenValue) =>
      value === "(sensitive)" ? Unknown : value,
    ) as { resources: Printed[]; unmapped: Record<string, number> };

    const score = scoreRecordings(recordingsOf(family), resources.map(mappedOf), unmapped);
    expect(score.lost).toEqual([]);
    expect(score.wrong.filter((leaf) => !isLookedUp(leaf))).toEqual([]);
    expect(score.invented.filter((leaf) => !isOfAnotherRequest(leaf))).toEqual([]);
    expect(score.resources).toBeGreaterThan(5);
    expect(score.missing.filter((leaf) => !isLookedUp(leaf)).length).toBeLessThanOrEqual(score.right * 0.01);
    expect(score.unknown).toBeLessThanOrEqual((score.right + score.unknown) * MOST_UNSEEN(family));
  });
});
