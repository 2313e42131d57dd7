import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package's folder: examples run from their source under a test and from `dist` otherwise. */
function packageFolder(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageFolder(dirname(folder));
}

/** A file that lies beside an example's source, e.g. `exampleFile("body-camera/context.yaml")`. */
export const exampleFile = (path: string): string => join(packageFolder(__dirname), "examples", path);

/**
 * A day to come, ISO 8601. A real stack holds the date of the review's ticket; the examples would be over one day.
 */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
