import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { deriveOpen, nonZero } from "../map/rows";
import { byMajor, keyParts } from "./common";

/**
 * Domains, certificates and private links of SignalR and Web PubSub.
 * Source: hashicorp/terraform-provider-azurerm internal/services/signalr.
 */

const domain = (arm: string, place: Place, certificate: string): ResourceMap => ({
  arm: `${arm}/customDomains`,
  place,
  rows: [
    ["domain_name", "properties.domainName"],
    [certificate, "properties.customCertificate.id"],
  ],
});

/** The id of a certificate in a vault is sent in parts. */
const certificate = (arm: string, place: Place): ResourceMap => ({
  arm: `${arm}/customCertificates`,
  place,
  rows: [
    deriveOpen(["custom_certificate_id"], "properties", (block): OpenValue => {
      const parts = keyParts(block.read("custom_certificate_id"));
      if (!parts) return { keyVaultBaseUri: Unknown, keyVaultSecretName: Unknown, keyVaultSecretVersion: Unknown };
      const slash = byMajor("/", "")(block);
      return {
        keyVaultBaseUri: isUnknown(slash) ? Unknown : `${parts.uri}${String(slash)}`,
        keyVaultSecretName: parts.name,
        ...(parts.version === "" ? {} : { keyVaultSecretVersion: parts.version }),
      };
    }),
  ],
});

const privateLink = (arm: string, place: Place, group: string): ResourceMap => ({
  arm: `${arm}/sharedPrivateLinkResources`,
  place,
  rows: [
    [group, "properties.groupId"],
    ["target_resource_id", "properties.privateLinkResourceId"],
    ["request_message", "properties.requestMessage", nonZero],
  ],
});

const SIGNALR = "Microsoft.SignalRService/signalR";
const WEB_PUBSUB = "Microsoft.SignalRService/webPubSub";
const onSignalr = below("signalr_service_id", "name");
const onWebPubsub = below("web_pubsub_id", "name");

export const liveChildren: Family = {
  azurerm_signalr_service_custom_domain: domain(SIGNALR, onSignalr, "signalr_custom_certificate_id"),
  azurerm_signalr_service_custom_certificate: certificate(SIGNALR, onSignalr),
  azurerm_signalr_shared_private_link_resource: privateLink(SIGNALR, onSignalr, "sub_resource_name"),
  azurerm_web_pubsub_custom_domain: domain(WEB_PUBSUB, onWebPubsub, "web_pubsub_custom_certificate_id"),
  azurerm_web_pubsub_custom_certificate: certificate(WEB_PUBSUB, onWebPubsub),
  azurerm_web_pubsub_shared_private_link_resource: privateLink(WEB_PUBSUB, onWebPubsub, "subresource_name"),
};
