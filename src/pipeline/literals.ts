import type * as zlib from "node:zlib";
import type { PlannedResource } from "../arm/resource";
import { parentId, parseArmId } from "../arm/id";
import type { Terrain } from "./edge";

/** An ARM id within a text: up to what no name of a resource holds. */
const ID = /\/subscriptions\/[^\s"'`\\?#&;,|<>{}]+/gi;
/** Longer than any id of a resource, and the most that an address of its API goes on after it. */
const ID_LENGTH = 2048;
const STEPS_BEHIND = 12;
/** Base64 that is long enough to hold a host. What start scripts are given in. */
const BASE64 = /^[a-z0-9+/\s]{24,}={0,2}\s*$/i;
/** Escapes of a URL and of JSON for what ASCII has, and what a URL parser takes for ASCII or leaves out of a host (https://www.unicode.org/reports/tr46/). */
const ESCAPED = /%[2-7][0-9a-f]|\\u00[2-7][0-9a-f]|[\u00ad\u200b\u2060\ufeff\u3002\uff01-\uff61]/i;
/** Azure takes 64 KB of custom data; packed ones hold more. */
const UNPACKED = 1 << 20;

/** What a host, an id, a connection string or an escape of one has; anything else that names a resource is long (base64). */
const TELLING = /[./=%\\\u0080-\uffff]/;
const SHORT = 24;

/** The resources that a literal text names: by id (its own or that of what it lies below) or by host, in the text itself or in what it encodes. */
export function namedBy(text: string, terrain: Pick<Terrain, "index" | "hosts">): readonly PlannedResource[] {
  if (text.length < SHORT && !TELLING.test(text)) return NONE;
  const inside = insideBase64(text);
  const found = unescaped(text, terrain);
  return inside === undefined ? found : [...new Set([...found, ...unescaped(inside, terrain)])];
}

/** What a text holds in base64; undefined where it is none, or holds no text. */
export const insideBase64 = (text: string): string | undefined =>
  BASE64.test(text) && !text.startsWith("/") ? decoded(text) : undefined;

const NONE: readonly PlannedResource[] = [];

/** What a text names as it stands, and with its escapes read once. */
function unescaped(text: string, terrain: Pick<Terrain, "index" | "hosts">): PlannedResource[] {
  const found = plainly(text, terrain);
  if (!ESCAPED.test(text)) return found;
  const read = text
    .replace(/(?:%|\\u00)([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize("NFKC")
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
    .replaceAll("\u3002", ".");
  return [...new Set([...found, ...plainly(read, terrain)])];
}

function plainly(text: string, { index, hosts }: Pick<Terrain, "index" | "hosts">): PlannedResource[] {
  const byHost = hosts.in(text);
  const byId = (text.match(ID) ?? []).flatMap((id) => nearest(id, index) ?? []);
  return byId.length === 0 ? byHost : [...new Set([...byId, ...byHost])];
}

/** The planned resource with an id, or what it is a part of; of an address that goes on after the id, the id's. */
function nearest(written: string, index: Terrain["index"]): PlannedResource | undefined {
  let id: string | undefined = written.slice(0, ID_LENGTH).replace(/[/.)\]]+$/, "");
  for (let i = 0; i < STEPS_BEHIND && !parseArmId(id); i++) id = id.slice(0, id.lastIndexOf("/"));
  for (; id?.toLowerCase().includes("/providers/") && parseArmId(id); id = parentId(id)) {
    const found = index.byId(id);
    if (found) return found;
  }
  return undefined;
}

/** What base64 holds, unpacked where it is packed; undefined where that is no text. */
function decoded(text: string): string | undefined {
  let bytes = Buffer.from(text, "base64");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      const { gunzipSync } = require("node:zlib") as typeof zlib;
      bytes = gunzipSync(bytes, { maxOutputLength: UNPACKED });
    } catch {
      return undefined;
    }
  }
  return bytes.includes(0) ? undefined : bytes.toString("utf8");
}
