import type { Evidence, Finding } from "../src/findings";
import type { Verdict } from "./gate/verdict";

/** Something a rule found about one resource. */
export interface GuardFinding {
  /** Name of the rule, e.g. `law-enforcement-review`. */
  readonly rule: string;
  /**
   * Decision it belongs to, `D1` to `D14`.
   *
   * @default - none: a check of Terraform's that failed
   */
  readonly decision?: string;
  /** `denied`, `undetermined`, `audited` or `exempted`. */
  readonly verdict: string;
  /** Whether nothing exempts it. */
  readonly fatal: boolean;
  /** What is refused about this resource. */
  readonly message: string;
  /** Clause it answers. */
  readonly clause: string;
  /**
   * Terraform address of the resource.
   *
   * @default - the finding is not about one resource
   */
  readonly address?: string;
  /**
   * Construct that made it.
   *
   * @default - the JSON does not tell
   */
  readonly constructPath?: string;
  /** The facts, or the path edge by edge, that it rests on, one line each. */
  readonly evidence: string[];
  /** What would have to be known to decide an undetermined finding. */
  readonly unknown: string[];
  /** What can be done about it. */
  readonly mend: string;
}

/** What the gate says of stacks. */
export interface GuardReport {
  /** Findings that refuse the synthesis. */
  readonly refused: GuardFinding[];
  /** Findings that preconditions of the resource decide when Terraform plans. */
  readonly deferred: GuardFinding[];
  /** Findings that are only reported. */
  readonly warned: GuardFinding[];
  /** Sentences about what could not be seen. */
  readonly notes: string[];
}

/** The public form of a verdict. */
export function guardReport({ report, refused, deferred, warned }: Verdict): GuardReport {
  return {
    refused: refused.map(publicFinding),
    deferred: deferred.map(publicFinding),
    warned: warned.map(publicFinding),
    notes: [...report.notes],
  };
}

function publicFinding({
  rule,
  decision,
  verdict,
  fatal,
  message,
  clause,
  resource,
  evidence,
  unknown,
  mend,
}: Finding): GuardFinding {
  return {
    rule,
    decision: decision ?? undefined,
    verdict,
    fatal,
    message,
    clause,
    address: resource.address ?? undefined,
    constructPath: resource.constructPath ?? undefined,
    evidence: evidence.map(evidenceLine),
    unknown: [...unknown],
    mend,
  };
}

/** `E9 azurerm_storage_account.media -> azurerm_linux_function_app.ingest (attribute)`, or `tags.aoai-operator = none`. */
function evidenceLine(evidence: Evidence): string {
  return "edge" in evidence
    ? `${evidence.edge} ${evidence.from} -> ${evidence.to} (${evidence.attribute}, ${evidence.strength})`
    : `${evidence.path} = ${evidence.value}`;
}
