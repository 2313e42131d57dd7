import type { Action } from "../../arm/resource";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Configured, Reference, TerraformResource } from "../document";
import type { Written } from "./expressions";
import type { Json, JsonMap, RawConfigResource } from "./format";
import { markedPaths, overlayUnknown } from "./overlay";
import type { SecretSink } from "../secret-sink";
import { collectMarked, collectTexts, isSecret } from "../secret-texts";
import type { Resolved } from "./resolve";
import { unseenParts } from "./unseen";

/** What a resource is called in a plan. */
export interface PlanName {
  address: string;
  mode: "managed" | "data";
  /** The module instance it is in, where the plan says so. */
  module?: string;
}

/** What the plan says of a resource. */
export interface PlanResourceParts extends PlanName {
  type: string;
  name: string;
  provider: string;
  action: Action;
  after: JsonMap | null | undefined;
  before?: JsonMap | null;
  unknown?: Json;
  sensitive?: Json;
  /** The marks of the state before: what is printed of a change shows both sides. */
  sensitiveBefore?: Json;
}

/** What the configuration says of it. */
export interface ConfiguredParts {
  config: RawConfigResource | undefined;
  written: Written | undefined;
  /** Resolves the references of one attribute. */
  resolve: (references: readonly string[], path: string) => Resolved;
}

/** A resource of a plan. Most plans hold far more than the rules read, so all but its name is worked out on first use. */
export class PlanResource implements TerraformResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly action: Action;
  private configuredOnce: ConfiguredParts | undefined;
  private linkedOnce: Linked | undefined;

  /**
   * @param configure finds its configuration
   * @param keyOf turns the key of a provider configuration into the one that is used
   */
  constructor(
    private readonly parts: PlanResourceParts,
    private readonly configure: (name: PlanName) => ConfiguredParts,
    private readonly keyOf: (key: string) => string,
  ) {
    this.address = parts.address;
    this.mode = parts.mode;
    this.type = parts.type;
    this.name = parts.name;
    this.provider = parts.provider;
    this.action = parts.action;
  }

  get providerKey(): string {
    const key = this.configuration.config?.provider_config_key;
    return typeof key === "string" ? this.keyOf(key) : "";
  }

  get opaque(): readonly string[] {
    const provisioners = this.configuration.config?.provisioners;
    if (provisioners === undefined || provisioners === null) return NONE;
    return Array.isArray(provisioners) ? provisioners.map((each) => `${each?.type} provisioner`) : ["provisioners"];
  }

  get values(): OpenObject {
    const { after, unknown } = this.parts;
    if (unknown === true) return {};
    // Laid over anew each time it is read: few ask for more than single attributes, and to keep it would double the memory of a plan.
    const value = overlayUnknown(after ?? {}, unknown);
    return typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value) ? value : {};
  }

  value(name: string): OpenValue {
    const { after, unknown } = this.parts;
    if (unknown === true) return undefined;
    const known = after !== null && after !== undefined && Object.hasOwn(after, name) ? after[name] : undefined;
    if (typeof unknown !== "object" || unknown === null || Array.isArray(unknown)) return known;
    return Object.hasOwn(unknown, name) ? overlayUnknown(known, unknown[name], 1) : known;
  }

  get before(): OpenObject | undefined {
    return this.parts.before ?? undefined;
  }

  get configured(): Configured | undefined {
    return this.configuration.written;
  }

  get hidden(): ReadonlyMap<string, OpenValue> {
    return this.configuration.written?.hidden ?? EMPTY;
  }

  get sensitive(): readonly string[] {
    const { sensitive, sensitiveBefore } = this.parts;
    const paths = markedPaths(sensitive);
    return sensitiveBefore === undefined ? paths : [...new Set([...paths, ...markedPaths(sensitiveBefore)])];
  }

  collectSecrets(into: SecretSink): void {
    const { after, before, sensitive, sensitiveBefore } = this.parts;
    if (sensitive !== undefined) collectMarked(after, sensitive, into);
    if (sensitiveBefore !== undefined) collectMarked(before, sensitiveBefore, into);
    for (const [name, value] of this.hidden) if (isSecret(name)) collectTexts(value, into);
  }

  get references(): ReadonlyMap<string, readonly Reference[]> {
    return this.linked.references;
  }

  referencesOf(attribute: string): readonly Reference[] {
    if (this.linkedOnce) return this.linkedOnce.references.get(attribute) ?? NOTHING;
    const { written, resolve } = this.configuration;
    const references = written?.referencesAt(attribute) ?? NONE;
    return references.length === 0 ? NOTHING : resolve(references, attribute).references;
  }

  /** Worked out each time it is asked for: only tracing does, and of few resources. */
  get unseen(): readonly string[] {
    if (this.mode === "data" || this.action === "delete" || this.action === "existing") return NONE;
    return unseenParts(this.parts.unknown, () => this.values, this.configuration.written, this.linked.open);
  }

  private get linked(): Linked {
    if (!this.linkedOnce) {
      const { written, resolve } = this.configuration;
      const all = written?.references;
      if (all === undefined || all.length === 0) return (this.linkedOnce = UNLINKED);
      const references = new Map<string, readonly Reference[]>();
      let open: Set<string> | undefined;
      all.forEach(({ path, references: texts }) => {
        const found = resolve(texts, path);
        if (found.references.length > 0) references.set(path, found.references);
        if (found.open) (open ??= new Set()).add(withoutIndexes(path));
      });
      this.linkedOnce = { references, open: open ?? UNLINKED.open };
    }
    return this.linkedOnce;
  }

  private get configuration(): ConfiguredParts {
    return (this.configuredOnce ??= this.configure(this.parts));
  }
}

/** What the configuration of a resource refers to. */
interface Linked {
  references: ReadonlyMap<string, readonly Reference[]>;
  /** Attributes, without indexes, whose references lead to something that a plan leaves out. */
  open: ReadonlySet<string>;
}

const UNLINKED: Linked = { references: new Map(), open: new Set() };

const withoutIndexes = (path: string): string => (path.includes("[") ? path.replace(/\[[^\]]*\]/g, "") : path);

const NONE: readonly string[] = [];
const NOTHING: readonly Reference[] = [];
const EMPTY: ReadonlyMap<string, OpenValue> = new Map();
