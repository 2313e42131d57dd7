import { annotationsOf, logLines } from "./annotations";
import { quietLines } from "./printable";
import type { Reporter } from "./reporter";

/**
 * Workflow commands of GitHub Actions: an annotation a finding. GitHub shows the first ten of each level of a step; the log holds all of them.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands and TryParseV2 in actions/runner ActionCommand.cs
 */
export const github: Reporter = (report, options) => {
  const commands = annotationsOf(report, options).map(({ level, title, text, place }) => {
    const properties = { title, ...place };
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
    return `::${level} ${list.join(",")}::${escapedData(text)}`;
  });
  return [...commands, quietLines(logLines(report).join("\n")), ""].join("\n");
};

const escapedData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string => escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
