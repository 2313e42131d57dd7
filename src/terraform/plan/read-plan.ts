import type { Action } from "../../arm/resource";
import { InputError } from "../../input/input-error";
import type { OpenValue } from "../../policy/json";
import type { FailedCheck, TerraformDocument, TerraformResource } from "../document";
import { bareStep, readConfiguration, splitSteps, stepIndex } from "./configuration";
import type { RawChange, RawCheck, RawPlan, RawStateModule, RawStateResource } from "./format";
import { ModuleInstances } from "./module-instances";
import { PlanResource, type PlanName, type Surroundings } from "./plan-resource";
import { learnSubscriptions, readProviders, resolveProviderKey } from "./providers";
import { ReferenceResolver } from "./resolve";
import { leftOut } from "./left-out";
import { validatePlan } from "./validate";

/** Terraform's actions in any order -> ours. `forget` leaves the resource in Azure. */
const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": "no-op",
  create: "create",
  update: "update",
  delete: "delete",
  read: "existing",
  forget: "existing",
  "create,delete": "replace",
  "create,forget": "create",
};

function actionOf(actions: readonly string[]): Action | undefined {
  const only = actions[0];
  return ACTIONS[only !== undefined && actions.length === 1 ? only : [...actions].sort().join(",")];
}

/**
 * Reads `terraform show -json PLANFILE` (Terraform or OpenTofu): every resource the plan touches, and as `existing` what data sources read and
 * what state holds besides.
 * @param file name for messages
 * @throws InputError where the value is no plan of format version 1
 */
export function readPlan(json: unknown, file: string): TerraformDocument {
  const plan = validatePlan(json, file);
  const notes: string[] = [];
  const { root, byPath } = readConfiguration(plan.configuration?.root_module);
  const providers = readProviders(plan, byPath);
  const build = builder(plan, new ModuleInstances(root), (key) => resolveProviderKey(key, providers));

  const resources: TerraformResource[] = [];
  (plan.resource_changes ?? []).forEach((change, i) => {
    const action = actionOf(change.change.actions);
    if (!action) {
      throw new InputError(
        file,
        `has actions ${JSON.stringify(change.change.actions.join(", ").slice(0, 60))} that are not known`,
        "use a newer aoai-guard",
        `$.resource_changes[${i}].change.actions`,
      );
    }
    resources.push(build.change(change, action));
  });
  const state = [...stateResources(plan.prior_state?.values?.root_module)];
  const changed = state.length === 0 ? undefined : addressesOf(plan.resource_changes ?? []);
  for (const existing of state) {
    if (changed?.has(existing.address) === false) resources.push(build.existing(existing));
  }
  learnSubscriptions(providers, resources);
  if (plan.deferred_changes?.length) {
    notes.push(`${file} defers ${plan.deferred_changes.length} change(s) to a later plan; they are not judged here.`);
  }
  if (plan.action_invocations?.length) {
    notes.push(
      `${file} invokes ${plan.action_invocations.length} provider action(s); what they do is not in the plan.`,
    );
  }
  return {
    file,
    kind: "plan",
    resources,
    providers,
    failedChecks: failedChecks(plan.checks ?? []),
    errored: plan.errored === true,
    complete: plan.complete !== false && !plan.deferred_changes?.length,
    leftOut: leftOut(plan),
    secretVariables: secretVariables(plan),
    notes,
  };
}

/** Those that changes have, and had before they were moved. */
function addressesOf(changes: readonly RawChange[]): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { address, previous_address: previous } of changes) {
    addresses.add(address);
    if (previous !== undefined) addresses.add(previous);
  }
  return addresses;
}

interface Builder {
  change(change: RawChange, action: Action): TerraformResource;
  existing(resource: RawStateResource): TerraformResource;
}

