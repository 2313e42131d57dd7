import { carriedArguments, mayCarry, mayGiveBack, readsOutside, takesId } from "../carries";
import type { Reference } from "../document";
import { argumentAt } from "./argument";
import { bareStep, splitSteps, stepIndex, type ConfigModule } from "./configuration";
import { referencesOf } from "./expressions";
import type { RawConfigResource, RawExpression } from "./format";
import type { ModuleInstance, ModuleInstances } from "./module-instances";

/** Where a reference stands: in a module instance, and the key of what each.* or count.index belongs to. */
export interface Place {
  within: ModuleInstance;
  /** Index with brackets of the resource or module call whose expression it is: `["x"]`, `[0]`, "". */
  key: string;
  /** What each.value goes over. */
  forEach?: RawExpression;
}

/** What references lead to. */
export interface Resolved {
  references: readonly Reference[];
  /**
   * Whether following them ends at a local, which no plan shows, at a program or a web page, or is given up: then they may lead to more. So it is where they
   * lead nowhere: a variable of the root is known to Terraform, and where something made of it alone is not, a plan does not show why.
   */
  open: boolean;
}

const MAX_DEPTH = 64;
/** A whole-module reference fans out over all its outputs; past this many targets more would not help anybody. */
const MAX_TARGETS = 500;
/** How many references are followed for one attribute. Variables that mention one another at every level would otherwise double with each. */
const MAX_STEPS = 5000;

/**
 * Follows references through module arguments, module outputs and each.value to resources and data sources. Locals are not in a plan and end
 * the search. Where an expression picks an instance by a key that is not constant (`x[each.key]`), Terraform names only the whole; then the
 * instance with the key of the referring resource is taken if there is one, else all are meant.
 */
export class ReferenceResolver {
  /** @param exists whether the plan has a resource, or a resource below a module instance, with this address */
  constructor(
    private readonly exists: (address: string) => boolean,
    private readonly instances: ModuleInstances,
  ) {}

  /** Whether what is being followed ended at a local, at what reads outside, or at the limit: there may be more behind it. */
  private open = false;

  /** What an expression of the attribute `hint` refers to. */
  resolve(references: readonly string[], place: Place, hint: string): Resolved {
    const direct = references.length === 1 ? directly(references[0] as string, place, hint) : undefined;
    if (direct !== undefined) return { references: [direct], open: false };
    const found = new Map<string, Reference>();
    const seen = new Set<string>();
    this.open = false;
    const byKey = place.key !== "" && references.some((reference) => BY_KEY.test(reference));
    for (const reference of references) this.follow(reference, place, hint, "", byKey, 0, found, seen);
    return { references: plausible([...found.values()], references, hint), open: this.open || found.size === 0 };
  }

