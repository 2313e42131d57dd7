import type * as crypto from "node:crypto";

/** node:crypto is loaded when something is hashed: that takes 3 ms, and most runs hash nothing. */
export const createHash = (algorithm: "sha1" | "sha256"): crypto.Hash =>
  (require("node:crypto") as typeof crypto).createHash(algorithm);
