import { plainPath } from "./aliases/plain";
import type { Alias } from "./aliases/table";
import type { OpenValue } from "./json";
import { isObject, property } from "./property";
import type { Scope } from "./scope";
import { isUnknown } from "./unknown";

/**
 * Where a field is: one path or, of an alias, paths that depend on the type of the resource and on the API version of the request.
 */
export interface Address {
  /** Routes by resource type; the first one also serves resources of other types. */
  routes: readonly [Route, ...Route[]];
  /** Where to look where the API version is not known, so that another version's path may be meant, and nothing is at the path. */
  fallback?: string;
}

interface Route {
  /** Lower case; undefined for a path that goes for any type. */
  type?: string;
  path: string;
  /** Paths of API versions, in lower case, that differ. */
  versions?: ReadonlyMap<string, string>;
}

/** The address of a plain path. */
export function plainAddress(path: string): Address {
  return { routes: [{ path }] };
}

/** The address that the aliases of one name share. */
export function aliasAddress(first: Alias, others: readonly Alias[]): Address {
  const fallback = plainPath(first.name);
  const routes: [Route, ...Route[]] = [routeOf(first), ...others.map(routeOf)];
  const differs =
    first.versioned === true &&
    routes.length === 1 &&
    fallback.toLowerCase() !== first.path.toLowerCase() &&
    !fallback.includes("[*]");
  return differs ? { routes, fallback } : { routes };
}

function routeOf({ type, path, versions }: Alias): Route {
  return {
    path,
    ...(type === undefined ? {} : { type: type.toLowerCase() }),
    ...(versions === undefined ? {} : { versions }),
  };
}

/** The same address with every path changed. */
export function mapAddress(address: Address, change: (path: string) => string): Address {
  const changed = (route: Route): Route => ({
    ...route,
    path: change(route.path),
    ...(route.versions === undefined
      ? {}
      : { versions: new Map([...route.versions].map(([version, path]) => [version, change(path)])) }),
  });
  const [first, ...others] = address.routes;
  return { routes: [changed(first), ...others.map(changed)] };
}

/** Gives the path of an address in one case: for one resource type and API version. */
export type Resolve = (address: Address) => string;

/** What was made for each case that addresses tell apart. */
export interface Cases<T> {
  /** The one of an evaluation. */
  in(scope: Scope): T;
  /** Those of every resource type, where the type of the resource is not known and they may differ. */
  open(scope: Scope): readonly T[] | undefined;
}

/**
 * Makes something for each case that addresses tell apart: for each type of a resource, the one that conditions read unless another is named, and
 * for each API version.
 */
export function perCase<T>(
  addresses: readonly Address[],
  make: (resolve: Resolve) => T,
  resource: (scope: Scope) => OpenValue = (scope) => scope.resource,
): Cases<T> {
  const routes = addresses.flatMap((address) => (address.routes.length > 1 ? address.routes : []));
  const types = new Set(routes.flatMap((route) => route.type ?? []));
  const versions = new Set(
    addresses.flatMap((address) => address.routes.flatMap((route) => [...(route.versions?.keys() ?? [])])),
  );
  const ofType = (type: string | undefined): ((scope: Scope) => T) => {
    const otherwise = make((address) => pathIn(address, type, undefined));
    if (versions.size === 0) return () => otherwise;
    const cases = new Map([...versions].map((version) => [version, make((address) => pathIn(address, type, version))]));
    return (scope) => (scope.apiVersion === undefined ? undefined : cases.get(scope.apiVersion)) ?? otherwise;
  };
  const any = ofType(undefined);
  if (types.size === 0) return { in: any, open: () => undefined };
  const byType = new Map([...types].map((type) => [type, ofType(type)]));
  return {
    in: (scope) => (byType.get(typeOf(resource(scope)) ?? "") ?? any)(scope),
    open: (scope) =>
      typeOf(resource(scope)) === undefined ? [...byType.values()].map((choose) => choose(scope)) : undefined,
  };
}

/** The type of a resource in lower case; undefined where it is not known, empty where it is none. */
export function typeOf(resource: OpenValue): string | undefined {
  const type = isObject(resource) ? property(resource, "type") : resource;
  if (isUnknown(type)) return undefined;
  return typeof type === "string" ? type.toLowerCase() : "";
}

function pathIn(address: Address, type: string | undefined, version: string | undefined): string {
  const route = address.routes.find((candidate) => candidate.type === type) ?? address.routes[0];
  return (version === undefined ? undefined : route.versions?.get(version)) ?? route.path;
}

/** The path of an address in one evaluation. */
export function pathFor(address: Address, scope: Scope): string {
  return pathIn(address, typeOf(scope.resource), scope.apiVersion);
}
