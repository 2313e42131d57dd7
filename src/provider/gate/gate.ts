import { parseContext, type CheckContext } from "../../check";
import { fails, type Finding } from "../../findings";
import { InputError } from "../../input/input-error";
import type { OpenObject, OpenValue } from "../../policy/json";
import { holdsUnknown, isObject, property } from "../../policy/property";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Diagnostic } from "../protocol/messages";
import { dynamicToPlain } from "../protocol/plain";
import { isUnknown as isUnknownOnWire, UNKNOWN, type WireObject, type WireValue } from "../protocol/wire";
import {
  coverOf,
  error,
  findingDiagnostic,
  isError,
  isTagAbove,
  openDiagnostic,
  unseenDiagnostic,
  warning,
  withoutValues,
} from "./diagnostics";
import { judgeGate, type Judgement } from "./judge-gate";

/** The context that the provider was configured with; "unknown" where Terraform does not know all of it yet. */
export type ProviderContext = CheckContext | "unknown" | undefined;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UNDETERMINED: readonly WireValue[] = ["warn", "fail"];

/** @throws InputError where the context is none */
export function contextOf(config: WireObject): ProviderContext {
  const context = dynamicToPlain(config["context"] ?? null);
  if (context === null) return undefined;
  return holdsUnknown(context) ? "unknown" : parseContext(context, "context");
}

/** What is wrong with the arguments of a gate, as far as they are known. */
export function faultsOfGate(config: WireObject): Diagnostic[] {
  const { resources, subscription_id: subscription, undetermined } = config;
  const faults: Diagnostic[] = [];
  const given = resourcesOf(resources ?? null);
  if (given !== Unknown && !isObject(given))
    faults.push(
      error(
        "resources is no object",
        'Write { "azurerm_cognitive_account.openai" = azurerm_cognitive_account.openai }.',
        "resources",
      ),
    );
  if (typeof subscription === "string" && !GUID.test(subscription))
    faults.push(
      error("subscription_id is no GUID", "Write the GUID alone, without /subscriptions/.", "subscription_id"),
    );
  if (typeof undetermined === "string" && !UNDETERMINED.includes(undetermined))
    faults.push(error(`undetermined is neither "warn" nor "fail"`, "", "undetermined"));
  return faults;
}

/** What a gate answers Terraform. */
export interface GateAnswer {
  /** Undefined where something is denied, or cannot be judged. */
  verdict: WireValue | undefined;
  diagnostics: Diagnostic[];
}

/**
 * Judges the arguments of a gate. What is denied is an error at once; what is undetermined because Terraform does not know a value yet is a warning. As long as anything is
 * unknown the verdict is, so that Terraform asks again when it applies, and takes whatever it is then.
 */
export function answerGate(config: WireObject, context: ProviderContext): GateAnswer {
  const given = resourcesOf(config["resources"] ?? null);
  const subscription = config["subscription_id"] ?? null;
  const isOpen = context === "unknown" || isUnknownOnWire(subscription) || holdsUnknown(given);
  if (!isObject(given)) {
    return { verdict: UNKNOWN, diagnostics: [unseenDiagnostic(["the resources"])] };
  }
  let judgement: Judgement;
  try {
    judgement = judgeGate({
      resources: given,
      ...(typeof subscription === "string" && { subscription }),
      ...(context !== undefined && context !== "unknown" && { context }),
    });
  } catch (fault) {
    if (!(fault instanceof InputError)) throw fault;
    return { verdict: undefined, diagnostics: [error("The gate cannot judge this", fault.message, "resources")] };
  }
  const { verdict } = judgement;
  const cover = coverOf(given);
  const findings = judgement.findings.map((finding) => withoutValues(finding, cover));
  const undetermined = config["undetermined"] === "fail" ? "fail" : "warn";
  const isLeft = leftToContext(given);
  const hidden = Object.keys(given).filter((address) => isUnknown(property(given, address)));
  const mayEnd = (finding: Finding): boolean => {
    if (!isOpen) return false;
    if (finding.verdict === "undetermined") return context === "unknown" || !isLeft(finding);
    // An exemption, or a resource, that is not known yet may lift what is denied now, but nothing that is fatal.
    return finding.verdict === "denied" && (context === "unknown" || hidden.length > 0) && !finding.fatal;
  };
  const open = findings.filter(mayEnd);
  const diagnostics = findings
    .filter((finding) => !mayEnd(finding))
    .map((finding) => findingDiagnostic(finding, fails(finding, { undetermined })));
  if (open.length > 0) diagnostics.push(openDiagnostic(open));
  if (hidden.length > 0) diagnostics.push(unseenDiagnostic(hidden));
  for (const note of judgement.notes) diagnostics.push(warning("aoai-guard", cover.text(note), "resources"));
  const isRefused = diagnostics.some(isError);
  return { verdict: isRefused ? undefined : isOpen ? UNKNOWN : verdict, diagnostics };
}

/**
 * Whether only the context could decide a finding: tags of a subscription or resource group that is known by its id and was not handed in. Terraform will know them no better when
 * it applies, so there is nothing to wait for.
 */
function leftToContext(resources: OpenObject): (finding: Finding) => boolean {
  const mayBring = Object.values(resources).some(
    (one) => isUnknown(one) || (isObject(one) && holdsUnknown(property(one, "tags"))),
  );
  return ({ unknown, missingContext }) =>
    !mayBring && missingContext !== undefined && unknown.every((path) => isTagAbove(path));
}

/** The resources by address, or Unknown where not even their addresses are known. */
const resourcesOf = (value: WireValue): OpenValue => {
  const plain = dynamicToPlain(value);
  return isUnknown(plain) ? Unknown : plain;
};
