import { json } from "./json";
import type { Reporter } from "./reporter";
import { sarif } from "./sarif";
import { text } from "./text";

export type { Reporter, ReportOptions, RuleText } from "./reporter";

export type Format = "text" | "json" | "sarif";

/** One reporter a format. */
export const reporters: Readonly<Record<Format, Reporter>> = { text, json, sarif };
