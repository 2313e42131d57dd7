import { InvalidArgumentError } from "commander";
import { resolve } from "node:path";
import { FORMATS, type Format } from "../report/formats";

/** A report besides the one on standard output. */
export interface ReportFile {
  format: Format;
  file: string;
}

/**
 * One more `--report FORMAT=FILE`.
 * @throws InvalidArgumentError where it has another form, or the file is named before
 */
export function addReportFile(value: string, before: readonly ReportFile[]): ReportFile[] {
  const at = value.indexOf("=");
  const [name, file] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
  const format = FORMATS.find((each) => each === name);
  if (at < 0 || file === "") throw new InvalidArgumentError("Write it as FORMAT=FILE, for example sarif=guard.sarif.");
  if (format === undefined) throw new InvalidArgumentError(`The format is one of ${FORMATS.join(", ")}.`);
  if (before.some((each) => resolve(each.file) === resolve(file)))
    throw new InvalidArgumentError("Two reports cannot be written to one file.");
  return [...before, { format, file }];
}
