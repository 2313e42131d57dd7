/**
 * The whole product in a minute: installs, builds, synthesizes a stack that complies and one that is refused, and checks real plans of both.
 * Exits with 1 where anything does not come out as it should. `npm run quickstart`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureInstalled } from "./support/install.mjs";
import { childEnvironment, must, ROOT, run } from "./support/run.mjs";
import { terraformVersion } from "./support/terraform.mjs";

const COMPLIANT = { name: "hospital-summariser", stack: "hospital-summariser", main: "main.js" };
/** The same stack once under the gate, and once in an app that never heard of it, which is what CI has to catch. */
const REFUSED = { name: "body-camera", stack: "body-camera", main: "main.js", unguarded: "unguarded.js" };
const REFUSAL = "aoai-guard refused";
const OUT = join(ROOT, "cdktf.out", "quickstart");
const surprises = [];

const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
const heading = (text) => console.log(`\n${paint(1, text)}`);
const say = (text) => console.log(`  ${text}`);
const quote = (text) => {
  if (text.trim() !== "") console.log(text.trimEnd().replace(/^/gm, "  | "));
};

heading("Installing and building");
ensureInstalled();
must(run(process.execPath, ["scripts/build.mjs"]), "The build");
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
say("done");

heading("1. A hospital's summariser synthesizes under its guard");
synth(COMPLIANT, COMPLIANT.main, true);

heading("2. A body-camera product is refused while it synthesizes");
synth(REFUSED, REFUSED.main, false);

heading("3. A plan of the hospital's summariser passes in CI");
check(COMPLIANT, plan(COMPLIANT, COMPLIANT.main), 0);

heading("4. A plan of the body-camera product is refused in CI, even where its authors never call the guard");
check(REFUSED, plan(REFUSED, REFUSED.unguarded), 1);

heading(surprises.length === 0 ? "All as it should be." : "Not as it should be:");
for (const surprise of surprises) say(paint(31, surprise));
if (surprises.length === 0) {
  say("Next: README.md; the examples are in examples/, each with a README; npx aoai-guard check --help.");
}
process.exitCode = surprises.length === 0 ? 0 : 1;

function node(args, extra = {}) {
  const started = performance.now();
  const child = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
    env: childEnvironment(extra),
    maxBuffer: 2 ** 28,
  });
  return { ...child, seconds: ((performance.now() - started) / 1000).toFixed(1) };
}

/** Runs an example's app and says how it went. */
function synth({ name }, main, wanted) {
  const app = `dist/examples/${name}/${main}`;
  const outdir = outputOf(name, main);
  say(paint(2, `$ node ${app}`));
  const { status, stderr, seconds } = node([app], { CDKTF_OUTDIR: outdir });
  quote(status === 0 ? "" : messageOf(stderr));
  verdict(wanted, status === 0, `synthesized to ${relative(ROOT, outdir)}`, `refused, exit code ${status}`, seconds);
  // An app that breaks for any other reason was not refused.
  if (status !== 0 && !stderr.includes(REFUSAL)) surprises.push(`${app} failed, and not because the guard refused it`);
}

/** cdktf makes the folder, but not those above it. */
function outputOf(name, main) {
  const outdir = join(OUT, name, main.replace(".js", ""));
  mkdirSync(join(OUT, name), { recursive: true });
  return outdir;
}

/** What is printed of an uncaught error: its message, without the source line and the trace around it. */
function messageOf(stderr) {
  if (!stderr.includes(REFUSAL)) return stderr;
  return stderr.slice(stderr.indexOf(REFUSAL)).split(/\n\s+at |\n\nNode\.js v/)[0];
}

/** A plan of the example: made now where terraform is on PATH, else the one that lies beside the example. */
function plan(example, main) {
  const { name, stack } = example;
  const shipped = join(ROOT, "examples", name, "plan.json");
  const version = terraformVersion();
  if (version === undefined) {
    say(paint(33, "terraform is not on PATH, so nothing is planned here:"));
    say(paint(33, `the plan comes from a file that is shipped with the example, ${relative(ROOT, shipped)}.`));
    return shipped;
  }
  const outdir = join(OUT, name, main.replace(".js", ""));
  if (!existsSync(outdir))
    must(node([`dist/examples/${name}/${main}`], { CDKTF_OUTDIR: outdir }).status, "Synthesizing");
  const folder = join(outdir, "stacks", stack);
  // The data sources of the stack read the cloud that the example's context describes, through a stand-in for the provider.
  const context = join(ROOT, "examples", name, "context.yaml");
  const { status, stdout, stderr, seconds } = node(["dist/test/support/plan.js", folder, "--context", context]);
  if (status !== 0) quote(stderr);
  must(status, "terraform plan");
  const file = join(OUT, `${name}.plan.json`);
  writeFileSync(file, stdout);
  say(`terraform ${version} planned ${relative(ROOT, folder)} (${seconds} s, with a stand-in for Azure).`);
  return file;
}

function check({ name }, file, wanted) {
  const args = ["check", relative(ROOT, file), "--context", `examples/${name}/context.yaml`];
  say(paint(2, `$ npx aoai-guard ${args.join(" ")}`));
  const { status, stdout, stderr, seconds } = node(
    ["dist/src/cli/main.js", ...args],
    color ? { FORCE_COLOR: "1" } : {},
  );
  quote(stdout + stderr);
  verdict(wanted === 0, status === 0, "passed, exit code 0", `refused, exit code ${status}`, seconds);
  // Exit code 2 is no refusal: nothing was judged.
  if (status !== wanted) surprises.push(`${name}: check ended with exit code ${status}, not ${wanted}`);
}

function verdict(wanted, passed, good, bad, seconds) {
  const told = passed ? good : bad;
  say(`${paint(wanted === passed ? 32 : 31, passed ? "PASS" : "REFUSED")}  ${told} (${seconds} s)`);
  if (wanted !== passed) surprises.push(`${told}, which was not expected`);
}
