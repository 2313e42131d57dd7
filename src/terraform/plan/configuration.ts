import { indexEnd } from "../../arm/address";
import { Written } from "./expressions";
import type { RawConfigResource, RawExpression, RawModule, RawModuleCall } from "./format";

/** A module of the configuration (not an instance of one). */
export interface ConfigModule {
  /** `module.a.module.b`; "" for the root. */
  path: string;
  parent?: ConfigModule;
  /** The call that makes it; undefined for the root. */
  call?: RawModuleCall;
  resources: ReadonlyMap<string, ConfigResource>;
  outputs: Readonly<Record<string, { expression?: RawExpression }>>;
  children: ReadonlyMap<string, ConfigModule>;
}

/** A resource block of the configuration, and what is written in it, for all instances of it. */
export class ConfigResource {
  private writtenOnce: Written | undefined;

  constructor(readonly raw: RawConfigResource) {}

  get written(): Written {
    return (this.writtenOnce ??= new Written(this.raw.expressions));
  }
}

/** Modules deeper than this are not looked into: their resources keep their values, and lose their references. */
const MAX_MODULE_DEPTH = 300;

/**
 * The tree of modules, by name.
 * @returns the root, and every module by its path
 */
export function readConfiguration(root: RawModule | undefined): {
  root: ConfigModule;
  byPath: ReadonlyMap<string, ConfigModule>;
} {
  const byPath = new Map<string, ConfigModule>();
  const read = (
    raw: RawModule,
    path: string,
    depth: number,
    parent?: ConfigModule,
    call?: RawModuleCall,
  ): ConfigModule => {
    const resources = new Map<string, ConfigResource>();
    for (const resource of Array.isArray(raw.resources) ? raw.resources : []) {
      if (typeof resource?.address === "string") resources.set(resource.address, new ConfigResource(resource));
    }
    const children = new Map<string, ConfigModule>();
    const module: ConfigModule = {
      path,
      parent,
      call,
      resources,
      outputs: isObject(raw.outputs) ? raw.outputs : {},
      children,
    };
    byPath.set(path, module);
    if (depth < MAX_MODULE_DEPTH) {
      for (const [name, childCall] of Object.entries(isObject(raw.module_calls) ? raw.module_calls : {})) {
        const childPath = path ? `${path}.module.${name}` : `module.${name}`;
        if (isObject(childCall?.module))
          children.set(name, read(childCall.module, childPath, depth + 1, module, childCall));
      }
    }
    return module;
  };
  return { root: read(isObject(root) ? root : {}, "", 0), byPath };
}

/** Splits a reference or an address at its dots, keeping indexes with their step: `module.m["a.b"].x` -> `module`, `m["a.b"]`, `x`. */
export function splitSteps(text: string): string[] {
  let open = text.indexOf("[");
  if (open < 0) return text.split(".");
  const steps: string[] = [];
  let start = 0;
  let at = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", at)) {
    if (open >= 0 && open < at) open = text.indexOf("[", at);
    if (open >= 0 && open < dot) at = indexEnd(text, open) + 1;
    else {
      steps.push(text.slice(start, dot));
      start = at = dot + 1;
    }
  }
  steps.push(text.slice(start));
  return steps;
}

/** A step without its index: `m` of `m["x"]`. */
export function bareStep(step: string): string {
  const at = step.indexOf("[");
  return at < 0 ? step : step.slice(0, at);
}

/** The index of a step with its brackets: `["x"]` of `m["x"]`; "" where it has none. */
export function stepIndex(step: string): string {
  const at = step.indexOf("[");
  return at < 0 ? "" : step.slice(at);
}

function isObject<T>(value: T | undefined): value is T & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
