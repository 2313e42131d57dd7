import { Token } from "cdktf";
import type * as AjvModule from "ajv";
import type { ErrorObject, SchemaObject, SchemaValidateFunction, ValidateFunction } from "ajv";
import { InputError } from "../src/input/input-error";
import { ipRangeFault } from "./ip-range";

/**
 * The shape of a construct's props: a JSON Schema in which three keywords of our own may stand at a string.
 * - `mend`: what to do about a wrong value, without a full stop.
 * - `literal: true`: the value must be known when the construct is made; a token is refused.
 * - `ipRange: true`: the value is an IP rule that Azure takes.
 */
export type PropsSchema = SchemaObject;

const validators = new WeakMap<PropsSchema, ValidateFunction>();

function validatorFor(schema: PropsSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const { Ajv } = require("ajv") as typeof AjvModule;
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true });
  ajv.addKeyword({ keyword: "mend", schemaType: "string" });
  ajv.addKeyword({
    keyword: "literal",
    schemaType: "boolean",
    error: { message: "is known only when Terraform runs, so no rule can judge it now" },
    validate: (wanted: boolean, value: unknown) => !(wanted && Token.isUnresolved(value)),
  });
  ajv.addKeyword({ keyword: "ipRange", schemaType: "boolean", errors: true, validate: isIpRange });
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}

const isIpRange: SchemaValidateFunction = (wanted: boolean, value: unknown) => {
  const fault = wanted && typeof value === "string" ? ipRangeFault(value) : undefined;
  isIpRange.errors = fault === undefined ? [] : [{ keyword: "ipRange", message: fault.problem, params: { ...fault } }];
  return fault === undefined;
};

/** `/declaration/useCases/0` as a reader of TypeScript would write it: `props.declaration.useCases[0]`. */
function propPath(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : `${path}.${part}`), "props");
}

const list = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(", ");

interface Fault {
  readonly path: string;
  readonly problem: string;
  readonly mend: string;
}

const PROBLEMS: Record<string, (error: ErrorObject, value: string) => Fault> = {
  required: (error) => ({
    path: `${propPath(error.instancePath)}.${String(error.params["missingProperty"])}`,
    problem: "is missing",
    mend: "state it",
  }),
  additionalProperties: (error) => ({
    path: `${propPath(error.instancePath)}.${String(error.params["additionalProperty"])}`,
    problem: "is no prop",
    mend: `use one of ${Object.keys((error.parentSchema as SchemaObject)["properties"] as object).join(", ")}`,
  }),
  enum: (error, value) => ({
    path: propPath(error.instancePath),
    problem: `is ${value}`,
    mend: `use one of ${list(error.params["allowedValues"] as unknown[])}`,
  }),
  literal: (error) => ({
    path: propPath(error.instancePath),
    problem: error.message as string,
    mend: "write the value itself",
  }),
  maxItems: (error) => ({
    path: propPath(error.instancePath),
    problem: `has ${(error.data as unknown[]).length} elements, and Azure takes at most ${String(error.params["limit"])}`,
    mend: "take some away, or let callers in by addPrivateEndpoint",
  }),
  ipRange: (error) => ({
    path: propPath(error.instancePath),
    problem: error.message as string,
    mend: String(error.params["mend"]),
  }),
};

function faultOf(error: ErrorObject): Fault {
  const value = JSON.stringify(error.data) ?? "undefined";
  const fault = PROBLEMS[error.keyword]?.(error, value) ?? {
    path: propPath(error.instancePath),
    problem: `is ${value}`,
    mend: `it ${error.message ?? "has another form"}`,
  };
  const mend = (error.parentSchema as SchemaObject | undefined)?.["mend"];
  return typeof mend === "string" && error.keyword !== "required" ? { ...fault, mend } : fault;
}

/**
 * Checks props against a schema (gate G1). A token passes wherever the schema does not ask for a literal value: what it stands for is judged by
 * the later gates.
 *
 * @param subject who is asking, e.g. `GuardedOpenAiAccount hospital/ai`
 * @throws InputError that names each wrong prop, its value and the mend
 */
export function checkProps(subject: string, props: unknown, schema: PropsSchema): void {
  requireProps(subject, props, schema);
  const validate = validatorFor(schema);
  if (validate(props)) return;
  const errors = (validate.errors ?? []).filter(
    (error) => error.keyword === "literal" || !Token.isUnresolved(error.data),
  );
  refuse(subject, errors.map(faultOf));
}

/** Throws one {@link InputError} for the faults, if there are any; the first is the error's own path and mend, the others follow in its problem. */
function refuse(subject: string, faults: readonly Fault[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  const rest = others.map(({ path, problem, mend }) => `${path} ${problem}; ${mend}`);
  const mend = rest.length === 0 ? first.mend : [first.mend, ...rest].join(". Also at ");
  throw new InputError(subject, first.problem, mend, first.path);
}

/**
 * Refuses props that are no object, which only a caller without types can give; to be asked before anything is read from them.
 *
 * @param schema says which are needed
 * @param besides names of those that are needed and that the schema does not describe
 * @throws InputError
 */
export function requireProps(
  subject: string,
  props: unknown,
  schema: PropsSchema,
  besides: readonly string[] = [],
): void {
  if (typeof props === "object" && props !== null && !Array.isArray(props)) return;
  const needed = [...besides, ...((schema["required"] as string[] | undefined) ?? [])];
  const mend = `give an object${needed.length === 0 ? "" : ` with ${needed.join(", ")}`}`;
  if (props === undefined || props === null) throw new InputError(subject, "has no props", mend);
  const shown =
    typeof props === "string" ? JSON.stringify(props) : Array.isArray(props) ? "a list" : `a ${typeof props}`;
  throw new InputError(subject, `is ${shown}, which is no object`, mend, "props");
}

/** Refuses one prop for a reason that no schema can state. */
export function refuseProp(subject: string, path: string, problem: string, mend: string): never {
  throw new InputError(subject, problem, mend, `props.${path}`);
}

/** Props without those that are constructs, which no schema describes. */
export function plainProps(props: object, constructs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !constructs.includes(name)));
}
