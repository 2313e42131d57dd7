import type { PlannedResource } from "../../../src/arm/resource";

/** What is there, which edges of the kind that gives. */
export interface EdgeCase {
  note: string;
  resources: PlannedResource[];
  edges: string[];
}
