import type { Gate, PolicyDefinition } from "../model";

/** The gates in order: what holds a rule there, and where that is. */
export const GATES: Readonly<Record<Gate, { place: string; how: string }>> = {
  G1: { place: "construct", how: "the props are refused while the stack is built" },
  G2: { place: "synth", how: "`Guard.enforce` evaluates this definition on the final JSON of the stack" },
  G3: { place: "plan", how: "`aoai-guard check` evaluates this definition on the planned resources" },
  G4: { place: "apply", how: "preconditions on live data sources refuse the resource" },
  G5: { place: "Azure", how: "Azure Policy evaluates this definition on every write" },
};

/** The gates that hold a rule: every definition is evaluated at G2, G3 and G5. */
export function gatesOf({ properties }: PolicyDefinition): readonly Gate[] {
  return properties.metadata.gates ?? ["G2", "G3", "G5"];
}
