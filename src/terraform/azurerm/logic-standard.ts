import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { derive, deriveOpen, each, nonZero, one, or } from "../map/rows";
import { byMajor, identity, location, tags } from "./common";
import { connectionStrings } from "./web-connection-strings";
import { logicAppSettings } from "./web-settings";
import { restrictions } from "./web-site-config";

/**
 * Logic apps of the Standard plan: sites of App Service.
 * Source: hashicorp/terraform-provider-azurerm internal/services/logic/logic_app_standard_resource.go, and recorded requests.
 */

const SITES = "Microsoft.Web/sites";

export const logicStandard: Family = {
  azurerm_logic_app_standard: {
    arm: SITES,
    place: inGroup("name"),
    also: [connectionStrings(SITES)],
    rows: [
      location,
      identity(),
      tags,
      derive([], "kind", (b) => logicKind(b)),
      ["app_service_plan_id", "properties.serverFarmId"],
      ["enabled", "properties.enabled", or(true)],
      ["https_only", "properties.httpsOnly", or(false)],
      ["client_affinity_enabled", "properties.clientAffinityEnabled", or(false)],
      ["virtual_network_subnet_id", "properties.virtualNetworkSubnetId", nonZero],
      ["vnet_content_share_enabled", "properties.vnetContentShareEnabled", or(false)],
      ["key_vault_reference_identity_id", "properties.keyVaultReferenceIdentity", nonZero],
      ["client_certificate_mode", "properties.clientCertMode", { ...nonZero, absent: byMajor(undefined, "Required") }],
      deriveOpen(["client_certificate_mode"], "properties.clientCertEnabled", (b) => {
        const mode = b.read("client_certificate_mode");
        return isUnknown(mode) ? Unknown : mode === null ? byMajor(false, true)(b) : mode !== "";
      }),
      ["public_network_access", "properties.publicNetworkAccess", or(byMajor("", "Enabled"))],
      logicAppSettings,
      derive(["site_config", "public_network_access"], "properties.siteConfig.publicNetworkAccess", (b) =>
        b.one("site_config") === undefined ? undefined : (b.read("public_network_access") ?? byMajor("", "Enabled")(b)),
      ),
      [
        "site_config",
        "properties.siteConfig",
        one(
          [
            ["always_on", "alwaysOn", or(false)],
            ["linux_fx_version", "linuxFxVersion", nonZero],
            ["http2_enabled", "http20Enabled", or(false)],
            ["ftps_state", "ftpsState", or("")],
            ["min_tls_version", "minTlsVersion", or("")],
            ["app_scale_limit", "functionAppScaleLimit", or(0)],
            ["health_check_path", "healthCheckPath", or("")],
            ["websockets_enabled", "webSocketsEnabled", or(false)],
            ["use_32_bit_worker_process", "use32BitWorkerProcess", or(true)],
            ["vnet_route_all_enabled", "vnetRouteAllEnabled", or(false)],
            ["elastic_instance_minimum", "minimumElasticInstanceCount"],
            ["pre_warmed_instance_count", "preWarmedInstanceCount", or(0)],
            ["runtime_scale_monitoring_enabled", "functionsRuntimeScaleMonitoringEnabled", or(false)],
            ["ip_restriction", "ipSecurityRestrictions", each(restrictions, { computed: true })],
            ["ip_restriction_default_action", "ipSecurityRestrictionsDefaultAction", or(byMajor(undefined, ""))],
            ["scm_ip_restriction", "scmIpSecurityRestrictions", each(restrictions, { computed: true })],
            ["scm_ip_restriction_default_action", "scmIpSecurityRestrictionsDefaultAction", or(byMajor(undefined, ""))],
            ["scm_use_main_ip_restriction", "scmIpSecurityRestrictionsUseMain", or(false)],
            ["scm_min_tls_version", "scmMinTlsVersion", or("")],
            ["scm_type", "scmType", or("")],
            [
              "cors",
              "cors",
              one(
                [
                  ["allowed_origins", "allowedOrigins"],
                  ["support_credentials", "supportCredentials", or(false)],
                ],
                { computed: true },
              ),
            ],
            ["dotnet_framework_version", "netFrameworkVersion", or("v4.0")],
          ],
          { computed: true },
        ),
      ],
    ],
  },
};

function logicKind(block: Block): OpenValue {
  const config = block.one("site_config");
  const image = isUnknown(config) ? Unknown : config?.read("linux_fx_version");
  if (isUnknown(image)) return Unknown;
  return typeof image === "string" && /^docker\|/i.test(image)
    ? "functionapp,linux,container,workflowapp"
    : "functionapp,workflowapp";
}
