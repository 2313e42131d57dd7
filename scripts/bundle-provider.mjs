/** Makes the Terraform provider one file. `aoai-guard provider install` puts the policy definitions beside it. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./support/run.mjs";

/**
 * Terraform starts a file that can be executed. To a shell, which needs no more than sh, the second line looks for Node; to Node it is a string and a comment.
 * Terraform shows what a plugin says on standard error where it says nothing on standard output.
 */
const HEAD = `#!/bin/sh
":" //; command -v node >/dev/null 2>&1 || { echo "The provider aoaiguard needs Node.js 20 or later on the PATH of terraform." >&2; exit 1; }; exec node "$0" "$@"`;

/**
 * @param {string} dist folder of the compiled project; what the provider was compiled to stays there, for who imports its parts
 * @param {import("esbuild").Plugin[]} plugins
 */
export async function bundleProvider(dist, plugins) {
  const { build } = await import("esbuild");
  const folder = join(dist, "provider");
  const file = join(folder, "terraform-provider-aoaiguard");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/provider/main.ts"],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "warning",
    banner: { js: HEAD },
    metafile: true,
    plugins,
  });
  chmodSync(file, 0o755);
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), licencesOf(Object.keys(metafile.inputs)));
}

/** The licence of each package of which something was taken. */
function licencesOf(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const end = /^.*node_modules\/(?:@[^/]+\/)?[^./][^/]*/.exec(input);
    if (end) packages.add(end[0]);
  }
  return [...packages].sort().map(licenceOf).join("\n\n");
}

function licenceOf(path) {
  const folder = join(ROOT, path);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const text = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  const body = text === undefined ? "" : readFileSync(join(folder, text), "utf8").trim();
  if (license === undefined && body === "")
    throw new Error(`${name} has no licence, and nothing of it may be bundled.`);
  const notice = join(folder, "NOTICE");
  return [`${name} ${version} (${license})`, body, existsSync(notice) ? readFileSync(notice, "utf8").trim() : ""]
    .filter((part) => part !== "")
    .join("\n\n");
}
