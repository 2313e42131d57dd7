import { atTenant } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";

const application: ResourceMap = {
  arm: "Microsoft.Graph/applications",
  place: atTenant("object_id"),
  rows: [["display_name", "properties.displayName"]],
};

/**
 * Groups of Microsoft Entra ID, whose members have the roles that the group is given, and applications, which act under their service principal. Not ARM: the types
 * are those under which Bicep writes Microsoft Graph.
 * Source: docs of hashicorp/terraform-provider-azuread (2.x and 3.x); https://learn.microsoft.com/graph/templates/bicep/reference/groups, .../applications,
 * .../serviceprincipals, .../federatedidentitycredentials
 */
export const groups: Family = {
  azuread_group: {
    arm: "Microsoft.Graph/groups",
    place: atTenant("object_id"),
    rows: [
      ["display_name", "properties.displayName"],
      ["description", "properties.description"],
      ["members", "properties.members"],
    ],
  },
  azuread_group_member: {
    arm: "Microsoft.Graph/groups/members",
    place: atTenant("group_object_id", "member_object_id"),
    rows: [
      ["group_object_id", "properties.group"],
      ["member_object_id", "properties.member"],
    ],
  },
  azuread_application: application,
  azuread_application_registration: application,
  azuread_service_principal: {
    arm: "Microsoft.Graph/servicePrincipals",
    place: atTenant("object_id"),
    rows: [
      ["client_id", "properties.application"],
      ["application_id", "properties.application"],
    ],
  },
  azuread_application_federated_identity_credential: {
    arm: "Microsoft.Graph/applications/federatedIdentityCredentials",
    place: atTenant("application_id", "display_name"),
    rows: [
      ["application_id", "properties.application"],
      ["application_object_id", "properties.application"],
      ["issuer", "properties.issuer"],
      ["subject", "properties.subject"],
    ],
  },
};
