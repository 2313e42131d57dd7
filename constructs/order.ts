import { Construct } from "constructs";
import { TerraformStack, type ITerraformDependable } from "cdktf";

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
