import type { JsonValue } from "../../policy/json";
import type { DefinitionRule } from "./finding";
import { expressions, isObject, parametersIn, walk } from "./walk";

const RULE = "$.properties.policyRule";

/**
 * `subscription().tags['x']` and `resourceGroup().tags[...]` may be an error where the tag is missing, and an error denies every write. A guarded
 * read gives an empty text instead. Source: Azure/azure-policy-linter, docs/Rules (the rules about tryGet).
 */
export const guardedTags: DefinitionRule = {
  id: "guarded-tags",
  *check({ properties }) {
    for (const { path, text } of expressions(properties.policyRule, RULE)) {
      if (!/\b(subscription|resourceGroup)\(\)\s*\.\s*tags\b/i.test(text)) continue;
      const mend = "read it as coalesce(tryGet(coalesce(tryGet(subscription(), 'tags'), json('{}')), name), '')";
      yield { path, problem: "reads a tag that may be missing without a guard", mend };
    }
  },
};

/**
 * A list that whoever assigns the rule fills is asked with `in`: a `count` over its values ends at 100 of them, and then the rule denies everything.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-rule-limits
 */
export const listsAsIn: DefinitionRule = {
  id: "lists-as-in",
  *check({ properties }) {
    for (const { path, value } of walk(properties.policyRule, RULE)) {
      if (!isObject(value) || !isObject(value["count"])) continue;
      const counted: JsonValue | undefined = value["count"]["value"];
      if (typeof counted !== "string") continue;
      const [list] = parametersIn(counted);
      if (list === undefined || properties.parameters?.[list]?.type !== "Array") continue;
      const mend = `ask with "in": "[parameters('${list}')]"`;
      yield { path: `${path}.count.value`, problem: `counts over the parameter "${list}", which may be long`, mend };
    }
  },
};

/** A child of an account has no location of its own, so that `Indexed` never looks at it. */
export const modeOfChildren: DefinitionRule = {
  id: "mode-of-children",
  *check({ properties }) {
    if (properties.mode === "All") return;
    for (const { path, value } of walk(properties.policyRule, RULE)) {
      if (typeof value !== "string" || !/^Microsoft\.CognitiveServices\/accounts\/\w+/i.test(value)) continue;
      if (!/\.(equals|in\[\d+\])$/.test(path)) continue;
      yield { path: "$.properties.mode", problem: `skips ${value}, which has no location`, mend: 'write "All"' };
      return;
    }
  },
};

/** Any type that a rule can match is named, so that Azure evaluates it for nothing else and an alias of another type is not read as missing. */
export const typeFirst: DefinitionRule = {
  id: "type-first",
  *check({ properties }) {
    for (const { value } of walk(properties.policyRule.if, `${RULE}.if`)) {
      if (isObject(value) && value["field"] === "type" && ("equals" in value || "in" in value)) return;
    }
    yield {
      path: `${RULE}.if`,
      problem: "names no resource type",
      mend: 'begin with { "field": "type", "equals": ... }',
    };
  },
};
