import { writeFileSync } from "node:fs";
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
    const code = (error as NodeJS.ErrnoException).code;
    throw new InputError(file, `cannot be written (${code})`, `give ${option} a file in a folder that exists`);
  }
}
