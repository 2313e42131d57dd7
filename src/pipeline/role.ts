import type { Strength } from "../findings/finding";

/** What a role lets its holder do with the data of a resource. */
export interface RoleGrant {
  name: string;
  id: string;
  /** `infer`: call any account; `recognise`: call what recognises, and no model; `read`, `write`: take media from, put media into a carrier; `secrets`: read what a vault keeps; `settings`: read what an App Configuration store keeps. */
  grants: readonly Grant[];
  strength: Strength;
  /** Resource providers, in lower case, whose carriers `read` and `write` are about; absent where that is all of them. */
  on?: readonly string[];
}

export type Grant = "infer" | "recognise" | "read" | "write" | "secrets" | "settings";
