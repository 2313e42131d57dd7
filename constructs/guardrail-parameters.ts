import { BASELINE_INITIATIVE, boundDefinitions, initiative } from "./library";
import { refuseProp } from "./props";
import { tagNameParameters, type TagNames } from "./tag-names";
import type { JsonValue } from "../src/policy/json";

/** Effect of a rule that is not fatal. `Disabled` exists for hardening rules only. */
export type GuardEffect = "Deny" | "Audit" | "AuditIfNotExists" | "Disabled";

/** What a tenant chooses about the rules; every part has the library's default. */
export interface GuardrailParameterProps {
  /**
   * Subscriptions flagged for law enforcement, by GUID. Ids in an assignment cannot be edited by whoever owns the subscription; tags can.
   *
   * @default - none; law-enforcement tags flag a subscription all the same
   * @example ["11111111-1111-1111-1111-111111111111"]
   */
  readonly flaggedSubscriptionIds?: string[];
  /**
   * Whether everything in the scope is flagged: set it where the scope is a management group of police subscriptions.
   *
   * @default false
   */
  readonly flaggedScope?: boolean;
  /**
   * Names of the tags that hold the facts.
   *
   * @default - `aoai-operator` and its like
   */
  readonly tagNames?: TagNames;
  /**
   * Ids of reviews that count; any other is worthless.
   *
   * @default - every id counts
   * @example ["REV-2026-117"]
   */
  readonly approvedReviews?: string[];
  /**
   * Models that a flagged subscription may deploy, in the form the policy `flagged-model` documents.
   *
   * @default - the library's list of text-only models
   */
  readonly textOnlyModels?: string[];
  /**
   * Longest life of an exemption, in days.
   *
   * @default 90
   */
  readonly maximumExemptionDays?: number;
  /**
   * Effect of all rules that are neither fatal nor hardening; `Audit` is the first step of a roll-out.
   *
   * @default "Deny"
   */
  readonly defaultEffect?: GuardEffect;
  /**
   * Effects of single rules, by the name of the policy.
   *
   * @default - `defaultEffect`; hardening rules audit
   * @example { "local-auth": "Deny", "public-network-access": "Deny" }
   */
  readonly effects?: { [rule: string]: GuardEffect };
}

const IDS = { type: "array", uniqueItems: true, literal: true } as const;
const NAME = { type: "string", minLength: 1, literal: true } as const;
const EFFECT = { type: "string", enum: ["Deny", "Audit", "AuditIfNotExists", "Disabled"], literal: true } as const;

/** Schema of {@link GuardrailParameterProps}, to be spread into a construct's own. */
export const PARAMETER_PROPERTIES = {
  flaggedSubscriptionIds: {
    ...IDS,
    items: {
      type: "string",
      literal: true,
      pattern: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
      mend: "write the subscription's GUID",
    },
  },
  flaggedScope: { type: "boolean" },
  tagNames: {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      [
        "operator",
        "onBehalfOf",
        "useCase",
        "cameraSource",
        "cameraEnvironment",
        "cameraProcessing",
        "owner",
        "reviewId",
        "reviewExpires",
      ].map((name) => [name, { ...NAME, maxLength: 512 }]),
    ),
  },
  approvedReviews: { ...IDS, items: NAME },
  textOnlyModels: { ...IDS, items: NAME },
  maximumExemptionDays: { type: "integer", minimum: 1, maximum: 366, mend: "give a number of days from 1 to 366" },
  defaultEffect: { ...EFFECT, enum: ["Deny", "Audit"] },
  effects: { type: "object", additionalProperties: EFFECT },
};

const effectParameter = (rule: string): string =>
  `${rule.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())}Effect`;

/** The allowed effects of each rule of the baseline initiative that has a choice, by name of the policy. */
function choices(): Map<string, { parameter: string; allowed: readonly JsonValue[]; usual: JsonValue | undefined }> {
  const parameters = initiative(BASELINE_INITIATIVE).properties.parameters;
  return new Map(
    boundDefinitions(BASELINE_INITIATIVE).flatMap(({ definition }) => {
      const parameter = effectParameter(definition.name);
      const declared = parameters[parameter];
      if (declared === undefined) return [];
      const { allowedValues, defaultValue } = declared;
      return [[definition.name, { parameter, allowed: allowedValues ?? [], usual: defaultValue }]];
    }),
  );
}

function effectParameters(subject: string, props: GuardrailParameterProps): Record<string, JsonValue> {
  const rules = choices();
  const chosen: Record<string, JsonValue> = {};
  if (props.defaultEffect !== undefined) {
    for (const { parameter, usual } of rules.values()) {
      if (usual === "Deny" && usual !== props.defaultEffect) chosen[parameter] = props.defaultEffect;
    }
  }
  for (const [rule, effect] of Object.entries(props.effects ?? {})) {
    const choice = rules.get(rule);
    const path = `effects["${rule}"]`;
    if (choice === undefined) {
      refuseProp(
        subject,
        path,
        "names no rule whose effect can be chosen",
        `use one of ${[...rules.keys()].join(", ")}`,
      );
    }
    if (!choice.allowed.includes(effect)) {
      refuseProp(subject, path, `is "${effect}"`, `use one of ${choice.allowed.map(String).join(", ")}`);
    }
    chosen[choice.parameter] = effect;
  }
  return chosen;
}

/** Every parameter that differs from the library's default, by its name in the initiatives. */
export function chosenParameters(subject: string, props: GuardrailParameterProps): Record<string, JsonValue> {
  const { flaggedSubscriptionIds, flaggedScope, approvedReviews, textOnlyModels, maximumExemptionDays } = props;
  const plain = { flaggedSubscriptionIds, flaggedScope, approvedReviews, textOnlyModels, maximumExemptionDays };
  const given: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) given[name] = value;
  return { ...given, ...tagNameParameters(props.tagNames), ...effectParameters(subject, props) };
}

/** Those of the parameters that an initiative has. */
export function parametersOf(name: string, chosen: Record<string, JsonValue>): Record<string, JsonValue> {
  const declared = initiative(name).properties.parameters;
  return Object.fromEntries(Object.entries(chosen).filter(([parameter]) => parameter in declared));
}
