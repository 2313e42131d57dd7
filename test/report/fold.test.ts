import type { PlannedResource } from "../../src/arm/resource";
import type { Edge, Trace } from "../../src/pipeline";
import { drawingOf, traceReporters } from "../../src/report/trace";
import { commonAddress, FEW, folded } from "../../src/report/trace/fold";
import { planned } from "../pipeline/support/planned";

const model = planned("azurerm_cognitive_account.model", "Microsoft.CognitiveServices/accounts", { kind: "OpenAI" });
const worker = planned("azurerm_linux_function_app.worker", "Microsoft.Web/sites");
const edge = (
  kind: string,
  from: PlannedResource,
  to: PlannedResource,
  strength: Edge["strength"] = "strong",
): Edge => ({
  edge: kind,
  from,
  to,
  attribute: `${from.address}: file_upload`,
  strength,
});

/** Cameras, each with storage of its own that one worker reads. */
function traceOf(
  count: number,
  name: (i: number) => string,
  strength: (i: number) => Edge["strength"] = () => "strong",
): Trace {
  const sources: PlannedResource[] = [];
  const last = edge("E1", worker, model);
  const routes = Array.from({ length: count }, (_, i) => {
    const camera = planned(`azurerm_iothub.${name(i)}`, "Microsoft.Devices/IotHubs", { name: `h${i}` });
    const storage = planned(`azurerm_storage_account.${name(i)}`, "Microsoft.Storage/storageAccounts", {
      name: `s${i}`,
    });
    sources.push(camera);
    return [edge("E10", camera, storage, strength(i)), edge("E9", storage, worker), last];
  });
  return {
    sources,
    sinks: [model],
    edges: routes.flat(),
    paths: routes.map((route) => ({
      source: (route[0] as Edge).from,
      sink: model,
      route,
      edges: route.map(({ from, to, ...rest }) => ({ ...rest, from: from.address, to: to.address })),
      strength: "strong",
      opaque: [],
    })),
  };
}

const byHand = (i: number): string => `gate_${i}`;
const byKey = (i: number): string => `gate["${i}"]`;
const shape = (trace: Trace) => {
  const { nodes, edges } = folded(drawingOf(trace));
  return {
    nodes: nodes.map(({ address, members }) => `${members?.length ?? 1} ${address}`),
    edges: edges.map(({ ends, edge: kind, strength }) => `${ends.join(" -> ")} ${kind} ${strength}`),
  };
};

test.each([
  ["written by hand", byHand, "gate_0 and 49 more"],
  ["of a for_each", byKey, "gate[*]"],
])("fifty cameras %s are drawn as one, and so is what each of them feeds", (_, name, told) => {
  expect(shape(traceOf(50, name))).toEqual({
    nodes: [
      `50 azurerm_iothub.${told}`,
      `50 azurerm_storage_account.${told}`,
      `1 ${worker.address}`,
      `1 ${model.address}`,
    ],
    edges: ["n0 -> n1 E10 strong", "n1 -> n2 E9 strong", "n2 -> n3 E1 strong"],
  });
});

test("a few are drawn one by one", () => {
  const few = drawingOf(traceOf(FEW, byHand));
  expect(folded(few)).toBe(few);
});

test("what has other edges is another", () => {
  const { nodes } = shape(traceOf(20, byHand, (i) => (i < 10 ? "strong" : "medium")));
  expect(nodes.filter((node) => node.includes("iothub"))).toEqual([
    "10 azurerm_iothub.gate_0 and 9 more",
    "10 azurerm_iothub.gate_10 and 9 more",
  ]);
});

test("the instances of one block are one, each strength of its edges drawn", () => {
  const { edges } = shape(traceOf(20, byKey, (i) => (i < 10 ? "strong" : "medium")));
  expect(edges.filter((line) => line.includes("E10"))).toEqual(["n0 -> n1 E10 strong", "n0 -> n1 E10 medium"]);
});

test("a drawing that is folded is folded", () => {
  const once = folded(drawingOf(traceOf(50, byKey)));
  expect(folded(once)).toEqual(once);
});

test.each(["dot", "mermaid", "svg"] as const)("%s draws fifty paths in four boxes and tells how many", (format) => {
  const document = traceReporters[format](drawingOf(traceOf(50, byHand)));
  expect(document).toContain("50 x Microsoft.Devices/IotHubs");
  expect(document).toContain("50 paths between 50 camera sources and 1 model.");
  expect(document).not.toMatch(/(label=|\[")[^\n]*gate_7\b/);
});

test("the tooltip of the svg tells them", () => {
  expect(traceReporters.svg(drawingOf(traceOf(50, byHand)))).toContain("\nazurerm_iothub.gate_7\n");
});

test("json holds every path", () => {
  const { paths, edges } = JSON.parse(traceReporters.json(drawingOf(traceOf(50, byHand)))) as Record<string, unknown[]>;
  expect([paths?.length, edges?.length]).toEqual([50, 101]);
});

test("text tells one of the paths that run the same way, and where the others begin", () => {
  const lines = traceReporters.text(drawingOf(traceOf(50, byHand))).split("\n");
  expect(lines.filter((line) => line.includes("|  E10"))).toHaveLength(1);
  expect(lines).toContain("  49 more paths run the same way, from");
  expect(lines).toContain("    azurerm_iothub.gate_49");
  expect(traceReporters.text(drawingOf(traceOf(FEW, byHand)))).not.toContain("more paths");
});

test.each([
  [["a.b"], "a.b"],
  [['a.b["x"]', 'a.b["y"]'], "a.b[*]"],
  [['module.m["x"].a.b[0]', 'module.m["y"].a.b[0]'], "module.m[*].a.b[0]"],
  [["a.b", "a.c", "a.d"], "a.b and 2 more"],
  [["a.b", "a.b"], "a.b"],
])("%j is %s", (addresses, told) => {
  expect(commonAddress(addresses)).toBe(told);
});