  private follow(
    reference: string,
    place: Place,
    hint: string,
    rest: string,
    byKey: boolean,
    depth: number,
    found: Map<string, Reference>,
    seen: Set<string>,
  ): void {
    if (depth > MAX_DEPTH || found.size >= MAX_TARGETS || seen.size >= MAX_STEPS) {
      this.open = true;
      return;
    }
    const direct = directly(reference, place, hint, rest);
    if (direct !== undefined) {
      const index = byKey && this.exists(direct.address + place.key) ? place.key : "";
      add(found, direct.address + index, direct.output);
      return;
    }
    const step = `${place.within.address}\n${reference}\n${rest}`;
    if (seen.has(step)) return;
    seen.add(step);
    const steps = splitSteps(reference);
    const [head, second] = steps as [string, string | undefined];

    if (head === "var" && second !== undefined) {
      const { module, parent, key } = place.within;
      if (!parent || !module.call) return;
      const tail = joinOutput([stepIndex(second), ...steps.slice(2)].filter((step) => step !== "").join("."), rest);
      const above = { within: parent, key, forEach: module.call.for_each_expression };
      this.followAll(module.call.expressions?.[bareStep(second)], above, hint, tail, false, depth, found, seen);
      return;
    }
    if (head === "each" && second !== undefined && bareStep(second) === "value") {
      const read = joinOutput([stepIndex(second), ...steps.slice(2)].filter((step) => step !== "").join("."), rest);
      this.followAll(place.forEach, { ...place, forEach: undefined }, hint, read, true, depth, found, seen);
      return;
    }
    if (head === "module" && second !== undefined) {
      this.followModule(steps, place, hint, rest, byKey, depth, found, seen);
      return;
    }
    if (head === "local") this.open = true;
    const data = head === "data";
    const length = data ? 3 : 2;
    if ((!data && HEADS.has(head)) || steps.length < length) return;
    const address = steps.slice(0, length).join(".");
    const full = place.within.address ? `${place.within.address}.${address}` : address;
    const index = byKey && !address.endsWith("]") && this.exists(full + place.key) ? place.key : "";
    const output = joinOutput(steps.slice(length).join("."), rest);
    const type = bareStep(steps[length - 2] ?? "");
    const mode = data ? "data" : "managed";
    const name = bareStep(steps[length - 1] ?? "");
    const config = place.within.module.resources.get(`${data ? "data." : ""}${type}.${name}`);
    const written = config?.raw.expressions ?? {};
    const where = { ...place, key: "", forEach: config?.raw.for_each_expression };
    const before = found.size;
    const argument = output || toldBy(hint);
    if (givesBack(config?.raw, argument)) {
      const key = stepIndex(steps[length - 1] ?? "") || index;
      for (const expression of argumentAt(written, argument))
        this.followAll(expression, { ...where, key }, hint, "", false, depth, found, seen);
    }
    // The id that a resource was given is not its own.
    if (found.size === before || !takesId(hint)) add(found, full + index, output);
    if (readsOutside(type, mode)) this.open = true;
    if (!mayCarry(type, mode)) return;
    for (const carried of carriedArguments(type, mode, Object.keys(written)))
      this.followAll(written[carried], where, hint, "", false, depth, found, seen);
  }

  /** Follows all that an expression met on the way refers to. @param keyed whether it stands for one key of several */
  private followAll(
    expression: RawExpression | undefined,
    where: Place,
    hint: string,
    rest: string,
    keyed: boolean,
    depth: number,
    found: Map<string, Reference>,
    seen: Set<string>,
  ): void {
    const references = referencesOf(expression);
    const byKey = keyed || (where.key !== "" && references.some((reference) => BY_KEY.test(reference)));
    for (const reference of references) this.follow(reference, where, hint, rest, byKey, depth + 1, found, seen);
  }

  private followModule(
    steps: string[],
    place: Place,
    hint: string,
    rest: string,
    byKey: boolean,
    depth: number,
    found: Map<string, Reference>,
    seen: Set<string>,
  ): void {
    const step = steps[1] as string;
    const whole = this.instances.child(place.within, step);
    if (!whole) return;
    const one = byKey && whole.key === "" && this.exists(whole.address + place.key);
    const within = (one ? this.instances.child(place.within, step + place.key) : undefined) ?? whole;
    const { module: child, key } = within;
    const where: Place = { within, key };
    let output = steps[2];
    let tail = joinOutput(steps.slice(3).join("."), rest);
    if (output === undefined && rest !== "") {
      // each.value.x over a module: the attribute read is the output's name
      const [first, ...others] = splitSteps(rest);
      if (first !== undefined && bareStep(first) in child.outputs) {
        output = first;
        tail = others.join(".");
      }
    }
    const names = output === undefined ? outputsFor(child, hint) : [bareStep(output)];
    for (const name of names) {
      for (const r of referencesOf(child.outputs[name]?.expression)) {
        this.follow(
          r,
          where,
          hint,
          joinOutput(output === undefined ? "" : stepIndex(output), tail),
          false,
          depth + 1,
          found,
          seen,
        );
      }
    }
  }
}

