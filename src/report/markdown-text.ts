import { printable } from "./printable";

/**
 * A code span: nothing inside is markup, a link, a mention or a reference to an issue. Its fence is longer than any run of backticks inside.
 * Source: https://github.github.com/gfm/#code-spans
 */
export function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // A space on both sides is not part of the span; it is needed beside a backtick, and keeps spaces of the text's own.
  const space = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return shown === "" ? "" : `${fence}${space}${shown}${space}${fence}`;
}

/**
 * A sentence that may quote what a plan's author wrote: whatever is not a plain word becomes a code span, so that there is no markup, no HTML, no link, no
 * mention, no emoji and no reference in it. A paragraph must not begin with one.
 */
export function prose(sentence: string): string {
  return printable(sentence)
    .split(/ +/)
    .filter((word) => word !== "")
    .map((word) => {
      if (PLAIN.test(word) && !REFERENCE.test(word)) return word;
      const [, before = "", inner = "", after = ""] = /^([("']*)(.*?)([)"',;:.!?]*)$/su.exec(word) ?? [];
      return inner === "" ? code(word) : `${before}${code(inner)}${after}`;
    })
    .join(" ");
}

/** Letters and digits, hyphens between them, quotes and punctuation around them; a sign by itself. */
const PLAIN = /^(?:["'(]*[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*[)"',;:.!?]*|=|->)$/u;
/** What GitHub links by itself: a commit, an issue of the repository's. Source: https://docs.github.com/get-started/writing-on-github */
const REFERENCE = /(?<![\p{L}\p{N}])(?:[0-9a-f]{7,}(?![\p{L}\p{N}])|GH-\d)/iu;
