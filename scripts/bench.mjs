/** Installs what is missing, builds, prints ratios: `npm run bench`, or `npm run bench -- start check` for some of them. */
import { must, run } from "./support/run.mjs";
import { ensureInstalled } from "./support/install.mjs";

ensureInstalled();
must(run(process.execPath, ["scripts/build.mjs"]), "The build");
must(run(process.execPath, ["dist/bench/main.js", ...process.argv.slice(2)]), "The benchmark");
