import { Construct } from "constructs";
import type { TerraformProvider } from "cdktf";
import { requireGuard, type IOpenAiGuardrails } from "./guardrails";
import { nearest } from "../src/input/nearest";
import { BASELINE_INITIATIVE, boundDefinitions, FATAL_INITIATIVE } from "./library";
import { orderAfter } from "./order";
import { exemptAt, policyScope } from "./policy-scope";
import { checkProps, refuseProp, requireProps } from "./props";
import { templateJson, templateText } from "./template-text";

/** Why a resource need not comply: `Waiver` accepts the risk, `Mitigated` says it is met in another way. */
export type ExemptionCategory = "Waiver" | "Mitigated";

/**
 * Props of {@link ReviewedUse}: exactly one scope, the rules, and what makes the exemption accountable.
 *
 * @example
 * {
 *   guardrails,
 *   resourceId: account.id,
 *   rules: ["public-network-access"],
 *   category: "Mitigated",
 *   expiresOn: "2027-01-31",
 *   ticket: "CHG-4711",
 *   owner: "ai-platform@contoso.example",
 *   reason: "Reached through a partner's fixed address until the private link is built.",
 * }
 */
export interface ReviewedUseProps {
  /** The guard whose rules are exempted. */
  readonly guardrails: IOpenAiGuardrails;
  /**
   * Exempt everything in this management group, by full id.
   *
   * @default - another scope is given
   */
  readonly managementGroupId?: string;
  /**
   * Exempt everything in this subscription, by GUID or `/subscriptions/GUID`.
   *
   * @default - another scope is given
   */
  readonly subscriptionId?: string;
  /**
   * Exempt everything in this resource group, by full id.
   *
   * @default - another scope is given
   */
  readonly resourceGroupId?: string;
  /**
   * Exempt this resource, by full id, e.g. `account.id`. The narrowest scope, and so the best.
   *
   * @default - another scope is given
   */
  readonly resourceId?: string;
  /** Names of the rules, e.g. `camera-ingest`; fatal rules cannot be among them, and neither can "all". */
  readonly rules: string[];
  /** Why it need not comply. */
  readonly category: ExemptionCategory;
  /** Last day, ISO 8601 (`2027-01-31`), at most the guard's maximum from today. */
  readonly expiresOn: string;
  /** Ticket of the review. */
  readonly ticket: string;
  /** E-mail address, or object id of a group, that answers for it. */
  readonly owner: string;
  /** One or two sentences that an auditor can read. */
  readonly reason: string;
  /**
   * The day from which the maximum counts; for tests.
   *
   * @default - today, UTC
   */
  readonly now?: string;
  /**
   * Provider that writes the exemption.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: TerraformProvider;
}

const DAY = 86_400_000;
const DATE = {
  type: "string",
  literal: true,
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  mend: 'give an ISO 8601 date, "YYYY-MM-DD"',
};
const ID = { type: "string", minLength: 1 };
const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["rules", "category", "expiresOn", "ticket", "owner", "reason"],
  properties: {
    managementGroupId: ID,
    subscriptionId: ID,
    resourceGroupId: ID,
    resourceId: ID,
    rules: {
      type: "array",
      literal: true,
      minItems: 1,
      uniqueItems: true,
      items: { type: "string", literal: true },
      mend: "name each exempted rule once; an exemption of all rules does not exist",
    },
    category: { type: "string", literal: true, enum: ["Waiver", "Mitigated"] },
    expiresOn: DATE,
    ticket: { type: "string", literal: true, pattern: "\\S", mend: "give the ticket of the review" },
    owner: {
      type: "string",
      pattern: "^([^@\\s]+@[^@\\s]+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$",
      mend: "give an e-mail address or the object id of a group",
    },
    reason: { type: "string", pattern: "\\S", maxLength: 512, mend: "say why, in at most 512 characters" },
    now: DATE,
  },
};

/**
 * A reviewed exemption from rules of the guard: named rules, an end, a ticket, an owner. Fatal rules have none.
 *
 * @example
 * new ReviewedUse(stack, "PartnerAccess", {
 *   guardrails,
 *   resourceId: account.id,
 *   rules: ["public-network-access"],
 *   category: "Mitigated",
 *   expiresOn: "2027-01-31",
 *   ticket: "CHG-4711",
 *   owner: "ai-platform@contoso.example",
 *   reason: "Reached through a partner's fixed address until the private link is built.",
 * });
 */
export class ReviewedUse extends Construct {
  /** Id of the policy exemption. */
  public readonly exemptionId: string;

