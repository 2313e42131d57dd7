/** One alias: where the property is in the ARM JSON of its resource type. */
export interface Alias {
  /** Full name: `Microsoft.Storage/storageAccounts/sku.name`. */
  name: string;
  /** Default path: `sku.name`. */
  path: string;
  /** Paths of API versions (lower case) that differ. */
  versions?: ReadonlyMap<string, string>;
  /** Whether `modify` may write it; undefined where the source does not say. */
  modifiable?: boolean;
}

/** Aliases by name, without case, and what is known of the resource types they belong to. */
export class AliasTable {
  private readonly byName = new Map<string, Alias>();
  private readonly capabilities = new Map<string, string>();

  /** Adds an alias; a later one of the same name replaces an earlier one. */
  add(alias: Alias): void {
    this.byName.set(alias.name.toLowerCase(), alias);
  }

  find(name: string): Alias | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** Notes the capabilities of a resource type: `SupportsTags, SupportsLocation`. */
  addType(type: string, capabilities: string): void {
    this.capabilities.set(type.toLowerCase(), capabilities);
  }

  /** The capabilities of a resource type, or undefined where they are not known. */
  capabilitiesOf(type: string): string | undefined {
    return this.capabilities.get(type.toLowerCase());
  }

  get size(): number {
    return this.byName.size;
  }
}
