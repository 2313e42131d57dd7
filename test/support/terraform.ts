import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { azapiStub } from "./azapi-stub/azapi";
import { azurermStub, azurermTypesIn } from "./azurerm-stub/azurerm";
import type { Fixtures } from "./stub-provider/fixtures";
import { serveProvider, type RunningProvider } from "./stub-provider/server";

export { parseFixtures, type DataAnswer, type Fixtures } from "./stub-provider/fixtures";

/**
 * What to plan: a folder of Terraform files (HCL, or the folder of a stack in cdktf.out), files by relative path (`{ "main.tf": "..." }`), or the JSON of a
 * stack (what cdktf writes as cdk.tf.json).
 */
export type Configuration = string | Readonly<Record<string, string>> | Readonly<Record<string, unknown>>;

export interface RunOptions {
  fixtures?: Fixtures;
  /** Values of input variables. */
  variables?: Readonly<Record<string, unknown>>;
  /** A folder that holds providers as a filesystem mirror does, for those that are programs of their own. */
  mirror?: string;
}

export interface PlanOptions extends RunOptions {
  /** A configuration that is applied first, so that the plan shows updates, replacements and deletes. */
  before?: Configuration;
  /** More arguments of `terraform plan`, e.g. `-destroy`. */
  arguments?: readonly string[];
}

export interface PlanResult {
  /** `terraform show -json` of the plan; undefined where Terraform wrote none. A plan that a precondition refused is written, with `errored: true`. */
  plan: unknown;
  /** Of the first Terraform command that failed, else 0. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface ValidateResult {
  valid: boolean;
  exitCode: number;
  /** Summary, and detail where there is one, of each error. */
  errors: string[];
  stderr: string;
}

/** The program that plans: `terraform`, or another that reads the same language, such as OpenTofu's `tofu`. */
const TERRAFORM = process.env["AOAI_GUARD_TERRAFORM"] ?? "terraform";

let version: string | null | undefined;

