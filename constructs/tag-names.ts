import { DEFAULT_TAG_NAMES } from "../src/governance/facts";

/**
 * Names of the tags in which teams declare their facts. They are parameters of the initiatives, so a tenant that already tags in another way
 * can keep its names; leave all of them out and the library's names are used.
 *
 * @example { owner: "cost-owner", operator: "contoso-ai-operator" }
 */
export interface TagNames {
  /**
   * Who operates the workload.
   *
   * @default "aoai-operator"
   */
  readonly operator?: string;
  /**
   * Whom the workload serves.
   *
   * @default "aoai-on-behalf-of"
   */
  readonly onBehalfOf?: string;
  /**
   * What the model is used for, several joined by `+`.
   *
   * @default "aoai-use-case"
   */
  readonly useCase?: string;
  /**
   * Kind of camera that feeds the workload.
   *
   * @default "aoai-camera-source"
   */
  readonly cameraSource?: string;
  /**
   * Where that camera films.
   *
   * @default "aoai-camera-environment"
   */
  readonly cameraEnvironment?: string;
  /**
   * When its media is processed.
   *
   * @default "aoai-camera-processing"
   */
  readonly cameraProcessing?: string;
  /**
   * Who answers for the account.
   *
   * @default "aoai-owner"
   */
  readonly owner?: string;
  /**
   * Ticket of the review that approved a restricted use.
   *
   * @default "aoai-review-id"
   */
  readonly reviewId?: string;
  /**
   * Day through which that review holds.
   *
   * @default "aoai-review-expires"
   */
  readonly reviewExpires?: string;
}

/** All names: the given ones, the library's for the rest. */
export function completeTagNames(names: TagNames = {}): Required<TagNames> {
  return { ...DEFAULT_TAG_NAMES, ...names };
}

/** Parameters of the initiatives that carry the names, only for those that differ from the library's. */
export function tagNameParameters(names: TagNames = {}): Record<string, string> {
  const changed = Object.entries(names).filter(([key, name]) => name !== DEFAULT_TAG_NAMES[key as keyof TagNames]);
  return Object.fromEntries(changed.map(([key, name]) => [`${key}Tag`, name]));
}
