import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { planStack, terraformAvailable, type Fixtures } from "./terraform";

/**
 * `node dist/test/support/plan.js STACKDIR [--fixtures FILE] [--variables FILE] > plan.json`: a real plan of a stack, offline. Prints
 * `terraform show -json` of the plan; exits with Terraform's own code, so 1 where a precondition refused (the plan is printed all the same).
 */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { fixtures: { type: "string" }, variables: { type: "string" } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write("usage: plan.js STACKDIR [--fixtures FILE] [--variables FILE]\n");
    return 2;
  }
  if (terraformAvailable() === undefined) {
    process.stderr.write("terraform is not on PATH\n");
    return 2;
  }
  const json = (file: string | undefined): unknown =>
    file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
  const { plan, exitCode, stderr } = await planStack(folder, {
    fixtures: json(values.fixtures) as Fixtures,
    variables: json(values.variables) as Record<string, unknown>,
  });
  process.stderr.write(stderr);
  if (plan !== undefined) process.stdout.write(`${JSON.stringify(plan)}\n`);
  return exitCode;
}

void main().then((code) => {
  process.exitCode = code;
});
