import type { ArmResource, PlannedResource } from "../../arm/resource";
import type { Finding } from "../../findings/finding";
import type { OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { listOf, readAssignment, type PolicyAssignment } from "../assignment";
import { FACTS, isLoosened, tagValue, type TagNames, type Tags } from "../facts";
import { linkedTo, plannedDefinitionHash, plannedInitiativeHash } from "../guard";
import { isJudged, type Inquiry } from "../inquiry";
import { label, listed, shownValue } from "../message";
import type { GuardInitiative } from "../rule-book";
import { isOpenAiCapable } from "../view";
import { ownFinding, type OwnRule } from "./own-rule";

const RULE: OwnRule = { name: "guard-weakened", decision: "D10", clause: "design", fatal: false };
const MEND =
  "Leave the guard, the flag and the declaration as they are while accounts stay; take the accounts away first.";

/** D10: a plan that deletes or weakens the guard, or takes back a flag or a declaration, while accounts stay. */
export function judgeWeakening(planned: PlannedResource, inquiry: Inquiry): Finding[] {
  const weaker = REASONS[planned.resource.type.toLowerCase()]?.(planned, inquiry) ?? [];
  if (weaker.length === 0) return [];
  return [
    ownFinding(RULE, planned, "denied", {
      message: `${label(planned)} is refused by guard-weakened (D10, design): this plan ${listed(weaker)}.`,
      mend: MEND,
    }),
  ];
}

/** What of each type weakens the guard, in words that follow "this plan". */
const REASONS: Readonly<Record<string, (planned: PlannedResource, inquiry: Inquiry) => string[]>> = {
  "microsoft.authorization/policyassignments": ofAssignment,
  "microsoft.authorization/policysetdefinitions": ofInitiative,
  "microsoft.authorization/policydefinitions": ofDefinition,
  "microsoft.authorization/policyexemptions": ofExemption,
  "microsoft.cognitiveservices/accounts": (planned, inquiry) =>
    isOpenAiCapable(planned) ? ofTags(planned, inquiry.names) : [],
  "microsoft.resources/resourcegroups": (planned, inquiry) =>
    holdsAccount(planned, inquiry) ? ofTags(planned, inquiry.names) : [],
  "microsoft.resources/subscriptions": (planned, inquiry) =>
    holdsAccount(planned, inquiry) ? ofTags(planned, inquiry.names) : [],
};

function ofAssignment(planned: PlannedResource, inquiry: Inquiry): string[] {
  const before = planned.prior ?? (planned.action === "delete" ? planned.resource : undefined);
  if (before === undefined) return [];
  const was = readAssignment(before, planned.scope.on);
  const initiative = initiativeOf(was, planned, inquiry);
  if (initiative === undefined) return [];
  if (planned.action === "delete") return [`deletes the assignment of ${initiative.name}`];
  const is = readAssignment(planned.resource, planned.scope.on);
  return assignmentChanges(was, is, initiative);
}

function assignmentChanges(was: PolicyAssignment, is: PolicyAssignment, { defaults }: GuardInitiative): string[] {
  const reasons: string[] = [];
  if (was.enforcementMode === "Default" && is.enforcementMode !== "Default") {
    reasons.push(`sets enforcementMode to ${String(is.enforcementMode)}`);
  }
  if (adds(was.notScopes, is.notScopes)) reasons.push("excludes more scopes");
  if (adds(was.overrides, is.overrides)) reasons.push("overrides effects");
  if (adds(was.resourceSelectors, is.resourceSelectors)) reasons.push("narrows it by resource selectors");
  if (isUnknown(was.parameters) || isUnknown(is.parameters)) return reasons;
  const [old, now] = [was.parameters, is.parameters];
  if (adds(listOf(now["flaggedSubscriptionIds"]), listOf(old["flaggedSubscriptionIds"]))) {
    reasons.push("takes subscriptions off flaggedSubscriptionIds");
  }
  if (old["flaggedScope"] === true && now["flaggedScope"] !== true) reasons.push("takes flaggedScope back");
  for (const [name, value] of Object.entries(now)) {
    if (/Effect$/.test(name) && strength(value) < strength(old[name] ?? defaults[name]))
      reasons.push(`lowers ${name} to ${String(value)}`);
  }
  return reasons;
}

const STRENGTH = ["disabled", "audit", "auditifnotexists", "deny"];
const strength = (effect: OpenValue): number =>
  typeof effect === "string" ? STRENGTH.indexOf(effect.toLowerCase()) : -1;

/** Whether the second list has what the first has not. */
function adds(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const had = new Set(before.map(comparable));
  return after.some((item) => !had.has(comparable(item)));
}

const comparable = (value: unknown): string => JSON.stringify(value)?.toLowerCase() ?? "";

function initiativeOf(
  assignment: PolicyAssignment,
  planned: PlannedResource,
  inquiry: Inquiry,
): GuardInitiative | undefined {
  const { definitionId } = assignment;
  const set = linkedTo(planned, "properties.policyDefinitionId", inquiry.index);
  const name =
    typeof definitionId === "string" ? definitionId.slice(definitionId.lastIndexOf("/") + 1) : set?.resource.name;
  return initiativeByName(name, inquiry);
}

function ofInitiative(planned: PlannedResource, inquiry: Inquiry): string[] {
  const initiative = initiativeByName(planned.resource.name, inquiry);
  if (initiative === undefined) return [];
  if (planned.action === "delete") return [`deletes the initiative ${initiative.name}`];
  if (planned.prior === undefined) return [];
  const hash = plannedInitiativeHash(planned, inquiry.index);
  return isUnknown(hash) || hash === initiative.contentHash
    ? []
    : [`changes what the initiative ${initiative.name} holds`];
}

function ofDefinition(planned: PlannedResource, { book }: Inquiry): string[] {
  const rule = book.rules.find(({ name }) => name === planned.resource.name);
  if (rule === undefined) return [];
  if (planned.action === "delete") return [`deletes the definition ${rule.name}`];
  if (planned.prior === undefined) return [];
  const hash = plannedDefinitionHash(planned);
  return isUnknown(hash) || hash === rule.contentHash ? [] : [`changes what the definition ${rule.name} says`];
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
