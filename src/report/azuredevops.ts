import { annotationsOf, logLines, type Annotation } from "./annotations";
import { quietLines } from "./printable";
import type { Reporter } from "./reporter";

/** Azure Pipelines knows errors and warnings; what is only reported is a line of the log. */
const TYPES: Readonly<Record<Annotation["level"], string | undefined>> = {
  error: "error",
  warning: "warning",
  notice: undefined,
};

/**
 * Logging commands of Azure Pipelines: an issue a finding.
 * Source: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands and TryParse in microsoft/azure-pipelines-agent Command.cs
 */
export const azuredevops: Reporter = (report, options) => {
  const lines = annotationsOf(report, options).map(({ level, title, text, place }) => {
    const type = TYPES[level];
    if (type === undefined) return `${title}: ${text}`;
    const at = place === null ? {} : { sourcepath: place.file };
    const line = place?.line === undefined ? {} : { linenumber: place.line };
    const properties = { type, ...at, ...line, code: title };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))};`);
    return `##vso[task.logissue ${list.join("")}]${escapedData(text)}`;
  });
  return [...lines, quietLines(logLines(report).join("\n")), ""].join("\n");
};

const escapedData = (text: string): string =>
  text.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string => escapedData(text).replaceAll(";", "%3B").replaceAll("]", "%5D");
