import { contextFile } from "../findings/missing-context";
import type { Finding, Report, Verdict } from "../findings/finding";
import { failsRun } from "../findings/summary";
import { code, prose } from "./markdown-text";
import {
  countsOf,
  exemptionText,
  factsOf,
  marksOf,
  notesOf,
  pathsOf,
  placeOf,
  placeText,
  rank,
  stationsOf,
  titleOf,
  VERDICTS,
} from "./parts";
import { printable } from "./printable";
import type { Reporter } from "./reporter";
import { decisionsOf, partWaiting, pathsAmong, waitingText, type Waiting } from "./waiting";

/** GitHub takes 65,536 characters of a comment, Azure DevOps 150,000; what is cut off is counted. */
const LIMIT = 60_000;

/** By this line a pipeline finds its comment again, to replace it. It shows nowhere. */
const MARKER = "<!-- aoai-guard -->";

/** For the comment of a pull request or the summary of a job. Only refused and undetermined findings are open; the rest unfolds. */
export const markdown: Reporter = (report, options) => {
  const { waiting, others } = partWaiting(report.findings);
  const blocks = [
    MARKER,
    `## aoai-guard: ${failsRun(report, options) ? "refused" : "passed"}`,
    countsOf(report)
      .map(({ verdict, text }) => (report.summary[verdict] === 0 ? text : `**${text}**`))
      .join(", "),
    ...sections(others, options.root),
    ...waitingBlocks(waiting),
    ...notesBlock(report),
  ];
  return `${joined(fitting(blocks))}\n`;
};

/** Items of one list follow each other; a blank line parts everything else. */
const joined = (blocks: readonly string[]): string =>
  blocks
    .map((block, i) => (i === 0 ? block : `${isItem(blocks[i - 1]) && isItem(block) ? "\n" : "\n\n"}${block}`))
    .join("");

const isItem = (block: string | undefined): boolean => block?.startsWith("- ") === true;

const HEADINGS: Readonly<Record<Verdict, string>> = {
  denied: "Denied",
  undetermined: "Not decided",
  audited: "Reported only",
  exempted: "Exempted",
};

function sections(findings: readonly Finding[], root: string | undefined): string[] {
  return VERDICTS.flatMap((verdict) => {
    const items = findings.filter((finding) => finding.verdict === verdict).map((finding) => item(finding, root));
    if (items.length === 0) return [];
    const isOpen = rank({ verdict }) <= rank({ verdict: "undetermined" });
    return isOpen
      ? [`### ${HEADINGS[verdict]}`, ...items]
      : [`<details><summary>${HEADINGS[verdict]} (${items.length})</summary>`, ...items, "</details>"];
  });
}

/** One finding, as an item of a list with the evidence below it. */
function item(finding: Finding, root: string | undefined): string {
  const { fatal, known } = marksOf(finding);
  const { decision, rule, resource, statement, message, evidence, unknown, exemption, clause, mend } = finding;
  const place = placeOf(resource, root);
  const below = [
    ...pathsOf(evidence).map(
      (path) =>
        `path: ${stationsOf(path).map(code).join(" → ")} (${path.map(({ edge, strength }) => `${edge} ${strength}`).join(", ")})`,
    ),
    ...factsOf(evidence).map(({ path, value }) => `${code(path)} = ${code(value)}`),
    ...(unknown.length === 0 ? [] : [`not known: ${unknown.map(code).join(", ")}`]),
    ...(exemption === undefined ? [] : [`exempt: ${prose(exemptionText(exemption))}`]),
    `clause: ${prose(clause)}`,
    `mend: ${prose(mend)}`,
  ];
  const head = `${decision === null ? "" : `**${decision}** `}${code(rule)}${fatal}${known}`;
  return [
    `- ${head}: ${code(titleOf(resource))}${place === null ? "" : ` in ${code(placeText(place))}`}. ${prose(statement ?? message)}`,
    ...below.map((line) => `  - ${line}`),
  ].join("\n");
}

function waitingBlocks(waiting: Waiting): string[] {
  if (waiting.findings.length === 0) return [];
  const lines = contextFile(waiting.missing).map(printable);
  return [
    "### Not decided for want of context",
    `${prose(waitingText(waiting))}.`,
    ...waiting.groups.map(({ subject, findings }) =>
      [
        `- ${code(titleOf(subject))}: ${decisionsOf(findings)}`,
        ...pathsAmong(findings).map((path) => `  - path: ${path.map(code).join(" → ")}`),
      ].join("\n"),
    ),
    ...waiting.unnamed.map(prose),
    ...(lines.length === 0
      ? []
      : [
          "These lines in the context file tell what the plan does not show. Write your own name for `NAME`, and all the tags into `{}`: left empty, it says that there are none.",
          ["```yaml", ...lines, "```"].join("\n"),
        ]),
  ];
}

function notesBlock(report: Report): string[] {
  const notes = notesOf(report).map((note) => `- ${prose(note)}`);
  return notes.length === 0 ? [] : [`<details><summary>Notes (${notes.length})</summary>`, ...notes, "</details>"];
}

/** As many blocks as a comment takes, with a word on the rest; a part that is folded is closed. */
function fitting(blocks: readonly string[]): string[] {
  let length = 0;
  const fits = blocks.findIndex((block) => (length += block.length + 2) > LIMIT);
  if (fits < 0) return [...blocks];
  const kept = blocks.slice(0, fits);
  const opened = kept.filter((block) => block.startsWith("<details>")).length;
  const closed = kept.filter((block) => block === "</details>").length;
  const cut = blocks.slice(fits).filter(isItem).length;
  return [
    ...kept,
    ...(opened > closed ? ["</details>"] : []),
    `The comment ends here: ${cut} more entries do not fit into one. Another format of the report holds all of them.`,
  ];
}
