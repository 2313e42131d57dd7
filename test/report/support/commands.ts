/**
 * Parsers of the commands that a pipeline's log can hold, written from what the services' own parsers accept.
 * Sources: src/Runner.Common/ActionCommand.cs of actions/runner (TryParseV2, TryParse); src/Microsoft.VisualStudio.Services.Agent/Command.cs of
 * microsoft/azure-pipelines-agent; https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands (%AZP25)
 */

export interface LogCommand {
  name: string;
  properties: Record<string, string>;
  data: string;
}

const unescape = (text: string, pairs: readonly (readonly [from: string, to: string])[]): string =>
  pairs.reduce((sum, [from, to]) => sum.replaceAll(from, to), text);

const properties = (text: string, separator: string, pairs: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    text
      .split(separator)
      .filter((pair) => pair.includes("="))
      .map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), unescape(pair.slice(at + 1), pairs)];
      }),
  );

const GITHUB_DATA = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
] as const;
const GITHUB_PROPERTY = [...GITHUB_DATA.slice(0, 2), ["%3A", ":"], ["%2C", ","], ["%25", "%"]] as const;

/** What the runner of GitHub takes for commands: lines that begin with `::`, and `##[` anywhere. */
export function githubCommands(log: string): LogCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const found = /^\s*::([^ ]*?)(?: (.*?))?::(.*)$/s.exec(line);
    if (found !== null)
      return [
        {
          name: found[1] ?? "",
          properties: properties(found[2] ?? "", ",", GITHUB_PROPERTY),
          data: unescape(found[3] ?? "", GITHUB_DATA),
        },
      ];
    return line.includes("##[") ? [{ name: line, properties: {}, data: "" }] : [];
  });
}

const AZURE = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%AZP25", "%"],
] as const;

/** What the agent of Azure Pipelines takes for commands: `##vso[` anywhere in a line; `##[` formats the line. */
export function azureCommands(log: string): LogCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const found = /##vso\[([^\]\s]*)(?: ([^\]]*))?\](.*)$/s.exec(line);
    if (found !== null)
      return [
        {
          name: found[1] ?? "",
          properties: properties(found[2] ?? "", ";", AZURE),
          data: unescape(found[3] ?? "", AZURE),
        },
      ];
    return line.includes("##[") ? [{ name: line, properties: {}, data: "" }] : [];
  });
}
