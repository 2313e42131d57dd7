import type { Address } from "./address";
import type { AliasTable } from "./aliases/table";
import { PolicyError } from "./error";
import type { OpenObject, OpenValue } from "./json";
import { LIMITS } from "./limits";

/** A `count` around the condition that is being compiled. */
export interface Binding {
  /** Where the current element is kept in the scope. */
  slot: number;
  /** The name of a `count` over values, lower case. */
  name?: string;
  /** Set where the elements are parts of the resource, the parameters or the context. */
  part?: true;
  /** The array of a `count` over a field, up to and with its last `[*]`. */
  array?: Address;
}

/** A declared parameter. */
export interface ParameterDeclaration {
  name: string;
  type: string;
  allowedValues?: readonly OpenValue[];
  defaultValue?: OpenValue;
  schema?: OpenObject;
}

/** What is known, and counted, while a definition is compiled. */
export class Compilation {
  readonly bindings: Binding[] = [];
  slots = 0;
  conditions = 0;
  calls = 0;
  valueCounts = 0;
  readonly fieldCounts = new Map<string, number>();
  /** Whether the conditions are about a related resource (an existence condition). */
  existence = false;

  constructor(
    readonly aliases: AliasTable,
    readonly onUnknownAlias: "error" | "path",
    /** By name in lower case; undefined where the definition declares none, so that any name goes. */
    readonly parameters: ReadonlyMap<string, ParameterDeclaration> | undefined,
  ) {}

  /** Counts a condition against Azure's limits. */
  addCondition(path: string, depth: number): void {
    const most = this.existence ? LIMITS.conditionsInThen : LIMITS.conditionsInIf;
    if (++this.conditions > most)
      throw new PolicyError(`has more than ${most} conditions, Azure's limit; split the policy`, path, "limitExceeded");
    if (depth > LIMITS.nesting) {
      throw new PolicyError(
        `nests conditions more than ${LIMITS.nesting} deep, Azure's limit; flatten the rule`,
        path,
        "limitExceeded",
      );
    }
  }

  /** Counts a call of a template function against Azure's limits. */
  addCall(path: string): void {
    if (++this.calls > LIMITS.functionCalls) {
      throw new PolicyError(
        `calls more than ${LIMITS.functionCalls} functions, Azure's limit; split the policy`,
        path,
        "limitExceeded",
      );
    }
  }

  /** Compiles the conditions of a `count` with its bindings in force. */
  within<T>(bindings: readonly Binding[], compile: () => T): T {
    this.bindings.push(...bindings);
    try {
      return compile();
    } finally {
      this.bindings.length -= bindings.length;
    }
  }
}
