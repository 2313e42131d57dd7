/** One part of a pattern: a character that stands for itself, or a wildcard with the characters it does not cross. */
type Part = string | { stops: string };

/** Whether a text is one that a pattern means. */
export type Matcher = (text: string) => boolean;

/**
 * A matcher for `*`, any characters within one step, and `**`, any characters. Everything else stands for itself. Takes time that grows with the product of both
 * lengths, whatever the pattern.
 * @param separator what parts the steps: "." of a Terraform address, "/" of a construct path or a resource id
 * @param options.ignoreCase ARM compares ids without case; Terraform and cdktf mind it
 */
export function matcher(pattern: string, separator: string, { ignoreCase = false } = {}): Matcher {
  const folded = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const parts = partsOf(folded(pattern), separator);
  if (parts.every((part) => typeof part === "string")) return (text) => folded(text) === folded(pattern);
  return (text) => fits(parts, folded(text));
}

function partsOf(pattern: string, separator: string): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== "*") parts.push(pattern.charAt(i));
    else if (pattern[i + 1] === "*") {
      parts.push({ stops: "" });
      while (pattern[i + 1] === "*") i++;
    } else {
      // The key of an instance may hold dots: module.m["*"] means every key.
      const key = pattern[i - 1] === '"' && pattern[i + 1] === '"';
      parts.push({ stops: key ? '"' : separator });
    }
  }
  return parts;
}

/** Which lengths of the text the parts so far can make, part after part. */
function fits(parts: readonly Part[], text: string): boolean {
  let ends = new Uint8Array(text.length + 1);
  ends[0] = 1;
  for (const part of parts) {
    const next = new Uint8Array(text.length + 1);
    if (typeof part === "string") {
      for (let i = 0; i < text.length; i++) if (ends[i] === 1 && text[i] === part) next[i + 1] = 1;
    } else {
      let open = false;
      for (let i = 0; i <= text.length; i++) {
        if (i > 0 && text[i - 1] === part.stops) open = false;
        if (ends[i] === 1) open = true;
        if (open) next[i] = 1;
      }
    }
    ends = next;
  }
  return ends[text.length] === 1;
}
