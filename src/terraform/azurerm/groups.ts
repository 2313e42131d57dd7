import { atTenant } from "../map/place";
import type { Family } from "../map/resource-map";

/**
 * Groups of Microsoft Entra ID, whose members have the roles that the group is given. Not ARM: the types are those under which Bicep writes Microsoft Graph.
 * Source: docs of hashicorp/terraform-provider-azuread; https://learn.microsoft.com/graph/templates/bicep/reference/groups
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
};
