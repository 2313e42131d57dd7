import type { Sink } from "../conditions/condition";
import type { OpenValue } from "../json";

export type { Sink };

/** A template function that depends on its arguments alone. */
export interface TemplateFunction {
  /** Azure's name; called without case. */
  name: string;
  /** The fewest arguments. */
  least: number;
  /** The most arguments; `Infinity` where any number goes. */
  most: number;
  /** Whether `call` looks at Unknown itself. Otherwise the result is Unknown as soon as any argument holds Unknown anywhere. */
  open?: boolean;
  /** Whether `call` looks at missing arguments (`undefined`) itself. Otherwise there is no result as soon as one is missing. */
  missing?: boolean;
  /** The result; `undefined` after reporting to the sink where Azure answers with an error. */
  call(given: readonly OpenValue[], sink: Sink): OpenValue;
}
