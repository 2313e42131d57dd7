import type { UnknownValue } from "./unknown";

/** A plain JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
/** A plain JSON object. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A JSON value in which any part may be `Unknown`; an absent property may also be `undefined`. */
export type OpenValue = null | undefined | boolean | number | string | UnknownValue | OpenValue[] | OpenObject;
/** A JSON object in which any part may be `Unknown`. */
export interface OpenObject {
  [key: string]: OpenValue;
}

/** A value of type T, or `Unknown`. */
export type Maybe<T> = T | UnknownValue;
