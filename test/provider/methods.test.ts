import { providerMethods } from "../../src/provider/methods";
import type { Diagnostic } from "../../src/provider/protocol/messages";
import { toWire, type WireValue } from "../../src/provider/protocol/wire";

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
