/**
 * Comparing without case. Azure Policy compares names and values so everywhere but in `match` and `notMatch`
 * (https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions). Beyond ASCII we fold fully: "Straße" equals
 * "STRASSE", as .NET's culture-aware comparison does.
 */

/** Anything past ASCII; only such strings need Unicode folding. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** The form of a string under which two strings that differ in case only are the same string. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text.toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

/** Whether two strings differ in case only. Allocates nothing for ASCII. */
export function sameFolded(a: string, b: string): boolean {
  if (a === b) return true;
  const length = a.length;
  if (length !== b.length)
    return !endDifferently(a, b) && (BEYOND_ASCII.test(a) || BEYOND_ASCII.test(b)) && fold(a) === fold(b);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x > 127 || y > 127) return fold(a) === fold(b);
    const lower = x | 32;
    if (lower !== (y | 32) || lower < 97 || lower > 122) return false;
  }
  return true;
}

/** Whether two strings end in ASCII characters that are not one another's: those become no other by folding, whatever stands before them. */
function endDifferently(a: string, b: string): boolean {
  const x = a.charCodeAt(a.length - 1);
  const y = b.charCodeAt(b.length - 1);
  return x < 128 && y < 128 && (x | 32) !== (y | 32);
}
