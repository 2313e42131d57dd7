/**
 * Names and values come from whoever wrote the plan. On a terminal an escape sequence among them could erase or forge lines, and a
 * direction mark could turn one around, so controls, format characters and line ends are shown as \u{...}.
 */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * Makes sentences printable and breaks them at spaces so that no line is longer than `width`, where the words allow it; a longer word (an
 * address, an id) stays whole, because it is there to be copied. A newline in the text begins a new line.
 */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of printable(paragraph).split(/ +/)) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}
