import type { Action } from "../../arm/resource";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Configured, Reference, TerraformResource } from "../document";
import type { Written } from "./expressions";
import type { Json, JsonMap, RawConfigResource } from "./format";
import { markedPaths, overlayUnknown } from "./overlay";
import { collectMarked, collectTexts, isSecret, type SecretSink } from "../secret-texts";
import { unseenParts } from "./unseen";

/** What the plan says of a resource. */
export interface PlanResourceParts {
  address: string;
  mode: "managed" | "data";
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
  resolve: (references: readonly string[], path: string) => Reference[];
  /** Whether following them ends at something that a plan leaves out. */
  endsOpen: (references: readonly string[], path: string) => boolean;
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
  private referencesOnce: ReadonlyMap<string, readonly Reference[]> | undefined;

  /**
   * @param configure finds its configuration
   * @param keyOf turns the key of a provider configuration into the one that is used
   */
  constructor(
    private readonly parts: PlanResourceParts,
    private readonly configure: (address: string, mode: "managed" | "data") => ConfiguredParts,
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

  /** Laid over anew each time it is read: it is mapped once, and to keep it would double the memory of a plan. */
  get values(): OpenObject {
    const value = overlayUnknown(this.parts.after ?? {}, this.parts.unknown);
    return typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value) ? value : {};
  }

  value(name: string): OpenValue {
    const { after, unknown } = this.parts;
    const known = after !== null && after !== undefined && Object.hasOwn(after, name) ? after[name] : undefined;
    if (unknown === true) return undefined;
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
    if (!this.referencesOnce) {
      const found = new Map<string, readonly Reference[]>();
      const { written, resolve } = this.configuration;
      for (const { path, references } of written?.references ?? []) {
        const targets = resolve(references, path);
        if (targets.length > 0) found.set(path, targets);
      }
      this.referencesOnce = found;
    }
    return this.referencesOnce;
  }

  /** Worked out each time it is asked for: only tracing does, and of few resources. */
  get unseen(): readonly string[] {
    if (this.mode === "data" || this.action === "delete" || this.action === "existing") return NONE;
    const { written, endsOpen } = this.configuration;
    return unseenParts(this.values, written, endsOpen);
  }

  private get configuration(): ConfiguredParts {
    return (this.configuredOnce ??= this.configure(this.address, this.mode));
  }
}

const NONE: readonly string[] = [];
const EMPTY: ReadonlyMap<string, OpenValue> = new Map();
