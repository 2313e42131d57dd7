/**
 * Built-in roles by name, lower case. A plan that assigns a role by its name does not hold the id, since the provider looks it up; ids of built-in
 * roles are the same in every tenant.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const BUILT_IN_ROLES: ReadonlyMap<string, string> = new Map([
  ["owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"],
  ["contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"],
  ["reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"],
  ["user access administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"],
  ["cognitive services openai user", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"],
  ["cognitive services openai contributor", "a001fd3d-188f-4b5d-821b-7da978bf7442"],
  ["cognitive services contributor", "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68"],
  ["cognitive services user", "a97b65f3-24c7-4388-baec-2e87135dc908"],
  ["azure ai user", "53ca6127-db72-4b80-b1b0-d745d6d5456d"],
  ["azure ai developer", "64702f94-c441-49e6-a78b-ef80e0188fee"],
  ["storage blob data reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"],
  ["storage blob data contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"],
  ["storage blob data owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"],
  ["storage queue data contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"],
  ["azure event hubs data receiver", "a638d3c7-ab3a-418d-83e6-5f17a39d4fde"],
  ["azure event hubs data sender", "2b629674-e913-4c01-ae53-ef4638d8f975"],
  ["azure event hubs data owner", "f526a384-b230-433a-b45c-95f59c4a2dec"],
  ["key vault secrets user", "4633458b-17de-408a-b874-0445c86b69e6"],
]);

/** Id of a built-in role as an assignment at this scope gets it; undefined for a role that is not in the table. */
export function builtInRoleId(name: string, scope: unknown): string | undefined {
  const guid = BUILT_IN_ROLES.get(name.toLowerCase());
  if (guid === undefined) return undefined;
  const subscription = typeof scope === "string" ? (/^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "") : "";
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}
