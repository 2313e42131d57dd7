/** Managed resources that give out what they are given, and the attributes they are given it in. */
const MANAGED: ReadonlyMap<string, readonly string[]> = new Map([
  ["terraform_data", ["input"]],
  ["null_resource", ["triggers"]],
  ["local_file", ["content"]],
  ["local_sensitive_file", ["content"]],
  ["random_shuffle", ["input"]],
]);

/** Providers whose data sources read something of Azure's own, rather than make something of their arguments. */
const READS = /^(azurerm|azapi|azuread)_/;

/**
 * The arguments whose values a resource or data source passes on, so that what refers to it refers to them too. A data source of a provider that is not
 * Azure's makes its attributes of its arguments (`template_file`, `external`), and so does one that signs a connection string (`..._sas`).
 * @param names arguments that are written
 */
export function carriedArguments(type: string, mode: "managed" | "data", names: readonly string[]): readonly string[] {
  if (mode === "data") return type.endsWith("_sas") || !READS.test(type) ? names : [];
  return MANAGED.get(type)?.filter((name) => names.includes(name)) ?? [];
}

/** Whether a resource or data source passes on anything; see {@link carriedArguments}. */
export const mayCarry = (type: string, mode: "managed" | "data"): boolean => mode === "data" || MANAGED.has(type);

/** Data sources that run or fetch something: what they give out can name anything. */
const OUTSIDE: ReadonlySet<string> = new Set(["external", "http", "terraform_remote_state"]);

/** Whether what a data source gives out may name more than what its arguments refer to. */
export const readsOutside = (type: string, mode: "managed" | "data"): boolean => mode === "data" && OUTSIDE.has(type);

/** Arguments that are read of nearly every resource to place another one beside it, and say nothing but where it lies and what it is called. */
const PLAIN: ReadonlySet<string> = new Set(["id", "name", "location", "resource_group_name"]);

/**
 * Whether an attribute of any resource may be an argument that gives out what it was written with: `time_sleep.x.triggers`, `azurerm_resource_group.x.tags`,
 * `azurerm_role_assignment.x.scope`. It is a habit to wait or to keep a name in step that way: `random_pet.server.keepers.ami_id` in
 * https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/pet
 */
export const mayGiveBack = (attribute: string): boolean => !PLAIN.has(attribute);

/** Whether an attribute takes the id of something. */
export const takesId = (path: string): boolean => /(^scope|_ids?)(\[\d+\])?$/.test(path);
