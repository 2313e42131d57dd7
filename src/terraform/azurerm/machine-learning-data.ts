import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, deriveOpen, or, type Rows } from "../map/rows";
import { lastSegment, segment } from "./common";

/**
 * Where a Machine Learning workspace keeps its data, and what its network may reach.
 * Source: hashicorp/terraform-provider-azurerm internal/services/machinelearning.
 */

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";

const SECRETS = ["account_key", "shared_access_signature", "client_id", "client_secret", "tenant_id"] as const;

/** @param lake a data lake names who vouches for its clients; what they ask for depends on the cloud */
const credentials =
  (lake: boolean) =>
  (block: Block): OpenValue => {
    const [key, token, clientId, clientSecret, tenantId] = SECRETS.map((name) => block.read(name) || undefined);
    if (clientId !== undefined && clientSecret !== undefined && tenantId !== undefined) {
      const authority = lake ? { authorityUrl: block.read("authority_url") ?? "", resourceUrl: Unknown } : {};
      const secrets = { secretsType: "ServicePrincipal", clientSecret };
      return { credentialsType: "ServicePrincipal", clientId, tenantId, ...authority, secrets };
    }
    if (token !== undefined) return { credentialsType: "Sas", secrets: { secretsType: "Sas", sasToken: token } };
    if (key !== undefined) return { credentialsType: "AccountKey", secrets: { secretsType: "AccountKey", key } };
    return { credentialsType: "None" };
  };

const datastore = (type: string, rows: Rows): ResourceMap => ({
  arm: `${WORKSPACES}/datastores`,
  place: below("workspace_id", "name"),
  rows: [
    constant("properties.datastoreType", type),
    ["description", "properties.description", or("")],
    ["tags", "properties.tags"],
    // The suffix of the cloud.
    constant("properties.endpoint", Unknown),
    deriveOpen([...SECRETS, "authority_url"], "properties.credentials", credentials(type === "AzureDataLakeGen2")),
    ...rows,
  ],
});

const identityRow = (from: string): Rows => [[from, "properties.serviceDataAccessAuthIdentity", or("None")]];

const outboundRule = (type: string, rows: Rows): ResourceMap => ({
  arm: `${WORKSPACES}/outboundRules`,
  place: below("workspace_id", "name"),
  rows: [constant("properties.type", type), constant("properties.category", "UserDefined"), ...rows],
});

export const machineLearningData: Family = {
  azurerm_machine_learning_datastore_blobstorage: datastore("AzureBlob", [
    ["storage_container_id", "properties.accountName", segment(7)],
    ["storage_container_id", "properties.containerName", { as: lastSegment }],
    ["is_default", "properties.isDefault", or(false)],
    ...identityRow("service_data_auth_identity"),
  ]),
  azurerm_machine_learning_datastore_datalake_gen2: datastore("AzureDataLakeGen2", [
    ["storage_container_id", "properties.accountName", segment(7)],
    ["storage_container_id", "properties.filesystem", { as: lastSegment }],
    // Sent by some versions.
    constant("properties.subscriptionId", Unknown),
    constant("properties.resourceGroup", Unknown),
    ...identityRow("service_data_identity"),
  ]),
  azurerm_machine_learning_datastore_fileshare: datastore("AzureFile", [
    ["storage_fileshare_id", "properties.accountName", segment(7)],
    ["storage_fileshare_id", "properties.fileShareName", { as: lastSegment }],
    ...identityRow("service_data_identity"),
  ]),
  azurerm_machine_learning_workspace_network_outbound_rule_fqdn: outboundRule("FQDN", [
    ["destination_fqdn", "properties.destination"],
  ]),
  azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint: outboundRule("PrivateEndpoint", [
    ["service_resource_id", "properties.destination.serviceResourceId"],
    ["sub_resource_target", "properties.destination.subresourceTarget"],
    ["spark_enabled", "properties.destination.sparkEnabled", or(false)],
  ]),
  azurerm_machine_learning_workspace_network_outbound_rule_service_tag: outboundRule("ServiceTag", [
    ["service_tag", "properties.destination.serviceTag"],
    ["protocol", "properties.destination.protocol"],
    ["port_ranges", "properties.destination.portRanges"],
  ]),
};
