import type { Maybe, OpenObject, OpenValue } from "./json";
import { isObject, spelling } from "./property";
import { Unknown } from "./unknown";

/** What a request is evaluated in. A part that is absent is unknown. */
export interface PolicyContext {
  /** What `subscription()` gives: `id`, `subscriptionId`, `tenantId`, `displayName`, `tags`. */
  subscription?: Maybe<OpenObject> | null;
  /** What `resourceGroup()` gives: `id`, `name`, `location`, `tags`. */
  resourceGroup?: Maybe<OpenObject> | null;
  /** What `requestContext()` gives: `apiVersion`, `identity`. */
  requestContext?: Maybe<OpenObject> | null;
  /** What `policy()` gives: `assignmentId`, `definitionId`, `setDefinitionId`, `definitionReferenceId`. */
  policy?: Maybe<OpenObject> | null;
  /** What `claims()` gives: the answer of an external evaluation. */
  claims?: Maybe<OpenObject> | null;
  /** The moment of evaluation, ISO 8601; the clock where absent. */
  utcNow?: Maybe<string>;
}

/** A part of the context that a function of the same name gives. */
export type ContextPart = "subscription" | "resourceGroup" | "requestContext" | "policy" | "claims";

/** One value that was read while a condition was evaluated, under the name people know it by. */
export interface Read {
  /** `properties.model.name`, `tags.owner`, `subscription.tags.owner`, `parameters.effect`. */
  path: string;
  value: OpenValue;
}

/** A template function, or a comparison, that Azure answers with an error. */
export interface EvaluationError {
  /** One sentence: `substring: the length reaches past the end of the text`. */
  message: string;
  /** JSON path of the condition in the definition. */
  path: string;
}

/** The slots of a rule without `count`. Nobody writes to it. */
const NONE: never[] = [];

/**
 * The state of one evaluation. Compiled rules read it; the slots hold the current element of each `count` around them.
 * While a trace is taken, `reads` collects what is read and `failures` what failed; otherwise reading records nothing.
 */
export class Scope {
  /** The resource that `field` conditions read: the one requested or, in an existence condition, a related one. */
  resource: OpenObject;
  /** Current elements of the `count`s around the condition, by slot. */
  readonly slots: OpenValue[];
  /** Paths of those elements, kept only while a trace is taken. */
  readonly slotPaths: string[];
  /** What was read to make those elements that have no path of their own, kept only while a trace is taken. */
  readonly slotReads: (readonly Read[] | undefined)[];
  reads: Read[] | undefined = undefined;
  /** What the last `count` came to: at least, and at most. */
  low = 0;
  high = 0;
  /** How many elements the `count`s over values around the condition have, multiplied: Azure limits them together. */
  iterations = 1;
  failures: string[] | undefined = undefined;
  /** Whether anything failed since the evaluation began. */
  failed = false;
  /** What failed while existence conditions were evaluated. */
  relatedErrors: EvaluationError[] | undefined = undefined;

  /** The API version of the request in lower case, which chooses among the paths of an alias. */
  readonly apiVersion: string | undefined;
  private now: Maybe<string> | undefined = undefined;

  constructor(
    /** The resource that is requested. */
    readonly requested: OpenObject,
    readonly parameters: OpenObject,
    readonly context: PolicyContext,
    /** The API version of the request as given. */
    readonly requestedVersion: string | undefined,
    /** How many elements are current at most. */
    slots: number,
  ) {
    this.resource = requested;
    this.slots = slots === 0 ? NONE : new Array<OpenValue>(slots);
    this.slotPaths = slots === 0 ? NONE : new Array<string>(slots);
    this.slotReads = slots === 0 ? NONE : [];
    this.apiVersion = requestedVersion?.toLowerCase();
  }

  /** Notes a value that was read, while a trace is taken. */
  note(path: string, value: OpenValue): void {
    this.reads?.push({ path, value });
  }

  /** Notes that the current element of a `count` was read: where it came from. */
  noteSlot(slot: number): void {
    const sources = this.slotReads[slot];
    if (sources === undefined) this.note(this.slotPaths[slot] ?? "", this.slots[slot]);
    else for (const { path, value } of sources) this.note(path, value);
  }

  /** What reading something reads, which is not noted. */
  sourcesOf(read: (scope: Scope) => OpenValue): { value: OpenValue; sources: Read[] } {
    const { reads } = this;
    const sources: Read[] = [];
    this.reads = sources;
    try {
      return { value: read(this), sources };
    } finally {
      this.reads = reads;
    }
  }

  /** Notes that Azure would answer with an error here, and gives the value that stands for "no result". */
  fail(message: string): undefined {
    this.failed = true;
    this.failures?.push(message);
    return undefined;
  }

  /** A part of the context; absent is unknown. The API version of the request is known wherever it was given. */
  part(name: ContextPart): OpenValue {
    const value = this.context[name];
    if (name !== "requestContext" || this.requestedVersion === undefined) return value === undefined ? Unknown : value;
    if (value === undefined) return { apiVersion: this.requestedVersion, identity: Unknown };
    return isObject(value) && spelling(value, "apiVersion") === undefined
      ? { ...value, apiVersion: this.requestedVersion }
      : value;
  }

  /** The moment of evaluation in Azure's form, `yyyy-MM-ddTHH:mm:ss.fffffffZ`; one and the same throughout an evaluation. */
  utcNow(): Maybe<string> {
    this.now ??= this.context.utcNow ?? new Date().toISOString().replace("Z", "0000Z");
    return this.now;
  }
}
