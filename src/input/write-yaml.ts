import { createRequire } from "node:module";
import type * as Yaml from "yaml";

/** yaml is loaded when there is YAML to write: every check would pay 14 ms for it. */
const load = createRequire(__filename);

/** A line end, what a terminal obeys or turns a line around, and what a pipeline's log takes for a command. */
const LOUD = /[\p{C}\p{Zl}\p{Zp}]|^\s*::|##(\[|vso\[)/u;
/** What double quotes let stand of it. */
const LEFT = /##(?=\[|vso\[)|[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * A value as YAML that reads back as the same. It goes to terminals and logs, and its names come from whoever wrote the plan: no line is begun by one of them, and none of them is a command.
 */
export function writeYaml(value: object): string {
  const { Document, visit } = load("yaml") as typeof Yaml;
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && LOUD.test(scalar.value)) scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document
    .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replace(LEFT, (found) =>
      found.startsWith("#") ? "#\\x23" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
