import type { OpenObject, OpenValue } from "../../policy/json";
import type { Block } from "./block";
import type { Place } from "./place";
import type { Rows } from "./rows";

/** How one Terraform type becomes ARM: the write to the resource itself, and further writes that the provider sends besides. */
export interface ResourceMap {
  /** ARM type. */
  arm: string;
  place: Place;
  rows: Rows;
  /** The write is laid over a resource that another one makes: what is absent here is not thereby absent there. */
  overlay?: boolean;
  /** Only type, name, location, identity and tags are mapped; the properties are Unknown. */
  outline?: boolean;
  /** Arguments that reach Azure in requests whose bodies are no part of the resource (the text of a runbook): what they name is read from them. */
  given?: readonly string[];
  /** Moves parts of the finished body about, where what stands in one attribute decides the place of others. */
  finish?: (body: OpenObject, block: Block) => void;
  /** Attributes that never reach ARM as they are, but say what it will receive: name in `PlannedResource.told` -> attribute. */
  told?: Readonly<Record<string, string>>;
  /** Further requests of the same Terraform resource, below the resource. */
  also?: readonly AlsoWritten[];
  /** A list attribute for each of whose items the provider writes a resource of this ARM type, named like the last step of the item, below the resource. */
  members?: { arm: string; attribute: string };
  /** An attribute that only the 4.x schema (`only4`) or only the 5.x schema (`only5`) has: tells the version of a plan that names none. */
  only4?: string;
  only5?: string;
}

export interface AlsoWritten {
  /** Full ARM type. */
  arm: string;
  /** The rest of its name, e.g. `default`; where it is an attribute, a function. */
  name: string | ((block: Block) => OpenValue);
  /** Whether the request is sent at all; where that is not known it is taken to be sent. */
  when: (block: Block) => boolean;
  rows: Rows;
}

/** One family of types, by Terraform type. */
export type Family = Readonly<Record<string, ResourceMap>>;
