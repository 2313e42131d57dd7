import type { MissingContext } from "./missing-context";

/** The result model that every gate gives and every report renders. `version` 1 of the JSON that `check --format json` prints. */

/** `denied` and `undetermined` can fail a run; `audited` and `exempted` are reported only. */
export type Verdict = "denied" | "undetermined" | "audited" | "exempted";

/** One hop of a path from a camera source to a model, in order. */
export interface PathEdge {
  /** Kind of evidence, E1 to E18 (docs/edges.md). */
  edge: string;
  /** Address of the resource that media leaves. */
  from: string;
  /** Address of the resource that media reaches. */
  to: string;
  /** The input file of the one, or of the other, where that is another than that of the model. */
  fromFile?: string;
  toFile?: string;
  /** The attribute that is the evidence, as `address: attribute`. */
  attribute: string;
  strength: Strength;
}

/** How sure the evidence of an edge is, weakest first. */
export type Strength = "weak" | "medium" | "strong" | "decisive";

/** A fact that made the rule match: where it was read and what it holds. Never a sensitive value. */
export interface FactEvidence {
  /** Path of the fact: `tags.aoai-operator`, `subscription.tags.aoai-operator`, `properties.model.name`. */
  path: string;
  /** Its value, printable; "(sensitive)" where Terraform marks it so. */
  value: string;
}

/** The value of a fact that ought to be there. */
export const NOT_SET = "(not set)";

export type Evidence = PathEdge | FactEvidence;

/** Why a finding is `exempted`. */
export interface ExemptionNote {
  /** Name or id of the exemption. */
  id: string;
  /** Where it is: in Azure (planned, or told by the context; also where absent), or in an exemption file. */
  source?: "azure" | "file";
  category: string;
  reason?: string;
  expiresOn?: string;
}

/** What a finding is about. */
export interface FindingSubject {
  /** ARM type. */
  type: string;
  name: string | null;
  /** ARM id; null or absent where a part of it is not known. */
  id?: string | null;
  /** Terraform address. */
  address: string | null;
  constructPath: string | null;
  /** Line of the program that made the resource (file as the stack trace has it, line from 1), where a synthesized stack tells. */
  madeAt?: { file: string; line: number };
  /** Input file, as the user named it. */
  file: string | null;
}

export interface Finding {
  /** Id of the rule: the policy's name (`deny-us-police-facial-recognition`) or a rule of our own (`camera-pipeline`, `terraform-check-failed`). */
  rule: string;
  /** D1 to D14, null for what no decision names (`terraform-check-failed`). */
  decision: string | null;
  verdict: Verdict;
  /** Fatal rules have no exemption and no off switch. */
  fatal: boolean;
  /** One or two sentences: what is refused, about this resource. */
  message: string;
  /** The message without the resource, the rule and the facts, for a reader who sees those beside it. */
  statement?: string;
  /** The clause of the Code of Conduct, or `design`, that the rule answers. */
  clause: string;
  resource: FindingSubject;
  evidence: Evidence[];
  /** Paths that would decide an undetermined finding; empty otherwise. */
  unknown: string[];
  /** What the context file could say to decide an undetermined finding, as far as that is known. */
  missingContext?: MissingContext;
  /** What the reader can do about it. */
  mend: string;
  /** Present where the verdict is `exempted`, or where a fatal rule ignored an exemption (`ignored`). */
  exemption?: ExemptionNote & { ignored?: boolean };
  /** Where a baseline was given: whether it holds the finding. Known findings fail no run. */
  baseline?: "known" | "new";
}

export interface Summary {
  denied: number;
  undetermined: number;
  audited: number;
  exempted: number;
  /** Accounts against which nothing is found. */
  compliant: number;
  /** Where a baseline was given: how many of the findings it holds. */
  known?: number;
}

export interface Report {
  version: 1;
  summary: Summary;
  /** Terraform types that no map covers, with how many resources of each were seen. */
  unmapped: Record<string, number>;
  /** Sentences about the run: what was incomplete, where plan and context disagree, what context would help. */
  notes: string[];
  findings: Finding[];
}
