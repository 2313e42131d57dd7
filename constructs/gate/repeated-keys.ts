/** A whole string, with the colon that makes it a name. */
const STRING = /"(?:[^"\\]+|\\.)*"(\s*:)?/g;

/**
 * Whether a JSON text writes a name twice in one object. `JSON.parse` keeps the last; Terraform takes both, so what was judged would not be all
 * that is deployed.
 *
 * @param text the text
 * @param value what `JSON.parse` made of it
 */
export function repeatsKey(text: string, value: unknown): boolean {
  let names = 0;
  for (const [, colon] of text.matchAll(STRING)) if (colon !== undefined) names++;
  return names !== countKeys(value);
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const values: unknown[] = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : values.length;
  for (const each of values) count += countKeys(each);
  return count;
}
