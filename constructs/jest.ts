import { Guard, type GuardOptions } from "./guard";
import type { GuardFinding } from "./guard-report";

declare global {
  // @types/jest knows matchers only through this namespace.
  namespace jest {
    interface Matchers<R> {
      /**
       * The stack, the text of `Testing.synth(stack)` or a parsed cdk.tf.json has nothing that the guard refuses.
       *
       * @param options what the guard is told, as for `Guard.enforce`
       */
      toComplyWithGuardrails(options?: GuardOptions): R;
    }
  }
}

const line = ({ decision, rule, verdict, address, message, mend, evidence }: GuardFinding): string =>
  [`${verdict} ${decision ?? ""} ${rule} at ${address ?? "the stack"}: ${message}`, ...evidence, mend].join("\n    ");

if (typeof expect === "undefined") {
  throw new Error(
    "aoai-guard/jest found no expect to add its matcher to; import it in a test, or by setupFilesAfterEnv, under jest with its globals.",
  );
}

expect.extend({
  toComplyWithGuardrails(received: unknown, options?: GuardOptions) {
    const { refused } = Guard.check(received, options);
    return {
      pass: refused.length === 0,
      message: () =>
        refused.length === 0
          ? "The guard refuses nothing here, and was expected to."
          : `The guard refuses ${refused.length} ${refused.length === 1 ? "thing" : "things"} here:\n  ${refused.map(line).join("\n  ")}`,
    };
  },
});
