import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Root of this package, whether run from src/ or from dist/.
 * @throws Error where its files were taken away from their package.json
 */
export function packageRoot(from = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Error("the package.json of aoai-guard is not above its files");
  }
}

/** Version of this package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return version;
}
