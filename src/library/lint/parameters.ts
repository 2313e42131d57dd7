import type { DefinitionRule } from "./finding";
import { expressions, parametersIn } from "./walk";

/** Every parameter that the rule asks for is declared, and every declared one is used. */
export const parametersUsed: DefinitionRule = {
  id: "parameters-used",
  *check({ properties }) {
    const declared = new Map(Object.keys(properties.parameters ?? {}).map((name) => [name.toLowerCase(), name]));
    const used = new Set<string>();
    for (const { path, text } of expressions(properties.policyRule, "$.properties.policyRule")) {
      for (const name of parametersIn(text)) {
        used.add(name.toLowerCase());
        if (declared.has(name.toLowerCase())) continue;
        yield {
          path,
          problem: `asks for the parameter "${name}", which is not declared`,
          mend: "declare it, or correct the name",
        };
      }
    }
    for (const [key, name] of declared) {
      if (used.has(key)) continue;
      yield { path: `$.properties.parameters.${name}`, problem: "is never used", mend: "take the parameter away" };
    }
  },
};
