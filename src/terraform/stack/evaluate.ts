import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { carriedArguments, mayGiveBack, takesId } from "../carries";
import type { Reference } from "../document";
import { isMap, type RawMap } from "./blocks";
import { isTraversal, outputPath, parseTemplate, traversalsIn, traversalSteps } from "./template";

/** What names in expressions mean in one stack. */
export interface StackScope {
  /** `type.name` or `data.type.name` -> body. */
  resources: ReadonlyMap<string, RawMap>;
  locals: ReadonlyMap<string, unknown>;
}

interface Settled {
  value: OpenValue;
  references: readonly Reference[];
}

const MAX_DEPTH = 100;
/** Characters of a text, or parts of a value, past which locals are not followed: doubled a few dozen times, they would fill the memory. */
const MAX_SIZE = 100_000;

/**
 * Reads attribute values of a stack: whole-string references are followed to constants of other resources and locals; whatever else an expression
 * does is `Unknown`. Variables are Unknown even where they have a default: TF_VAR_* or -var may say otherwise.
 */
export class Evaluator {
  /** What locals and attributes are, once worked out. One that is asked for while it is being worked out refers to itself, and is not known. */
  private readonly settled = new Map<string, Settled>();
  private readonly sizes = new WeakMap<object, number>();

  constructor(private readonly scope: StackScope) {}

  /**
   * A value with its expressions worked out.
   * @param found collects what the value refers to, by attribute path
   * @param each references of the for_each of the resource it belongs to, which each.value stands for
   */
  value(
    raw: unknown,
    path: string,
    found: Map<string, Reference[]>,
    each: readonly Reference[] = [],
    depth = 0,
  ): OpenValue {
    if (typeof raw === "string") return this.template(raw, (refs) => collect(found, path, refs), each, depth);
    if (raw === null || typeof raw !== "object") return raw as OpenValue;
    if (depth > MAX_DEPTH) return Unknown;
    if (Array.isArray(raw)) return raw.map((item, i) => this.value(item, `${path}[${i}]`, found, each, depth + 1));
    const out: OpenObject = {};
    for (const [key, item] of Object.entries(raw as RawMap)) {
      if (key === "//" || key === "__proto__") continue;
      if (key === "dynamic" && path !== "" && isMap(item)) {
        for (const [name, body] of Object.entries(item)) {
          this.value(body, `${path}.${name}`, found, each, depth + 1);
          out[name] = Unknown;
        }
        continue;
      }
      const name =
        typeof key === "string" && key.includes("${") ? this.template(key, () => undefined, each, depth) : key;
      if (typeof name !== "string") return Unknown;
      out[name] = this.value(item, path ? `${path}.${name}` : name, found, each, depth + 1);
    }
    return out;
  }

  /** What a raw value mentions, without its value. */
  references(raw: unknown, each: readonly Reference[] = []): Reference[] {
    const found = new Map<string, Reference[]>();
    this.value(raw, "", found, each);
    return [...found.values()].flat();
  }

  private settle(key: string, raw: unknown, depth: number): Settled {
    const before = this.settled.get(key);
    if (before) return before;
    this.settled.set(key, { value: Unknown, references: [] });
    const found = new Map<string, Reference[]>();
    const value = this.value(raw, "", found, [], depth + 1);
    const settled = { value: this.sizeOf(value) > MAX_SIZE ? Unknown : value, references: [...found.values()].flat() };
    this.settled.set(key, settled);
    return settled;
  }

  /** How many values a value holds; what two others share counts twice. */
  private sizeOf(value: OpenValue): number {
    if (typeof value !== "object" || value === null || isUnknown(value)) return 1;
    let size = this.sizes.get(value);
    if (size === undefined) {
      size = 1;
      for (const item of Array.isArray(value) ? value : Object.values(value)) size += this.sizeOf(item as OpenValue);
      this.sizes.set(value, size);
    }
    return size;
  }

  private template(
    source: string,
    note: (references: Reference[]) => void,
    each: readonly Reference[],
    depth: number,
  ): OpenValue {
    const parts = parseTemplate(source);
    if (!parts) {
      note(this.mentioned(source, each, depth));
      return Unknown;
    }
    const values = parts.map((part) =>
      "text" in part ? part.text : this.expression(part.expression, note, each, depth),
    );
    if (values.length === 1) return values[0];
    if (!values.every((value) => ["string", "number", "boolean"].includes(typeof value))) return Unknown;
    const text = values.join("");
    return text.length > MAX_SIZE ? Unknown : text;
  }

  private expression(
    expression: string,
    note: (references: Reference[]) => void,
    each: readonly Reference[],
    depth: number,
  ): OpenValue {
    if (depth > MAX_DEPTH) return Unknown;
    if (!isTraversal(expression)) {
      note(this.mentioned(expression, each, depth));
      if (/^"[^"\\$%]*"$/.test(expression)) return expression.slice(1, -1);
      return /^(true|false|-?\d+(\.\d+)?)$/.test(expression) ? (JSON.parse(expression) as OpenValue) : Unknown;
    }
    const steps = traversalSteps(expression);
    note(this.resolve(steps, each, depth));
    return this.constant(steps, depth);
  }

