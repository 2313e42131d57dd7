import type { Maybe, OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Configured, TerraformResource } from "../document";

/** What a mapping may know besides the attributes of the resource. */
export interface MapContext {
  /** Subscription of the provider configuration the resource uses. */
  subscriptionId: Maybe<string>;
  /** Major version of azurerm, told by the constraint or by the spelling of attributes; undefined where neither tells. */
  major: number | undefined;
  /** Terraform name of the resource (`azurerm_x.NAME`), for messages only. */
  address: string;
  /** The attributes of a data source are read, not written: what is not there is not known. */
  unread?: boolean;
}

/** Names that azurerm gives to booleans, and to nothing else. */
const FLAG =
  /(^|_)(enabled|disabled|enable|disable|required|allowed|only|forced|force|restricted|preload|primary|listen|send|manage|published|buffered|enforce|secret|latest_revision|preemptible)(_|$)|^(is|use|allow|ignore|skip|requires|read_only)(_|$)|^(registry|service|device|enrollment|registration)_(read|write|connect|config)$|_(force_new|uses_managed_identity|isolated_runtime)$/;

/**
 * A resource's attributes, or those of one nested block, read as the provider reads them: null where nothing is written, `Unknown` only where
 * the value is really not known. A plan calls an optional attribute "known after apply" also when the configuration leaves it out and the
 * provider fills in a fixed value; the configuration tells the two apart.
 */
export class Block {
  /**
   * @param source the resource, for its configuration; undefined for a state that is known whole
   * @param path path of this block without indexes; "" for the resource
   * @param siblings how many blocks stand at this path
   */
  constructor(
    private readonly values: OpenObject,
    private readonly source: { readonly configured?: Configured } | undefined,
    readonly context: MapContext,
    readonly path = "",
    readonly siblings = 1,
  ) {}

  /** What the configuration writes, where it is at hand; worked out when asked for. */
  get configured(): Configured | undefined {
    return this.source?.configured;
  }

  /** An attribute; null where it is left out. */
  read(name: string): OpenValue {
    const value = this.written(name);
    if (value === undefined) return this.context.unread === true ? Unknown : null;
    if (value === "true" || value === "false") return this.flagOr(name, value);
    return isUnknown(value) && this.leftOut(name) ? null : value;
  }

  /** A configuration may write a flag as text; a plan holds it as what it is, and text as text. */
  private flagOr(name: string, text: "true" | "false"): OpenValue {
    return FLAG.test(name) && !this.configured ? text === "true" : text;
  }

  /** An attribute as the document has it; undefined where it has none of this name. */
  protected written(name: string): OpenValue {
    return Object.hasOwn(this.values, name) ? this.values[name] : undefined;
  }

  /** Whether the schema of the provider that planned this has the attribute: plans hold every attribute, null or unknown where unset. */
  has(name: string): boolean {
    return this.written(name) !== undefined;
  }

  /** The attributes that are written, with what is not known yet; the name of an attribute that is left out is not among them. */
  entries(): [name: string, value: OpenValue][] {
    return Object.entries(this.values).filter(([, value]) => value !== null && value !== undefined);
  }

  /** A string attribute; undefined where it is anything else. */
  text(name: string): string | undefined {
    const value = this.read(name);
    return typeof value === "string" ? value : undefined;
  }

  /** Blocks of a name: empty where there are none, `Unknown` where it is not known how many there are. A single unknown block is Unknown in the list. */
  blocks(name: string): Maybe<Maybe<Block>[]> {
    return this.blocksOf(name, this.read(name));
  }

  /** The first block of a name; undefined where there is none, `Unknown` where that is not known. */
  one(name: string): Maybe<Block> | undefined {
    const blocks = this.blocks(name);
    return isUnknown(blocks) ? blocks : blocks[0];
  }

  blocksOf(name: string, value: OpenValue): Maybe<Maybe<Block>[]> {
    if (isUnknown(value)) return Unknown;
    if (value === null || value === undefined) return [];
    const list = Array.isArray(value) ? value : [value];
    const path = this.path ? `${this.path}.${name}` : name;
    return list.map((item) => {
      if (isUnknown(item)) return Unknown;
      const values = typeof item === "object" && item !== null && !Array.isArray(item) ? item : {};
      return new Block(values as OpenObject, this.source, this.context, path, list.length);
    });
  }

  /**
   * Whether an unknown attribute is one that the configuration does not set. Sure for the resource's own attributes. Within blocks, sure unless a
   * `dynamic` block made some of them: those are not in the configuration.
   */
  private leftOut(name: string): boolean {
    const { configured } = this;
    if (!configured || configured.has(this.path ? `${this.path}.${name}` : name)) return false;
    return this.path === "" || (configured.get(this.path) ?? 0) >= this.siblings;
  }
}

/** The attributes of a resource itself, each looked up when it is read: most of what a plan holds no table asks for. */
export class ResourceBlock extends Block {
  /** Of most resources a plan hides nothing. */
  private readonly hidden: ReadonlyMap<string, OpenValue> | undefined;

  /** @param source as of {@link Block}; undefined where the attributes are read from Azure, not written */
  constructor(
    private readonly resource: TerraformResource,
    source: TerraformResource | undefined,
    context: MapContext,
  ) {
    super({}, source, context);
    if (resource.hidden.size > 0) this.hidden = resource.hidden;
  }

  /** With those of write-only arguments, which a plan holds as null. */
  protected override written(name: string): OpenValue {
    const value = this.resource.value(name);
    return this.hidden === undefined ? value : (value ?? this.hidden.get(name) ?? value);
  }

  override entries(): [name: string, value: OpenValue][] {
    return Object.keys(this.resource.values).map((name) => [name, this.written(name)]);
  }
}
