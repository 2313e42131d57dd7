/**
 * Names and values come from whoever wrote the plan. On a terminal an escape sequence among them could erase or forge lines, and a
 * direction mark could turn one around, so controls, format characters and line ends are shown as \u{...}. In the log of a pipeline `##[` and `##vso[`
 * begin a command wherever in a line they stand, so that the second of their marks is shown in the same way.
 * Source: TryParse in actions/runner ActionCommand.cs and in microsoft/azure-pipelines-agent Command.cs
 */
export function printable(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(LOG_COMMAND, "#\\u{23}");
}

/** What most names and sentences are made of: ASCII without controls and without `#`. */
const HARMLESS = /^[ -"$-~]*$/;
const LOG_COMMAND = /##(?=\[|vso\[)/g;

/**
 * Makes sentences printable and breaks them at spaces so that no line is longer than `width`, where the words allow it; a longer word (an
 * address, an id) stays whole, because it is there to be copied. A newline in the text begins a new line.
 */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const shown = printable(paragraph);
    if (shown.length <= width && !shown.includes("  ")) return [shown.trim()];
    const lines: string[] = [];
    let line = "";
    for (const word of shown.split(/ +/)) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/**
 * A document whose lines hold printable text, for a log: the runner of GitHub takes a line that begins with `::`, spaces aside, for a command.
 * Source: TryParseV2 in actions/runner ActionCommand.cs
 */
export const quietLines = (document: string): string =>
  document.includes("::") ? document.replace(/^([^\S\n]*):(?=:)/gm, "$1\\u{3a}") : document;

/**
 * JSON of a value that means the same to a parser, and holds neither a command of a pipeline's log nor a character that moves a terminal's cursor or
 * turns a line around.
 */
export const quietJson = (value: unknown, space?: number): string =>
  JSON.stringify(value, null, space).replace(UNQUIET, (found) =>
    found.startsWith("#") ? "#\\u0023" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The beginning of a command, controls that JSON lets stand, and format characters. */
const UNQUIET = /##(?=\[|vso\[)|[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
