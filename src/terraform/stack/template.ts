/**
 * Terraform templates in JSON strings: `${...}`, `%{...}`, and `$${`, `%%{` for the literal text.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings
 */

export type TemplatePart = { text: string } | { expression: string };

/** Takes a string apart. `undefined` where it has a `%{` directive or does not close: then nothing is known of it but what it mentions. */
export function parseTemplate(source: string): TemplatePart[] | undefined {
  if (!source.includes("${") && !source.includes("%{")) return [{ text: source }];
  const parts: TemplatePart[] = [];
  let text = "";
  for (let i = 0; i < source.length;) {
    const two = source.slice(i, i + 2);
    if (source.startsWith("$${", i) || source.startsWith("%%{", i)) {
      text += source.slice(i + 1, i + 3);
      i += 3;
    } else if (two === "%{") {
      return undefined;
    } else if (two === "${") {
      const end = closing(source, i + 2);
      if (end < 0) return undefined;
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ expression: source.slice(i + 2, end).trim() });
      i = end + 1;
    } else {
      text += source[i];
      i++;
    }
  }
  if (text !== "" || parts.length === 0) parts.push({ text });
  return parts;
}

/** Position of the brace that closes an interpolation, past nested braces and strings; -1 where there is none. */
function closing(source: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < source.length; i++) {
    const char = source[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{") depth++;
    else if (char === "}") {
      if (depth === 0) return i;
      depth--;
    }
  }
  return -1;
}

const TRAVERSAL = /[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+|\*)|\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\])*/g;

/** Whether an expression is one traversal (`azurerm_x.y.id`, `local.a["b"]`) and nothing else. */
export function isTraversal(expression: string): boolean {
  return expression.match(TRAVERSAL)?.[0] === expression && expression.includes(".");
}

/** Every traversal in an expression or template text, strings inside it included (they may interpolate). */
export function traversalsIn(expression: string): string[] {
  return (expression.match(TRAVERSAL) ?? []).filter((match) => match.includes("."));
}

/** Steps of a traversal: `azurerm_x.y.identity[0].principal_id` -> `azurerm_x`, `y`, `identity`, `0`, `principal_id`. */
export function traversalSteps(traversal: string): string[] {
  const steps: string[] = [];
  for (const match of traversal.matchAll(/([A-Za-z_*\d][\w-]*)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]/g)) {
    steps.push(match[2] ?? match[3] ?? match[1] ?? "");
  }
  return steps;
}

/** Steps as an output path: numbers become indexes. */
export function outputPath(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^(\d+|\*)$/.test(step) ? `${path}[${step}]` : path === "" ? step : `${path}.${step}`),
    "",
  );
}
