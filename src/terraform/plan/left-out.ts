import type { RawModule, RawPlan } from "./format";

/**
 * Resources that the configuration makes for certain and the plan neither changes nor finds standing: what `-target` and `-exclude` leave out.
 * Terraform from 1.8 on says itself whether a plan is complete (https://developer.hashicorp.com/terraform/internals/json-format); earlier ones and OpenTofu, whose
 * plans have no `complete`, do not. A resource or module with count or for_each may have no instances, so it is not expected; nor is anything where the plan
 * only destroys.
 * @returns addresses
 */
export function leftOut(plan: RawPlan): string[] {
  const changes = plan.resource_changes ?? [];
  if (plan.complete !== undefined || changes.every(({ change }) => change.actions.join() === "delete")) return [];
  const there = new Set(changes.map(({ address }) => address));
  const states = [plan.prior_state?.values?.root_module];
  for (let state = states.pop(); state !== undefined; state = states.pop()) {
    for (const { address } of state.resources ?? []) there.add(address);
    states.push(...(state.child_modules ?? []));
  }
  return certainly(plan.configuration?.root_module).filter((address) => !there.has(address));
}

/** Addresses of the managed resources that a module makes whatever its variables say. */
function certainly(root: RawModule | undefined): string[] {
  const addresses: string[] = [];
  const open: [RawModule | undefined, string][] = [[root, ""]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [module, prefix] = next;
    // The shape of the configuration is not checked: it tells more, and nothing depends on it alone.
    const { resources, module_calls: calls } = isMap(module) ? module : {};
    for (const resource of Array.isArray(resources) ? resources : []) {
      if (!isMap(resource) || typeof resource.address !== "string") continue;
      const repeated = resource.count_expression !== undefined || resource.for_each_expression !== undefined;
      if (resource.mode === "managed" && !repeated) addresses.push(prefix + resource.address);
    }
    for (const [name, call] of Object.entries(isMap(calls) ? calls : {})) {
      if (isMap(call) && call.count_expression === undefined && call.for_each_expression === undefined)
        open.push([call.module, `${prefix}module.${name}.`]);
    }
  }
  return addresses;
}

function isMap<T>(value: T | undefined): value is T & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
