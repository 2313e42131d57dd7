import { aliasAddress, perCase, plainAddress, type Address, type Resolve } from "./address";
import { plainPath } from "./aliases/plain";
import type { Compilation } from "./compilation";
import { PolicyError } from "./error";
import { CaseReader, FallbackReader, PathReader, RESOURCE, element, type Base, type FieldReader } from "./field-reader";
import type { OpenValue } from "./json";
import { joinPath } from "./path";
import type { Scope } from "./scope";
import type { Truth } from "./truth";
import { Unknown, isUnknown } from "./unknown";
import { isObject, property } from "./property";

/** A field as its author named it, ready to be read. */
export interface Field {
  label: string;
  reader: FieldReader;
}

const TAG =
  /^tags(?:\.(?<dotted>.+)|\['(?<quoted>(?:[^']|'')*)'\]|\["(?<doubled>[^"]*)"\]|\[(?<bare>(?!\*\])[^\]]*)\])$/is;

/** The name of the tag that a field means, or undefined where it means something else: `tags.x`, `tags['x']`, `tags[x]`. */
export function tagOf(field: string): string | undefined {
  const groups = TAG.exec(field)?.groups;
  return groups === undefined
    ? undefined
    : (groups.dotted ?? groups.quoted?.replaceAll("''", "'") ?? groups.doubled ?? groups.bare);
}

/**
 * Compiles a field: a property that every resource has (`name`, `fullName`, `type`, `kind`, `location`, `id`, `identity.*`, `tags`,
 * `tags['x']`), an alias, or a plain path into the resource.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#fields
 */
export function compileField(name: string, compilation: Compilation, path: string, base: Base = RESOURCE): Field {
  const tag = tagOf(name);
  if (tag !== undefined) return { label: name, reader: new TagReader(tag, base) };
  const special = SPECIAL.get(name.toLowerCase());
  if (special !== undefined) return { label: name, reader: special(base) };
  return { label: name, reader: readerOf(addressOf(name, compilation, path), compilation, base) };
}

/** Where a field is: at the path of its alias, or at the path that it is itself. */
export function addressOf(name: string, compilation: Compilation, path: string): Address {
  const [first, ...others] = compilation.aliases.find(name);
  if (first !== undefined) return aliasAddress(first, others);
  if (!name.includes("/")) return plainAddress(name);
  if (compilation.onUnknownAlias === "error") {
    throw new PolicyError(
      `the alias "${name}" is not known; correct it, load aliases that have it, or allow plain paths`,
      path,
      "aliasNotFound",
    );
  }
  return plainAddress(plainPath(name));
}

function readerOf(address: Address, compilation: Compilation, base: Base): FieldReader {
  const around = countsAround(compilation);
  const reader = (resolve: Resolve): FieldReader => {
    const path = resolve(address);
    for (const { slot, array } of around) {
      const rest = beneath(path, resolve(array));
      if (rest !== undefined) return new PathReader(rest, element(slot));
    }
    return new PathReader(path, base);
  };
  const cases = perCase([address, ...around.map((binding) => binding.array)], reader, (scope) => base.value(scope));
  const usual = reader((any) => any.routes[0].path);
  const chosen = [address, ...around.map(({ array }) => array)].some(hasCases)
    ? new CaseReader(usual.many, cases)
    : usual;
  return address.fallback === undefined || usual.many
    ? chosen
    : new FallbackReader(chosen, new PathReader(address.fallback, base));
}

function hasCases(address: Address): boolean {
  return address.routes.length > 1 || address.routes.some((route) => route.versions !== undefined);
}

/** The `count`s over fields around a condition, innermost first. */
export function countsAround(compilation: Compilation): { slot: number; array: Address }[] {
  return compilation.bindings.flatMap(({ slot, array }) => (array === undefined ? [] : [{ slot, array }])).reverse();
}

/** What is left of a path below the elements of an array; undefined where it lies elsewhere. */
export function beneath(path: string, array: string): string | undefined {
  if (path.slice(0, array.length).toLowerCase() !== array.toLowerCase()) return undefined;
  const rest = path.slice(array.length);
  if (rest === "" || rest.startsWith("[")) return rest;
  return rest.startsWith(".") ? rest.slice(1) : undefined;
}

/** Reads a value that needs more than a path. */
class ComputedReader implements FieldReader {
  readonly many = false;

  constructor(
    private readonly path: string,
    private readonly base: Base,
    private readonly compute: (resource: OpenValue, scope: Scope) => OpenValue,
  ) {}

  read(scope: Scope): OpenValue {
    const value = this.compute(this.base.value(scope), scope);
    if (scope.reads !== undefined) scope.note(joinPath(this.base.path(scope), [this.path]), value);
    return value;
  }

  every(scope: Scope, visit: (value: OpenValue) => Truth): Truth {
    return visit(this.read(scope));
  }
}

class TagReader extends ComputedReader {
  constructor(tag: string, base: Base) {
    super(`tags.${tag}`, base, (resource) => {
      const tags = isObject(resource) ? (resource["tags"] ?? property(resource, "tags")) : resource;
      if (isObject(tags)) return property(tags, tag);
      return isUnknown(tags) ? Unknown : undefined;
    });
  }
}

const nameOf = (resource: OpenValue): OpenValue => (isObject(resource) ? property(resource, "name") : undefined);

/** Fields that are not simply a path. A child's `name` is its own; `fullName` has its parents' before it. */
const SPECIAL: ReadonlyMap<string, (base: Base) => FieldReader> = new Map([
  ["name", (base: Base): FieldReader => new ComputedReader("name", base, ownName)],
  ["fullname", (base: Base): FieldReader => new ComputedReader("fullName", base, fullName)],
  ["apiversion", (base: Base): FieldReader => new ComputedReader("apiVersion", base, apiVersion)],
]);

function ownName(resource: OpenValue): OpenValue {
  const name = nameOf(resource);
  return typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : name;
}

function apiVersion(resource: OpenValue, scope: Scope): OpenValue {
  return scope.requestedVersion ?? (isObject(resource) ? property(resource, "apiVersion") : undefined);
}

/** The names of a resource and its parents, `account/deployment`: as given, or out of its id. */
function fullName(resource: OpenValue): OpenValue {
  const name = nameOf(resource);
  if (typeof name !== "string" || name.includes("/")) return name;
  const id = isObject(resource) ? property(resource, "id") : undefined;
  const tail = typeof id === "string" ? /^.*\/providers\/[^/]+\/(.+)$/i.exec(id)?.[1] : undefined;
  const names = tail?.split("/").filter((_, i) => i % 2 === 1);
  return names === undefined || names.length === 0 ? name : names.join("/");
}
