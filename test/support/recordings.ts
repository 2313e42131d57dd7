import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseArmId } from "../../src/arm/id";
import type { OpenValue } from "../../src/policy/json";
import { compare, type Difference } from "./compare";

/**
 * Real plans of azurerm 4.55.0, 5.2.0 and azapi, with the requests that those providers then sent. The corpus is not part of the project:
 * AOAI_GUARD_CORPUS names its folder, else it is looked for beside the checkout.
 */
const CORPUS = process.env.AOAI_GUARD_CORPUS ?? join(__dirname, "../../../shared/corpus");
const present = existsSync(join(CORPUS, "azurerm"));
if (!present) console.warn(`Skipped: no corpus of recorded plans at ${CORPUS}.`);

/** `describe`, where the recordings are there. */
export const recorded = present ? describe : describe.skip;

/** The recordings of one provider and one theme: `<family>.plan.json.gz` and `<family>.writes.jsonl.gz`. */
export const FAMILIES = [
  "azurerm/ai",
  "azurerm/ai-random",
  "azurerm/governance",
  "azurerm/ingest",
  "azurerm/compute",
  "azurerm/5.2/ai",
  "azurerm/5.2/ai-random",
  "azurerm/5.2/ingest",
  "azurerm/5.2/compute",
  "azapi/azapi",
  "azapi/v1",
] as const;

export interface Write {
  method: string;
  path: string;
  body?: unknown;
}

/** What applying one resource of a plan sent, in order. */
export interface Recording {
  address: string;
  type: string;
  id: string | null;
  writes: Write[];
}

/** A packed file of the corpus. */
export const readRecorded = (file: string): Buffer => gunzipSync(readFileSync(join(CORPUS, file)));

export function recordingsOf(family: string): Recording[] {
  const lines = readRecorded(`${family}.writes.jsonl.gz`).toString("utf8").split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Recording);
}

/** The write to a resource's own id: the last PUT, else the last other one. */
function ownWrite({ id, writes }: Recording): Write | undefined {
  const own = writes.filter(
    (write) => write.method !== "POST" && (id === null || write.path.toLowerCase() === id.toLowerCase()),
  );
  return own.filter((write) => write.method === "PUT").pop() ?? own.pop();
}

/** What is sent and known not to be in a plan: looked up by the provider, or random. */
const LOOKED_UP = [/siteConfig\.appSettings\[\d+\]/];

/** What a mapping says and one request does not: each with its reason. */
const NOT_IN_ONE_REQUEST = [
  // Written by a second request to the same resource, a PATCH.
  /^azurerm_ai_services\.\S+ properties\.encryption\./,
  // Settings that depend on the plan's SKU, with unknown values.
  /properties\.siteConfig\.appSettings\[\+\d\]\.name$/,
];

/** Whether a leaf of a score, `address path`, is known not to be in a plan. */
export const isLookedUp = (leaf: string): boolean => LOOKED_UP.some((pattern) => pattern.test(leaf));

/** Whether a leaf of a score is known not to be in the request that it is compared to. */
export const isOfAnotherRequest = (leaf: string): boolean => NOT_IN_ONE_REQUEST.some((pattern) => pattern.test(leaf));

/** Mapped to the subscription whose tags are written, not to the alias that leads to it. */
const MAPPED_ELSEWHERE: ReadonlySet<string> = new Set(["azurerm_subscription"]);

/** A resource of a plan as ARM, with `Unknown` where a value is not known. */
export interface Mapped {
  address: string;
  resource: Record<string, OpenValue>;
  /** Whether it says less than a whole request: nothing in it counts as missing. */
  partial: boolean;
}

/** How resources differ from what was sent for them; a leaf is `address path`. */
export interface Score extends Difference {
  resources: number;
  /** Addresses of which there is no resource of the type that was sent. */
  lost: string[];
}

/** @param unmapped the types of Terraform that no map covers: they are passed over */
export function scoreRecordings(
  recordings: readonly Recording[],
  mapped: readonly Mapped[],
  unmapped: Readonly<Record<string, number>>,
): Score {
  const byAddress = new Map<string, Mapped[]>();
  for (const each of mapped) byAddress.set(each.address, [...(byAddress.get(each.address) ?? []), each]);
  const sum: Score = { wrong: [], missing: [], invented: [], right: 0, unknown: 0, resources: 0, lost: [] };
  for (const recording of recordings) {
    const write = ownWrite(recording);
    if (!write || recording.type in unmapped || MAPPED_ELSEWHERE.has(recording.type)) continue;
    sum.resources++;
    const type = parseArmId(write.path)?.type.toLowerCase();
    const planned = byAddress
      .get(recording.address)
      ?.find(({ resource }) => String(resource["type"]).toLowerCase() === type);
    if (!planned) {
      sum.lost.push(recording.address);
      continue;
    }
    const difference = compare(withoutHead(write.body), withoutHead(planned.resource));
    const told = (paths: string[]): string[] => paths.map((path) => `${recording.address} ${path}`);
    sum.wrong.push(...told(difference.wrong));
    if (!planned.partial) sum.missing.push(...told(difference.missing));
    sum.invented.push(...told(difference.invented));
    sum.right += difference.right;
    sum.unknown += difference.unknown;
  }
  return sum;
}

/** A body without what a request says in its path. */
export function withoutHead(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([key]) => !["id", "name", "type", "apiVersion"].includes(key)),
  );
}
