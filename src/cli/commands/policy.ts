import { Command } from "commander";
import type { Session } from "../run";
import { policyHashCommand } from "./policy-hash";
import { policyLintCommand } from "./policy-lint";

/** `aoai-guard policy ...`: for who keeps the library, or one of their own. */
export function policyCommand(session: Session): Command {
  const group = new Command("policy").description("test, lint and hash a policy library");
  for (const command of [policyLintCommand, policyHashCommand]) group.addCommand(command(session));
  return group;
}
