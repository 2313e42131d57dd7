import { Command } from "commander";
import type { Session } from "../session";
import { providerInstallCommand } from "./provider-install";

/** `aoai-guard provider ...`: for who wants Terraform itself to refuse. */
export function providerCommand(session: Session): Command {
  const group = new Command("provider").description("put the Terraform provider where terraform finds it");
  group.addCommand(providerInstallCommand(session));
  return group;
}
