/** An encoded cdktf token in a string; cdktf replaces it when it resolves the stack. */
const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * A text as Terraform's JSON syntax must hold it so that Azure receives the text itself: every `${` and `%{` doubled, tokens left alone.
 * cdktf does not do this, and Terraform would read `${` in a policy rule as its own template.
 */
export function templateText(text: string): string {
  return text
    .split(TOKEN)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{")))
    .join("");
}

/** A JSON value as the text of an azurerm attribute that takes JSON (`policy_rule`, `parameters`, `metadata`), escaped for Terraform. */
export function templateJson(value: unknown): string {
  return templateText(JSON.stringify(value));
}

/** A JSON value as Terraform's JSON syntax must hold it: every text in it escaped, names included. */
export function templateValue(value: unknown): unknown {
  if (typeof value === "string") return templateText(value);
  if (Array.isArray(value)) return value.map(templateValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [templateText(key), templateValue(item)]));
}
