import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import { InputError } from "./input-error";
import { repeatedKey, repeatsKey } from "./repeated-keys";

/** yaml is loaded when there is YAML to read. */
const load = createRequire(__filename);

const REASONS: Readonly<Record<string, { problem: string; mend: string }>> = {
  ENOENT: { problem: "does not exist", mend: "check the path" },
  EISDIR: { problem: "is a folder", mend: "name a file in it" },
  ENAMETOOLONG: { problem: "is longer than a name can be", mend: "check the path" },
  EACCES: { problem: "cannot be read (permission denied)", mend: "make it readable" },
  ERR_STRING_TOO_LONG: { problem: "is too large to be read (over 500 MB)", mend: "split it" },
  ERR_FS_FILE_TOO_LARGE: { problem: "is too large to be read (over 2 GB)", mend: "split it" },
};

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark (what a redirect of Windows PowerShell writes).
 * @throws InputError where it cannot be read
 */
export function readText(file: string): string {
  return decodeText(readBytes(file), file);
}

/**
 * The bytes of a file.
 * @throws InputError where it cannot be read
 */
export function readBytes(file: string): Buffer {
  return readingFrom(file, () => readFileSync(file));
}

/**
 * Does some work on the file system.
 * @param file what the user named, of which is told what the system refuses
 * @throws InputError in the place of a system error
 */
export function readingFrom<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw typeof (error as NodeJS.ErrnoException).code === "string" ? unreadable(file, error) : error;
  }
}

/**
 * The text of bytes that came from a file or from standard input; see {@link readText}.
 * @throws InputError where it is longer than a string can be
 */
export function decodeText(bytes: Buffer, file: string): string {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
    return bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  const { problem, mend } = REASONS[code] ?? { problem: `cannot be read (${code})`, mend: "check the path" };
  return new InputError(file, problem, mend);
}

/**
 * Parses JSON. A name that is written twice in one object is an error: Terraform merges such blocks, `JSON.parse` keeps the last, and what is judged
 * has to be what is deployed.
 * @param options.mayRepeat whether a document is one of which that need not be asked: counting the names of a large one takes longer than parsing it
 * @throws InputError that tells where the text stops being JSON, and never quotes it: V8's own message does, and the text may hold secrets
 */
export function parseJson(
  text: string,
  file: string,
  { mayRepeat }: { mayRepeat?: (value: unknown) => boolean } = {},
): unknown {
  const value = parsed(text, file);
  if (mayRepeat?.(value) !== true && repeatsKey(text, value))
    throw new InputError(file, "is written twice in one object", "keep one, with what both say", repeatedKey(text));
  return value;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === "") throw new InputError(file, "is empty", "write a JSON document into it");
    const position = whereItEnds(text, error instanceof Error ? error.message : "");
    const place = position === undefined ? "" : ` (${lineAndColumn(text, position)})`;
    // A full disk or a pipe that was closed leaves half a file.
    const cut = position !== undefined && position >= text.trimEnd().length;
    const mend = place === "" ? "correct its syntax" : "correct the syntax there";
    throw new InputError(file, `is not JSON${cut ? ": it breaks off" : ""}${place}`, mend);
  }
}

/** The index at which a text stops being JSON, where V8's message tells it. */
function whereItEnds(text: string, message: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  return message === "Unexpected end of JSON input" && /^\s*[[{]/.test(text) ? text.length : undefined;
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  return `line ${line}, column ${position - before.lastIndexOf("\n")}`;
}

/**
 * Parses YAML 1.2 (JSON is YAML). Keys that are written twice and documents after the first are errors.
 * @returns undefined for an empty document
 * @throws InputError with the line
 */
export function parseYaml(text: string, file: string): unknown {
  const document = parsedDocument(text, file);
  const error = document.errors[0];
  if (error?.code === "RESOURCE_EXHAUSTION") throw tooDeep(file);
  if (error !== undefined) {
    const [start] = error.linePos ?? [];
    const place = start === undefined ? "" : ` (line ${start.line}, column ${start.col})`;
    throw new InputError(file, `is not YAML${place}: ${sentence(error.code)}`, "correct the syntax there");
  }
  if (document.contents === null) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    throw new InputError(file, "refers to an anchor that it does not define, or to too many", "write the values out");
  }
}

function parsedDocument(text: string, file: string): Yaml.Document.Parsed {
  const { parseDocument } = load("yaml") as typeof Yaml;
  try {
    return parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep(file);
  }
}

const tooDeep = (file: string): InputError => new InputError(file, "is nested too deeply", "write it flatter");

/** `DUPLICATE_KEY` as `duplicate key`; the parser's own message may quote the text. */
function sentence(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

/** Reads a file and parses it: YAML where its name ends in .yaml or .yml, else JSON. */
export function readValue(file: string): unknown {
  const text = readText(file);
  return /\.ya?ml$/i.test(file) ? parseYaml(text, file) : parseJson(text, file);
}
