import { resourcesOf, SUBSCRIPTION } from "../cases/scenarios/scenarios";
import type { TfResource, TfValue } from "../cases/scenarios/terraform";
import { HOSPITAL, reportOn } from "./support/world";

const TAGS = { "aoai-operator": "none", "aoai-use-case": "surveillance" };

/** An account that azapi writes, whose body is not checked for a kind. */
const account = (body: Record<string, TfValue>): TfResource => ({
  type: "azapi_resource",
  name: "a",
  values: {
    type: "Microsoft.CognitiveServices/accounts@2024-10-01",
    parent_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`,
    name: "odd",
    location: "swedencentral",
    tags: TAGS,
    body: { sku: { name: "S0" }, properties: {}, ...body },
  },
});

const verdict = (body: Record<string, TfValue>): string | undefined =>
  reportOn([...resourcesOf(HOSPITAL), account(body)]).findings.find(
    ({ rule, resource }) => rule === "prohibited-use" && resource.address === "azapi_resource.a",
  )?.verdict;

test.each<[string, Record<string, TfValue>, string | undefined]>([
  ["a kind", { kind: "OpenAI" }, "denied"],
  ["a kind with blanks around it", { kind: " openai " }, "denied"],
  ["another kind", { kind: "TextAnalytics" }, undefined],
  ["no kind", {}, "undetermined"],
  ["a kind of nothing", { kind: null }, "undetermined"],
  ["a blank kind", { kind: " " }, "undetermined"],
  ["a number as kind", { kind: 5 }, "undetermined"],
  ["a list as kind", { kind: ["OpenAI"] }, "undetermined"],
  ["an object as kind", { kind: { a: "OpenAI" } }, "undetermined"],
])("an account with %s is judged by what it could be", (_, body, expected) => {
  expect(verdict(body)).toBe(expected);
});
