import { SUBSCRIPTION, watched, workload, type Attributes, type Json, type Resource } from "./estate";

/**
 * Plans in the shape that `terraform show -json` gives: every resource stands in planned_values, in resource_changes with its nulls and unknowns, and in the
 * configuration with its references. About 2.4 KB a resource where all are created and 5 KB where all exist, as in real plans of azurerm.
 */

const addressOf = ({ type, name, module }: Resource): string =>
  `${module === undefined ? "" : `${module}.`}${type}.${name}`;
const PROVIDER = "registry.terraform.io/hashicorp/azurerm";

/** Blocks and lists are repeated in `after_unknown` and `after_sensitive` with `{}` and `false` in place of their values. */
function shapeOf(values: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      Array.isArray(value)
        ? [[key, value.map((item): Json => (typeof item === "object" && item !== null ? {} : false))]]
        : [],
    ),
  );
}

/** All attributes of a resource that exists. */
const stateOf = ({ id, values, computed, completed }: Resource): Attributes => ({
  ...values,
  ...computed,
  ...completed,
  id,
});

function created({ values, computed = {} }: Resource): Json {
  const unknown = Object.fromEntries(["id", ...Object.keys(computed)].map((name) => [name, true]));
  return {
    actions: ["create"],
    before: null,
    after: values,
    after_unknown: { ...shapeOf(values), ...unknown },
    before_sensitive: false,
    after_sensitive: shapeOf(values),
  };
}

function unchanged(resource: Resource): Json {
  const state = stateOf(resource);
  return {
    actions: ["no-op"],
    before: state,
    after: state,
    after_unknown: {},
    before_sensitive: shapeOf(state),
    after_sensitive: shapeOf(state),
  };
}

function changeOf(resource: Resource, change: Json): Json {
  return {
    address: addressOf(resource),
    ...(resource.module === undefined ? {} : { module_address: resource.module }),
    mode: "managed",
    type: resource.type,
    name: resource.name,
    provider_name: PROVIDER,
    change,
  };
}

function planned(resource: Resource, values: Attributes): Json {
  const { type, name } = resource;
  return {
    address: addressOf(resource),
    mode: "managed",
    type,
    name,
    provider_name: PROVIDER,
    schema_version: 0,
    values,
    sensitive_values: shapeOf(values),
  };
}

function configured(resource: Resource): Json {
  const { type, name, values, references = {} } = resource;
  const constants = Object.entries(values).filter(([key, value]) => value !== null && references[key] === undefined);
  return {
    address: addressOf(resource),
    mode: "managed",
    type,
    name,
    provider_config_key: "azurerm",
    expressions: {
      ...Object.fromEntries(constants.map(([key, value]) => [key, expression(value)])),
      ...Object.fromEntries(Object.entries(references).map(([key, to]) => [key, { references: to }])),
    },
    schema_version: 0,
  };
}

/** A nested block is a list of objects of expressions, everything else one expression. */
function expression(value: Json): Json {
  if (!Array.isArray(value) || typeof value[0] !== "object" || value[0] === null) return { constant_value: value };
  return value.map((block) =>
    Object.fromEntries(Object.entries(block as Attributes).map(([key, item]) => [key, { constant_value: item }])),
  );
}

/** How a plan's configuration makes its resources. */
export interface EstateShape {
  /** Of how many workloads the storage is declared a camera source: from each of these there is a path to its model. */
  cameras?: number;
  /** One module with for_each makes all workloads, in place of a block for each resource. */
  modules?: boolean;
  /** All resources exist already and nothing changes: the plan says of each what it is, what it will be and, once more, its state. Else all are created. */
  standing?: boolean;
}

/** A plan of `count` resources, nothing in it against the rules. */
export function planOfSize(count: number, { cameras = 0, modules = false, standing = false }: EstateShape = {}): Json {
  const instance = (index: number): Resource[] => {
    const resources = modules
      ? workload(index, "this").map((each) => ({ ...each, module: `module.workload["w${index}"]` }))
      : workload(index);
    return index < cameras ? resources.map(watched) : resources;
  };
  const resources = Array.from({ length: Math.ceil(count / 10) }, (_, index) => instance(index))
    .flat()
    .slice(0, count);
  const values = standing ? stateOf : (resource: Resource): Attributes => resource.values;
  const change = standing ? unchanged : created;
  const state = { format_version: "1.0", terraform_version: "1.11.4", values: valuesOf(resources, stateOf) };
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: valuesOf(resources, values),
    resource_changes: resources.map((resource) => changeOf(resource, change(resource))),
    ...(standing && { prior_state: state }),
    configuration: {
      provider_config: {
        azurerm: {
          name: "azurerm",
          full_name: PROVIDER,
          version_constraint: "4.55.0",
          expressions: { features: [{}], subscription_id: { constant_value: SUBSCRIPTION } },
        },
      },
      root_module: modules ? { module_calls: { workload: CALL } } : { resources: resources.map(configured) },
    },
    timestamp: "2026-11-22T12:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
}

/** Resources by module, as planned values and states hold them. */
function valuesOf(resources: readonly Resource[], values: (resource: Resource) => Attributes): Json {
  const own: Json[] = [];
  const children = new Map<string, Json[]>();
  for (const resource of resources) {
    const made = planned(resource, values(resource));
    if (resource.module === undefined) own.push(made);
    else {
      const list = children.get(resource.module);
      if (list) list.push(made);
      else children.set(resource.module, [made]);
    }
  }
  return {
    root_module: {
      ...(own.length > 0 && { resources: own }),
      ...(children.size > 0 && {
        child_modules: [...children].map(([address, inside]) => ({ resources: inside, address })),
      }),
    },
  };
}

/** The call of the module that makes a workload: what differs from one to the next comes from a variable. */
const CALL: Json = {
  source: "./workload",
  for_each_expression: { references: ["var.workloads"] },
  expressions: { name: { references: ["each.key"] } },
  module: {
    resources: workload(0, "this").map((resource, i) => {
      const other = workload(1, "this")[i]?.values ?? {};
      const told = Object.keys(resource.values).filter(
        (key) =>
          resource.references?.[key] === undefined &&
          JSON.stringify(resource.values[key]) !== JSON.stringify(other[key]),
      );
      const references = Object.fromEntries(told.map((key) => [key, ["var.name"]]));
      return configured({ ...resource, references: { ...resource.references, ...references } });
    }),
    variables: { name: {} },
  },
};
