import type { PlannedResource } from "../arm/resource";
import type { Maybe } from "../policy/json";
import type { PolicyAssignment } from "./assignment";
import type { GuardInitiative } from "./rule-book";

/** An assignment of one of the guard's initiatives. */
export interface GuardAssignment {
  assignment: PolicyAssignment;
  initiative: GuardInitiative;
  /** Whether what is assigned is the library's content. Unknown where the plan makes it and its parts cannot be seen. */
  sameContent: Maybe<boolean>;
  /** How a message calls it: `the assignment azurerm_..., `guard[0] of the context`. */
  label: string;
  /** The planned resource, where it is one. */
  planned?: PlannedResource;
}
