import { ofTexts } from "./arguments";
import type { TemplateFunction } from "./function";

/**
 * `ipRangeContains(range, target)`: whether an IP range holds an address or another range. Ranges are CIDR or "first - last"; IPv4 or IPv6.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions
 */
export const networkFunctions: readonly TemplateFunction[] = [
  ofTexts("ipRangeContains", (range, target, sink) => {
    const outer = rangeOf(range);
    const inner = rangeOf(target);
    if (outer === undefined || inner === undefined || outer.bits !== inner.bits || outer.last < outer.first) {
      sink.fail("ipRangeContains: needs two ranges of one family of addresses, neither empty");
      return false;
    }
    return outer.first <= inner.first && inner.last <= outer.last;
  }),
];

interface Range {
  bits: 32 | 128;
  first: bigint;
  last: bigint;
}

function rangeOf(text: string): Range | undefined {
  const [from, to, ...more] = text.split("-").map((part) => part.trim());
  if (from === undefined || more.length > 0) return undefined;
  if (to !== undefined) {
    const [first, last] = [addressOf(from), addressOf(to)];
    if (first === undefined || last === undefined || first.bits !== last.bits) return undefined;
    return { bits: first.bits, first: first.value, last: last.value };
  }
  const [address, prefix, ...rest] = from.split("/");
  const base = addressOf(address ?? "");
  if (base === undefined || rest.length > 0) return undefined;
  if (prefix === undefined) return { bits: base.bits, first: base.value, last: base.value };
  const length = /^\d{1,3}$/.test(prefix) ? Number(prefix) : 129;
  if (length > base.bits) return undefined;
  const host = BigInt(base.bits - length);
  const first = (base.value >> host) << host;
  return { bits: base.bits, first, last: first + (1n << host) - 1n };
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
