import { statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError } from "../input/input-error";

/**
 * Writes a document where an option says.
 * @param option how the user named it, for the mend
 * @throws InputError where the file cannot be written
 */
export function writeOutput(file: string, document: string, option: string): void {
  try {
    writeFileSync(file, document);
  } catch (error) {
    throw unwritable(file, (error as NodeJS.ErrnoException).code, option);
  }
}

/**
 * Refuses a file that cannot be written for a reason that shows before any work is done: of several none is then written, and nobody waits for it.
 * @param option how the user named it, for the mend
 * @throws InputError where it is a folder, lies in none, or is `-`
 */
export function refuseUnwritable(file: string, option: string): void {
  // Elsewhere `-` is standard input or output; here it would be a file that is hard to remove.
  if (file === "-")
    throw new InputError(option, 'is "-", which is no file', "name a file, or leave it away for standard output");
  if (file === "" || !isFolder(dirname(file))) throw unwritable(file, "ENOENT", option);
  if (isFolder(file)) throw unwritable(file, "EISDIR", option);
}

const unwritable = (file: string, code: string | undefined, option: string): InputError =>
  new InputError(file, `cannot be written (${code})`, `give ${option} a file in a folder that exists`);

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Refuses to write over what the same run reads: a plan is not there twice, and the one that was judged is the one to apply.
 * @param outputs files to be written, as the user named them
 * @param inputs files that are read
 * @throws InputError where one of them is both
 */
export function refuseOverwriting(outputs: readonly string[], inputs: readonly string[]): void {
  const read = new Set(inputs.map((file) => resolve(file)));
  const both = outputs.find((file) => read.has(resolve(file)));
  if (both !== undefined)
    throw new InputError(both, "is read by this run, and would be written over", "name another file for the output");
}
