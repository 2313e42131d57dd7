/** One alias: where the property is in the ARM JSON of its resource type. */
export interface Alias {
  /** Full name: `Microsoft.Storage/storageAccounts/sku.name`. */
  name: string;
  /** The resource type it belongs to, where the source says so: several types share names such as `Microsoft.Compute/imageId`. */
  type?: string;
  /** Default path: `sku.name`. */
  path: string;
  /** Paths of API versions (lower case) that differ. */
  versions?: ReadonlyMap<string, string>;
  /** Whether the source tells API versions apart, so that `path` may not be the one of a request whose version is not known. */
  versioned?: true;
  /** Whether `modify` may write it; undefined where the source does not say. */
  modifiable?: boolean;
}

/** Aliases by name, without case, and what is known of the resource types they belong to. */
export class AliasTable {
  private readonly byName = new Map<string, Alias[]>();
  private readonly read = new Set<string>();
  private readonly capabilities = new Map<string, string>();

  /** @param source gives the aliases of a namespace (lower case), when the first of them is looked up */
  constructor(private readonly source?: (namespace: string) => Iterable<Alias>) {}

  /** Adds an alias. One of the same name and resource type that is there already stays as it is. */
  add(alias: Alias): void {
    const key = alias.name.toLowerCase();
    const known = this.byName.get(key);
    if (known === undefined) this.byName.set(key, [alias]);
    else if (!known.some((other) => other.type?.toLowerCase() === alias.type?.toLowerCase())) known.push(alias);
  }

  /** The aliases of a name, one for each resource type that has it; none where the name is not known. */
  find(name: string): readonly Alias[] {
    const key = name.toLowerCase();
    if (this.source !== undefined) this.readNamespace(key.slice(0, Math.max(0, key.indexOf("/"))), this.source);
    return this.byName.get(key) ?? [];
  }

  private readNamespace(namespace: string, source: (namespace: string) => Iterable<Alias>): void {
    if (namespace === "" || this.read.has(namespace)) return;
    this.read.add(namespace);
    for (const alias of source(namespace)) this.add(alias);
  }

  /** Notes the capabilities of a resource type: `SupportsTags, SupportsLocation`. */
  addType(type: string, capabilities: string): void {
    this.capabilities.set(type.toLowerCase(), capabilities);
  }

  /** The capabilities of a resource type, or undefined where they are not known. */
  capabilitiesOf(type: string): string | undefined {
    return this.capabilities.get(type.toLowerCase());
  }
}
