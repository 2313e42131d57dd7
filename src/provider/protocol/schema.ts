import type { CtyType } from "./cty";

/** An attribute of a block, as Terraform is told of it. */
export interface Attribute {
  type: CtyType;
  /** Plain text. */
  description: string;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  /** Given with the configuration and kept in neither plan nor state: needs Terraform 1.11 or OpenTofu 1.11. */
  writeOnly?: boolean;
}

/** The attributes of a provider or a resource. */
export interface Block {
  description: string;
  attributes: Readonly<Record<string, Attribute>>;
}

/** A schema as it travels. */
export function schemaMessage({ description, attributes }: Block): object {
  return {
    version: 0,
    block: {
      description,
      attributes: Object.entries(attributes).map(([name, { type, ...rest }]) => ({
        name,
        type: Buffer.from(JSON.stringify(type)),
        ...rest,
      })),
    },
  };
}
