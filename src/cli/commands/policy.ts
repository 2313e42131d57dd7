import { Command } from "commander";
import type { Session } from "../session";
import { policyEvalCommand } from "./policy-eval";
import { policyHashCommand } from "./policy-hash";
import { policyLintCommand } from "./policy-lint";
import { policyTestCommand } from "./policy-test";

/** `aoai-guard policy ...`: for who keeps the library, or one of their own. */
export function policyCommand(session: Session): Command {
  const group = new Command("policy").description("evaluate a policy; test, lint and hash a policy library");
  for (const command of [policyEvalCommand, policyTestCommand, policyLintCommand, policyHashCommand])
    group.addCommand(command(session));
  return group;
}
