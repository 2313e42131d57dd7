import type { OpenValue } from "../json";
import { ofText, ofTexts, refuse, whole } from "./arguments";
import type { Sink, TemplateFunction } from "./function";
import { addressText, cidrAt, cidrOf, rangeOf, type Cidr } from "./ip";

/**
 * Functions of ranges of IP addresses. `ipRangeContains(range, target)` exists in Azure Policy only.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions and
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr
 */
export const networkFunctions: readonly TemplateFunction[] = [
  ofTexts("ipRangeContains", (range, target, sink) => {
    const outer = rangeOf(range);
    const inner = rangeOf(target);
    if (outer === undefined || inner === undefined || outer.bits !== inner.bits) {
      sink.fail("ipRangeContains: needs two ranges of one family of addresses, neither empty");
      return false;
    }
    return outer.first <= inner.first && inner.last <= outer.last;
  }),
  ofText("parseCidr", (text, sink) => {
    const network = cidrOf(text);
    return network === undefined ? noCidr(sink, "parseCidr") : described(network);
  }),
  {
    name: "cidrSubnet",
    least: 3,
    most: 3,
    call([text, prefix, index], sink) {
      const network = typeof text === "string" ? cidrOf(text) : undefined;
      if (network === undefined) return noCidr(sink, "cidrSubnet");
      const [length, number] = [whole(prefix), whole(index)];
      if (length === undefined || number === undefined)
        return refuse(sink, "cidrSubnet", "numbers as prefix length and index", length === undefined ? prefix : index);
      if (length < network.prefix || length > network.bits)
        return sink.fail(`cidrSubnet: a prefix length lies between ${network.prefix} and ${network.bits} here`);
      const first = network.first + (BigInt(number) << BigInt(network.bits - length));
      if (number < 0 || first > network.last)
        return sink.fail(`cidrSubnet: there is no subnet of index ${number} in the network`);
      return `${addressText(network.bits, cidrAt(network.bits, first, length).first)}/${length}`;
    },
  },
  {
    name: "cidrHost",
    least: 2,
    most: 2,
    call([text, index], sink) {
      const network = typeof text === "string" ? cidrOf(text) : undefined;
      if (network === undefined) return noCidr(sink, "cidrHost");
      const number = whole(index);
      if (number === undefined) return refuse(sink, "cidrHost", "a number as index", index);
      const host = network.first + 1n + BigInt(number);
      if (number < 0 || host > usable(network).last)
        return sink.fail(`cidrHost: there is no host of index ${number} in the network`);
      return addressText(network.bits, host);
    },
  },
];

function noCidr(sink: Sink, name: string): undefined {
  return sink.fail(`${name}: the network is not in CIDR notation`);
}

/** The addresses that hosts can have: of IPv4, those between the address of the network and the one of its broadcasts. */
function usable({ bits, prefix, first, last }: Cidr): { first: bigint; last: bigint } {
  if (bits === 128) return { first, last };
  return prefix > 30 ? { first, last: first } : { first: first + 1n, last: last - 1n };
}

function described(network: Cidr): OpenValue {
  const { bits, prefix, first, last } = network;
  const text = (address: bigint): string => addressText(bits, address);
  const hosts = usable(network);
  return {
    network: text(first),
    netmask: text(cidrAt(bits, (1n << BigInt(bits)) - 1n, prefix).first),
    ...(bits === 32 ? { broadcast: text(last) } : {}),
    firstUsable: text(hosts.first),
    lastUsable: text(hosts.last),
    cidr: prefix,
  };
}
