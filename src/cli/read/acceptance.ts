import type * as accepting from "../../acceptance";
import type { Report } from "../../findings";
import type { CheckContext } from "../../governance/context";
import { InputError, parseJson, parseYaml, readText } from "../../input";
import { refuseOtherText } from "../../input/other-document";
import type { PolicyLibrary } from "../../library";
import type * as ownRules from "../../report/own-rules";

export interface AcceptanceOptions {
  /** Exemption files. */
  exemptions: readonly string[];
  /** An earlier report. */
  baseline?: string;
}

/** What a team accepts, read before anything is judged, so that a wrong file is told first. */
export interface Acceptance {
  /** The report with its exempted and its known findings marked. */
  apply(report: Report): Report;
  /** The entries that would exempt from what is denied or undetermined in a report, as a YAML document; undefined where there are none. */
  draft(report: Report): string | undefined;
}

/** Loaded where something is accepted. */
const load = (): typeof accepting => require("../../acceptance") as typeof accepting;

/**
 * Reads the files that say what is accepted.
 * @throws InputError
 */
export function readAcceptance(
  { exemptions, baseline }: AcceptanceOptions,
  context: CheckContext | undefined,
  library: PolicyLibrary,
): Acceptance {
  const now = context?.now ?? new Date().toISOString();
  const terms = { now, maximumDays: maximumDays(context, library) };
  const rules = exemptions.length === 0 ? [] : rulesOf(library);
  const entries = exemptions.map((file) => load().parseExemptionFile(readYaml(file), file, { ...terms, rules })).flat();
  const known = baseline === undefined ? undefined : load().parseBaseline(readReport(baseline), baseline);
  return {
    apply(report) {
      const exempted = entries.length === 0 ? report : load().applyExemptions(report, entries, now);
      return known === undefined ? exempted : load().applyBaseline(exempted, known);
    },
    draft(report) {
      const drafted = load().exemptionEntries(report.findings, terms);
      return drafted.length === 0 ? undefined : load().draftedFile(drafted);
    },
  };
}

/** Findings are given of them even where a library has no such definition. */
const ON_EXEMPTIONS = ["exemption-discipline", "exemption-of-fatal-rule"];

/** The names of all rules that a finding may be of. */
function rulesOf({ definitions }: PolicyLibrary): string[] {
  const { OWN_RULES } = require("../../report/own-rules") as typeof ownRules;
  return [...new Set([...definitions.keys(), ...OWN_RULES.map(({ id }) => id), ...ON_EXEMPTIONS])];
}

/** YAML, or JSON where it looks like it: the parser of YAML costs 25 ms to load. */
function readYaml(file: string): unknown {
  const text = readText(file);
  return /^\s*\{/.test(text) ? parseJson(text, file) : parseYaml(text, file);
}

/** @throws InputError that says how to get a baseline, where the file is no JSON */
function readReport(file: string): unknown {
  const text = readText(file);
  try {
    return parseJson(text, file);
  } catch (error) {
    if (!(error instanceof InputError) || error.path !== undefined) throw error;
    refuseOtherText(text, file, "baseline");
    throw new InputError(file, error.problem, load().HOW_TO_GET_A_BASELINE);
  }
}

/** The library's default, where neither it nor an assignment says otherwise. */
const MAXIMUM_DAYS = 90;

/** The shortest that the library or an assignment which the context tells of allows (D11). */
function maximumDays(context: CheckContext | undefined, library: PolicyLibrary): number {
  const allowed = [
    ...[...library.initiatives.values()].map(
      ({ properties }) => properties.parameters["maximumExemptionDays"]?.defaultValue,
    ),
    ...(context?.guard ?? []).map(({ parameters }) => parameters?.["maximumExemptionDays"]),
  ].filter((days) => typeof days === "number");
  return allowed.length === 0 ? MAXIMUM_DAYS : Math.min(...allowed);
}
