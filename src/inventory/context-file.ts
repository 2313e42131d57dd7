import { parseArmId } from "../arm/id";
import { writeYaml } from "../input/write-yaml";
import type { Survey } from "./survey";

/** A context file (docs/context.md), as far as the outputs tell it. */
export interface GatheredContext {
  subscriptions?: { id: string; tags?: Record<string, string>; managementGroups?: string[] }[];
  resourceGroups?: { id: string; tags?: Record<string, string> }[];
  assignments?: unknown[];
  exemptions?: unknown[];
}

/**
 * What was gathered, in the form of a context file, in an order that does not hang on that of the outputs.
 * @param only GUIDs of the subscriptions to write; none: all
 */
export function contextOf(survey: Survey, only: readonly string[]): GatheredContext {
  const wanted = new Set(only.map((id) => id.toLowerCase()));
  const isWanted = (id: string | undefined): boolean => wanted.size === 0 || (id !== undefined && wanted.has(id));
  const subscriptions = [...new Set([...survey.subscriptions, ...wanted])]
    .filter(isWanted)
    .sort()
    .map((id) => {
      const tags = survey.tagsOf(id);
      const { groups, open } = survey.groups.above(id);
      return {
        id,
        ...(tags === undefined ? {} : { tags }),
        ...(open === undefined ? { managementGroups: groups } : {}),
      };
    });
  const resourceGroups = [...survey.resourceGroups]
    .filter(([, id]) => isWanted(parseArmId(id)?.subscriptionId))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, id]) => {
      const tags = survey.tagsOf(id);
      return { id, ...(tags === undefined ? {} : { tags }) };
    });
  return {
    ...(subscriptions.length > 0 ? { subscriptions } : {}),
    ...(resourceGroups.length > 0 ? { resourceGroups } : {}),
    ...(survey.seen.assignments ? { assignments: survey.assignments } : {}),
    ...(survey.seen.exemptions ? { exemptions: survey.exemptions } : {}),
  };
}

const HEAD = `# Written by "aoai-guard context" from what az printed. What it does not hold is unknown to the check. docs/context.md
`;

/** As YAML, with a line on what it is. */
export const contextYaml = (context: object): string =>
  HEAD + (Object.keys(context).length === 0 ? "{}\n" : writeYaml(context));
