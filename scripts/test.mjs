/** Installs what is missing, builds, runs jest; every argument is passed on to jest: `npm test -- test/policy --watch`. */
import { must, run, runTool } from "./support/run.mjs";
import { ensureInstalled } from "./support/install.mjs";
import { warnWithoutTerraform } from "./support/terraform.mjs";

ensureInstalled();
must(run(process.execPath, ["scripts/build.mjs"]), "The build");
warnWithoutTerraform();
const status = runTool("jest/bin/jest.js", process.argv.slice(2));
warnWithoutTerraform();
process.exitCode = status;
