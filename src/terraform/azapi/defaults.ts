import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import { allFamilies } from "../azurerm";
import type { ProviderConfig } from "../document";
import { isDerived } from "../map/rows";

/**
 * The provider's `default_tags` and `default_location`. azapi gives them to types whose schema has such a member, and to no other. Its schemas are
 * not at hand: what azurerm sends to a type tells of many that they have the member.
 */

type Member = "tags" | "location";

/** Types known to have neither. Source: the REST specifications of each (Azure/azure-rest-api-specs). */
const NEITHER =
  /^microsoft\.(authorization\/(roleassignments|roledefinitions|locks|policydefinitions|policysetdefinitions|policyexemptions)|insights\/diagnosticsettings|eventgrid\/eventsubscriptions|cognitiveservices\/accounts\/(projects\/)?connections|network\/virtualnetworks\/subnets|storage\/storageaccounts\/blobservices(\/containers)?)$/i;

let members: Map<string, Set<string>> | undefined;

/** Whether a type has the member; undefined where that is not known. */
function has(type: string, member: Member): boolean | undefined {
  if (NEITHER.test(type)) return false;
  members ??= readMembers();
  return members.get(type.toLowerCase())?.has(member) === true ? true : undefined;
}

function readMembers(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, family] of allFamilies()) {
    for (const { arm, rows } of Object.values(family)) {
      const key = arm.toLowerCase();
      const known = found.get(key) ?? new Set<string>();
      for (const row of rows) known.add(isDerived(row) ? row.to : row[1]);
      found.set(key, known);
    }
  }
  return found;
}

/** What a resource gets that says nothing itself: the default, nothing, or Unknown where its type may not have the member. */
export function defaultOf(member: Member, type: string, provider: ProviderConfig | undefined): OpenValue {
  const value = provider?.defaults?.[member];
  if (value === undefined || value === null) return undefined;
  const takes = has(type, member);
  return takes === undefined ? Unknown : takes ? value : undefined;
}
