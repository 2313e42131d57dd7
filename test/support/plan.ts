import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { parseContext } from "../../src/governance/parse-context";
import { cloudOf } from "./cloud-of-context";
import { parseFixtures, planStack, terraformAvailable, type Fixtures } from "./terraform";

const USAGE = `usage: plan.js STACKDIR [--context FILE] [--fixtures FILE] [--variables FILE]

Prints "terraform show -json" of a plan that the real terraform makes with stub providers, offline. Data sources read the cloud that a context
file (YAML or JSON, as aoai-guard check takes it) describes, or fixtures (YAML or JSON, test/support/stub-provider/fixtures.ts); fixtures go first.
The exit code is Terraform's: 1 where a precondition refused; the plan is printed all the same. 2: wrong usage.
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { context: { type: "string" }, fixtures: { type: "string" }, variables: { type: "string" } },
  });
  const [folder] = positionals;
  if (folder === undefined || terraformAvailable() === undefined) {
    process.stderr.write(folder === undefined ? USAGE : "terraform is not on PATH\n");
    return 2;
  }
  const read = (file: string | undefined): unknown => (file === undefined ? {} : parse(readFileSync(file, "utf8")));
  const told = cloudOf(parseContext(read(values.context), values.context ?? ""));
  const given = parseFixtures(read(values.fixtures));
  const fixtures: Fixtures = { ...told, ...given, data: { ...told.data, ...given.data } };
  const variables = read(values.variables) as Record<string, unknown>;
  const { plan, exitCode, stderr } = await planStack(folder, { fixtures, variables });
  process.stderr.write(stderr);
  if (plan !== undefined) process.stdout.write(`${JSON.stringify(plan)}\n`);
  return exitCode;
}

void main().then((code) => {
  process.exitCode = code;
});
