/**
 * Prints `N passed, N failed` from the report that jest wrote (`jest --json --outputFile=FILE`): `node scripts/ci-summary.mjs FILE`.
 * Exits with 1 where anything failed, where a test file could not be run at all, where no test ran, or where there is no report.
 */
import { readFileSync } from "node:fs";

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(`There is no report of the tests: ${error.message}`);
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 1, success: false };
  }
}

const report = read(process.argv[2]);
for (const suite of report.testResults ?? []) {
  if (suite.status === "failed" && suite.assertionResults.length === 0)
    console.error(`Could not be run: ${suite.name}`);
}
// A file that could not be run has no tests to count; it counts as one that failed.
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
process.exitCode = report.success === true && failed === 0 && report.numPassedTests > 0 ? 0 : 1;