  /** The constant a traversal leads to; Unknown where it does not. */
  private constant(steps: readonly string[], depth: number): OpenValue {
    const [head, second] = steps;
    if (head === "local" && second !== undefined && this.scope.locals.has(second)) {
      return dig(this.settle(`local.${second}`, this.scope.locals.get(second), depth).value, steps.slice(2));
    }
    const body = this.scope.resources.get(`${head}.${second}`);
    if (!body || steps.length < 3 || "count" in body || "for_each" in body) return Unknown;
    const [attribute, ...rest] = steps.slice(2) as [string, ...string[]];
    if (!Object.prototype.hasOwnProperty.call(body, attribute)) return Unknown;
    return dig(this.settle(`${head}.${second}.${attribute}`, body[attribute], depth).value, rest) ?? Unknown;
  }

  private mentioned(text: string, each: readonly Reference[], depth: number): Reference[] {
    return traversalsIn(text).flatMap((traversal) => this.resolve(traversalSteps(traversal), each, depth));
  }

  /** What a traversal refers to: a resource or data source of this stack, through locals and each.value. */
  private resolve(steps: readonly string[], each: readonly Reference[], depth: number): Reference[] {
    const [head, second, third] = steps;
    if (depth > MAX_DEPTH) return [];
    if (head === "each") return second === "value" ? each.map((reference) => extend(reference, steps.slice(2))) : [];
    if (head === "local" && second !== undefined) {
      const { references } = this.settle(`local.${second}`, this.scope.locals.get(second), depth);
      return references.map((reference) => extend(reference, steps.slice(2)));
    }
    const data = head === "data";
    const address = data ? `data.${second}.${third}` : `${head}.${second}`;
    if (!this.scope.resources.has(address)) return [];
    let rest = steps.slice(data ? 3 : 2);
    const body = this.scope.resources.get(address);
    if (body && ("count" in body || "for_each" in body)) rest = rest.slice(1);
    const output = outputPath(rest);
    const given = this.givenBack(address, body, rest, depth);
    // The id that a resource was given is not its own.
    const own = given.length > 0 && takesId(output) ? [] : [{ address, output }];
    return [...own, ...given, ...this.carried(address, body, depth)];
  }

  /** What an attribute of a resource was written with, where it is an argument. */
  private givenBack(
    address: string,
    body: RawMap | undefined,
    steps: readonly string[],
    depth: number,
  ): readonly Reference[] {
    const [attribute] = steps;
    if (body === undefined || attribute === undefined || !mayGiveBack(attribute)) return [];
    const path = [address, ...steps].join(".");
    return argumentAt(body, steps).flatMap((raw, i) => this.settle(`${path}#${i}`, raw, depth).references);
  }

  /** What a resource refers to in what it passes on. */
  private carried(address: string, body: RawMap | undefined, depth: number): readonly Reference[] {
    const [type = "", mode] = address.split(".").reverse().slice(1) as [string?, string?];
    const written = body ?? {};
    const names = carriedArguments(type, mode === undefined ? "managed" : "data", Object.keys(written));
    return names.flatMap((name) => this.settle(`${address}.${name}`, written[name], depth).references);
  }
}

/** What an attribute is written with: an expression further up gives all below it. Nothing where it is not written. */
function argumentAt(body: RawMap, steps: readonly string[]): readonly unknown[] {
  let at: readonly unknown[] = [body];
  for (const step of steps) {
    at = /^(\d+|\*)$/.test(step)
      ? at.flatMap((node) => (Array.isArray(node) ? itemsAt(node, step) : [node]))
      : at.flat().flatMap((node) => (!isMap(node) ? [node] : Object.hasOwn(node, step) ? [node[step]] : []));
  }
  return at;
}

const itemsAt = (list: readonly unknown[], step: string): readonly unknown[] =>
  step === "*" ? list : list.slice(Number(step), Number(step) + 1);

function extend(reference: Reference, steps: readonly string[]): Reference {
  if (steps.length === 0 || reference.output !== "") return reference;
  return { address: reference.address, output: outputPath(steps) };
}

function dig(value: OpenValue, steps: readonly string[]): OpenValue {
  let at = value;
  for (const step of steps) {
    if (isUnknown(at)) return Unknown;
    if (Array.isArray(at)) at = at[Number(step)];
    else if (isMap(at)) at = step === "0" && !("0" in at) ? at : (at as OpenObject)[step];
    else return Unknown;
  }
  return at === undefined ? Unknown : at;
}

function collect(found: Map<string, Reference[]>, path: string, references: Reference[]): void {
  if (references.length === 0) return;
  const list = found.get(path) ?? [];
  for (const reference of references) {
    if (!list.some((other) => other.address === reference.address && other.output === reference.output))
      list.push(reference);
  }
  found.set(path, list);
}
