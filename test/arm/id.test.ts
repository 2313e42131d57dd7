import fc from "fast-check";
import { armId, isWithin, parentId, parentType, parseArmId, sameId } from "../../src/arm/id";

const SUB = "/subscriptions/AAAAAAAA-1111-1111-1111-111111111111";
const RG = `${SUB}/resourceGroups/Rg`;
const MG = "/providers/Microsoft.Management/managementGroups/mg";

describe("parseArmId", () => {
  const cases: [string, Record<string, unknown> | undefined][] = [
    [
      SUB,
      {
        scope: "",
        type: "Microsoft.Resources/subscriptions",
        name: "AAAAAAAA-1111-1111-1111-111111111111",
        subscriptionId: "aaaaaaaa-1111-1111-1111-111111111111",
      },
    ],
    [RG, { scope: SUB, type: "Microsoft.Resources/resourceGroups", name: "Rg", resourceGroup: "Rg" }],
    [`${RG}/providers/A.B/c/d`, { scope: RG, type: "A.B/c", name: "d", resourceGroup: "Rg" }],
    [`${RG}/providers/A.B/c/d/e/f/`, { scope: RG, type: "A.B/c/e", name: "d/f" }],
    [
      `${RG}/providers/A.B/c/d/providers/E.F/g/h`,
      { scope: `${RG}/providers/A.B/c/d`, type: "E.F/g", name: "h", resourceGroup: "Rg" },
    ],
    [MG, { scope: "", type: "Microsoft.Management/managementGroups", name: "mg", managementGroup: "mg" }],
    [`${MG}/providers/E.F/g/h`, { scope: MG, type: "E.F/g", name: "h", managementGroup: "mg" }],
    ["/providers/E.F/g/h", { scope: "", type: "E.F/g", name: "h" }],
    ["", undefined],
    ["acc", undefined],
    ["/", undefined],
    [`${SUB}/other/x`, undefined],
    [`${RG}/providers/A.B/c`, undefined],
    [`${RG}/providers/A.B/c//e/f`, undefined],
  ];
  test.each(cases)("%s", (id, expected) => {
    if (expected === undefined) expect(parseArmId(id)).toBeUndefined();
    else expect(parseArmId(id)).toMatchObject(expected);
  });

  test("armId builds what parseArmId takes apart", () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,8}$/).filter((w) => w.toLowerCase() !== "providers");
    const scopes = fc.constantFrom("", SUB, RG, MG, `${RG}/providers/X.Y/z/w`);
    const steps = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(scopes, word, steps, (scope, provider, pairs) => {
        const type = [provider, ...pairs.map(([step]) => step)].join("/");
        fc.pre(!/^microsoft\.(resources|management)/i.test(type));
        const name = pairs.map(([, own]) => own).join("/");
        expect(parseArmId(armId(scope, type, name))).toMatchObject({ scope, type, name });
      }),
    );
  });
});

test("groups and subscriptions have ids of their own", () => {
  expect(armId("", "microsoft.resources/SUBSCRIPTIONS", "x")).toBe("/subscriptions/x");
  expect(armId("/subscriptions/x", "Microsoft.Resources/resourceGroups", "g")).toBe(
    "/subscriptions/x/resourceGroups/g",
  );
});

test("parents", () => {
  expect(parentId(`${RG}/providers/A.B/c/d/e/f`)).toBe(`${RG}/providers/A.B/c/d`);
  expect(parentId(`${RG}/providers/A.B/c/d`)).toBeUndefined();
  expect(parentType("A.B/c/e")).toBe("A.B/c");
  expect(parentType("A.B/c")).toBeUndefined();
});

test("ids are compared without case, by segments", () => {
  expect(sameId(RG, `${RG.toUpperCase()}/`)).toBe(true);
  expect(isWithin(SUB, RG.toLowerCase())).toBe(true);
  expect(isWithin(RG, RG)).toBe(true);
  expect(isWithin(RG, `${RG}2/providers/A.B/c/d`)).toBe(false);
  expect(isWithin(RG, SUB)).toBe(false);
  expect(isWithin("/", RG)).toBe(true);
});
