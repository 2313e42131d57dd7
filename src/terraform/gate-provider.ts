/** How a configuration names our Terraform provider and its resource. */
export const GATE_PROVIDER = {
  /** The name of the provider; the types of its resources begin with it. */
  type: "aoaiguard",
  /**
   * The address under which it is installed. It is on no registry, and `terraform.local` is the customary host of providers that are on none: a name that is ours on no
   * registry would be looked for on the public one wherever the installed copy is missing.
   */
  source: "terraform.local/aoai-guard/aoaiguard",
  /** The resource that refuses. */
  gate: "aoaiguard_gate",
} as const;
