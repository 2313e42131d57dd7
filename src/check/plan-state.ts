import type { Finding } from "../findings";
import type { FailedCheck, TerraformDocument } from "../terraform";

/**
 * What Terraform itself says of a plan. An errored plan never passes: what a precondition refused is missing from it, so that nothing else could be found
 * against it. An incomplete one is undetermined, for the rest of it will be planned later.
 */
export function planStateFindings(document: TerraformDocument): Finding[] {
  const failed = document.failedChecks.map((check) => failedCheck(check, document));
  if (failed.length > 0) return failed;
  if (document.errored) return [errored(document)];
  if (!document.complete)
    return [incomplete(document, "Terraform marked this plan as incomplete: another plan will be needed")];
  const [first, ...others] = document.leftOut;
  if (first === undefined) return [];
  const rest = others.length === 0 ? "" : ` and ${others.length} more`;
  return [incomplete(document, `The plan leaves out ${first}${rest}, which the configuration makes, as -target does`)];
}

function failedCheck({ address, messages }: FailedCheck, { file, errored: isErrored }: TerraformDocument): Finding {
  const said =
    messages.length > 0 ? `: ${messages.map((message) => message.trim().replace(/\s+/g, " ")).join(" ")}` : "";
  const missing = isErrored ? " What it refused is missing from the plan." : "";
  return {
    ...base(file, address),
    rule: "terraform-check-failed",
    verdict: "denied",
    message: `A check of ${address} failed while Terraform planned${said.replace(/[.!?]?$/, ".")}${missing}`,
    mend: "Mend what the check says and plan again.",
  };
}

function errored({ file }: TerraformDocument): Finding {
  return {
    ...base(file, null),
    rule: "terraform-check-failed",
    verdict: "denied",
    message:
      "Terraform marked this plan as errored, without naming a failed check; what it could not plan is missing from it.",
    mend: "Mend what terraform plan reports and plan again.",
  };
}

function incomplete({ file }: TerraformDocument, reason: string): Finding {
  return {
    ...base(file, null),
    rule: "plan-incomplete",
    verdict: "undetermined",
    message: `${reason}, and what it will hold cannot be judged here.`,
    unknown: ["complete"],
    mend: "Plan without -target and without deferred changes, or check the next plan as well before relying on this one.",
  };
}

function base(file: string, address: string | null): Omit<Finding, "rule" | "verdict" | "message" | "mend"> {
  const name = address === null ? null : address.slice(address.lastIndexOf(".") + 1);
  const type = address === null ? "plan" : (/(?:^|\.)([a-z0-9_]+)\.[^.]+$/.exec(address)?.[1] ?? "check");
  return {
    decision: null,
    fatal: true,
    clause: "design",
    resource: { type, name, address, constructPath: null, file },
    evidence: [],
    unknown: [],
  };
}
