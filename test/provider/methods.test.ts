import { providerMethods } from "../../src/provider/methods";
import type { Diagnostic, DynamicValue } from "../../src/provider/protocol/messages";
import {
  fromWire,
  isUnknown,
  toWire,
  UNKNOWN,
  type WireObject,
  type WireValue,
} from "../../src/provider/protocol/wire";

type Answer = { diagnostics?: Diagnostic[] };

const ask = (method: string, request: object): Answer => providerMethods()[method]!(request as never);
const config: WireValue = { resources: null, subscription_id: null, undetermined: null, verdict: null };

test("a Terraform that would keep what a gate judges in its state is refused", () => {
  for (const clientCapabilities of [null, { writeOnlyAttributesAllowed: false }]) {
    const { diagnostics } = ask("ValidateResourceConfig", {
      typeName: "aoaiguard_gate",
      config: toWire(config),
      clientCapabilities,
    });
    expect(diagnostics?.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/needs Terraform 1\.11 or OpenTofu 1\.11/),
    ]);
  }
});

test("a gate cannot be imported", () => {
  const { diagnostics } = ask("ImportResourceState", { typeName: "aoaiguard_gate", id: "x" });
  expect(diagnostics).toHaveLength(1);
});

test("a gate that is destroyed is not judged", () => {
  expect(
    ask("PlanResourceChange", { proposedNewState: toWire(null), config: null, priorState: null }),
  ).not.toHaveProperty("diagnostics");
});

describe("a verdict is promised at plan", () => {
  const state = (verdict: WireValue, undetermined: WireValue = null): WireValue => ({
    resources: null,
    subscription_id: null,
    undetermined,
    verdict,
  });
  const own = {
    resources: [Buffer.from('["object",{}]'), {}],
    subscription_id: null,
    undetermined: null,
    verdict: null,
  };
  const planned = (prior: WireValue, proposed: WireValue): WireValue => {
    const answer = ask("PlanResourceChange", {
      config: toWire(own),
      priorState: toWire(prior),
      proposedNewState: toWire(proposed),
    }) as { plannedState: DynamicValue };
    return (fromWire(answer.plannedState) as WireObject)["verdict"] ?? null;
  };

  test("where nothing changes", () => {
    expect(planned(state("compliant"), state("compliant"))).toBe("compliant");
  });

  // Until Terraform applies, the context may have become another, and Terraform takes no other verdict than one it was told.
  test.each<[string, WireValue, WireValue]>([
    ["not of a new gate", null, state(UNKNOWN)],
    ["not where an argument changes", state("compliant"), state("compliant", "warn")],
    ["not where the verdict changes", state("audited"), state("audited")],
  ])("%s", (_note, prior, proposed) => {
    expect(isUnknown(planned(prior, proposed))).toBe(true);
  });
});
