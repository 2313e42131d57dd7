import type { Complaint, DefinitionRule } from "./finding";

/** Effects that only look or refuse. The others write: `modify` runs before `deny` and would satisfy a rule with a tag nobody attested. */
const HARMLESS = new Set(["deny", "audit", "auditifnotexists", "denyaction", "disabled"]);

const EFFECT = "$.properties.policyRule.then.effect";

/**
 * The effect of a fatal rule is `deny` in so many words, so that no parameter and no override can turn it off; that of any other is the
 * parameter `effect`, so that it can be rolled out from Audit to Deny. None writes to the resource.
 */
export const effectForm: DefinitionRule = {
  id: "effect-form",
  *check({ properties }): Generator<Complaint> {
    const effect = properties.policyRule.then["effect"];
    const parameter = properties.parameters?.["effect"];
    if (properties.metadata.fatal) {
      if (effect !== "deny")
        yield { path: EFFECT, problem: "can be something else than deny in a fatal rule", mend: 'write "deny"' };
      if (parameter !== undefined) {
        const problem = "lets whoever assigns a fatal rule choose its effect";
        yield { path: "$.properties.parameters.effect", problem, mend: "take the parameter away" };
      }
      return;
    }
    if (effect !== "[parameters('effect')]" || parameter === undefined) {
      const mend = `write "[parameters('effect')]" and declare the parameter`;
      yield { path: EFFECT, problem: "is not the parameter effect", mend };
      return;
    }
    const path = "$.properties.parameters.effect";
    const allowed = parameter.allowedValues ?? [];
    if (allowed.length === 0) yield { path, problem: "allows any value", mend: "list the effects in allowedValues" };
    if (parameter.defaultValue === undefined) yield { path, problem: "has no default", mend: "add defaultValue" };
    else if (!allowed.includes(parameter.defaultValue)) {
      yield { path: `${path}.defaultValue`, problem: "is not among the allowed values", mend: "choose one of them" };
    }
    for (const [i, value] of allowed.entries()) {
      if (typeof value === "string" && HARMLESS.has(value.toLowerCase())) continue;
      const problem =
        typeof value === "string"
          ? "is an effect that writes to the resource, and may write what people must attest"
          : "is no effect";
      yield { path: `${path}.allowedValues[${i}]`, problem, mend: "deny or audit instead" };
    }
  },
};
