import type { Finding, Report } from "../../src/findings";
import { reporters } from "../../src/report";
import { summarize } from "../../src/findings";

/**
 * What `app.synth()` throws where the gate refuses. The whole text is the message; instead of a stack trace there is one line that says who
 * refused, because no line of code is at fault.
 */
export class GuardRefusal extends Error {
  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "name", { value: "GuardRefusal" });
    this.stack = `GuardRefusal: ${message}\n    at app.synth, refused by the synth gate of aoai-guard`;
  }
}

/** The text of a refusal: every finding that refuses, with rule, clause, path and mend, and then what else is wrong with the output. */
export function refusalText(report: Report, refused: readonly Finding[], problems: readonly string[]): string {
  const count = refused.length + problems.length;
  const parts = [`aoai-guard refused to synthesize this app: ${count} ${count === 1 ? "reason" : "reasons"}.`];
  if (refused.length > 0) {
    const shown: Report = { ...report, findings: [...refused], summary: summarize(refused, report.summary.compliant) };
    parts.push(reporters.text(shown, { toolVersion: "", root: process.cwd() }).trimEnd());
  }
  if (problems.length > 0) parts.push(problems.map((problem) => `- ${problem}`).join("\n"));
  parts.push("No cdk.tf.json and no manifest is left to deploy.");
  return parts.join("\n\n");
}

/** How many resources a line names before it only counts. */
const NAMED = 3;

/** One line for each rule that something breaks without being refused: what it says, where, and the mend. */
export function warningLines(findings: readonly Finding[]): string[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.verdict} ${finding.rule}`;
    byRule.set(key, [...(byRule.get(key) ?? []), finding]);
  }
  return [...byRule.values()].map((group) => {
    const [{ verdict, rule, decision, mend, message }] = group as [Finding, ...Finding[]];
    const where = group.map(({ resource }) => resource.constructPath ?? resource.address ?? "the stack");
    const more = where.length > NAMED ? ` and ${where.length - NAMED} more` : "";
    const said = group.length === 1 ? ` ${message}` : "";
    const name = decision === null ? rule : `${rule} (${decision})`;
    return `aoai-guard: ${verdict}: ${name} at ${where.slice(0, NAMED).join(", ")}${more}:${said} ${mend}`;
  });
}