  public constructor(scope: Construct, id: string, props: ReviewedUseProps) {
    super(scope, id);
    const subject = `ReviewedUse ${this.node.path}`;
    requireProps(subject, props, SCHEMA, ["guardrails"]);
    const { guardrails, provider, ...plain } = props;
    checkProps(subject, plain, SCHEMA);
    requireGuard(subject, guardrails);
    const at = policyScope(subject, props, ["managementGroupId", "subscriptionId", "resourceGroupId", "resourceId"]);
    const referenceIds = props.rules.map((rule, index) => exemptable(subject, rule, index));
    checkEnd(subject, props, guardrails.maximumExemptionDays);
    const exemption = exemptAt(this, "exemption", at, {
      name: id,
      policyAssignmentId: guardrails.assignmentId,
      policyDefinitionReferenceIds: referenceIds,
      exemptionCategory: props.category,
      expiresOn: `${props.expiresOn}T23:59:59Z`,
      displayName: templateText(`${props.ticket}: ${props.rules.join(", ")}`.slice(0, 128)),
      description: templateText(props.reason),
      metadata: templateJson({ ticket: props.ticket, owner: props.owner }),
      provider,
      dependsOn: orderAfter(this, guardrails.waitFor),
    });
    this.exemptionId = exemption.id;
  }
}

/** The reference id of a rule that may be exempted. */
function exemptable(subject: string, rule: string, index: number): string {
  const named = ({ definition }: { definition: { name: string } }): boolean => definition.name === rule;
  const fatal = boundDefinitions(FATAL_INITIATIVE);
  const bound = boundDefinitions(BASELINE_INITIATIVE);
  if (fatal.some(named)) {
    refuseProp(
      subject,
      `rules[${index}]`,
      `is "${rule}", a fatal rule (D11)`,
      "take it out; nothing exempts a fatal rule",
    );
  }
  const found = bound.find(named);
  if (found === undefined) {
    const names = bound.map(({ definition }) => definition.name);
    const near = nearest(rule, names);
    const mend =
      near === undefined ? `use one of ${names.join(", ")}` : `did you mean "${near}"? Write a rule by its name`;
    refuseProp(subject, `rules[${index}]`, `is "${rule}", which is no rule`, mend);
  }
  return found.referenceId;
}

function checkEnd(subject: string, { expiresOn, now }: ReviewedUseProps, maximum: number): void {
  const today = Date.parse(now ?? new Date().toISOString().slice(0, 10));
  const end = Date.parse(expiresOn);
  const exists = !Number.isNaN(end) && new Date(end).toISOString().startsWith(expiresOn);
  if (!exists)
    refuseProp(subject, "expiresOn", `is "${expiresOn}", a day that does not exist`, "give an ISO 8601 date");
  const days = Math.round((end - today) / DAY);
  if (days < 0) refuseProp(subject, "expiresOn", `is "${expiresOn}", which is over`, "give a day to come");
  if (days > maximum) {
    const last = new Date(today + maximum * DAY).toISOString().slice(0, 10);
    const problem = `is "${expiresOn}", ${days} days from now; the guard allows ${maximum} (D11)`;
    refuseProp(subject, "expiresOn", problem, `give ${last} or an earlier day, and renew the review after it`);
  }
}
