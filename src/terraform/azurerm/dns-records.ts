import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { deriveOpen, each, under, type Row, type Rows } from "../map/rows";

/**
 * Names: records of DNS zones, public and private.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{dns,privatedns}.
 */

/** Text is sent in pieces that a record can hold. */
function pieces(value: OpenValue): OpenValue {
  const text = String(value);
  const out: string[] = [];
  for (let at = 0; at === 0 || at < text.length; at += 254) out.push(text.slice(at, at + 254));
  return out;
}

const mailServer: Rows = [
  // Text in a public zone.
  ["preference", "preference", { as: Number }],
  ["exchange", "exchange"],
];
const service: Rows = [
  ["priority", "priority"],
  ["weight", "weight"],
  ["port", "port"],
  ["target", "target"],
];
const authority: Rows = [
  ["flags", "flags"],
  ["tag", "tag"],
  ["value", "value"],
];
const text: Rows = [["value", "value", { as: pieces }]];

const addresses = (to: string, key: string): Row => ["records", `properties.${to}`, { ...under(key), absent: [] }];
const blocks = (to: string, rows: Rows): Row => ["record", `properties.${to}`, each(rows)];

/** A public record may point to a resource; the reference is sent also where it is empty. */
const target: Row = deriveOpen(["target_resource_id"], "properties.targetResource", (b) => {
  const id = b.read("target_resource_id");
  return isUnknown(id) ? { id: Unknown } : id ? { id } : {};
});

const recordIn =
  (zones: string, ttl: string) =>
  (kind: string, ...rows: Rows): ResourceMap => ({
    arm: `Microsoft.Network/${zones}/${kind}`,
    place: inGroup("zone_name", "name"),
    rows: [["ttl", `properties.${ttl}`], ["tags", "properties.metadata"], ...rows],
  });

const inPublic = recordIn("dnsZones", "TTL");
const inPrivate = recordIn("privateDnsZones", "ttl");

export const dnsRecords: Family = {
  azurerm_private_dns_a_record: inPrivate("A", addresses("aRecords", "ipv4Address")),
  azurerm_private_dns_aaaa_record: inPrivate("AAAA", addresses("aaaaRecords", "ipv6Address")),
  azurerm_private_dns_cname_record: inPrivate("CNAME", ["record", "properties.cnameRecord.cname"]),
  azurerm_private_dns_mx_record: inPrivate("MX", blocks("mxRecords", mailServer)),
  azurerm_private_dns_ptr_record: inPrivate("PTR", addresses("ptrRecords", "ptrdname")),
  azurerm_private_dns_srv_record: inPrivate("SRV", blocks("srvRecords", service)),
  azurerm_private_dns_txt_record: inPrivate("TXT", blocks("txtRecords", text)),
  azurerm_dns_a_record: inPublic("A", addresses("ARecords", "ipv4Address"), target),
  azurerm_dns_aaaa_record: inPublic("AAAA", addresses("AAAARecords", "ipv6Address"), target),
  azurerm_dns_caa_record: inPublic("CAA", blocks("caaRecords", authority)),
  azurerm_dns_cname_record: inPublic(
    "CNAME",
    deriveOpen(["record"], "properties.CNAMERecord", (b) => {
      const cname = b.read("record");
      return isUnknown(cname) ? { cname: Unknown } : cname ? { cname } : {};
    }),
    target,
  ),
  azurerm_dns_mx_record: inPublic("MX", blocks("MXRecords", mailServer)),
  azurerm_dns_ns_record: inPublic("NS", addresses("NSRecords", "nsdname")),
  azurerm_dns_ptr_record: inPublic("PTR", addresses("PTRRecords", "ptrdname")),
  azurerm_dns_srv_record: inPublic("SRV", blocks("SRVRecords", service)),
  azurerm_dns_txt_record: inPublic("TXT", blocks("TXTRecords", text)),
};
