import { canRecognise } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { Edge, Terrain } from "./edge";
import { isSink } from "./sinks";
import { isCarrier, isFront, isWorkload } from "./types";

/** Weak edges for what cannot be seen, and why each is one. */
export interface UnseenEdges {
  edges: Edge[];
  reasons: ReadonlyMap<Edge, string>;
  /** Resources that stand for "one of them, nobody can tell which": no resources of the plan. */
  crossroads: ReadonlySet<PlannedResource>;
}

/** Collects weak edges, and stands between what may be joined to many. */
export class Crossroads {
  readonly anyCarrier = crossroads("any of what keeps media");
  readonly anyStore = crossroads("any of what devices deliver to");
  readonly anyModel = crossroads("any of the models");
  readonly anyReceiver = crossroads("any of what takes media in");
  readonly anyCaller = crossroads("any of the workloads");
  private readonly found: Edge[] = [];
  private readonly reasons = new Map<Edge, string>();

  /** @param reason what is not seen; undefined for a way on or off */
  add(edge: string, from: PlannedResource, to: PlannedResource, attribute: string, reason?: string): void {
    const made: Edge = { edge, from, to, attribute, strength: "weak" };
    this.found.push(made);
    if (reason !== undefined) this.reasons.set(made, reason);
  }

  /** The edges, with the ways on and off the crossroads that they use. */
  joined(resources: readonly PlannedResource[], terrain: Terrain): UnseenEdges {
    if (this.found.length > 0) this.addWays(resources, terrain);
    return {
      edges: this.found,
      reasons: this.reasons,
      crossroads: new Set([this.anyCarrier, this.anyStore, this.anyModel, this.anyReceiver, this.anyCaller]),
    };
  }

  /** The ways on and off the crossroads that are in use. */
  private addWays(resources: readonly PlannedResource[], terrain: Terrain): void {
    const used = new Set(this.found.flatMap(({ from, to }) => [from, to]));
    const join = (from: PlannedResource, to: PlannedResource): void => {
      if (used.has(from) || used.has(to)) this.add("", from, to, "", undefined);
    };
    // Who takes media in and who calls may be one workload, of a type without a map.
    if (used.has(this.anyCaller)) join(this.anyReceiver, this.anyCaller);
    for (const resource of resources) {
      const { type } = resource.resource;
      const carries = isCarrier(type);
      const works = isWorkload(type);
      const answers = isSink(resource) || isFront(type);
      const recognises = canRecognise(resource.resource);
      if (!(carries || works || answers || recognises) || terrain.node(resource) !== resource) continue;
      if (carries || recognises) join(resource, this.anyCarrier);
      if (answers) join(this.anyModel, resource);
      if (carries) {
        join(this.anyReceiver, resource);
        join(this.anyStore, resource);
      }
      if (works) {
        join(this.anyReceiver, resource);
        join(resource, this.anyCaller);
      }
    }
  }
}

function crossroads(address: string): PlannedResource {
  return {
    address,
    terraformType: "",
    action: "no-op",
    resource: { type: "", name: address },
    scope: {},
    links: [],
    sensitive: [],
    file: "",
  };
}
