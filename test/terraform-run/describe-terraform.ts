import { terraformAvailable } from "../support/terraform";

/** A `describe` that runs only where terraform is on PATH; elsewhere it is skipped and says why. */
export function describeTerraform(name: string, tests: () => void): void {
  if (terraformAvailable() !== undefined) {
    describe(name, tests);
    return;
  }
  console.warn(`skipped: ${name} (terraform is not on PATH)`);
  describe.skip(`${name} [skipped: terraform is not on PATH]`, tests);
}
