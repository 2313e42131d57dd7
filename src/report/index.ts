import { azuredevops } from "./azuredevops";
import type { Format } from "./formats";
import { github } from "./github";
import { html } from "./html";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Reporter } from "./reporter";
import { sarif } from "./sarif";
import { text } from "./text";

export { FORMATS, type Format } from "./formats";
export { OWN_RULES } from "./own-rules";
export type { Reporter, ReportOptions, RuleText } from "./reporter";

/** One reporter a format. */
export const reporters: Readonly<Record<Format, Reporter>> = {
  text,
  json,
  sarif,
  junit,
  markdown,
  github,
  azuredevops,
  html,
};
