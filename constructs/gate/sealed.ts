import type { TerraformElement } from "cdktf";

/** An element of the stack with the attributes it must still have when the stack is synthesized. */
export interface Sealed {
  readonly element: TerraformElement & { readonly terraformResourceType: string };
  /** Block of Terraform's JSON it stands in. */
  readonly block: "resource" | "data";
  /** By Terraform attribute; tokens are resolved when they are compared. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Whether it may have no other attributes. */
  readonly whole: boolean;
}
