import { Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, nonZero, one, or, type Row } from "../map/rows";
import { location, named, segment } from "./common";

/**
 * What a Data Explorer cluster reads from and runs, besides its databases.
 * Source: hashicorp/terraform-provider-azurerm internal/services/kusto.
 */

const CLUSTERS = "Microsoft.Kusto/clusters";

const shared = (from: string, to: string): Row => [from, to, or([])];

export const kusto: Family = {
  azurerm_kusto_cosmosdb_data_connection: {
    arm: `${CLUSTERS}/databases/dataConnections`,
    place: below("kusto_database_id", "name"),
    rows: [
      location,
      named,
      constant("kind", "CosmosDb"),
      [
        "cosmosdb_container_id",
        "properties.cosmosDbAccountResourceId",
        { as: (id) => (typeof id === "string" ? id.split("/").slice(0, 9).join("/") : id) },
      ],
      ["cosmosdb_container_id", "properties.cosmosDbDatabase", segment(9)],
      ["cosmosdb_container_id", "properties.cosmosDbContainer", segment(11)],
      ["managed_identity_id", "properties.managedIdentityResourceId"],
      ["table_name", "properties.tableName"],
      ["mapping_rule_name", "properties.mappingRuleName", nonZero],
      ["retrieval_start_date", "properties.retrievalStartDate", nonZero],
    ],
  },
  azurerm_kusto_script: {
    arm: `${CLUSTERS}/databases/scripts`,
    place: below("database_id", "name"),
    rows: [
      ["continue_on_errors_enabled", "properties.continueOnErrors", or(false)],
      // A new one at random where none is given.
      ["force_an_update_when_value_changed", "properties.forceUpdateTag", or(Unknown)],
      ["url", "properties.scriptUrl", nonZero],
      ["sas_token", "properties.scriptUrlSasToken", nonZero],
      ["script_content", "properties.scriptContent", nonZero],
      // Of later versions.
      ["script_level", "properties.scriptLevel", nonZero],
      ["principal_permissions_action", "properties.principalPermissionsAction", nonZero],
    ],
  },
  azurerm_kusto_cluster_managed_private_endpoint: {
    arm: `${CLUSTERS}/managedPrivateEndpoints`,
    place: inGroup("cluster_name", "name"),
    rows: [
      ["private_link_resource_id", "properties.privateLinkResourceId"],
      ["group_id", "properties.groupId"],
      ["private_link_resource_region", "properties.privateLinkResourceRegion", nonZero],
      ["request_message", "properties.requestMessage", nonZero],
    ],
  },
  azurerm_kusto_attached_database_configuration: {
    arm: `${CLUSTERS}/attachedDatabaseConfigurations`,
    place: inGroup("cluster_name", "name"),
    rows: [
      location,
      // Renamed within 4.x; a plan holds both, the one as the other.
      ["cluster_resource_id", "properties.clusterResourceId", nonZero],
      ["cluster_id", "properties.clusterResourceId", nonZero],
      ["database_name", "properties.databaseName"],
      ["default_principal_modification_kind", "properties.defaultPrincipalsModificationKind", or("None")],
      [
        "sharing",
        "properties.tableLevelSharingProperties",
        one([
          shared("tables_to_include", "tablesToInclude"),
          shared("tables_to_exclude", "tablesToExclude"),
          shared("external_tables_to_include", "externalTablesToInclude"),
          shared("external_tables_to_exclude", "externalTablesToExclude"),
          shared("materialized_views_to_include", "materializedViewsToInclude"),
          shared("materialized_views_to_exclude", "materializedViewsToExclude"),
        ]),
      ],
    ],
  },
};
