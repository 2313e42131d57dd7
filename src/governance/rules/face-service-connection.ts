import type { Finding } from "../../findings/finding";
import type { PlannedResource } from "../../arm/resource";
import { isUnknown } from "../../policy/unknown";
import { tagValue } from "../facts";
import { isJudged, type Inquiry } from "../inquiry";
import { label } from "../message";
import { isVisionService } from "../traced";
import { ownFinding, type OwnRule } from "./own-rule";

const RULE: OwnRule = { name: "face-service-connection", decision: "D13", clause: "R4, R15", fatal: false };

/** D13: an account that declares no face use, joined to a Face, Vision or Video Indexer resource all the same. */
export function judgeFaceServiceConnection(planned: PlannedResource, inquiry: Inquiry): Finding[] {
  const path = inquiry.pathsTo.get(planned)?.find(({ source }) => isVisionService(source));
  if (path === undefined || !isJudged(planned)) return [];
  const uses = tagValue(planned.resource.tags, inquiry.names.useCase);
  if (!isUnknown(uses) && /(^|[+,;\s])(face|facial)/i.test(uses ?? "")) return [];
  return [
    ownFinding(RULE, planned, "audited", {
      statement: `it declares no face use, but ${label(path.source)} is joined to it`,
      evidence: [...path.edges],
      mend: `Declare the use in ${inquiry.names.useCase}, or take the connection away.`,
    }),
  ];
}
