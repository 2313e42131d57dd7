/** A range of addresses of one family. */
export interface Range {
  bits: 32 | 128;
  first: bigint;
  last: bigint;
}

/** A range in CIDR notation. */
export interface Cidr extends Range {
  prefix: number;
}

/** Reads an address, a CIDR range or "first-last"; undefined where it is none of them, or empty. */
export function rangeOf(text: string): Range | undefined {
  const [from, to, ...more] = text.split("-").map((part) => part.trim());
  if (from === undefined || more.length > 0) return undefined;
  if (to === undefined) return cidrOf(from) ?? singleOf(from);
  const [first, last] = [addressOf(from), addressOf(to)];
  if (first === undefined || last === undefined || first.bits !== last.bits || last.value < first.value)
    return undefined;
  return { bits: first.bits, first: first.value, last: last.value };
}

function singleOf(text: string): Range | undefined {
  const address = addressOf(text);
  return address === undefined ? undefined : { bits: address.bits, first: address.value, last: address.value };
}

/** Reads `10.0.0.0/8`; bits below the prefix do not matter. Undefined where it is not CIDR notation. */
export function cidrOf(text: string): Cidr | undefined {
  const [address, prefix, ...rest] = text.split("/");
  const base = addressOf(address ?? "");
  if (base === undefined || prefix === undefined || rest.length > 0) return undefined;
  const length = /^\d{1,3}$/.test(prefix) ? Number(prefix) : 129;
  return length > base.bits ? undefined : cidrAt(base.bits, base.value, length);
}

/** The range of a prefix length that an address lies in. */
export function cidrAt(bits: 32 | 128, address: bigint, prefix: number): Cidr {
  const host = BigInt(bits - prefix);
  const first = (address >> host) << host;
  return { bits, prefix, first, last: first + (1n << host) - 1n };
}

/** An address as .NET writes it: IPv6 in lower case, the longest run of zeros shortened. */
export function addressText(bits: 32 | 128, value: bigint): string {
  if (bits === 32) return groupsOf(value, 4, 8n).join(".");
  const groups = groupsOf(value, 8, 16n).map((group) => group.toString(16));
  const runs = [...groups.join(":").matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (zeros(run) > zeros(best) ? run : best), "");
  const text = groups.join(":");
  if (longest === "") return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length + 1)}`;
}

function zeros(run: string): number {
  return run.split("0").length;
}

function groupsOf(value: bigint, count: number, width: bigint): number[] {
  return Array.from({ length: count }, (_, i) =>
    Number((value >> (BigInt(count - 1 - i) * width)) & ((1n << width) - 1n)),
  );
}

function addressOf(text: string): { bits: 32 | 128; value: bigint } | undefined {
  const four = ipv4(text);
  if (four !== undefined) return { bits: 32, value: four };
  const six = ipv6(text);
  return six === undefined ? undefined : { bits: 128, value: six };
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const tail = text.slice(text.lastIndexOf(":") + 1);
  const embedded = tail.includes(".") ? ipv4(tail) : undefined;
  if (tail.includes(".") && embedded === undefined) return undefined;
  const hex =
    embedded === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(embedded >> 16n).toString(16)}:${(embedded & 0xffffn).toString(16)}`;
  const halves = hex.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(Math.max(0, missing)).fill("0"), ...rest];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