/** The version of the terraform on PATH, undefined where there is none. */
export function terraformAvailable(): string | undefined {
  if (version === undefined) {
    try {
      const answer = execFileSync(TERRAFORM, ["version", "-json"], {
        env: environment(),
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      version = (JSON.parse(answer) as { terraform_version: string }).terraform_version;
    } catch {
      version = null;
    }
  }
  return version ?? undefined;
}

/** Plans a configuration offline with the real terraform and stub providers: init, plan, show -json. */
export async function planStack(configuration: Configuration, options: PlanOptions = {}): Promise<PlanResult> {
  return withWorkspace(configuration, options, async (run, replace) => {
    if (options.before !== undefined) {
      replace(options.before);
      const steps = [
        ["init", "-input=false"],
        ["apply", "-input=false", "-auto-approve"],
      ];
      for (const step of steps) {
        const done = await run(step);
        if (done.exitCode !== 0) return { plan: undefined, ...done };
      }
      replace(configuration);
    }
    const init = await run(["init", "-input=false"]);
    if (init.exitCode !== 0) return { plan: undefined, ...init };
    const planned = await run(["plan", "-input=false", "-out=the.plan", ...(options.arguments ?? [])]);
    const shown = await run(["show", "-json", "the.plan"]);
    return { ...planned, plan: shown.exitCode === 0 ? (JSON.parse(shown.stdout) as unknown) : undefined };
  });
}

/** Applies a configuration offline: init, apply. The last command is `terraform show -json` of the state that is left, also of a failed apply. */
export async function applyStack(
  configuration: Configuration,
  options: PlanOptions = {},
): Promise<Ran & { state: unknown }> {
  return withWorkspace(configuration, options, async (run, replace) => {
    for (const step of options.before === undefined ? [configuration] : [options.before, configuration]) {
      replace(step);
      const init = await run(["init", "-input=false"]);
      if (init.exitCode !== 0) return { ...init, state: undefined };
      const applied = await run(["apply", "-input=false", "-auto-approve", ...(options.arguments ?? [])]);
      if (applied.exitCode === 0 && step !== configuration) continue;
      const shown = await run(["show", "-json"]);
      return { ...applied, state: JSON.parse(shown.stdout) as unknown };
    }
    throw new Error("nothing was applied");
  });
}

/** `terraform validate`. */
export async function validateStack(configuration: Configuration, options: RunOptions = {}): Promise<ValidateResult> {
  return withWorkspace(configuration, options, async (run) => {
    const init = await run(["init", "-input=false"]);
    if (init.exitCode !== 0)
      return { valid: false, exitCode: init.exitCode, errors: [init.stderr], stderr: init.stderr };
    const { exitCode, stdout, stderr } = await run(["validate", "-json"]);
    const { valid, diagnostics } = JSON.parse(stdout) as {
      valid: boolean;
      diagnostics: { severity: string; summary: string; detail?: string }[];
    };
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    return {
      valid,
      exitCode,
      errors: errors.map(({ summary, detail }) => (detail ? `${summary}: ${detail}` : summary)),
      stderr,
    };
  });
}

/** How a Terraform command ended. */
export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

type Run = (args: readonly string[]) => Promise<Ran>;

/** A temporary folder with the configuration in it and providers that listen; all gone afterwards. */
async function withWorkspace<T>(
  configuration: Configuration,
  options: PlanOptions,
  work: (run: Run, replace: (configuration: Configuration) => void) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "aoai-guard-terraform-"));
  const source = join(folder, "source");
  const providers: RunningProvider[] = [];
  try {
    const replace = (next: Configuration): void => place(next, source, options.variables ?? {});
    if (options.before !== undefined) replace(options.before);
    const earlier = options.before === undefined ? "" : textOf(source);
    replace(configuration);
    writeFileSync(join(folder, "terraformrc"), options.mirror === undefined ? "" : installedFrom(options.mirror));
    const fixtures = options.fixtures ?? {};
    const types = azurermTypesIn(earlier + textOf(source));
    providers.push(await serveProvider(azurermStub(types, fixtures)), await serveProvider(azapiStub(fixtures)));
    const env = {
      ...environment(),
      TF_CLI_CONFIG_FILE: join(folder, "terraformrc"),
      TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(providers.flatMap(reattached))),
    };
    return await work((args) => terraform(source, args, env), replace);
  } finally {
    for (const provider of providers) provider.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const installedFrom = (mirror: string): string =>
  `provider_installation { filesystem_mirror { path = ${JSON.stringify(mirror)} } }\n`;

/** A provider under its address in the registry of Terraform and in that of OpenTofu. */
function reattached({ address, reattach }: RunningProvider): [string, unknown][] {
  return [
    [address, reattach],
    [address.replace("registry.terraform.io", "registry.opentofu.org"), reattach],
  ];
}

const STATE = "terraform.tfstate";

function place(configuration: Configuration, folder: string, variables: Readonly<Record<string, unknown>>): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name !== STATE) rmSync(join(folder, name), { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  if (typeof configuration === "string") {
    const skip = new Set([".terraform", ".terraform.lock.hcl"]);
    cpSync(configuration, folder, {
      recursive: true,
      filter: (path) => !skip.has(basename(path)) && !basename(path).includes(".tfstate"),
    });
  } else if (Object.values(configuration).every((value) => typeof value === "string")) {
    for (const [name, text] of Object.entries(configuration as Record<string, string>)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  } else writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(configuration));
  // A stack may name a backend elsewhere (cdktf writes an absolute path): an override file goes before it.
  writeFileSync(
    join(folder, "backend_override.tf.json"),
    JSON.stringify({ terraform: { backend: { local: { path: STATE } } } }),
  );
  writeFileSync(join(folder, "zz.auto.tfvars.json"), JSON.stringify(variables));
}

function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tf(\.json)?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

/** The caller's environment without what would change how Terraform behaves. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|ARM_)/.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_ARGS: "-no-color" };
}

async function terraform(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn(TERRAFORM, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout?.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr?.push(chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  return {
    exitCode,
    stdout: Buffer.concat(stdout ?? []).toString("utf8"),
    stderr: Buffer.concat(stderr ?? []).toString("utf8"),
  };
}
