import type { CheckContext } from "../../src/governance/context";
import { builtInLibrary, initiativeContentHash } from "../../src/library";
import type { Fixtures } from "./stub-provider/fixtures";

/**
 * The cloud that a context describes, as data sources read it: the tags of its subscriptions and resource groups, and an assignment of each initiative where it
 * says that the guard is.
 */
export function cloudOf({ subscriptions = [], resourceGroups = [], guard = [] }: CheckContext): Fixtures {
  const library = builtInLibrary();
  const assignments = guard.flatMap((entry) =>
    [...library.initiatives.entries()].map(([name, { properties }]) => {
      const given = Object.entries(entry.parameters ?? {}).filter(([parameter]) => parameter in properties.parameters);
      return {
        where: { name, scope_id: entry.scope },
        values: {
          enforce: (entry.enforcementMode ?? "Default") === "Default",
          not_scopes: entry.notScopes ?? [],
          policy_definition_id: `${entry.scope}/providers/Microsoft.Authorization/policySetDefinitions/${name}`,
          parameters: JSON.stringify(Object.fromEntries(given.map(([parameter, value]) => [parameter, { value }]))),
          metadata: JSON.stringify({ aoaiGuardContentHash: initiativeContentHash(library, name) }),
        },
      };
    }),
  );
  return { subscriptions, resourceGroups, data: { azurerm_policy_assignment: assignments } };
}
