import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { deriveOpen, each, flagOf, nonZero, one, or, type Row } from "../map/rows";
import { location, tags } from "./common";

/**
 * Managed clusters of Service Fabric. Each type of node is a request of its own, below the cluster.
 * Source: hashicorp/terraform-provider-azurerm internal/services/servicefabricmanaged.
 */

/** Settings by section, each section once. */
function fabricSettings(block: Block): OpenValue {
  const settings = block.blocks("custom_fabric_setting");
  if (isUnknown(settings)) return Unknown;
  const sections = new Map<string, OpenValue[]>();
  for (const setting of settings) {
    const section = isUnknown(setting) ? Unknown : setting.read("section");
    if (isUnknown(setting) || typeof section !== "string") return Unknown;
    const parameters = sections.get(section) ?? [];
    parameters.push({ name: setting.read("parameter"), value: setting.read("value") });
    sections.set(section, parameters);
  }
  return sections.size === 0 ? undefined : [...sections].map(([name, parameters]) => ({ name, parameters }));
}

/** Each rule of the load balancer opens its port to everyone. */
const openPorts: Row = deriveOpen(["lb_rule"], "properties.networkSecurityRules", (block) => {
  const rules = block.blocks("lb_rule");
  if (isUnknown(rules)) return Unknown;
  if (rules.length === 0) return undefined;
  return rules.map((rule) => {
    if (isUnknown(rule)) return Unknown;
    const port = rule.read("frontend_port");
    return {
      name: isUnknown(port) ? Unknown : `rule${String(port)}-allow-fe`,
      access: "allow",
      direction: "inbound",
      priority: 1000,
      protocol: rule.read("protocol"),
      sourceAddressPrefixes: ["0.0.0.0/0"],
      sourcePortRanges: ["1-65535"],
      destinationAddressPrefixes: ["0.0.0.0/0"],
      destinationPortRanges: [isUnknown(port) ? Unknown : String(port)],
    };
  });
});

export const serviceFabric: Family = {
  azurerm_service_fabric_managed_cluster: {
    arm: "Microsoft.ServiceFabric/managedClusters",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku", "sku.name", or("Basic")],
      deriveOpen(["dns_service_enabled", "backup_service_enabled"], "properties.addonFeatures", (b) => {
        const [dns, backup] = [b.read("dns_service_enabled"), b.read("backup_service_enabled")];
        if (isUnknown(dns) || isUnknown(backup)) return Unknown;
        return [
          ...(flagOf(dns) === true ? ["DnsService"] : []),
          ...(flagOf(backup) === true ? ["BackupRestoreService"] : []),
        ];
      }),
      ["username", "properties.adminUserName", or("")],
      ["password", "properties.adminPassword", or("")],
      deriveOpen(["dns_name", "name"], "properties.dnsName", (b) => b.read("dns_name") || b.read("name")),
      ["client_connection_port", "properties.clientConnectionPort"],
      ["http_gateway_port", "properties.httpGatewayConnectionPort"],
      ["upgrade_wave", "properties.clusterUpgradeCadence", or("Wave0")],
      ["subnet_id", "properties.subnetId", nonZero],
      [
        "authentication",
        "",
        one([
          [
            "active_directory",
            "properties.azureActiveDirectory",
            one([
              ["client_application_id", "clientApplication"],
              ["cluster_application_id", "clusterApplication"],
              ["tenant_id", "tenantId"],
            ]),
          ],
          [
            "certificate",
            "properties.clients",
            each([
              ["common_name", "commonName", or("")],
              ["thumbprint", "thumbprint"],
              ["type", "isAdmin", { as: (type) => type === "AdminClient" }],
            ]),
          ],
        ]),
      ],
      deriveOpen(["custom_fabric_setting"], "properties.fabricSettings", fabricSettings),
      [
        "lb_rule",
        "properties.loadBalancingRules",
        each([
          ["backend_port", "backendPort"],
          ["frontend_port", "frontendPort"],
          ["probe_protocol", "probeProtocol"],
          ["probe_request_path", "probeRequestPath", or("")],
          ["protocol", "protocol"],
        ]),
      ],
      openPorts,
    ],
  },
};
