const BRAND = Symbol.for("aoai-guard/unknown");

/**
 * The class of {@link Unknown}: the one value that stands, anywhere in a JSON tree, for "not known yet" (Terraform's `known after apply`, a
 * cdktf token, a subscription nobody described). It is never equal to anything, itself included: comparing with it gives *undetermined*.
 */
export class UnknownValue {
  /** Marks the value across two loaded copies of this package. */
  readonly [BRAND] = true;

  /** What an unknown looks like where a JSON document has to be printed. */
  toJSON(): string {
    return "(unknown)";
  }

  toString(): string {
    return "(unknown)";
  }
}

/** The unknown value. Put it wherever a part of a resource, of parameters or of a context is not known. */
export const Unknown: UnknownValue = Object.freeze(new UnknownValue());

/** Whether a value is {@link Unknown}. */
export function isUnknown(value: unknown): value is UnknownValue {
  if (value === Unknown) return true;
  return typeof value === "object" && value !== null && !Array.isArray(value) && BRAND in value;
}
