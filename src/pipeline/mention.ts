import type { PlannedResource } from "../arm/resource";

/** That one resource's configuration names another, by a reference, an id or a host. */
export interface Mention {
  target: PlannedResource;
  /** Terraform attribute, or the ARM path of a literal. */
  attribute: string;
  /** ARM path. */
  path: string;
  /** What of the target is read: `endpoint`, `primary_access_key`; "" for a literal. */
  output: string;
  /** A literal with a key in it, which may open more than it names. */
  secret?: true;
  /** Whether the attribute holds it is in no plan (see `ArmLink.unsure`). */
  unsure?: true;
  /** Whose attribute it is, where it is not the resource's own. */
  holder?: PlannedResource;
}
