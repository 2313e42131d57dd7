import { initiativeContentHash, builtInLibrary } from "../../src/library";
import type { Fixtures } from "../support/terraform";

const CORP = "/providers/Microsoft.Management/managementGroups/corp";
const library = builtInLibrary();

/** How a live assignment differs from one that is as it should be. */
export interface LiveAssignmentChanges {
  enforce?: boolean;
  not_scopes?: string[];
  metadata?: string;
  policy_definition_id?: string;
  parameters?: string;
}

function assignment(name: string, changes: LiveAssignmentChanges): { where: Record<string, string>; values: object } {
  return {
    where: { name, scope_id: CORP },
    values: {
      id: `${CORP}/providers/Microsoft.Authorization/policyAssignments/${name}`,
      enforce: true,
      policy_definition_id: `${CORP}/providers/Microsoft.Authorization/policySetDefinitions/${name}`,
      metadata: JSON.stringify({ aoaiGuardContentHash: initiativeContentHash(library, name) }),
      parameters: "",
      not_scopes: [],
      ...changes,
    },
  };
}

/** The cloud of the examples: their subscriptions, and the guard assigned at the management group `corp`. */
export function liveTenant(
  tags: Record<string, Record<string, string>> = {},
  changes: Record<string, LiveAssignmentChanges> = {},
): Fixtures {
  const ids = ["11111111", "22222222", "33333333", "44444444"].map((start) => {
    const digit = start[0] as string;
    return `${start}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;
  });
  return {
    subscriptions: ids.map((id) => ({ id, tags: tags[id] ?? {} })),
    data: {
      azurerm_policy_assignment: ["aoai-guard", "aoai-guard-fatal"].map((name) =>
        assignment(name, changes[name] ?? {}),
      ),
    },
  } as Fixtures;
}
