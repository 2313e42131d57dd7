import type { TagNames } from "./tag-names";

/** Who operates a workload, or whom it serves. `us-federal-law-enforcement` counts as US police, on purpose. */
export type Operator = "none" | "us-state-local-police" | "us-federal-law-enforcement" | "non-us-law-enforcement";

/** What a model is used for. The last eight are refused for everybody (D3); `face-verification` and `face-identification` need a review (D4). */
export type UseCase =
  | "text-generation"
  | "report-drafting"
  | "transcription"
  | "translation"
  | "document-analysis"
  | "retrieval"
  | "code-assistance"
  | "embedding"
  | "image-analysis"
  | "media-search"
  | "accessibility"
  | "face-detection"
  | "face-verification"
  | "face-identification"
  | "emotion-inference"
  | "sensitive-attribute-inference"
  | "biometric-categorisation"
  | "person-tracking"
  | "surveillance"
  | "crime-prediction"
  | "social-scoring"
  | "face-database-scraping";

/** Kind of camera whose media reaches the model. */
export type CameraSource = "none" | "fixed" | "body-worn" | "dash-mounted" | "drone" | "vehicle" | "handheld";
/** Where it films: `controlled` is a place whose light, angle and people the operator controls. */
export type CameraEnvironment = "none" | "controlled" | "uncontrolled";
/** When its media is processed. */
export type CameraProcessing = "none" | "recorded" | "real-time";

/**
 * The camera that feeds the workload. `none` for environment or processing beside any source counts as the worst value.
 *
 * @example { source: "fixed", environment: "controlled", processing: "real-time" }
 */
export interface CameraDeclaration {
  /** Kind of camera. */
  readonly source: CameraSource;
  /** Where it films. */
  readonly environment: CameraEnvironment;
  /** When its media is processed. */
  readonly processing: CameraProcessing;
}

/** Camera declarations that are often needed. */
export class Camera {
  /** No camera media reaches the workload, by any way. */
  public static readonly NONE: CameraDeclaration = Object.freeze({
    source: "none",
    environment: "none",
    processing: "none",
  });

  private constructor() {}
}

/**
 * The review that approved a restricted use.
 *
 * @example { id: "REV-2026-117", expires: "2026-12-31" }
 */
export interface Review {
  /** Ticket of the review. */
  readonly id: string;
  /** ISO 8601 date; the review holds through the end of this day, UTC. */
  readonly expires: string;
}

/**
 * The facts a team declares about an account. They become its tags, and every rule of the library reads them. All but `owner` and
 * `review` must be literal values: what is known only when Terraform applies cannot be judged when the app is synthesized.
 *
 * @example
 * {
 *   operator: "none",
 *   onBehalfOf: "none",
 *   useCases: ["text-generation"],
 *   camera: Camera.NONE,
 *   owner: "ai-platform@contoso.example",
 * }
 */
export interface Declaration {
  /** Who operates the workload. */
  readonly operator: Operator;
  /** Whom it serves: the "or for" half of "by or for". */
  readonly onBehalfOf: Operator;
  /** What the model is used for; at least one. */
  readonly useCases: UseCase[];
  /** The camera that feeds it; `Camera.NONE` where there is none. Not optional: that no camera feeds a model is a statement of its own. */
  readonly camera: CameraDeclaration;
  /** E-mail address, or object id of a group, that answers for the account. */
  readonly owner: string;
  /**
   * The review that approved a restricted use.
   *
   * @default - none; rules that ask for a review refuse
   */
  readonly review?: Review;
}

/** The tags that carry a declaration. */
export function declarationTags(declaration: Declaration, names: Required<TagNames>): Record<string, string> {
  const { camera, review } = declaration;
  return {
    [names.operator]: declaration.operator,
    [names.onBehalfOf]: declaration.onBehalfOf,
    [names.useCase]: declaration.useCases.join("+"),
    [names.cameraSource]: camera.source,
    [names.cameraEnvironment]: camera.environment,
    [names.cameraProcessing]: camera.processing,
    [names.owner]: declaration.owner,
    ...(review === undefined ? {} : { [names.reviewId]: review.id, [names.reviewExpires]: review.expires }),
  };
}
