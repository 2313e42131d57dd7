import { resolve } from "node:path";
import { Command, Option } from "commander";
import type * as checking from "../../check";
import type { FailureOptions, Report } from "../../findings";
import type * as failing from "../../findings";
import { InputError } from "../../input/input-error";
import type * as libraries from "../../library";
import type * as reporting from "../../report";
import { FORMATS } from "../../report/formats";
import { addReportFile, type ReportFile } from "../report-files";
import type { Io } from "../io";
import type { Session } from "../session";
import { readAcceptance } from "../read/acceptance";
import type * as context from "../read/context";
import type * as reading from "../read/documents";
import { progressOn } from "../progress";
import { packageVersion } from "../version";
import { refuseOverwriting, refuseUnwritable, writeOutput } from "../write-output";

interface CheckOptions {
  context?: string;
  policies?: string;
  exemptions: readonly string[];
  baseline?: string;
  printExemptions?: boolean;
  format: reporting.Format;
  undetermined: NonNullable<FailureOptions["undetermined"]>;
  output?: string;
  report: readonly ReportFile[];
  color: boolean;
}

const HELP = `
PATH is a cdktf.out folder, a cdk.tf.json, the output of "terraform show -json PLANFILE", or - for standard input.
Several are judged together, as one estate: a path may lead from one into the other.

Exit code: 0 nothing is denied; 1 something is denied, or a fatal rule is undetermined; 2 the input or the usage is wrong.
A cdk.tf.json with other .tf, .tf.json or .tfvars files beside it is refused (2): Terraform would read them too.`;

/** How many steps there are besides reading. */
const STEPS = 3;

const NO_CONTEXT =
  "No --context was given, so nothing is known of the subscription and of where the guard is assigned; most of what is undetermined ends with " +
  "the few lines of context that docs/context.md shows.";

/** `aoai-guard check PATH...`: gate G3. */
export function checkCommand(session: Session): Command {
  return new Command("check")
    .description("judge Terraform plans and synthesized stacks")
    .argument("<path...>", "what to judge")
    .option("--context <file>", "YAML or JSON that describes subscriptions, tags, assignments and exemptions")
    .option("--policies <dir>", "judge by this policy library instead of the built-in one")
    .addOption(
      new Option("--exemptions <file>", "what is accepted for a time (docs/exemptions.md); may be given several times")
        .argParser((file: string, before: readonly string[]) => [...before, file])
        .default([], "none"),
    )
    .option("--baseline <file>", "an earlier JSON report: only what it does not hold fails the run")
    .option(
      "--print-exemptions",
      "print, after the text report, the entries that would exempt from what is denied or undetermined",
    )
    .addOption(new Option("--format <format>", "how to print the report").choices(FORMATS).default("text"))
    .addOption(
      new Option("--undetermined <what>", "whether an undetermined rule that is not fatal fails the run")
        .choices(["fail", "warn"])
        .default("warn"),
    )
    .option("--output <file>", "write the report to a file instead of standard output")
    .addOption(
      new Option("--report <format=file>", "write one more report to a file; may be given several times")
        .argParser(addReportFile)
        .default([], "none"),
    )
    .option("--no-color", "no colours, even on a terminal")
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((paths: string[], options: CheckOptions) => check(paths, options, session));
}

async function check(paths: readonly string[], options: CheckOptions, { io, exit }: Session): Promise<void> {
  const { readDocuments } = require("../read/documents") as typeof reading;
  const { checkDocuments } = require("../../check") as typeof checking;
  const { failsRun } = require("../../findings") as typeof failing;
  const { builtInLibrary, loadLibrary } = require("../../library") as typeof libraries;
  const { readContext } = require("../read/context") as typeof context;

  refuseContradictions(options);
  for (const { file } of options.report) refuseUnwritable(file, "--report");
  if (options.output !== undefined) refuseUnwritable(options.output, "--output");
  refuseOverwriting(writtenFiles(options), [...paths, options.context ?? [], options.exemptions].flat());
  const given = options.context === undefined ? undefined : readContext(options.context);
  const library = options.policies === undefined ? builtInLibrary() : loadLibrary(options.policies);
  const acceptance = readAcceptance(options, given, library);
  const progress = progressOn(io.terminal, paths.length + STEPS);
  const found: Report = await (async () => {
    const { documents, notes } = await readDocuments(paths, io, progress);
    const judged = checkDocuments(documents, { context: given, library, onStep: progress.step });
    return { ...judged, notes: [...notes, ...judged.notes] };
  })().finally(progress.end);
  if (given === undefined && found.summary.undetermined > 0) found.notes.unshift(NO_CONTEXT);
  const report = acceptance.apply(found);

  const { OWN_RULES, reporters } = require("../../report") as typeof reporting;
  const shared: reporting.ReportOptions = {
    toolVersion: packageVersion(),
    undetermined: options.undetermined,
    root: process.cwd(),
    rules: [...[...library.definitions.values()].map(ruleText), ...OWN_RULES],
  };
  for (const { format, file } of options.report) writeOutput(file, reporters[format](report, shared), "--report");
  const { output, format } = options;
  if (output !== undefined) writeOutput(output, reporters[format](report, shared), "--output");
  else io.out(reporters[format](report, { ...shared, color: io.color && options.color, width: widthOf(io) }));
  if (options.printExemptions === true) io.out(drafted(acceptance.draft(report)));
  exit(failsRun(report, { undetermined: options.undetermined }) ? 1 : 0);
}

function ruleText({ name, properties }: libraries.PolicyDefinition): reporting.RuleText {
  const { displayName, description, metadata } = properties;
  const { mend, basis, decision, fatal } = metadata;
  return { id: name, title: displayName, description, mend, clause: basis, decision, fatal };
}

function refuseContradictions({ output, report, format, printExemptions }: CheckOptions): void {
  if (printExemptions === true && (format !== "text" || output !== undefined)) {
    const mend = "take it out of this run, or leave --format and --output away";
    throw new InputError("--print-exemptions", "goes with a text report on standard output", mend);
  }
  if (output !== undefined && report.some(({ file }) => resolve(file) === resolve(output)))
    throw new InputError(output, "is named by --output and by --report", "give each report a file of its own");
}

const writtenFiles = ({ output, report }: CheckOptions): string[] =>
  [output ?? [], report.map(({ file }) => file)].flat();

/** Entries that lack what a person has to write; as they are, no run takes them. */
const drafted = (entries: string | undefined): string =>
  entries === undefined
    ? "\nNothing is denied or undetermined that an exemption could take out.\n"
    : `\n# Approved? Write the ticket and the owner, say why, keep what is meant, and give the file to --exemptions.\n${entries}`;

const widthOf = ({ columns }: Io): number | undefined =>
  columns === undefined ? undefined : Math.min(Math.max(columns, 60), 120);
