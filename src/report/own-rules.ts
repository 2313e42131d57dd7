import type { RuleText } from "./reporter";

/** What the rules say of themselves that no Azure Policy can express: code of src/governance and src/check gives their findings. */
export const OWN_RULES: readonly RuleText[] = [
  {
    id: "camera-pipeline",
    title: "Azure OpenAI: no camera pipeline that reaches a model without a review",
    description:
      "Refuses an Azure OpenAI capable account that media from a camera source reaches over edges that each name their evidence, unless the camera is fixed, its environment controlled and no police is served, or a review is named.",
    mend: "Declare a fixed camera in a controlled environment where that is true; else have the pipeline reviewed and tag the review's id and expiry date.",
    clause: "design, R17, R19",
    decision: "D6",
    fatal: false,
  },
  {
    id: "guard-assignment",
    title: "Azure OpenAI: the guard is assigned and enforced where an account lies",
    description:
      "Refuses an Azure OpenAI capable account where both initiatives of the guard are not assigned above it, enforced and unaltered. Azure Policy cannot ask for its own presence.",
    mend: "Assign both initiatives, enforced and without exclusions, overrides or selectors, at a scope above the account.",
    clause: "design",
    decision: "D10",
    fatal: false,
  },
  {
    id: "guard-weakened",
    title: "Azure OpenAI: the guard, the flag and the declaration stay while accounts stay",
    description:
      "Refuses a plan that deletes or weakens the guard, or takes back a flag or a declaration, while accounts stay.",
    mend: "Leave the guard, the flag and the declaration as they are while accounts stay; take the accounts away first.",
    clause: "design",
    decision: "D10",
    fatal: false,
  },
  {
    id: "face-service-connection",
    title: "Azure OpenAI: a join with Face, Vision or Video Indexer is declared",
    description:
      "Reports an account that declares no face use while a Face, Vision or Video Indexer resource is joined to it.",
    mend: "Declare the use, or take the connection away.",
    clause: "R4, R15",
    decision: "D13",
    fatal: false,
  },
  {
    id: "contradicted-declaration",
    title: "Azure OpenAI: the configuration speaks of nothing that the declaration denies",
    description:
      "Reports an account that declares neither law enforcement nor a camera while names, tags or settings of the configuration speak of one.",
    mend: "Declare who operates, who is served and which cameras there are, or rename what misleads.",
    clause: "design",
    decision: "D14",
    fatal: false,
  },
  {
    id: "terraform-check-failed",
    title: "Terraform: no check failed in the plan",
    description:
      "Refuses a plan in which a precondition, a postcondition, a check or a validation failed: what it refused is missing from the plan.",
    mend: "Mend what the check says and plan again.",
    clause: "design",
    decision: null,
    fatal: true,
  },
  {
    id: "plan-incomplete",
    title: "Terraform: the plan is complete",
    description:
      "Leaves open a plan that Terraform calls incomplete: another will be needed, and what it will hold cannot be judged yet.",
    mend: "Plan without -target and without deferred changes, or check the next plan as well before relying on this one.",
    clause: "design",
    decision: null,
    fatal: true,
  },
];
