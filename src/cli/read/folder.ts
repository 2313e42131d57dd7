import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError, parseJson, readText } from "../../input";
import { isConfigurationFile } from "../../terraform/configuration-files";

const STACK = "cdk.tf.json";

export interface FoundStacks {
  /** cdk.tf.json files, as the user would name them. */
  files: string[];
  notes: string[];
}

/**
 * The stacks of a folder: a cdktf.out, or the folder of one stack.
 * @throws InputError where there are none, where one is missing, or where a file lies beside one that Terraform would read too
 */
export function findStacks(folder: string): FoundStacks {
  if (existsSync(join(folder, STACK))) {
    refuseCompany(folder);
    return { files: [join(folder, STACK)], notes: [] };
  }
  const listed = manifestStacks(folder);
  // cdktf leaves the folder of a stack that is gone; one without configuration is nothing that could be applied.
  const present = stackFolders(folder).filter((stack) => readdirSync(join(folder, stack)).some(isConfigurationFile));
  const folders = [...new Set([...listed, ...present])];
  if (folders.length === 0) throw new InputError(folder, "is a folder without stacks", mendEmpty(folder));
  for (const stack of folders) {
    refuseCompany(join(folder, stack));
    if (existsSync(join(folder, stack, STACK))) continue;
    throw new InputError(
      join(folder, stack),
      `holds no ${STACK}`,
      'synthesize it again ("cdktf synth", without --hcl)',
    );
  }
  const left = listed.length === 0 ? [] : present.filter((stack) => !listed.includes(stack));
  return {
    files: folders.map((stack) => join(folder, stack, STACK)),
    notes: left.map(
      (stack) => `${join(folder, stack)} is not in manifest.json (left over from before?); it was judged all the same.`,
    ),
  };
}

/**
 * Refuses files next to a cdk.tf.json that Terraform would read together with it: an override file can change any argument of any resource.
 * @param folder the stack's folder
 * @param stack the file in it that is judged
 */
export function refuseCompany(folder: string, stack = STACK): void {
  if (!existsSync(folder)) return;
  const others = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name !== stack && isConfigurationFile(entry.name))
    .map((entry) => entry.name)
    .sort();
  if (others.length === 0) return;
  throw new InputError(
    folder,
    `holds ${others.join(", ")} beside ${stack}: Terraform reads ${others.length === 1 ? "it" : "them"} too, so ${stack} alone does not tell what will be applied`,
    'take the extra files away, or check the plan ("terraform show -json PLANFILE")',
  );
}

/** Folders of the stacks that manifest.json lists, relative to the cdktf.out folder. */
function manifestStacks(folder: string): string[] {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) return [];
  const manifest = parseJson(readText(file), file);
  const stacks = (manifest as { stacks?: unknown } | null)?.stacks;
  if (typeof stacks !== "object" || stacks === null) return [];
  return Object.values(stacks).flatMap((stack: { synthesizedStackPath?: unknown } | null) =>
    typeof stack?.synthesizedStackPath === "string" ? [dirname(stack.synthesizedStackPath)] : [],
  );
}

function stackFolders(folder: string): string[] {
  const stacks = join(folder, "stacks");
  if (!existsSync(stacks) || !statSync(stacks).isDirectory()) return [];
  return readdirSync(stacks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `stacks/${entry.name}`)
    .sort();
}

function mendEmpty(folder: string): string {
  if (existsSync(join(folder, "cdktf.out"))) return `check ${join(folder, "cdktf.out")}`;
  return 'give a cdktf.out folder ("cdktf synth" makes it) or the output of "terraform show -json PLANFILE"';
}
