import { fileURLToPath } from "node:url";
import type { SourceLocation } from "../../arm/resource";

/** `new Stack (/app/main.ts:10:5)`, `/app/main.ts:10:5`, `Object.<anonymous> (C:\\app\\main.ts:10:5)`, `async file:///app/main.mjs:10:5`. */
const FRAME = /(?:^|\(|\s)((?:file:\/\/|[a-z]:[\\/])?[^():]+):(\d+):\d+\)?$/i;

/**
 * The first line of the user's own program in a stack trace as cdktf writes it (`"//".metadata.stackTrace`: a frame an entry, the innermost first): what
 * lies in a package or in Node itself made no resource of its own accord.
 */
export function sourceOfTrace(trace: unknown): SourceLocation | undefined {
  if (!Array.isArray(trace)) return undefined;
  for (const frame of trace) {
    const [, named = "", line = ""] = (typeof frame === "string" ? FRAME.exec(frame.trim()) : null) ?? [];
    if (named === "" || /(^|[\\/])node_modules[\\/]|^node:|^internal[\\/]/.test(named)) continue;
    const file = pathOf(named);
    if (file !== undefined && Number(line) > 0) return { file, line: Number(line) };
  }
  return undefined;
}

function pathOf(named: string): string | undefined {
  if (!named.startsWith("file:")) return named;
  try {
    return fileURLToPath(named);
  } catch {
    return undefined;
  }
}
