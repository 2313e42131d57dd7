/**
 * A type as Terraform writes it in JSON: `"string"`, `["list", "string"]`, `["object", { name: "string" }]`.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format (type constraints of a schema).
 */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["tuple", readonly CtyType[]]
  | readonly ["object", { readonly [name: string]: CtyType }, (readonly string[])?];
