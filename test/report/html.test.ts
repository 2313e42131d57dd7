import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PathEdge } from "../../src/findings";
import { reporters } from "../../src/report";
import { drawingOfPaths } from "../../src/report/path-drawing";
import { svg } from "../../src/report/trace/svg";
import { audited, hostileReport, pipeline, reportOf, waiting } from "./sample";

const options = { toolVersion: "1.2.3" };
const asset = (name: string): string =>
  readFileSync(join(__dirname, "..", "..", "src", "report", "page", name), "utf8");
const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

test("the whole document", () => {
  const [style, script] = [asset("page.css"), asset("page.js")];
  const drawing = drawingOfPaths([pipeline]);
  if (drawing === undefined) throw new Error("one path is a picture");
  expect(reporters.html(reportOf([audited, pipeline, waiting], { notes: ["A note."] }), options)).toBe(
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>aoai-guard: refused</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="quiet">aoai-guard 1.2.3</p>
<h1>Refused</h1>
<ul class="counts">
<li data-verdict="denied"><strong>1</strong> denied</li>
<li data-verdict="undetermined"><strong>1</strong> undetermined</li>
<li data-verdict="audited"><strong>1</strong> audited</li>
<li data-verdict="exempted"><strong>0</strong> exempted</li>
<li data-verdict="compliant"><strong>0</strong> compliant accounts</li>
</ul>
</header>
<main>
<section aria-labelledby="context-title"><h2 id="context-title">Not decided for want of context</h2>
<p>1 rule on azurerm_cognitive_account.records, fatal.</p>
<p>These lines in the context file tell what the plan does not show. Write your own name for <code>NAME</code>, and all the tags into <code>{}</code>: left empty, it says that there are none.</p>
<pre tabindex="0" role="region" aria-label="Lines for the context file"><code>subscriptions:
  - id: 11111111-1111-1111-1111-111111111111
    tags: {}</code></pre>
</section>
<section aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
<noscript><p>The findings and their filters need JavaScript, which this browser does not run. The text report holds the same.</p></noscript>
<div id="interactive" hidden>
<form id="filters" aria-label="Filters">
<div class="field wide"><label for="search">Search</label><input type="search" id="search" name="search" autocomplete="off" spellcheck="false"></div>
<div class="field"><label for="rule">Rule</label><select id="rule" name="rule"><option value="">all</option><option value="local-auth">D12 local-auth</option><option value="camera-pipeline">D6 camera-pipeline</option><option value="prohibited-use">D3 prohibited-use</option></select></div>
<div class="field"><label for="file">File</label><select id="file" name="file"><option value="">all</option><option value="0">plan.json</option><option value="1">cdktf.out</option></select></div>
<fieldset><legend>Verdict</legend>
<label class="choice"><input type="checkbox" name="verdict" value="denied" checked>denied</label>
<label class="choice"><input type="checkbox" name="verdict" value="undetermined" checked>undetermined</label>
<label class="choice"><input type="checkbox" name="verdict" value="audited" checked>audited</label>
</fieldset>
<fieldset><legend>Only</legend><label class="choice"><input type="checkbox" name="fatal">fatal rules</label></fieldset>
<button type="button" id="show-all">Show all</button>
</form>
<p id="status" role="status"></p>
<ol id="findings" class="findings"></ol>
<nav id="pages" class="pages" aria-label="Pages of findings"><button type="button" id="previous">Previous</button><span id="place"></span><button type="button" id="next">Next</button></nav>
</div>
</section>
<section id="path-section" aria-labelledby="paths-title" hidden><h2 id="paths-title">Paths from cameras to models</h2>
<p class="quiet">A box is a resource; choose one to see what is found against it. The line below it names the evidence, dashed where that is weaker.</p>
<ul id="paths" class="routes"></ul>
<button type="button" id="more-paths" hidden>More paths</button>
<div class="drawing" tabindex="0" role="region" aria-label="Drawing of the paths">${svg(drawing)}</div>
</section>
<section aria-labelledby="notes-title"><h2 id="notes-title">Notes</h2><ul><li>A note.</li></ul></section>
</main>
<script type="application/json" id="data">{"findings":[{"rule":"camera-pipeline","decision":"D6","verdict":"denied","fatal":false,"clause":"R17, R19","resource":{"type":"Microsoft.CognitiveServices/accounts","name":"records","address":"azurerm_cognitive_account.records","constructPath":"police/records/account","file":"cdktf.out"},"unknown":[],"mend":"Take the camera out of the path, or get the use reviewed.","message":"A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.","paths":[[{"edge":"E1","from":"azurerm_iothub.fleet","to":"azurerm_storage_container.uploads","attribute":"azurerm_iothub.fleet: file_upload[0].container_name","strength":"strong"},{"edge":"E9","from":"azurerm_storage_container.uploads","to":"azurerm_cognitive_account.records","attribute":"azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT","strength":"medium"}]],"facts":[]},{"rule":"prohibited-use","decision":"D3","verdict":"undetermined","fatal":true,"clause":"R8","resource":{"type":"Microsoft.CognitiveServices/accounts","name":"records","address":"azurerm_cognitive_account.records","constructPath":"police/records/account","file":"cdktf.out"},"unknown":["subscription.tags.aoai-use-case"],"mend":"Take the prohibited use case away.","statement":"The rule is that there is no use that nobody may have.","paths":[],"facts":[]},{"rule":"local-auth","decision":"D12","verdict":"audited","fatal":false,"clause":"design","resource":{"type":"Microsoft.CognitiveServices/accounts","name":"chat","address":"azurerm_cognitive_account.chat","constructPath":null,"file":"plan.json"},"unknown":[],"mend":"Set local_auth_enabled = false.","message":"Keys are on.","paths":[],"facts":[{"path":"properties.disableLocalAuth","value":"false"}]}],"files":["plan.json","cdktf.out"]}</script>
<script>${script}</script>
</body>
</html>
`,
  );
});

test("no text ends the element it lies in", () => {
  const document = reporters.html(hostileReport(), options);
  expect(document.match(/<script/g)).toHaveLength(2);
  expect(document.match(/<\/script>/g)).toHaveLength(2);
  expect(document.match(/<!--/g)).toBeNull();
  const data = /<script type="application\/json" id="data">(.*)<\/script>/.exec(document)?.[1] ?? "";
  expect(JSON.parse(data).findings).toHaveLength(hostileReport().findings.length);
});

test("the page's own policy lets no other script, style or request be", () => {
  const document = reporters.html(reportOf([audited]), options);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(document)?.[1];
  expect(policy).toBe(
    `default-src 'none'; style-src '${hash(asset("page.css"))}'; script-src '${hash(asset("page.js"))}'; base-uri 'none'; form-action 'none'`,
  );
  expect(document).not.toMatch(/\b(?:src|href|style|on\w+)=/);
});

test("more than a picture holds is not drawn", () => {
  const many = Array.from({ length: 100 }, (_, i) => ({
    ...pipeline,
    evidence: pipeline.evidence.map((edge) =>
      "edge" in edge ? { ...edge, from: `${edge.from}${i}`, to: `${edge.to}${i}` } : edge,
    ),
  }));
  expect(drawingOfPaths(many)).toBeUndefined();
  expect(drawingOfPaths([audited])).toBeUndefined();
  expect(reporters.html(reportOf(many), options)).not.toContain("<svg");
});

test("an address in two plans is two boxes, which name their plans; a path may lead from one plan into the other", () => {
  const other = { ...pipeline, resource: { ...pipeline.resource, file: "other.json" } };
  const [edge, ...rest] = pipeline.evidence;
  const across = { ...other, evidence: [{ ...(edge as PathEdge), fromFile: pipeline.resource.file ?? "" }, ...rest] };
  expect(drawingOfPaths([pipeline, other])?.nodes).toHaveLength(6);
  const nodes = drawingOfPaths([pipeline, across])?.nodes.map(({ address, file }) => `${address} ${file}`);
  expect(nodes).toHaveLength(5);
  expect(nodes?.filter((node) => node.startsWith("azurerm_iothub.fleet"))).toEqual([
    `azurerm_iothub.fleet ${pipeline.resource.file}`,
  ]);
  expect(drawingOfPaths([pipeline])?.nodes[0]).not.toHaveProperty("file");
  expect(reporters.html(reportOf([pipeline, other]), options)).toContain(`in other.json`);
});

test("cameras stand at the head of the drawing, models at its end, and strength is that of the weakest edge", () => {
  const drawing = drawingOfPaths([pipeline, pipeline]);
  expect(drawing?.nodes.map(({ address, part }) => [address, part])).toEqual([
    ["azurerm_iothub.fleet", "camera"],
    ["azurerm_cognitive_account.records", "model"],
    ["azurerm_storage_container.uploads", "hop"],
  ]);
  expect(drawing?.paths.map(({ strength }) => strength)).toEqual(["medium"]);
});
