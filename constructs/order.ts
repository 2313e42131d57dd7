import { Construct } from "constructs";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { ExistingGuardrails } from "./existing-guardrails";
import type { IOpenAiGuardrails } from "./guardrails";
import { refuseProp } from "./props";

/**
 * What a resource must name in `depends_on` to come after others. Terraform knows its own stack only; for the others the stacks are put
 * in order, as a side effect.
 */
export function orderAfter(here: Construct, others: readonly ITerraformDependable[]): ITerraformDependable[] {
  const stack = TerraformStack.of(here);
  return others.filter((other) => {
    if (!Construct.isConstruct(other)) return true;
    const theirs = TerraformStack.of(other);
    if (theirs !== stack) stack.addDependency(theirs);
    return theirs === stack;
  });
}

/** Preconditions read the live assignments of a guard that was not made here; Terraform reads data of its own stack only. */
export function refuseDistantGuard(here: Construct, subject: string, guardrails: IOpenAiGuardrails): void {
  if (guardrails instanceof ExistingGuardrails && TerraformStack.of(guardrails) !== TerraformStack.of(here)) {
    const mend = "call OpenAiGuardrails.fromAssignmentId in the stack of the account";
    refuseProp(subject, "guardrails", "stands in another stack", mend);
  }
}
