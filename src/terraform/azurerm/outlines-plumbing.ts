import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { outlinesOf, type Entry } from "./outlines";

/**
 * Outlines of what moves data, joins networks and watches.
 * Source of the types: the import ids in the docs of hashicorp/terraform-provider-azurerm.
 */

const inFactory = below("data_factory_id", "name");
const inLogicApp = inGroup("integration_account_name", "name");

export const outlinesOfPlumbing: Family = {
  ...outlinesOf("Microsoft.DataFactory", [
    ["data_factory_data_flow", "factories/dataflows", inFactory],
    ["data_factory_flowlet_data_flow", "factories/dataflows", inFactory],
    ["data_factory_integration_runtime_azure_ssis", "factories/integrationRuntimes", inFactory],
    ...[
      "azure_sql_table",
      "cosmosdb_sqlapi",
      "http",
      "json",
      "mysql",
      "parquet",
      "postgresql",
      "snowflake",
      "sql_server_table",
    ].map((name): Entry => [`data_factory_dataset_${name}`, "factories/datasets", inFactory]),
  ]),
  ...outlinesOf("Microsoft.Logic", [
    ["logic_app_integration_account", "integrationAccounts"],
    ["logic_app_integration_account_agreement", "integrationAccounts/agreements", inLogicApp],
    ["logic_app_integration_account_assembly", "integrationAccounts/assemblies", inLogicApp],
    ["logic_app_integration_account_certificate", "integrationAccounts/certificates", inLogicApp],
    ["logic_app_integration_account_map", "integrationAccounts/maps", inLogicApp],
    ["logic_app_integration_account_partner", "integrationAccounts/partners", inLogicApp],
    ["logic_app_integration_account_schema", "integrationAccounts/schemas", inLogicApp],
  ]),
  ...outlinesOf("Microsoft.Network", [
    ["private_dns_resolver", "dnsResolvers"],
    ["network_watcher", "networkWatchers"],
    ["virtual_network_gateway", "virtualNetworkGateways"],
    ["firewall_policy", "firewallPolicies"],
    ["web_application_firewall_policy", "ApplicationGatewayWebApplicationFirewallPolicies"],
    ["dns_zone", "dnsZones"],
  ]),
  ...outlinesOf("Microsoft.Insights", [
    ["monitor_activity_log_alert", "activityLogAlerts"],
    ["monitor_autoscale_setting", "autoscaleSettings"],
    ["monitor_data_collection_rule", "dataCollectionRules"],
    ["monitor_scheduled_query_rules_alert_v2", "scheduledQueryRules"],
    ["monitor_private_link_scope", "privateLinkScopes"],
    ["application_insights_workbook", "workbooks"],
  ]),
  ...outlinesOf("Microsoft.OperationalInsights", [
    ["log_analytics_workspace_table", "workspaces/tables", below("workspace_id", "name")],
    ["log_analytics_workspace_table_custom_log", "workspaces/tables", below("workspace_id", "name")],
  ]),
  ...outlinesOf("Microsoft.Web", [
    ["app_service_certificate", "certificates"],
    ["app_service_slot", "sites/slots", inGroup("app_service_name", "name")],
    ["static_site", "staticSites"],
    ["app_service_custom_hostname_binding", "sites/hostNameBindings", inGroup("app_service_name", "hostname")],
    ["static_web_app_custom_domain", "staticSites/customDomains", below("static_web_app_id", "domain_name")],
  ]),
};
