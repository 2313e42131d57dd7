import type { Action } from "../../arm/resource";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Reference, TerraformResource } from "../document";
import type { Written } from "./expressions";
import type { Json, JsonMap } from "./format";
import { markedPaths, overlayUnknown } from "./overlay";

/** What a {@link PlanResource} computes from when it is asked. */
export interface PlanResourceParts {
  address: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  provider: string;
  providerKey: string;
  action: Action;
  after: JsonMap | null | undefined;
  before?: JsonMap | null;
  unknown?: Json;
  sensitive?: Json;
  written?: Written;
  opaque: readonly string[];
  /** Resolves the references of one attribute. */
  resolve: (references: readonly string[], path: string) => Reference[];
}

/** A resource of a plan. Most plans hold far more than the rules read, so values, references and marks are worked out on first use. */
export class PlanResource implements TerraformResource {
  private overlaid: OpenObject | undefined;
  private resolved: ReadonlyMap<string, readonly Reference[]> | undefined;

  constructor(private readonly parts: PlanResourceParts) {}

  get address(): string {
    return this.parts.address;
  }
  get mode(): "managed" | "data" {
    return this.parts.mode;
  }
  get type(): string {
    return this.parts.type;
  }
  get name(): string {
    return this.parts.name;
  }
  get provider(): string {
    return this.parts.provider;
  }
  get providerKey(): string {
    return this.parts.providerKey;
  }
  get action(): Action {
    return this.parts.action;
  }
  get opaque(): readonly string[] {
    return this.parts.opaque;
  }

  get values(): OpenObject {
    if (!this.overlaid) {
      const value = overlayUnknown(this.parts.after ?? {}, this.parts.unknown);
      this.overlaid =
        typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value) ? value : {};
    }
    return this.overlaid;
  }

  get before(): OpenObject | undefined {
    return this.parts.before ?? undefined;
  }

  get configured(): ReadonlyMap<string, number> | undefined {
    return this.parts.written?.counts;
  }

  get hidden(): ReadonlyMap<string, OpenValue> {
    return this.parts.written?.hidden ?? EMPTY;
  }

  get sensitive(): readonly string[] {
    return markedPaths(this.parts.sensitive);
  }

  get references(): ReadonlyMap<string, readonly Reference[]> {
    if (!this.resolved) {
      const found = new Map<string, readonly Reference[]>();
      for (const { path, references } of this.parts.written?.attributes ?? []) {
        if (!references) continue;
        const targets = this.parts.resolve(references, path);
        if (targets.length > 0) found.set(path, targets);
      }
      this.resolved = found;
    }
    return this.resolved;
  }
}

const EMPTY: ReadonlyMap<string, OpenValue> = new Map();
