import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import type * as libraries from "../../library";
import { InputError } from "../../input/input-error";
import { GATE_PROVIDER } from "../../terraform/gate-provider";
import type { Session } from "../session";
import { packageRoot, packageVersion } from "../version";

const EXECUTABLE = "terraform-provider-aoaiguard";

/** Where Terraform looks, from the folder of the configuration, without being told (https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories). */
const IMPLIED_MIRROR = join("terraform.d", "plugins");

const SYSTEMS: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin", freebsd: "freebsd" };
const PROCESSORS: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64", ia32: "386", arm: "arm" };
const PLATFORM = /^(linux|darwin|freebsd)_(amd64|arm64|386|arm)$/;

interface InstallOptions {
  platform: readonly string[];
}

/** `aoai-guard provider install [DIR]` */
export function providerInstallCommand({ io }: Session): Command {
  return new Command("install")
    .description("copy the Terraform provider into a folder that terraform installs from")
    .argument("[dir]", "a filesystem mirror", IMPLIED_MIRROR)
    .option(
      "--platform <os_arch>",
      "for another platform than this one, e.g. darwin_arm64; may be given several times",
      (platform: string, before: readonly string[]) => [...before, checkedPlatform(platform)],
      [],
    )
    .option("--debug", "show where an error was raised")
    .addHelpText("after", "\nExit code: 0 the provider is there; 2 it could not be copied, or the usage is wrong.")
    .action((folder: string, { platform }: InstallOptions) => {
      const platforms = platform.length > 0 ? [...new Set(platform)] : [thisPlatform()];
      const version = packageVersion();
      for (const each of platforms) io.err(`${install(folder, version, each)}\n`);
      io.err('Under required_providers, with required_version = ">= 1.11":\n');
      io.out(requirement(version));
    });
}

function checkedPlatform(platform: string): string {
  if (PLATFORM.test(platform)) return platform;
  const isWindows = platform.startsWith("windows");
  throw new InputError(
    "--platform",
    isWindows
      ? "is windows, where Terraform cannot start this provider"
      : `is ${JSON.stringify(platform)}, which is none that is known`,
    isWindows
      ? "run terraform in WSL or in a container, or use aoai-guard check"
      : "write it as linux_amd64 or darwin_arm64",
  );
}

function thisPlatform(): string {
  const platform = `${SYSTEMS[process.platform] ?? process.platform}_${PROCESSORS[process.arch] ?? process.arch}`;
  return checkedPlatform(process.platform === "win32" ? "windows" : platform);
}

/** Of the library a run reads the definitions and initiatives, not their test cases and schemas. */
const isRead = (path: string): boolean => !/\.cases\.yaml$|[/\\]schema$/.test(path);

/** @returns the folder in which the provider lies now */
function install(mirror: string, version: string, platform: string): string {
  const { builtInFolder } = require("../../library") as typeof libraries;
  const source = join(packageRoot(), "dist", "provider");
  if (!existsSync(join(source, EXECUTABLE)))
    throw new InputError(source, "does not hold the provider", "build aoai-guard (npm run build), or install it again");
  const target = join(mirror, ...GATE_PROVIDER.source.split("/"), version, platform);
  try {
    mkdirSync(dirname(target), { recursive: true });
    // Beside its place, so that it is there whole or not at all.
    const next = mkdtempSync(`${target}.`);
    try {
      for (const name of readdirSync(source))
        cpSync(join(source, name), join(next, name === EXECUTABLE ? `${name}_v${version}` : name));
      cpSync(builtInFolder(), join(next, "policy-definitions"), { recursive: true, filter: isRead });
      rmSync(target, { recursive: true, force: true });
      renameSync(next, target);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      mirror,
      `cannot hold the provider (${code})`,
      "name a folder that can be written, or one to be made",
    );
  }
  return target;
}

/** A module has one `required_providers` at most, so that what is printed goes into it. */
const requirement = (version: string): string => `${GATE_PROVIDER.type} = {
  source  = "${GATE_PROVIDER.source}"
  version = "${version}"
}
`;
