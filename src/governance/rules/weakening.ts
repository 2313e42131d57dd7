import type { Verdict } from "../../findings/finding";

/** Something that a plan does to the guard. */
export interface Weakening {
  /** In words that follow "this plan". */
  text: string;
  /** `undetermined` where it cannot be told whether the guard is weaker afterwards; `audited` where somebody approves more. */
  verdict: Exclude<Verdict, "exempted">;
  /** What would decide it. */
  unknown?: string;
}

export const denied = (text: string): Weakening => ({ text, verdict: "denied" });
export const open = (text: string, unknown: string): Weakening => ({ text, verdict: "undetermined", unknown });
export const audited = (text: string): Weakening => ({ text, verdict: "audited" });
