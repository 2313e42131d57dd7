import { checkStack } from "../src/check";
import { declarationTags, type Declaration } from "./declaration";
import { refuseProp } from "./props";
import { DEFAULT_TAG_NAMES } from "../src/governance/facts";

/**
 * Refuses a declaration that a fatal rule forbids whatever the subscription says (gate G1): the rules themselves judge an account that has nothing
 * but these facts, under the library's own tag names.
 *
 * @throws InputError with the rule, the decision, the clause and the mend
 */
export function refuseFatal(subject: string, kind: string, declaration: Declaration): void {
  const tags = declarationTags(declaration, DEFAULT_TAG_NAMES);
  const stack = { resource: { azurerm_cognitive_account: { this: { name: "this", kind, tags } } } };
  const { findings } = checkStack(stack, { file: subject });
  const refused = findings.find((finding) => finding.fatal && finding.verdict === "denied");
  if (refused === undefined) return;
  const { rule, decision, clause, evidence, mend } = refused;
  const facts = evidence.flatMap((fact) => ("path" in fact ? [`${fact.path} is ${JSON.stringify(fact.value)}`] : []));
  const problem = `is refused by ${rule} (${decision}, ${clause}), because ${facts.join(" and ")}`;
  refuseProp(subject, "declaration", problem, `${mend.charAt(0).toLowerCase()}${mend.slice(1).replace(/\.$/, "")}`);
}
