import { realpathSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { InputError, readBytes, readingFrom } from "../../input";
import type { TerraformDocument } from "../../terraform/document";
import { readPlan, readStack } from "../../terraform";
import type { Io } from "../io";
import { SILENT, type Progress } from "../progress";
import { findStacks, refuseCompany } from "./folder";
import { parseDocument } from "./plan-text";
import { recognize } from "./recognize";

export interface ReadDocuments {
  documents: TerraformDocument[];
  /** About the folders they were found in. */
  notes: string[];
}

const STDIN = "<stdin>";

/**
 * Reads everything a user named: plans, stacks, cdktf.out folders, `-` for standard input. A file named twice is read once, so that it is
 * not reported twice.
 * @throws InputError for the first thing that cannot be read
 */
export async function readDocuments(
  paths: readonly string[],
  io: Pick<Io, "stdin">,
  progress: Progress = SILENT,
): Promise<ReadDocuments> {
  const documents: TerraformDocument[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const found = path === "-" ? { files: [STDIN], notes: [] } : readingFrom(path, () => filesOf(path));
    notes.push(...found.notes);
    for (const file of found.files) {
      const identity = file === STDIN ? STDIN : realpathSync(file);
      if (seen.has(identity)) continue;
      seen.add(identity);
      progress.step(`reading ${file}`, file === STDIN ? 0 : statSync(file).size);
      documents.push(readDocument(file === STDIN ? await io.stdin() : readBytes(file), file));
    }
  }
  return { documents, notes };
}

function filesOf(path: string): { files: string[]; notes: string[] } {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new InputError(path, "does not exist", "check the path");
  if (stat.isDirectory()) return findStacks(path);
  if (/\.tf\.json$/i.test(path)) refuseCompany(dirname(path), basename(path));
  return { files: [path], notes: [] };
}

/** One function's locals, so that the text of a large plan is free again before the next one is read. */
function readDocument(bytes: Buffer, file: string): TerraformDocument {
  const json = parseDocument(bytes, file);
  return recognize(json, file) === "plan" ? readPlan(json, file) : readStack(json, file);
}
