import { parseContext, type CheckContext } from "../../governance";
import { decodeText, InputError, parseJson, parseYaml, readBytes } from "../../input";
import { documentsIn, itemsOf, type Item } from "../../inventory";
import type { Io } from "../io";

export interface ReadOutputs {
  /** Everything that az printed. */
  items: Item[];
  /** Context files among the inputs. */
  contexts: CheckContext[];
  /** Outputs that are an empty list, by file. */
  empty: string[];
  /** Files that hold something that az printed, as the user named them. */
  printed: string[];
}

const CONTEXT_KEYS = [
  "now",
  "subscriptions",
  "resourceGroups",
  "guard",
  "assignments",
  "exemptions",
  "approvedReviews",
];

/**
 * Reads outputs of az, several in one file or pipe, and context files.
 * @param files `-`: standard input
 * @throws InputError
 */
export async function readOutputs(files: readonly string[], io: Pick<Io, "stdin">): Promise<ReadOutputs> {
  const read: ReadOutputs = { items: [], contexts: [], empty: [], printed: [] };
  for (const name of new Set(files)) {
    const file = name === "-" ? "<stdin>" : name;
    const before = read.contexts.length;
    const text = decodeText(name === "-" ? await io.stdin() : readBytes(name), file);
    const documents = /^\s*[[{]/.test(text) ? documentsIn(text) : [];
    if (documents.length === 0) {
      const value = /\.ya?ml$/i.test(file) ? parseYaml(text, file) : parseJson(text, file);
      if (value === undefined) throw new InputError(file, "is empty", "give what az prints, or a context file");
      add(value, file, read);
    }
    documents.forEach((document, i) =>
      add(
        parseJson(document, documents.length === 1 ? file : `${file} (document ${i + 1})`),
        documents.length === 1 ? file : `${file} (document ${i + 1})`,
        read,
      ),
    );
    if (name !== "-" && read.contexts.length - before < Math.max(documents.length, 1)) read.printed.push(name);
  }
  return read;
}

function add(value: unknown, file: string, read: ReadOutputs): void {
  if (isContext(value)) {
    read.contexts.push(parseContext(value, file));
    return;
  }
  const items = itemsOf(value, file);
  if (items.length === 0) read.empty.push(file);
  read.items.push(...items);
}

/** A context file has none of the keys by which az names what it prints. */
function isContext(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !("id" in value) &&
    Object.keys(value).some((key) => CONTEXT_KEYS.includes(key))
  );
}
