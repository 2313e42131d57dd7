import type { PlannedResource } from "../../arm/resource";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { isCarrier, isWorkload } from "../types";

const JOB = "microsoft.streamanalytics/streamingjobs";
const HUBS = ["microsoft.eventhub/namespaces", "microsoft.servicebus/namespaces"];
/** Property that holds a bare name -> the types it can name. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  iothubnamespace: ["microsoft.devices/iothubs"],
  servicebusnamespace: HUBS,
  accountname: ["microsoft.storage/storageaccounts"],
  functionappname: ["microsoft.web/sites"],
};

/**
 * E11: a Stream Analytics job reads a hub or blobs and writes to a function, a hub, a queue or storage.
 *
 * Evidence: the job's inputs and outputs, as resources of their own or within the job, by reference or by name. Strong.
 * Cannot see: what the query selects.
 */
export const streamAnalytics: EdgeKind = {
  id: "E11",
  title: "Stream Analytics input and output",
  *find(terrain): Generator<Edge> {
    for (const part of terrain.parts([JOB])) {
      const job = terrain.node(part);
      for (const { target, attribute, path } of named(part, terrain)) {
        const other = terrain.node(target);
        if (other === job || !(isCarrier(other.resource.type) || isWorkload(other.resource.type))) continue;
        const evidence = `${part.address}: ${attribute}`;
        const way = directionOf(part, path);
        if (way !== "out") yield { edge: "E11", from: other, to: job, attribute: evidence, strength: "strong" };
        if (way !== "in") yield { edge: "E11", from: job, to: other, attribute: evidence, strength: "strong" };
      }
    }
  },
};

/** Of a job whose inputs and outputs cannot be told apart, both. */
function directionOf({ resource: { type } }: PlannedResource, path: string): "in" | "out" | "both" {
  const text = `${type} ${path}`;
  if (/\binputs\b/i.test(text)) return "in";
  if (/\boutputs\b/i.test(text)) return "out";
  return "both";
}

function* named(
  part: PlannedResource,
  terrain: Terrain,
): Generator<{ target: PlannedResource; attribute: string; path: string }> {
  yield* terrain.mentions(part);
  for (const { path, text } of terrain.texts(part)) {
    const types = NAMES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
    for (const target of types === undefined ? [] : terrain.hosts.named(types, text))
      yield { target, attribute: path, path };
  }
}
