import { InputError } from "../../src/input/input-error";
import { parseContext } from "../../src/governance/parse-context";

const GUID = "11111111-1111-1111-1111-111111111111";
const refusal = (raw: unknown): string => {
  try {
    parseContext(raw, "context.yaml");
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "accepted";
};

describe("a context that is right", () => {
  test("an empty object says that nothing is known", () => {
    expect(parseContext({}, "context.yaml")).toEqual({});
  });

  test.each([null, undefined])("an empty file (%s) is refused: what should have written it may have failed", (raw) => {
    expect(refusal(raw)).toBe("context.yaml is empty; write what is known (docs/context.md), or {} where nothing is.");
  });

  test("ids, tag values and parameters come in one form", () => {
    const context = parseContext(
      {
        now: "2026-11-22T10:00:00Z",
        subscriptions: [
          {
            id: `/subscriptions/${GUID.toUpperCase()}`,
            tags: { "cost-center": 42, live: true },
            managementGroups: ["/providers/Microsoft.Management/managementGroups/police", "root"],
          },
        ],
        resourceGroups: [{ id: `/subscriptions/${GUID}/resourceGroups/rg-app`, tags: {} }],
        guard: [
          {
            scope: "/providers/Microsoft.Management/managementGroups/root",
            parameters: { flaggedSubscriptionIds: { value: [GUID] }, flaggedScope: true },
          },
        ],
      },
      "context.yaml",
    );
    expect(context.subscriptions).toEqual([
      { id: GUID, tags: { "cost-center": "42", live: "true" }, managementGroups: ["police", "root"] },
    ]);
    expect(context.guard?.[0]?.parameters).toEqual({ flaggedSubscriptionIds: [GUID], flaggedScope: true });
    expect(context.resourceGroups?.[0]?.tags).toEqual({});
  });
});

describe("one thing described twice", () => {
  const group = (name: string, tags: Record<string, string>) => ({
    id: `/subscriptions/${GUID}/resourceGroups/${name}`,
    tags,
  });
  test("is refused where the two differ, with both places", () => {
    expect(
      refusal({ resourceGroups: [group("a", {}), group("rg", { "aoai-operator": "none" }), group("RG", {})] }),
    ).toMatch(/at \$\.resourceGroups\[2\] describes ".*RG" otherwise than \$\.resourceGroups\[1\] does; keep the one/);
    expect(refusal({ subscriptions: [{ id: GUID, tags: {} }, { id: `/subscriptions/${GUID}` }] })).toMatch(
      /at \$\.subscriptions\[1\] describes ".*" otherwise than \$\.subscriptions\[0\] does/,
    );
  });
  test("counts once where they are the same", () => {
    const context = parseContext(
      { resourceGroups: [group("rg", { a: "1", b: "2" }), group("RG", { b: "2", a: "1" })] },
      "context.yaml",
    );
    expect(context.resourceGroups).toEqual([group("rg", { a: "1", b: "2" })]);
  });
});

describe("a context that is wrong is told where and what to do", () => {
  test.each<[string, unknown, RegExp]>([
    ["a list", [], /at \$ has a value of the wrong kind; write an object/],
    ["a typo at the top", { subscription: [] }, /unknown key "subscription"; did you mean "subscriptions"\?/],
    [
      "a typo within",
      { subscriptions: [{ id: GUID, managmentGroups: [] }] },
      /at \$\.subscriptions\[0\] has an unknown key "managmentGroups"; did you mean "managementGroups"\?/,
    ],
    [
      "a key that is near to none",
      { colour: "red" },
      /unknown key "colour"; use one of now, defaultSubscription, subscriptions/,
    ],
    ["no id", { subscriptions: [{ tags: {} }] }, /at \$\.subscriptions\[0\] has no "id"; add "id"/],
    [
      "an id that is none",
      { subscriptions: [{ id: "prod" }] },
      /\$\.subscriptions\[0\]\.id has "prod", which is no subscription id/,
    ],
    ["a group id that is none", { resourceGroups: [{ id: "rg-app" }] }, /\$\.resourceGroups\[0\]\.id has "rg-app"/],
    ["a scope that is none", { guard: [{ scope: "corp" }] }, /\$\.guard\[0\]\.scope has "corp", which is no ARM scope/],
    [
      "a scope copied from a report as it was printed",
      { guard: [{ scope: "/providers/Microsoft.Management/managementGroups/NAME" }] },
      /\$\.guard\[0\]\.scope still has "NAME", which stands for your own value; write the name of a management group/,
    ],
    [
      "a management group copied from a report as it was printed",
      { subscriptions: [{ id: GUID, managementGroups: ["corp", "NAME"] }] },
      /\$\.subscriptions\[0\]\.managementGroups\[1\] still has "NAME"/,
    ],
    ["a day that does not exist", { now: "2026-02-30" }, /\$\.now has "2026-02-30", which is no date/],
    ["no date at all", { now: "tomorrow" }, /\$\.now has "tomorrow", which is no date/],
    [
      "an enforcement mode that Azure has not",
      { guard: [{ scope: "/subscriptions/x", enforcementMode: "On" }] },
      /use one of Default, DoNotEnforce, Enroll/,
    ],
    [
      "a tag that is a list",
      { subscriptions: [{ id: GUID, tags: { a: [] } }] },
      /\$\.subscriptions\[0\]\.tags\.a has a value of the wrong kind; write string or number or boolean/,
    ],
  ])("%s", (_, raw, message) => {
    expect(refusal(raw)).toMatch(message);
    expect(refusal(raw)).toMatch(/^context\.yaml at /);
  });
});