function builder(plan: RawPlan, instances: ModuleInstances, providerKey: (key: string) => string): Builder {
  const resolver = new ReferenceResolver(existence(plan), instances);
  const surroundings: Surroundings = {
    configure(name) {
      const { instance, bare, key } = addressParts(name);
      const within = instances.at(instance);
      const config = within?.module.resources.get(bare);
      return { config, place: within && { within, key, forEach: config?.raw.for_each_expression } };
    },
    resolve: (references, place, path) => resolver.resolve(references, place, path),
    providerKey,
  };
  return {
    change(change, action) {
      const { before, after, after_unknown, after_sensitive, before_sensitive } = change.change;
      const gone = !after && (action === "delete" || change.change.actions.includes("forget"));
      const kept = action === "update" || action === "replace";
      const parts = {
        address: change.address,
        mode: modeOf(change),
        module: change.module_address ?? undefined,
        type: change.type,
        name: change.name,
        provider: providerOf(change),
        action,
        after: gone ? before : after,
        before: kept ? before : undefined,
        unknown: gone ? undefined : after_unknown,
        sensitive: gone ? before_sensitive : after_sensitive,
        sensitiveBefore: kept ? before_sensitive : undefined,
      };
      return new PlanResource(parts, surroundings);
    },
    existing(resource) {
      const parts = {
        address: resource.address,
        mode: modeOf(resource),
        type: resource.type,
        name: resource.name,
        provider: providerOf(resource),
        action: "existing" as const,
        after: resource.values,
        sensitive: resource.sensitive_values,
      };
      return new PlanResource(parts, surroundings);
    },
  };
}

const modeOf = ({ mode }: RawChange | RawStateResource): "managed" | "data" => (mode === "data" ? "data" : "managed");
const providerOf = ({ provider_name }: RawChange | RawStateResource): string => (provider_name ?? "").toLowerCase();

/** The module instance, the address in its configuration and the index with its brackets. */
function addressParts({ address, mode, module = "" }: PlanName): { instance: string; bare: string; key: string } {
  // Terraform says of a change in which module instance it is: then nothing has to be looked for.
  const inside = module !== "" && address[module.length] === "." && address.startsWith(module);
  const own = inside ? address.slice(module.length + 1) : address;
  if (!own.startsWith("module.")) return { instance: inside ? module : "", bare: bareStep(own), key: stepIndex(own) };
  const steps = splitSteps(address);
  const length = mode === "data" ? 3 : 2;
  const last = steps[steps.length - 1] ?? "";
  return {
    instance: steps.slice(0, -length).join("."),
    bare: [...steps.slice(-length, -1), bareStep(last)].join("."),
    key: stepIndex(last),
  };
}

/** Whether a resource, or a module instance, with this address is in the plan. Built when first asked: most plans have no reference that needs it. Keeps hold of no more of the plan than that. */
function existence({ resource_changes: changes, prior_state: prior }: RawPlan): (address: string) => boolean {
  let known: Set<string> | undefined;
  return (address) => {
    if (!known) {
      const found = new Set<string>();
      const add = (name: PlanName): void => {
        found.add(name.address);
        let { instance } = addressParts(name);
        while (instance !== "" && !found.has(instance)) {
          found.add(instance);
          instance = splitSteps(instance).slice(0, -2).join(".");
        }
      };
      for (const change of changes ?? [])
        add({ address: change.address, mode: modeOf(change), module: change.module_address ?? undefined });
      for (const resource of stateResources(prior?.values?.root_module))
        add({ address: resource.address, mode: modeOf(resource) });
      known = found;
    }
    return known.has(address);
  };
}

function* stateResources(root: RawStateModule | undefined): Generator<RawStateResource> {
  const open = root ? [root] : [];
  for (let module = open.pop(); module; module = open.pop()) {
    for (const resource of module.resources ?? []) {
      if (typeof resource?.address === "string" && typeof resource.type === "string") yield resource;
    }
    open.push(...(module.child_modules ?? []));
  }
}

/** Checks with status `fail`, and those that could not be evaluated (`error`), by the instance they are about. */
function failedChecks(checks: readonly RawCheck[]): FailedCheck[] {
  const failed: FailedCheck[] = [];
  const bad = (status: string | undefined): boolean => status === "fail" || status === "error";
  for (const check of checks) {
    if (!bad(check?.status)) continue;
    const fallback = check.address?.to_display ?? "(unnamed check)";
    const instances = (check.instances ?? []).filter((instance) => bad(instance.status));
    if (instances.length === 0) failed.push({ address: fallback, messages: [] });
    for (const instance of instances) {
      failed.push({
        address: instance.address?.to_display ?? fallback,
        messages: (instance.problems ?? []).flatMap((problem) =>
          problem.message === undefined ? [] : [problem.message],
        ),
      });
    }
  }
  return failed;
}

/** Values of the root's variables that its configuration marks as sensitive; a plan shows them in plain text. */
function secretVariables({ variables, configuration }: RawPlan): OpenValue[] {
  const declared = configuration?.root_module?.variables ?? {};
  return Object.entries(declared).flatMap(([name, declaration]) =>
    declaration?.sensitive === true ? [variables?.[name]?.value ?? declaration.default] : [],
  );
}
