import type { ValidateFunction } from "ajv";

/**
 * Validators by the `$id` of their schema, compiled before the package is published: loading ajv and compiling a schema costs more than the rest
 * of a small check. Here there are none; the build writes them over this module's output (scripts/compile-schemas.mjs).
 */
export const COMPILED: Readonly<Record<string, ValidateFunction>> = {};
