import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Why a value is no IP rule of an account, and what to do about it; neither has a full stop. */
export interface IpRangeFault {
  readonly problem: string;
  readonly mend: string;
}

const WRITE = 'give an IPv4 address or a range in CIDR form, e.g. "203.0.113.0/24"';
const FROM_INSIDE = "give a public address; a virtual network gets in by allowedSubnetIds or addPrivateEndpoint";

/** https://www.rfc-editor.org/rfc/rfc1918#section-3 */
const PRIVATE = new BlockList();
PRIVATE.addSubnet("10.0.0.0", 8, "ipv4");
PRIVATE.addSubnet("172.16.0.0", 12, "ipv4");
PRIVATE.addSubnet("192.168.0.0", 16, "ipv4");

/**
 * What Azure does not take as an IP rule of a Cognitive Services account: anything but IPv4, private networks, ranges of one or two addresses, which are written as addresses.
 * Source: https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks#grant-access-from-an-internet-ip-range
 * @returns undefined where it is one
 */
export function ipRangeFault(value: string): IpRangeFault | undefined {
  const [address = "", length, ...more] = value.split("/");
  const shown = `is ${JSON.stringify(value)}`;
  if (isIPv6(address)) return { problem: `${shown}, and Azure takes only IPv4 here`, mend: WRITE };
  if (!isIPv4(address) || more.length > 0 || !isPrefixLength(length))
    return { problem: `${shown}, which is no IPv4 address or range`, mend: WRITE };
  if (PRIVATE.check(address)) return { problem: `${shown}, which is a private network`, mend: FROM_INSIDE };
  if (length === "31" || length === "32")
    return { problem: `${shown}, and Azure takes no range that small`, mend: "write each address without a length" };
  return undefined;
}

/** A number from 0 to 32, or none. */
const isPrefixLength = (text: string | undefined): boolean =>
  text === undefined || (/^(0|[1-9]\d?)$/.test(text) && Number(text) <= 32);
