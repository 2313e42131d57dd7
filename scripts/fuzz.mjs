/** Installs what is missing, builds, fuzzes the policy engine: `npm run fuzz -- --minutes 10`, or with the `--seed` that showed a fault. */
import { must, run } from "./support/run.mjs";
import { ensureInstalled } from "./support/install.mjs";

ensureInstalled();
must(run(process.execPath, ["scripts/build.mjs"]), "The build");
process.exitCode = run(process.execPath, ["dist/test/support/fuzz/main.js", ...process.argv.slice(2)]);