/** References that pick one of several instances. */
const BY_KEY = /^(each\.(key|value)|count\.index)/;

/** The first step of what is no resource itself. */
const HEADS: ReadonlySet<string> = new Set([
  ...["var", "local", "each", "count", "path", "terraform", "self"],
  ...["module", "data"],
]);

/**
 * What `type.name.attribute` refers to, which most references are; undefined where there is more to follow.
 * @param rest what is read of what the reference reads
 */
function directly(reference: string, { within }: Place, hint: string, rest = ""): Reference | undefined {
  const first = reference.indexOf(".");
  const type = reference.slice(0, first);
  if (first < 1 || HEADS.has(type) || mayCarry(type, "managed")) return undefined;
  const second = reference.indexOf(".", first + 1);
  const address = second < 0 ? reference : reference.slice(0, second);
  if (address.includes("[")) return undefined;
  const output = joinOutput(second < 0 ? "" : reference.slice(second + 1), rest);
  if (givesBack(within.module.resources.get(address)?.raw, output || toldBy(hint))) return undefined;
  return { address: within.address === "" ? address : `${within.address}.${address}`, output };
}

/**
 * What is read of a resource of which only the whole is named (`x[each.key].scope`): what has a scope or a principal is none itself, so a role that is given
 * either from it is given its own.
 */
const toldBy = (hint: string): string => (hint === "scope" || hint === "principal_id" ? hint : "");

/** Whether what is read of a resource may be an argument of it, so that it is what that was written with. */
function givesBack(config: RawConfigResource | undefined, output: string): boolean {
  if (output === "") return false;
  const end = output.search(/[.[]/);
  const attribute = end < 0 ? output : output.slice(0, end);
  return mayGiveBack(attribute) && Object.hasOwn(config?.expressions ?? {}, attribute);
}

/**
 * `module.m[each.key].x` is listed as `module.m` alone, and so leads to whatever the module gives out; `each.value.x` leads to whatever is written in the
 * for_each. Where the attribute takes an id, only ids can be meant, if there are any; where it takes a principal's, only those of principals.
 */
function plausible(found: Reference[], references: readonly string[], hint: string): Reference[] {
  const whole = references.some((r) => /^(module\.[^.]+$|each\.value)/.test(r));
  if (!whole || found.length < 2 || !takesId(hint)) return found;
  const ofPrincipals = found.filter(({ output }) => PRINCIPAL.test(output));
  const ids = PRINCIPAL.test(hint)
    ? ofPrincipals
    : found.filter(({ output }) => output === "" || (/(^|[._])ids?$/.test(output) && !PRINCIPAL.test(output)));
  return ids.length > 0 ? ids : found;
}

const PRINCIPAL = /(principal_?id|object_id)$/i;

/** Outputs that a whole-module reference may read for an attribute: those named like it, else all. */
function outputsFor(module: ConfigModule, hint: string): string[] {
  const names = Object.keys(module.outputs);
  const attribute = hint.slice(hint.lastIndexOf(".") + 1).replace(/\[\d+\]$/, "");
  const alike = names.filter((name) => name === attribute);
  return alike.length > 0 ? alike : names;
}

/**
 * What is read of what an inner expression already read: an index goes on; a second attribute name belongs to an object built in between, and so does all
 * that follows a text.
 */
function joinOutput(inner: string, outer: string): string {
  if (outer === "" || TEXT.test(inner)) return inner;
  if (inner === "") return outer;
  return outer.startsWith("[") ? inner + outer : inner;
}

/** Attributes that hold a text, of which nothing more can be read. */
const TEXT = /(^|[._])(id|name|endpoint|fqdn|hostname|uri|url|key|connection_string)$/;

function add(found: Map<string, Reference>, address: string, output: string): void {
  found.set(`${address}\n${output}`, { address, output });
}
