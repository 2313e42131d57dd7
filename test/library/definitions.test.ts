import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DEFAULT_TAG_NAMES } from "../../src/governance/facts";
import { builtInFolder, builtInLibrary } from "../../src/library";
import { expressions, isObject, walk } from "../../src/library/lint/walk";
import type { JsonValue } from "../../src/policy";
import { CORPUS, corpusIsHere } from "../policy/corpus";

const library = builtInLibrary();
const definitions = [...library.definitions.values()];

describe("what the definitions share is written in one way", () => {
  /** Every `count` over values in the library, by what it counts over. */
  const counts = (name: string): string[] =>
    definitions.flatMap(({ properties }) =>
      [...walk(properties.policyRule, "")].flatMap(({ value }) => {
        const count: JsonValue | undefined = isObject(value) ? value["count"] : undefined;
        return isObject(count) && count["name"] === name ? [JSON.stringify(count)] : [];
      }),
    );

  test("the review", () => {
    const reviews = counts("review");
    expect(reviews).toHaveLength(6);
    expect(new Set(reviews).size).toBe(1);
  });

  test.each(["subscription", "resourceGroup"])("every read of a tag of %s is guarded twice", (scope) => {
    const reads = definitions.flatMap(({ properties }) =>
      [...expressions(properties.policyRule, "")].flatMap(({ text }) => text.split(`${scope}()`).slice(1)),
    );
    expect(reads.length).toBeGreaterThan(20);
    for (const after of reads) {
      expect(after).toMatch(/^(\.subscriptionId\]$|, 'tags'\), json\('\{\}'\)\), parameters\('\w+Tag'\)\), ''\))/);
    }
  });

  test("a fact that restricts is read at all three levels, unless an account must declare it", () => {
    const oneLevel = definitions.flatMap(({ name, properties }) => {
      const texts = [...expressions(properties.policyRule, "")].map(({ text }) => text);
      return texts.some((text) => text.includes("field(concat('tags[") && !text.includes("subscription()"))
        ? [name]
        : [];
    });
    expect(oneLevel).toEqual(["required-declaration"]);
  });

  test("parameters of one name have one meaning", () => {
    const meanings = new Map<string, Set<string>>();
    for (const { properties } of definitions) {
      for (const [name, parameter] of Object.entries(properties.parameters ?? {})) {
        if (name === "effect") continue;
        meanings.set(name, (meanings.get(name) ?? new Set()).add(JSON.stringify(parameter)));
      }
    }
    expect([...meanings].filter(([, texts]) => texts.size !== 1).map(([name]) => name)).toEqual([]);
  });
});

test("the tags have the names that the rest of the product reads", () => {
  const names = Object.fromEntries(
    definitions.flatMap(({ properties }) =>
      Object.entries(properties.parameters ?? {}).flatMap(([name, { defaultValue }]) =>
        name.endsWith("Tag") ? [[name.slice(0, -"Tag".length), defaultValue]] : [],
      ),
    ),
  );
  expect(names).toEqual(DEFAULT_TAG_NAMES);
});

test("both kinds that carry Azure OpenAI models are judged wherever one is", () => {
  for (const { name, properties } of definitions) {
    const kinds = [...walk(properties.policyRule, "")].flatMap(({ value }) =>
      isObject(value) && value["field"] === "kind" ? [value["in"]] : [],
    );
    for (const kind of kinds) {
      if (name === "flagged-vision-resource") expect(kind).not.toContain("OpenAI");
      else expect(kind).toEqual(["OpenAI", "AIServices"]);
    }
  }
});

test("effects: fatal rules deny, the others can be rolled out, hardening can be turned off", () => {
  const effects = (decisions: RegExp): string[] => [
    ...new Set(
      definitions
        .filter(({ properties: { metadata } }) => decisions.test(metadata.decision) && !metadata.fatal)
        .filter(({ name }) => name !== "flagged-model-upgrade" && name !== "diagnostic-logs")
        .map(({ properties }) =>
          JSON.stringify([
            properties.parameters!["effect"]!.allowedValues,
            properties.parameters!["effect"]!.defaultValue,
          ]),
        ),
    ),
  ];
  expect(effects(/^D([4-9]|11)$/)).toEqual(['[["Audit","Deny"],"Deny"]']);
  expect(effects(/^D12$/)).toEqual(['[["Audit","Deny","Disabled"],"Audit"]']);
  expect(
    definitions
      .filter(({ properties }) => properties.metadata.fatal)
      .map(({ properties }) => properties.policyRule.then),
  ).toEqual(Array(4).fill({ effect: "deny" }));
});

describe("aliases", () => {
  const listed = readFileSync(join(builtInFolder(), "aliases.csv"), "utf8").trim().split("\n");
  const used = new Set(
    definitions.flatMap(({ properties }) =>
      [...JSON.stringify(properties.policyRule).matchAll(/(?:"field":"|field\(')(Microsoft\.[^"']+)/g)].map(
        ([, alias]) => alias!,
      ),
    ),
  );

  test("the list holds those that the definitions use, and no other", () => {
    expect(listed.map((line) => line.split(",")[0]).sort()).toEqual([...used].sort());
  });

  (corpusIsHere() ? test : test.skip)("each one is Azure's, with Azure's path", () => {
    const file = join(CORPUS, "policy-aliases-2024.csv.gz");
    const azure = new Map(
      gunzipSync(readFileSync(file))
        .toString("utf8")
        .split(/\r?\n/)
        .map((line) => [line.slice(0, line.indexOf(",")).toLowerCase(), line.slice(line.indexOf(",") + 1)] as const),
    );
    expect(listed).toEqual(
      listed.map((line) => `${line.split(",")[0]!},${String(azure.get(line.split(",")[0]!.toLowerCase()))}`),
    );
  });
});
