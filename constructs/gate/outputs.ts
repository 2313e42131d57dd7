import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { repeatsKey } from "../../src/input";
import type { JsonObject } from "../../src/policy/json";
import { isConfigurationFile } from "../../src/terraform/configuration-files";

/** Where cdktf wrote a stack, as its manifest says. */
export interface StackOutput {
  readonly constructPath: string;
  /** Folder the CLI of cdktf runs Terraform in. */
  readonly folder: string;
  /** The synthesized file. */
  readonly file: string;
}

const MANIFEST = "manifest.json";
const STACKS = "stacks";
/** Files cdktf writes for a stack, in JSON and in HCL mode. */
const WRITTEN = ["cdk.tf.json", "cdk.tf", "metadata.json"];

/** What Terraform, the CLI of cdktf and assets leave in a stack's folder; none of it is configuration that Terraform reads from there. */
const KNOWN = [
  /^metadata\.json$/,
  /^assets$/,
  /^\.terraform(\.lock\.hcl)?$/,
  /^\.?terraform(\.[\w.-]+)?\.tfstate(\..*)?$/,
  /^errored\.tfstate$/,
  /^(tf)?plan(\..*)?$/,
  /\.tfplan$/,
  /^crash(\..*)?\.log$/,
  /^\.DS_Store$/,
];

/** A file as a reader would name it: from where the command was given, if it lies there. */
export function named(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") || isAbsolute(path) ? file : path;
}

/** The stacks that an output folder's manifest lists; none where there is no manifest. */
export function listedStacks(outdir: string): StackOutput[] {
  const manifest = readJson(join(outdir, MANIFEST));
  const stacks = Object.values((manifest?.["stacks"] ?? {}) as Record<string, JsonObject>);
  return stacks.map((stack) => {
    const file = join(outdir, String(stack["synthesizedStackPath"]));
    const folder = join(outdir, String(stack["workingDirectory"]));
    return { constructPath: String(stack["constructPath"]), folder, file };
  });
}

/** The JSON object in a file; undefined where there is none, or one that writes a name twice. */
export function readJson(file: string): JsonObject | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const json = JSON.parse(text) as JsonObject;
    return repeatsKey(text, json) ? undefined : json;
  } catch {
    return undefined;
  }
}

/** Removes what could be deployed: the manifest, and the synthesized files of each folder. */
export function removeOutputs(outdir: string, folders: Iterable<string>): void {
  rmSync(join(outdir, MANIFEST), { force: true });
  for (const folder of folders) for (const file of WRITTEN) rmSync(join(folder, file), { force: true });
}

/** Names in a stack's folder that neither cdktf nor Terraform put there. Terraform would load them with the stack, or may be told to. */
export function strangers({ folder, file }: StackOutput): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => join(folder, name) !== file)
    .filter((name) => isConfigurationFile(name) || !KNOWN.some((pattern) => pattern.test(name)));
}

/** Every folder of an output folder that could hold a stack, listed or not. */
export function stackFolders(outdir: string): string[] {
  const stacks = join(outdir, STACKS);
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(stacks, entry.name));
}

/** Whether Terraform would find configuration in a folder. */
export const isDeployable = (folder: string): boolean => readdirSync(folder).some(isConfigurationFile);
