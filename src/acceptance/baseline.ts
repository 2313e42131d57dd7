import { fingerprint } from "../findings/fingerprint";
import type { Finding, Report, Verdict } from "../findings/finding";
import { checkSchema } from "../input/check-schema";
import { InputError } from "../input/input-error";
import { refuseOtherDocument } from "../input/other-document";

/** What an earlier report found, to tell new findings from known ones. */
export interface Baseline {
  /** As the user named it. */
  file: string;
  findings: readonly Pick<Finding, "rule" | "verdict" | "fatal" | "resource" | "evidence">[];
}

const textOrNull = { type: ["string", "null"] } as const;

/** The parts of a report (docs/report.schema.json) that a baseline is read for. */
const BASELINE_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "aoai-guard:baseline",
  type: "object",
  required: ["version", "findings"],
  properties: {
    version: { const: 1 },
    findings: {
      type: "array",
      items: {
        type: "object",
        required: ["rule", "verdict", "fatal", "resource", "evidence"],
        properties: {
          rule: { type: "string" },
          verdict: { enum: ["denied", "undetermined", "audited", "exempted"] },
          fatal: { type: "boolean" },
          resource: {
            type: "object",
            required: ["type", "name", "address", "constructPath"],
            properties: { type: { type: "string" }, name: textOrNull, address: textOrNull, constructPath: textOrNull },
          },
          evidence: { type: "array", items: { type: "object" } },
        },
      },
    },
  },
} as const;

/** Nobody writes one by hand, so that no key of it is worth naming. */
export const HOW_TO_GET_A_BASELINE = 'make one with "aoai-guard check PATH --format json --output FILE"';

/**
 * Reads a baseline: what `check --format json` printed earlier.
 * @throws InputError where it is something else; a file that is another document is told where it belongs
 */
export function parseBaseline(raw: unknown, file: string): Baseline {
  refuseOtherDocument(raw, file, "baseline");
  if (!isReport(raw)) throw new InputError(file, "is no JSON report of aoai-guard", HOW_TO_GET_A_BASELINE);
  checkSchema(BASELINE_SCHEMA, raw, file);
  return { file, findings: (raw as Report).findings };
}

const isReport = (raw: unknown): boolean =>
  typeof raw === "object" && raw !== null && Object.hasOwn(raw, "version") && Object.hasOwn(raw, "findings");

/** How grave a verdict is; a finding that became graver is a new one. */
const GRAVITY: Readonly<Record<Verdict, number>> = { exempted: 0, audited: 1, undetermined: 2, denied: 3 };

/**
 * Tells known findings from new ones: known is what the baseline holds with a verdict that was as grave, as often as it holds it. Known findings stay in the report and fail no
 * run; those of a fatal rule are always new. The notes say what the baseline holds and nothing found.
 */
export function applyBaseline(report: Report, baseline: Baseline): Report {
  const left = new Map<string, Baseline["findings"][number][]>();
  for (const finding of baseline.findings) {
    const print = fingerprint(finding);
    left.set(print, [...(left.get(print) ?? []), finding]);
  }
  let fatal = 0;
  const findings = report.findings.map((finding): Finding => {
    const same = left.get(fingerprint(finding));
    const known = same !== undefined && take(same, finding.verdict);
    if (known && finding.fatal) fatal++;
    return { ...finding, baseline: known && !finding.fatal ? "known" : "new" };
  });
  const gone = [...left.values()].flat().filter(({ verdict }) => verdict !== "exempted");
  return {
    ...report,
    summary: { ...report.summary, known: findings.filter((finding) => finding.baseline === "known").length },
    notes: [...report.notes, ...goneNote(gone, baseline.file), ...fatalNote(fatal, baseline.file)],
    findings,
  };
}

/** Takes the least grave of the same findings that was as grave as this verdict; where none was, any: it is not gone, but has become graver. */
function take(same: Baseline["findings"][number][], verdict: Verdict): boolean {
  const enough = same.filter((one) => GRAVITY[one.verdict] >= GRAVITY[verdict]);
  const [taken] = (enough.length > 0 ? enough : same).toSorted((a, b) => GRAVITY[a.verdict] - GRAVITY[b.verdict]);
  if (taken !== undefined) same.splice(same.indexOf(taken), 1);
  return enough.length > 0;
}

function goneNote(gone: Baseline["findings"], file: string): string[] {
  if (gone.length === 0) return [];
  const shown = gone.slice(0, 5).map(({ rule, resource }) => `${rule} at ${resource.address ?? resource.type}`);
  const more = gone.length > shown.length ? ` and ${gone.length - shown.length} more` : "";
  return [`${file} still holds what is no longer found: ${shown.join(", ")}${more}. Write it anew.`];
}

function fatalNote(count: number, file: string): string[] {
  if (count === 0) return [];
  const [subject, verb] = count === 1 ? ["a finding", "is"] : [`${count} findings`, "are"];
  return [
    `${file} holds ${subject} of a fatal rule, which no baseline lets pass: ${count === 1 ? "it" : "they"} ${verb} reported as new.`,
  ];
}
