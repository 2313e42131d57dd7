import type { Edge, Trace } from "../../src/pipeline";
import { drawingOf, traceReporters, type TraceFormat } from "../../src/report/trace";
import { layoutOf, BOX, LABEL } from "../../src/report/trace/layout";
import { planned } from "../pipeline/support/planned";

/** Tries to end or to change whatever holds it. */
const HOSTILE = 'azurerm_x.a["</text><script>\\"]; %% -->|`\n\u001b[2J\u202e';

const camera = planned("azurerm_iothub.cameras", "Microsoft.Devices/IotHubs");
const worker = planned(HOSTILE, "Microsoft.Web/sites", { name: "w" });
const model = planned("azurerm_cognitive_account.model", "Microsoft.CognitiveServices/accounts", { kind: "OpenAI" });
const aside = planned("azurerm_storage_account.aside", "Microsoft.Storage/storageAccounts");
const edge = (kind: string, from: typeof camera, to: typeof camera, strength: Edge["strength"] = "strong"): Edge => ({
  edge: kind,
  from,
  to,
  attribute: `${from.address}: app_settings`,
  strength,
});
const route = [edge("E12", camera, worker), edge("E1", worker, model, "weak")];
const TRACE: Trace = {
  sources: [camera],
  sinks: [model],
  edges: [...route, edge("E12", worker, aside, "medium"), edge("E12", aside, worker)],
  paths: [
    {
      source: camera,
      sink: model,
      route,
      edges: route.map(({ from, to, ...rest }) => ({ ...rest, from: from.address, to: to.address })),
      strength: "weak",
      opaque: ["whose principal azurerm_role_assignment.r is about"],
    },
  ],
};
const EMPTY: Trace = { sources: [], sinks: [model], edges: [], paths: [] };
const FORMATS = Object.keys(traceReporters) as TraceFormat[];
const draw = (format: TraceFormat, trace = TRACE, all = false): string => traceReporters[format](drawingOf(trace, all));

test.each(FORMATS)("%s shows the path with its evidence and ends in a newline", (format) => {
  const document = draw(format);
  for (const told of ["azurerm_iothub.cameras", "azurerm_cognitive_account.model", "E12", "E1", "weak"])
    expect(document).toContain(told);
  expect(document.endsWith("\n")).toBe(true);
  expect(document).not.toContain("azurerm_storage_account.aside");
});

test.each(FORMATS)("%s shows what is on no path when asked", (format) => {
  expect(draw(format, TRACE, true)).toContain("azurerm_storage_account.aside");
});

test.each(FORMATS)("%s of nothing is a whole document", (format) => {
  expect(draw(format, EMPTY).length).toBeGreaterThan(10);
});

test.each(FORMATS)("%s lets no name end a label or reach the terminal", (format) => {
  const document = draw(format);
  expect(document).not.toContain("\u001b");
  if (format === "json") {
    expect(JSON.parse(document).edges[0].to).toBe(HOSTILE);
    return;
  }
  expect(document).not.toContain("\u202e");
  if (format === "text") return;
  expect(document).not.toMatch(/<script>[^"]*$/m);
  // What is left of the name is inside one line: nothing of it begins a line of its own.
  expect(document.split("\n").some((line) => line.startsWith("\\u") || line.startsWith("[2J"))).toBe(false);
});

test("text tells the path from top to bottom, and what is not seen", () => {
  const simple: Trace = {
    ...TRACE,
    paths: [
      {
        ...(TRACE.paths[0] as Trace["paths"][number]),
        edges: [{ edge: "E8", from: "a", to: "b", attribute: "a: x", strength: "decisive" }],
      },
    ],
  };
  expect(draw("text", simple)).toBe(`1 path between 1 camera source and 1 model.

azurerm_iothub.cameras => azurerm_cognitive_account.model (weak)
  a
    |  E8 decisive: a: x
  b
  not seen: whose principal azurerm_role_assignment.r is about
`);
});

test("dot escapes quotes and backslashes, and nothing else", () => {
  expect(draw("dot")).toContain('[\\"</text><script>\\\\\\"]; %% -->|`\\\\u{a}');
});

test("mermaid writes what could end a label as an entity code", () => {
  const label = /n1\["([^"]*)<br\/>Microsoft.Web\/sites"\]/.exec(draw("mermaid"))?.[1] ?? "";
  expect(label).toMatch(/^azurerm_x\.a\[#quot;#60;\/text#62;#60;script#62;/);
  expect(label).not.toMatch(/[<>"`|;](?<!#(\d+|quot);)/);
});

test("svg holds one box a node and one arrow an edge", () => {
  const document = draw("svg", TRACE, true);
  expect(document.match(/<title>/g)).toHaveLength(1 + 4 + 4);
  expect(document.match(/marker-end/g)).toHaveLength(4);
});

describe("the layout", () => {
  const { nodes, edges } = drawingOf(TRACE, true);
  const { boxes, lines, width, height } = layoutOf(nodes, edges);

  test("puts cameras above what they feed", () => {
    const y = (address: string): number =>
      boxes.get(nodes.find((node) => node.address === address)?.id ?? "")?.y ?? NaN;
    expect(y(camera.address)).toBeLessThan(y(worker.address));
    expect(y(worker.address)).toBeLessThan(y(model.address));
  });

  test("lets nothing overlap or leave the page", () => {
    const places = [
      ...[...boxes.values()].map(({ x, y }) => ({ x, y, width: BOX.width, height: BOX.height })),
      ...lines.map(({ label: { x, y, width: room } }) => ({
        x: x - room / 2,
        y: y - LABEL.height / 2,
        width: room,
        height: LABEL.height,
      })),
    ];
    for (const [i, a] of places.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
      for (const b of places.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });
});
