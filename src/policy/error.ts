/** Why a definition is refused. */
export type PolicyErrorCode =
  | "invalidJson"
  | "invalidDefinition"
  | "invalidRule"
  | "invalidCondition"
  | "invalidCount"
  | "invalidExpression"
  | "invalidParameter"
  | "invalidEffect"
  | "functionNotFound"
  | "functionNotAllowed"
  | "wrongArguments"
  | "parameterNotFound"
  | "aliasNotFound"
  | "aliasNotModifiable"
  | "functionFailed"
  | "invalidResource"
  | "limitExceeded";

/**
 * A definition that Azure Policy would not accept, or whose parameters it would not accept. `path` is the JSON path of the wrong
 * value in the definition as it was given (`$.policyRule.if.allOf[1].field`), `message` one sentence that names the value and the mend.
 */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(
    message: string,
    readonly path: string,
    readonly code: PolicyErrorCode,
  ) {
    super(message);
  }
}

/**
 * What a piece of work gives.
 * @throws PolicyError where it ends the stack: only a resource that is nested as deep can do that
 */
export function withinStack<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PolicyError("the resource nests too deep to be evaluated", "$", "limitExceeded");
  }
}
