import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { Json, JsonMap, RawExpression } from "./format";

/** One attribute of a resource's configuration. */
export interface WrittenAttribute {
  /** `network_acls[0].ip_rules` */
  path: string;
  /** References as Terraform lists them; undefined where there are none. */
  references?: readonly string[];
  /** Its constant value, where it has one. */
  constant?: Json;
  isConstant: boolean;
}

/** What a resource's configuration says, taken apart once for all its instances. */
export interface Written {
  attributes: readonly WrittenAttribute[];
  /** Path without indexes -> how often it is written. */
  counts: ReadonlyMap<string, number>;
  hidden: ReadonlyMap<string, OpenValue>;
}

/** Arguments whose values Terraform never writes into a plan, though the provider sends them. */
const WRITE_ONLY = /(^sensitive_body|^ignore_body_changes|_wo)$/;

/** Takes the `expressions` of a configuration resource apart. */
export function readExpressions(expressions: Record<string, RawExpression> | undefined): Written {
  const attributes: WrittenAttribute[] = [];
  const counts = new Map<string, number>();
  const hidden = new Map<string, OpenValue>();
  const count = (path: string): void => void counts.set(path, (counts.get(path) ?? 0) + 1);

  const visit = (node: RawExpression, path: string, plain: string): void => {
    if (Array.isArray(node)) {
      node.forEach((block, i) => visitBlock(block, `${path}[${i}]`, plain));
    } else if (isMap(node)) {
      if (isLeaf(node)) {
        count(plain);
        const references = Array.isArray(node.references)
          ? withoutPrefixes(node.references.filter((r) => typeof r === "string"))
          : undefined;
        const attribute: WrittenAttribute = { path, isConstant: "constant_value" in node };
        if (references?.length) attribute.references = references;
        if (attribute.isConstant) attribute.constant = node.constant_value as Json;
        attributes.push(attribute);
        if (WRITE_ONLY.test(plain))
          hidden.set(plain, attribute.isConstant ? (node.constant_value as OpenValue) : Unknown);
      } else visitBlock(node, path, plain);
    }
  };
  const visitBlock = (block: RawExpression | undefined, path: string, plain: string): void => {
    count(plain);
    if (!isMap(block)) return;
    for (const [name, child] of Object.entries(block)) visit(child, `${path}.${name}`, `${plain}.${name}`);
  };
  for (const [name, node] of Object.entries(expressions ?? {})) visit(node, name, name);
  return { attributes, counts, hidden };
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
export function withoutPrefixes(references: readonly string[]): string[] {
  const covered = new Set<string>();
  for (const reference of references) {
    for (let end = lastStep(reference, reference.length); end > 0; end = lastStep(reference, end))
      covered.add(reference.slice(0, end));
  }
  return [...new Set(references)].filter((reference) => !covered.has(reference));
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
function isLeaf(node: JsonMap): boolean {
  return "constant_value" in node || "references" in node || Object.keys(node).length === 0;
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
