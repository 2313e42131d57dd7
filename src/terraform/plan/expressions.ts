import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { Configured } from "../document";
import type { Json, JsonMap, RawExpression } from "./format";

/** Arguments whose values Terraform never writes into a plan, though the provider sends them. */
const isWriteOnly = (name: string): boolean =>
  name.endsWith("_wo") || name === "sensitive_body" || name === "ignore_body_changes";

/** An attribute of a resource's configuration that refers to something. */
export interface WrittenReference {
  /** `network_acls[0].ip_rules` */
  path: string;
  /** The longest references Terraform lists. */
  references: readonly string[];
}

/** Characters: longer than the path of any attribute of a provider. What is nested deeper is not looked into. */
const MAX_PATH = 2000;

/** What a resource's configuration says, for all its instances; each part worked out when first asked for. */
export class Written implements Configured {
  private countsOnce: ReadonlyMap<string, number> | undefined;
  private attributesOnce: ReadonlySet<string> | undefined;
  private referencesOnce: readonly WrittenReference[] | undefined;
  private hiddenOnce: ReadonlyMap<string, OpenValue> | undefined;

  private readonly expressions: Record<string, RawExpression>;

  constructor(expressions: Record<string, RawExpression> | undefined) {
    this.expressions = isMap(expressions) ? expressions : {};
  }

  /** Whether an attribute or block is written. Of those of the resource itself and of its blocks, which is what is mostly asked for, nothing has to be counted. */
  has(path: string): boolean {
    const dot = path.indexOf(".");
    if (dot < 0) return isWritten(this.expressions, path);
    const top = path.slice(0, dot);
    const blocks = Object.hasOwn(this.expressions, top) ? this.expressions[top] : undefined;
    if (blocks === undefined) return false;
    if (!Array.isArray(blocks) || path.includes(".", dot + 1)) return this.counts.has(path);
    const name = path.slice(dot + 1);
    return blocks.some((block) => isMap(block) && isWritten(block, name));
  }

  /** How often an attribute or block is written. */
  get(path: string): number | undefined {
    return this.counts.get(path);
  }

  /** Path without indexes, of attributes and blocks -> how often it is written. */
  private get counts(): ReadonlyMap<string, number> {
    if (!this.countsOnce) {
      const counts = new Map<string, number>();
      const visit = (node: RawExpression | undefined, path: string): void => {
        if (Array.isArray(node)) for (const block of node) visitBlock(block, path);
        else if (isMap(node) && !isLeaf(node)) visitBlock(node, path);
        else if (isMap(node)) visitLeaf(node, path);
      };
      // Some blocks are written as an attribute: a list of objects in one constant.
      const visitLeaf = (leaf: JsonMap, path: string): void => {
        const constant = leaf.constant_value;
        const blocks = Array.isArray(constant) ? constant.filter(isMap) : [];
        counts.set(path, (counts.get(path) ?? 0) + Math.max(1, blocks.length));
        for (const block of path.length < MAX_PATH ? blocks : []) {
          for (const [name, value] of Object.entries(block))
            if (value !== null) visitLeaf({ constant_value: value }, `${path}.${name}`);
        }
      };
      const visitBlock = (block: RawExpression | undefined, path: string): void => {
        counts.set(path, (counts.get(path) ?? 0) + 1);
        if (isMap(block) && path.length < MAX_PATH)
          for (const name of Object.keys(block)) visit(block[name], `${path}.${name}`);
      };
      for (const [name, node] of Object.entries(this.expressions)) visit(node, name);
      this.countsOnce = counts;
    }
    return this.countsOnce;
  }

  /** Whether an expression stands at a path without indexes, as against a block. */
  isAttribute(path: string): boolean {
    if (path.includes(".")) return this.attributes.has(path);
    const node = this.expressions[path];
    return isMap(node) && isLeaf(node);
  }

  private get attributes(): ReadonlySet<string> {
    if (!this.attributesOnce) {
      const attributes = new Set<string>();
      const visit = (node: RawExpression | undefined, path: string): void => {
        if (Array.isArray(node)) node.forEach((block) => visitBlock(block, path));
        else if (isMap(node) && isLeaf(node)) attributes.add(path);
        else visitBlock(node, path);
      };
      const visitBlock = (block: RawExpression | undefined, path: string): void => {
        if (isMap(block) && path.length < MAX_PATH)
          Object.keys(block).forEach((name) => visit(block[name], `${path}.${name}`));
      };
      for (const [name, node] of Object.entries(this.expressions)) visit(node, name);
      this.attributesOnce = attributes;
    }
    return this.attributesOnce;
  }

  /** What every attribute refers to, where it refers to something. */
  get references(): readonly WrittenReference[] {
    if (!this.referencesOnce) {
      const found: WrittenReference[] = [];
      const { expressions } = this;
      Object.keys(expressions).forEach((name) => collectReferences(expressions[name], name, found));
      this.referencesOnce = found;
    }
    return this.referencesOnce;
  }

