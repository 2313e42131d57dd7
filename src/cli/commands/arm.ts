import { Command, Option } from "commander";
import type * as arm from "../../arm/arm-view";
import { CLUSTER_CONTENT } from "../../arm/cluster-content";
import type * as checking from "../../check";
import type * as terraform from "../../terraform";
import type * as reading from "../read/documents";
import { printable, quietJson } from "../../report/printable";
import type { Session } from "../session";

interface ArmOptions {
  format: "text" | "json";
}

const HELP = `
PATH is what "aoai-guard check" takes. Printed are the resources as Azure Resource Manager will receive them: what is not known yet is left out and
listed under "unknown", what Terraform marks sensitive is "(sensitive)", types that no map covers are counted under "unmapped".

Exit code: 0 the plan was read; 2 the input or the usage is wrong.`;

/** `aoai-guard arm PATH...`: what the checker sees of a plan or a stack. */
export function armCommand(session: Session): Command {
  return new Command("arm")
    .description("print the resources of plans and stacks as ARM will receive them")
    .argument("<path...>", "what to read")
    .addOption(new Option("--format <format>", "how to print them").choices(["text", "json"]).default("text"))
    .option("--debug", "show where an error was raised")
    .addHelpText("after", HELP)
    .action((paths: string[], options: ArmOptions) => print(paths, options, session));
}

async function print(paths: readonly string[], { format }: ArmOptions, { io }: Session): Promise<void> {
  const { readDocuments } = require("../read/documents") as typeof reading;
  const { mapResources, refusingMisplacedObjects } = require("../../terraform") as typeof terraform;
  const { coverOf } = require("../../check") as typeof checking;
  const { armView } = require("../../arm/arm-view") as typeof arm;

  const { documents, notes } = await readDocuments(paths, io);
  const mapped = refusingMisplacedObjects(documents, () =>
    documents.map((document) => {
      const { resources, ...rest } = mapResources(document);
      // What is in a cluster is no resource of Azure's.
      const azures = resources.filter(({ resource }) => resource.type !== CLUSTER_CONTENT);
      return { ...rest, views: armView(azures) };
    }),
  );
  const cover = coverOf(documents);
  const resources = mapped
    .flatMap(({ views }) => views)
    // An address is printed by Terraform, too.
    .map(({ address, ...resource }) => ({ address, ...cover.value(resource, { names: true }) }) as arm.ArmViewResource);
  const unmapped: Record<string, number> = {};
  for (const each of mapped)
    for (const [type, count] of Object.entries(each.unmapped)) unmapped[type] = (unmapped[type] ?? 0) + count;

  for (const note of [...notes, ...mapped.flatMap((each) => each.notes)]) io.err(`${printable(note)}\n`);
  if (format === "json") io.out(`${quietJson({ version: 1, resources, unmapped }, 2)}\n`);
  else io.out(inWords(resources, unmapped));
}

function inWords(resources: readonly arm.ArmViewResource[], unmapped: Readonly<Record<string, number>>): string {
  const lines = resources.flatMap(({ address, action, unknown, ...body }) => [
    printable(`${address} (${action})`),
    ...quietJson(body, 2)
      .split("\n")
      .map((line) => `  ${line}`),
    ...(unknown.length === 0 ? [] : [printable(`  unknown: ${unknown.join(", ")}`)]),
    "",
  ]);
  const types = Object.entries(unmapped).map(([type, count]) => `${type} (${count})`);
  return `${[...lines, ...(types.length === 0 ? [] : [`unmapped: ${types.join(", ")}`])].join("\n")}\n`;
}
