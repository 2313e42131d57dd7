import type { Report } from "../findings/finding";
import type { FailureOptions } from "../findings/summary";

/** What a rule says of itself, whatever the resource: for formats that list the rules beside the results. */
export interface RuleText {
  /** Rule id, as in `Finding.rule`. */
  id: string;
  /** One line. */
  title: string;
  /** What it refuses and why. */
  description: string;
  /** What the reader can do about a finding of it. */
  mend: string;
  /** The clause of the Code of Conduct that it answers, or `design`. */
  clause: string;
  /** D1 to D14; null for what no decision names. */
  decision: string | null;
  /** Nothing exempts it. */
  fatal: boolean;
}

export interface ReportOptions extends FailureOptions {
  /** Version of aoai-guard. */
  toolVersion: string;
  /** ANSI colours; default false. Only text has any. */
  color?: boolean;
  /** Columns to wrap at; default 100. Only text wraps. */
  width?: number;
  /** Folder that the files of programs are told relative to, where they lie in it. */
  root?: string;
  /** The rules that were applied. A rule that is missing here is described by its findings. */
  rules?: readonly RuleText[];
}

/** Renders a report as one document that ends in a newline. */
export type Reporter = (report: Report, options: ReportOptions) => string;
