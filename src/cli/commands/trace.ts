import { Command, Option } from "commander";
import type * as checking from "../../check";
import type * as drawing from "../../report/trace";
import type * as context from "../read/context";
import type * as reading from "../read/documents";
import type { Session } from "../session";
import { refuseOverwriting, refuseUnwritable, writeOutput } from "../write-output";

interface TraceOptions {
  context?: string;
  format: drawing.TraceFormat;
  all?: boolean;
  output?: string;
}

const HELP = `
PATH is what "aoai-guard check" takes. Nothing is judged; "aoai-guard check" says whether a path is refused.

Exit code: 0 the plan was traced, whatever was found; 2 the input or the usage is wrong.`;

/** `aoai-guard trace PATH...`: draws what leads from cameras to models. */
export function traceCommand(session: Session): Command {
  return new Command("trace")
    .description("draw the paths from cameras to models")
    .argument("<path...>", "what to follow")
    .option("--context <file>", "YAML or JSON that describes subscriptions, tags, assignments and exemptions")
    .addOption(
      new Option("--format <format>", "how to draw").choices(["text", "json", "dot", "mermaid", "svg"]).default("text"),
    )
    .option("--all", "draw every edge that is found, also those on no path")
    .option("--output <file>", "write to a file instead of standard output")
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((paths: string[], options: TraceOptions) => trace(paths, options, session));
}

async function trace(paths: readonly string[], options: TraceOptions, { io }: Session): Promise<void> {
  const { readDocuments } = require("../read/documents") as typeof reading;
  const { coverOf, traceDocuments } = require("../../check") as typeof checking;
  const { readContext } = require("../read/context") as typeof context;
  const { drawingOf, traceReporters } = require("../../report/trace") as typeof drawing;

  if (options.output !== undefined) {
    refuseUnwritable(options.output, "--output");
    refuseOverwriting([options.output], [...paths, options.context ?? []].flat());
  }
  const given = options.context === undefined ? undefined : readContext(options.context);
  const { documents } = await readDocuments(paths, io);
  const found = traceDocuments(documents, given === undefined ? {} : { context: given });
  const document = traceReporters[options.format](coverOf(documents).value(drawingOf(found, options.all)));
  if (options.output === undefined) io.out(document);
  else writeOutput(options.output, document, "--output");
}
