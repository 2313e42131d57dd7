import type { CtyType } from "../../../src/provider/protocol/cty";

export type { CtyType };

export interface AttributeSchema {
  type: CtyType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  /** The value that the provider plans where the configuration gives none. */
  default?: string | number | boolean;
  /** For an attribute that is written like blocks: the schema of its objects. */
  fields?: BlockSchema;
  /** An empty set or map is the same as none. */
  emptyIsUnset?: boolean;
  /** The provider's spelling of a configured value. */
  normalise?: (value: string) => string;
  /** A change of it makes Terraform replace the resource. */
  forcesReplacement?: boolean;
}

export interface NestedBlockSchema {
  nesting: "single" | "list" | "set" | "map";
  minItems: number;
  /** 0: any number. */
  maxItems: number;
  /** The provider plans the whole block as unknown where the configuration has none. */
  computed?: boolean;
  block: BlockSchema;
}

export interface BlockSchema {
  attributes: Record<string, AttributeSchema>;
  blocks: Record<string, NestedBlockSchema>;
}