  /** The longest references of one of the resource's own attributes. */
  referencesAt(name: string): readonly string[] {
    const node = this.expressions[name];
    return isMap(node) && isLeaf(node) ? listed(node) : NONE;
  }

  /** Values that a plan hides, by attribute; Unknown where they are not constant. */
  get hidden(): ReadonlyMap<string, OpenValue> {
    if (!this.hiddenOnce) {
      const names = Object.keys(this.expressions);
      this.hiddenOnce = names.some(isWriteOnly) ? this.hiddenValues(names.filter(isWriteOnly)) : NOTHING;
    }
    return this.hiddenOnce;
  }

  private hiddenValues(names: readonly string[]): ReadonlyMap<string, OpenValue> {
    const hidden = new Map<string, OpenValue>();
    for (const name of names) {
      const node = this.expressions[name];
      if (!isMap(node) || !isLeaf(node)) continue;
      hidden.set(name, "constant_value" in node ? (node.constant_value as OpenValue) : Unknown);
    }
    return hidden;
  }
}

const NOTHING: ReadonlyMap<string, OpenValue> = new Map();

/** Whether a block has an expression, or at least one block, under a name. */
function isWritten(block: JsonMap, name: string): boolean {
  const node = Object.hasOwn(block, name) ? block[name] : undefined;
  return Array.isArray(node) ? node.length > 0 : isMap(node);
}

const NONE: readonly string[] = [];

/** The references of an attribute's expression, or of all in a block or a list of blocks. */
function collectReferences(node: RawExpression | undefined, path: string, into: WrittenReference[]): void {
  if (Array.isArray(node)) {
    for (let i = 0; i < node.length; i++) collectBlock(node[i], `${path}[${i}]`, into);
  } else if (!isMap(node)) return;
  else if (isLeaf(node)) {
    const references = listed(node);
    if (references.length > 0) into.push({ path, references });
  } else collectBlock(node, path, into);
}

function collectBlock(block: RawExpression | undefined, path: string, into: WrittenReference[]): void {
  if (!isMap(block) || path.length >= MAX_PATH) return;
  Object.keys(block).forEach((name) => collectReferences(block[name], `${path}.${name}`, into));
}

/** The longest references that one expression lists. */
function listed({ references }: JsonMap): readonly string[] {
  if (!Array.isArray(references)) return NONE;
  return withoutPrefixes(references.filter((reference) => typeof reference === "string"));
}

const settled = new WeakMap<object, readonly string[]>();

/** The references of an expression that is one attribute (`for_each`, a module's argument, an output), the longest only. */
export function referencesOf(expression: RawExpression | undefined): readonly string[] {
  if (typeof expression !== "object" || expression === null) return [];
  const before = settled.get(expression);
  if (before) return before;
  const found: string[] = [];
  const visit = (node: RawExpression | undefined): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isMap(node)) {
      if (Array.isArray(node.references)) for (const r of node.references) if (typeof r === "string") found.push(r);
      if (!isLeaf(node)) Object.values(node).forEach(visit);
    }
  };
  visit(expression);
  const longest = withoutPrefixes(found);
  settled.set(expression, longest);
  return longest;
}

/** Terraform lists `a.b.c` and then `a.b`: only the longest tell more. */
export function withoutPrefixes(references: readonly string[]): readonly string[] {
  const [first] = references;
  if (first === undefined || references.length === 1) return references;
  // Mostly there is one, with its own prefixes behind it.
  if (references.every((reference) => isPrefix(reference, first))) return [first];
  const covered = new Set<string>();
  for (const reference of references) {
    for (let end = lastStep(reference, reference.length); end > 0; end = lastStep(reference, end))
      covered.add(reference.slice(0, end));
  }
  return [...new Set(references)].filter((reference) => !covered.has(reference));
}

/** Whether a reference is another one or its first steps. */
function isPrefix(reference: string, whole: string): boolean {
  if (!whole.startsWith(reference)) return false;
  const next = whole[reference.length];
  return next === undefined || next === "." || next === "[";
}

/** Where the last step of a reference begins, before `end`: its dot or bracket. */
function lastStep(reference: string, end: number): number {
  return Math.max(reference.lastIndexOf(".", end - 1), reference.lastIndexOf("[", end - 1));
}

/** The constant of an expression; undefined where it is none. */
export function constantOf(expression: RawExpression | undefined): Json | undefined {
  return isMap(expression) && "constant_value" in expression ? expression.constant_value : undefined;
}

/** An expression, as against a block: it has a constant, references, or (a function of constants) nothing. */
export function isLeaf(node: JsonMap): boolean {
  return "constant_value" in node || "references" in node || Object.keys(node).length === 0;
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
