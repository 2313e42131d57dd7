import type { Action, Made } from "../../arm/resource";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Configured, Reference, TerraformResource } from "../document";
import type { ConfigResource } from "./configuration";
import type { Json, JsonMap } from "./format";
import { madeOf } from "./made";
import { markedPaths, overlayUnknown } from "./overlay";
import type { SecretSink } from "../secret-sink";
import { collectMarked, collectTexts, isSecret } from "../secret-texts";
import type { Place, Resolved } from "./resolve";
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

/** Where the configuration of a resource is; undefined where the plan has none. */
export interface Configuration {
  config: ConfigResource | undefined;
  place: Place | undefined;
}

/** What the resources of a plan share. */
export interface Surroundings {
  configure(name: PlanName): Configuration;
  /** Resolves the references of one attribute. */
  resolve(references: readonly string[], place: Place, path: string): Resolved;
  /** The key of the provider configuration that is used for the one of this key. */
  providerKey(key: string): string;
}

/** A resource of a plan. Most plans hold far more than the rules read, so all but its name is worked out on first use. */
export class PlanResource implements TerraformResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly action: Action;
  private configurationOnce: Configuration | undefined;
  private linkedOnce: Linked | undefined;

  constructor(
    private readonly parts: PlanResourceParts,
    private readonly surroundings: Surroundings,
  ) {
    this.address = parts.address;
    this.mode = parts.mode;
    this.type = parts.type;
    this.name = parts.name;
    this.provider = parts.provider;
    this.action = parts.action;
  }

  get providerKey(): string {
    const key = this.configuration.config?.raw.provider_config_key;
    return typeof key === "string" ? this.surroundings.providerKey(key) : "";
  }

  get opaque(): readonly string[] {
    const provisioners = this.configuration.config?.raw.provisioners;
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
    return this.configuration.config?.written;
  }

  get hidden(): ReadonlyMap<string, OpenValue> {
    return this.configuration.config?.written.hidden ?? EMPTY;
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

  /** Worked out each time it is asked for: only tracing does, once. */
  get made(): readonly Made[] {
    const { after } = this.parts;
    if (this.action === "create" || after === null || after === undefined) return NOTHING_MADE;
    return madeOf(after, this.configuration.config?.written);
  }

  get references(): ReadonlyMap<string, readonly Reference[]> {
    return this.linked.references;
  }

  referencesOf(attribute: string): readonly Reference[] {
    if (this.linkedOnce) return this.linkedOnce.references.get(attribute) ?? NOTHING;
    const { config, place } = this.configuration;
    const references = config?.written.referencesAt(attribute) ?? NONE;
    if (references.length === 0 || place === undefined) return NOTHING;
    return this.surroundings.resolve(references, place, attribute).references;
  }

  mayChoose(attribute: string): boolean {
    return this.configuration.config?.written.referencesAt(attribute).some((each) => CHOOSES.test(each)) === true;
  }

  /** Worked out each time it is asked for: only tracing does, and of few resources. */
  get unseen(): readonly string[] {
    if (this.mode === "data" || this.action === "delete" || this.action === "existing") return NONE;
    return unseenParts(
      this.parts.unknown,
      (name) => this.value(name),
      this.configuration.config?.written,
      this.linked.open,
    );
  }

  private get linked(): Linked {
    if (!this.linkedOnce) {
      const { config, place } = this.configuration;
      const all = config?.written.references;
      if (all === undefined || all.length === 0 || place === undefined) return (this.linkedOnce = UNLINKED);
      const references = new Map<string, readonly Reference[]>();
      let open: Set<string> | undefined;
      all.forEach(({ path, references: texts }) => {
        const found = this.surroundings.resolve(texts, place, path);
        if (found.references.length > 0) references.set(path, found.references);
        if (found.open) (open ??= new Set()).add(withoutIndexes(path));
      });
      this.linkedOnce = { references, open: open ?? UNLINKED.open };
    }
    return this.linkedOnce;
  }

  private get configuration(): Configuration {
    return (this.configurationOnce ??= this.surroundings.configure(this.parts));
  }
}

/** What no resource gives. A data source tells of what exists, which a condition may ask for. */
const CHOOSES = /^(var|local|each|count|module|data)\./;

/** What the configuration of a resource refers to. */
interface Linked {
  references: ReadonlyMap<string, readonly Reference[]>;
  /** Attributes, without indexes, whose references lead to something that a plan leaves out. */
  open: ReadonlySet<string>;
}

const UNLINKED: Linked = { references: new Map(), open: new Set() };

const withoutIndexes = (path: string): string => (path.includes("[") ? path.replace(/\[[^\]]*\]/g, "") : path);

const NONE: readonly string[] = [];
const NOTHING_MADE: readonly Made[] = [];
const NOTHING: readonly Reference[] = [];
const EMPTY: ReadonlyMap<string, OpenValue> = new Map();
