import fc from "fast-check";
import { Likeness } from "../../src/governance/likeness";
import { copyOf, type Parts } from "../../src/governance/watch";
import type { OpenObject, OpenValue } from "../../src/policy/json";
import { property } from "../../src/policy/property";
import { isUnknown, Unknown } from "../../src/policy/unknown";

const NAMES = ["name", "kind", "tags", "Kind", "properties"];
const leaf = fc.constantFrom<OpenValue[]>("", "a", "1", 1, -1, true, null, undefined, Unknown, "undefined", "2:ab");
const object = fc.dictionary(fc.constantFrom(...NAMES), leaf, { maxKeys: 4 }) as fc.Arbitrary<OpenObject>;
const value = fc.oneof(leaf, object, fc.array(leaf, { maxLength: 3 }));
const part = fc.option(fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 5 }) as fc.Arbitrary<OpenObject>, {
  nil: undefined,
});
const parts = fc.tuple(part, part);

/** One step of a question: what it reads depends on what it read before. */
const step = fc.record({
  part: fc.constantFrom(0, 1),
  within: fc.constantFrom(undefined, "properties", "tags"),
  name: fc.constantFrom(...NAMES),
  how: fc.constantFrom("get", "has", "names", "folded", "copied"),
  onlyAfter: leaf,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const shown = (read: unknown): string =>
  JSON.stringify(read, (_, inner: unknown) => (inner === undefined ? "(absent)" : inner)) ?? "(absent)";

/** A copy in which one name is set anew and one left out, where it has them. */
function changed(object: OpenObject): OpenObject {
  const copy = copyOf(object);
  if (Object.hasOwn(copy, "kind")) copy["kind"] = "set";
  delete copy["Kind"];
  return copy;
}

function ask(steps: readonly Step[], given: Parts): { said: string } {
  let said = "";
  for (const { part: at, within, name, how, onlyAfter } of steps) {
    if (said.length % 2 === 0 && shown(onlyAfter).length % 2 === 0) continue;
    let from: OpenValue = given[at];
    if (within !== undefined && typeof from === "object" && from !== null && !isUnknown(from))
      from = (from as OpenObject)[within];
    if (typeof from !== "object" || from === null || isUnknown(from) || Array.isArray(from)) said += shown(from);
    else if (how === "get") said += shown(from[name]);
    else if (how === "has") said += String(Object.hasOwn(from, name));
    else if (how === "copied") said += shown(changed(from as OpenObject)[name]);
    else if (how === "names") said += Object.keys(from).join();
    else said += shown(property(from, name));
  }
  return { said };
}

describe("what is alike", () => {
  it("is answered as if it were asked", () => {
    const subject = fc.tuple(parts, fc.constantFrom("", "x"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.array(subject, { maxLength: 12 }), (steps, subjects) => {
        const likeness = new Likeness<{ said: string }>();
        for (const [given, beside] of [...subjects, ...subjects]) {
          const asked = (seen: Parts): { said: string } => ({ said: ask(steps, seen).said + beside });
          expect(likeness.of(given, beside, asked)).toEqual(asked(given));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is asked once, whatever differs that is not read", () => {
    const likeness = new Likeness<{ kind: OpenValue }>();
    let asked = 0;
    for (let i = 0; i < 5; i++) {
      const resource = {
        name: `n${i}`,
        kind: "OpenAI",
        properties: { subdomain: `s${i}`, open: false },
        tags: { team: `t${i}` },
      };
      likeness.of([resource], "", ([read = {}]) => {
        asked++;
        const copy = copyOf(read);
        const tags = copyOf(read["tags"] as OpenObject);
        tags["operator"] = "none";
        copy["tags"] = tags;
        return { kind: [copy["kind"], property(copy["properties"] as OpenObject, "open")] };
      });
    }
    expect(asked).toBe(1);
  });

  it("reads what is frozen", () => {
    const frozen = Object.freeze({ properties: Object.freeze({ open: true }) });
    const likeness = new Likeness<{ open: OpenValue }>();
    const read = (given: Parts): { open: OpenValue } => ({
      open: property(given[0]?.["properties"] as OpenObject, "open"),
    });
    expect(likeness.of([frozen], "", read)).toEqual({ open: true });
  });
});
