import { parseContext } from "../../governance";
import type { CheckContext } from "../../governance/context";
import { parseJson, parseYaml, readText } from "../../input";

/**
 * Reads a `--context` file: JSON where it looks like JSON, else YAML, whatever it is called. YAML would read JSON too, but its parser costs
 * 25 ms to load.
 * @throws InputError
 */
export function readContext(file: string): CheckContext {
  const text = readText(file);
  return parseContext(
    /^\s*\{/.test(text) && !/\.ya?ml$/i.test(file) ? parseJson(text, file) : parseYaml(text, file),
    file,
  );
}
