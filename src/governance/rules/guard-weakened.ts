import type { ArmResource, PlannedResource } from "../../arm/resource";
import { typeKey } from "../../arm/type-key";
import type { Finding } from "../../findings/finding";
import type { OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { bodyOf, listOf } from "../assignment";
import { FACTS, isLoosened, tagValue, type TagNames, type Tags } from "../facts";
import { plannedDefinitionHash, plannedInitiativeHash, seenContent } from "../guard";
import { isJudged, type Inquiry } from "../inquiry";
import { shownValue } from "../shown-value";
import { listed } from "../listed";
import type { GuardInitiative } from "../rule-book";
import { property } from "../selector";
import { isOpenAiCapable } from "../view";
import { ownFinding, type OwnRule } from "./own-rule";
import { weakenedAssignment } from "./weakened-assignment";
import { movedSubscription } from "./weakened-hierarchy";
import { denied, open, type Weakening } from "./weakening";

const RULE: OwnRule = { name: "guard-weakened", decision: "D10", clause: "design", fatal: false };
const MEND =
  "Leave the guard, the flag and the declaration as they are while accounts stay; take the accounts away first.";

/** The gravest first. */
const VERDICTS = ["denied", "undetermined", "audited"] as const;

/** D10: a plan that deletes or weakens the guard, or takes back a flag or a declaration, while accounts stay. */
export function judgeWeakening(planned: PlannedResource, inquiry: Inquiry): Finding[] {
  const weaker = REASONS[typeKey(planned.resource.type)]?.(planned, inquiry) ?? [];
  const verdict = VERDICTS.find((each) => weaker.some((weakening) => weakening.verdict === each));
  if (verdict === undefined) return [];
  const said = weaker.filter((weakening) => weakening.verdict === verdict);
  return [
    ownFinding(RULE, planned, verdict, {
      statement: `this plan ${listed(said.map(({ text }) => text))}`,
      unknown: said.flatMap(({ unknown }) => unknown ?? []),
      mend: MEND,
    }),
  ];
}

/** Whether a resource is of a type that the guard stands on. */
export const mayWeaken = ({ resource }: PlannedResource): boolean => typeKey(resource.type) in REASONS;

/** What of each type weakens the guard. */
const REASONS: Readonly<Record<string, (planned: PlannedResource, inquiry: Inquiry) => Weakening[]>> = {
  "microsoft.authorization/policyassignments": weakenedAssignment,
  "microsoft.authorization/policysetdefinitions": ofInitiative,
  "microsoft.authorization/policydefinitions": (planned, inquiry) => ofDefinition(planned, inquiry).map(denied),
  "microsoft.authorization/policyexemptions": (planned, inquiry) => ofExemption(planned, inquiry).map(denied),
  "microsoft.management/managementgroups/subscriptions": movedSubscription,
  "microsoft.cognitiveservices/accounts": (planned, inquiry) =>
    isOpenAiCapable(planned) ? ofTags(planned, inquiry.names).map(denied) : [],
  "microsoft.resources/resourcegroups": (planned, inquiry) =>
    holdsAccount(planned, inquiry) ? ofTags(planned, inquiry.names).map(denied) : [],
  "microsoft.resources/subscriptions": (planned, inquiry) =>
    holdsAccount(planned, inquiry) ? ofTags(planned, inquiry.names).map(denied) : [],
};

function ofInitiative(planned: PlannedResource, inquiry: Inquiry): Weakening[] {
  const initiative = initiativeByName(planned.resource.name, inquiry);
  if (initiative === undefined || !isWritten(planned)) return [];
  if (planned.action === "delete") return [denied(`deletes the initiative ${initiative.name}`)];
  if (!changesWhatIsThere(planned, ["policyDefinitions", "parameters"])) return [];
  const hash = plannedInitiativeHash(planned, inquiry.index);
  if (hash === initiative.contentHash) return [];
  if (!isUnknown(hash) || seenContent(planned, initiative, inquiry.book) === false)
    return [denied(`changes what the initiative ${initiative.name} holds`)];
  // Definitions that are not in the plan cannot be seen; those that the initiative refers to can.
  const [before, after] = [planned.prior, planned.resource].map((resource) =>
    resource === undefined ? undefined : referencesOf(resource),
  );
  if (before === undefined || after === undefined) {
    return [open(`may change what the initiative ${initiative.name} holds`, "properties.policyDefinitions")];
  }
  const kept = new Set(after);
  return before.every((reference) => kept.has(reference))
    ? []
    : [denied(`takes rules out of the initiative ${initiative.name}`)];
}

/** The references of an initiative, in one form; undefined where they are not all known. */
function referencesOf(resource: ArmResource): string[] | undefined {
  const references = listOf(property(bodyOf(resource), "policyDefinitions"));
  if (isUnknown(references)) return undefined;
  const texts = references.map((reference) =>
    ["policyDefinitionReferenceId", "policyDefinitionId", "parameters"].map((name) => property(reference, name)),
  );
  return texts.flat().some(isUnknown) ? undefined : texts.map((parts) => JSON.stringify(parts).toLowerCase());
}

/** Names such as `local-auth` are short: a definition is the library's where it was that before, or says that it is one of a Code of Conduct's. */
function ofDefinition(planned: PlannedResource, { book }: Inquiry): string[] {
  const rule = book.rules.find(({ name }) => name === planned.resource.name);
  if (rule === undefined || !isWritten(planned)) return [];
  const before = planned.prior ?? (planned.action === "delete" ? planned.resource : undefined);
  if (before !== undefined && planned.overlay !== true) {
    const decision = property(property(bodyOf(before), "metadata"), "decision");
    const hash = plannedDefinitionHash({ ...planned, resource: before });
    if (hash !== rule.contentHash && decision !== rule.decision) return [];
  }
  if (planned.action === "delete") return [`deletes the definition ${rule.name}`];
  if (!changesWhatIsThere(planned, ["policyRule", "parameters", "mode"])) return [];
  const hash = plannedDefinitionHash(planned);
  return isUnknown(hash) && planned.overlay !== true
    ? []
    : hash === rule.contentHash
      ? []
      : [`changes what the definition ${rule.name} says`];
}

const isWritten = ({ action }: PlannedResource): boolean => action !== "existing" && action !== "no-op";

/** Whether a write changes content that is there already; a patch does where it writes any of it. */
function changesWhatIsThere({ prior, overlay, resource }: PlannedResource, content: readonly string[]): boolean {
  if (overlay !== true) return prior !== undefined;
  const body = bodyOf(resource);
  return isUnknown(body) || content.some((name) => property(body, name) !== undefined);
}

/** An exemption that names no rule exempts from all of them. */
function ofExemption(planned: PlannedResource, { exemptions }: Inquiry): string[] {
  if (!isJudged(planned)) return [];
  const found = exemptions.find(({ subject }) => subject === planned);
  if (found === undefined || found.initiative.fatal) return [];
  const { referenceIds } = found.exemption;
  return !isUnknown(referenceIds) && referenceIds.length === 0
    ? [`exempts from every rule of ${found.initiative.name}`]
    : [];
}

function ofTags(planned: PlannedResource, names: TagNames): string[] {
  if (planned.prior === undefined || planned.action === "delete") return [];
  const [before, after]: [Tags, Tags] = [tagsOf(planned.prior), tagsOf(planned.resource)];
  return FACTS.filter((fact) => isLoosened(fact, tagValue(before, names[fact]), tagValue(after, names[fact]))).map(
    (fact) => {
      const name = names[fact];
      const shown = (tags: Tags): string => {
        const value = tagValue(tags, name);
        return value === undefined ? "nothing" : `"${shownValue(planned, `tags.${name}`, value)}"`;
      };
      return `changes ${name} from ${shown(before)} to ${shown(after)}`;
    },
  );
}

const tagsOf = (resource: ArmResource): Tags => resource.tags ?? {};

/** Whether an account that stays lies in a planned resource group or subscription. */
function holdsAccount(holder: PlannedResource, { resources, index, estate }: Inquiry): boolean {
  if (holder.prior === undefined) return false;
  return resources.some((resource) => {
    if (!isOpenAiCapable(resource) || !isJudged(resource)) return false;
    if (index.resourceGroupOf(resource) === holder) return true;
    const { subscriptionId } = estate.placeOf(resource);
    return typeof subscriptionId === "string" && holder.resource.id === `/subscriptions/${subscriptionId}`;
  });
}

const initiativeByName = (name: OpenValue, { book }: Inquiry): GuardInitiative | undefined =>
  typeof name === "string"
    ? book.initiatives.find((initiative) => initiative.name.toLowerCase() === name.toLowerCase())
    : undefined;
