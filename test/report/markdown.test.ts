import MarkdownIt from "markdown-it";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { reporters } from "../../src/report";
import { code, prose } from "../../src/report/markdown-text";
import { printable } from "../../src/report/printable";
import { everything, HOSTILE, hostile, hostileReport, pipeline, reportOf, waiting, waitingPath } from "./sample";

const options = { toolVersion: "1.2.3" };

type Element = DefaultTreeAdapterTypes.Element;

/** As a lenient service would render it: HTML is let through, and what looks like a link becomes one. */
const renderer = new MarkdownIt({ html: true, linkify: true, typographer: false });

function elementsOf(markdown: string): Element[] {
  const found: Element[] = [];
  const visit = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void => {
    for (const node of nodes) {
      if (!("tagName" in node)) continue;
      found.push(node);
      visit(node.childNodes);
    }
  };
  visit(parseFragment(renderer.render(markdown)).childNodes);
  return found;
}

const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";

test("the whole document: what is refused stands open, what is only reported unfolds", () => {
  const report = reportOf([...everything.findings, waiting, waitingPath], { notes: everything.notes });
  expect(reporters.markdown(report, options)).toBe(`<!-- aoai-guard -->

## aoai-guard: refused

**1 denied**, **3 undetermined**, **1 audited**, **1 exempted**, 0 compliant accounts

### Denied

- **D6** \`camera-pipeline\`: \`azurerm_cognitive_account.records\` in \`cdktf.out\`. A camera-ingest pipeline reaches this account from \`azurerm_iothub.fleet\`.
  - path: \`azurerm_iothub.fleet\` → \`azurerm_storage_container.uploads\` → \`azurerm_cognitive_account.records\` (E1 strong, E9 medium)
  - clause: R17, R19
  - mend: Take the camera out of the path, or get the use reviewed.

### Not decided

- **D2** \`mobile-camera-recognition\` (fatal: nothing exempts it): \`azurerm_cognitive_account.records\` in \`cdktf.out\`. Whether law enforcement operates this account is not known.
  - \`tags.aoai-camera-source\` = \`body-worn\`
  - not known: \`subscription.tags.aoai-operator\`, \`tags.aoai-operator\`
  - clause: R19
  - mend: Describe the subscription in the context file.

<details><summary>Reported only (1)</summary>

- **D12** \`local-auth\`: \`azurerm_cognitive_account.chat\` in \`plan.json\`. Keys are on.
  - \`properties.disableLocalAuth\` = \`false\`
  - clause: design
  - mend: Set \`local_auth_enabled\` = false.

</details>

<details><summary>Exempted (1)</summary>

- **D5** \`law-enforcement-review\`: \`azurerm_cognitive_account.chat\` in \`plan.json\`. A flagged subscription holds this account and no review is named.
  - exempt: records-pilot (Waiver, until 2027-01-31): GOV-17, signed by the board
  - clause: design
  - mend: Name the review in aoai-review-id.

</details>

### Not decided for want of context

2 rules on \`azurerm_cognitive_account.records\`, 1 of them fatal.

- \`azurerm_cognitive_account.records\`: D3 (fatal); D6
  - path: \`azurerm_iothub.fleet\` → \`azurerm_storage_container.uploads\` → \`azurerm_cognitive_account.records\`

These lines in the context file tell what the plan does not show. Write your own name for \`NAME\`, and all the tags into \`{}\`: left empty, it says that there are none.

\`\`\`yaml
guard:
  - scope: /providers/Microsoft.Management/managementGroups/NAME
subscriptions:
  - id: 11111111-1111-1111-1111-111111111111
    tags: {}
    managementGroups: [NAME]
\`\`\`

<details><summary>Notes (1)</summary>

- Nothing is known about subscription \`1b4e28ba-2fa1-11d2-883f-0016d3cca427\`.

</details>
`);
});

/** What the document is made of; anything else came out of a name. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  h2: [],
  h3: [],
  p: [],
  ul: [],
  li: [],
  strong: [],
  code: ["class"],
  pre: [],
  details: [],
  summary: [],
};

describe.each(HOSTILE)("what is called %j", (text) => {
  const rendered = elementsOf(reporters.markdown(reportOf([hostile(text)], { notes: [text] }), options));

  test("makes no element, no attribute and no link", () => {
    for (const { tagName, attrs } of rendered) {
      expect(Object.keys(OWN)).toContain(tagName);
      expect(attrs.filter(({ name }) => OWN[tagName]?.includes(name) !== true)).toEqual([]);
    }
  });

  test("is read as it is written", () => {
    const codes = rendered.filter(({ tagName }) => tagName === "code").map(textOf);
    expect(codes).toContain(printable(text));
  });

  /** GitHub looks for mentions, references, emoji and links in text outside `code` and `pre`. */
  test("mentions nobody and refers to nothing", () => {
    const outside = rendered
      .flatMap((element) => (["code", "pre"].includes(element.tagName) ? [] : element.childNodes))
      .flatMap((node) => ("value" in node ? [node.value] : []))
      .join("\n");
    expect(outside).not.toMatch(/@\w|#\d|\bGH-\d|:\w+:|\w\.\w|\b[0-9a-f]{7,}\b|https?:/);
  });
});

test("a report of everything hostile is one document of our own parts", () => {
  const rendered = elementsOf(reporters.markdown(hostileReport(), options));
  for (const { tagName } of rendered) expect(Object.keys(OWN)).toContain(tagName);
  expect(rendered.filter(({ tagName }) => tagName === "h2")).toHaveLength(1);
});

test("the renderer shows what escapes", () => {
  expect(elementsOf("- <img src=x> [a](https://evil.example) www.evil.example").map(({ tagName }) => tagName)).toEqual(
    expect.arrayContaining(["img", "a"]),
  );
});

test("what does not fit into a comment is counted", () => {
  const findings = Array.from({ length: 1000 }, (_, i) => ({
    ...pipeline,
    verdict: "audited" as const,
    resource: { ...pipeline.resource, address: `azurerm_cognitive_account.a${i}` },
  }));
  const document = reporters.markdown(reportOf(findings), options);
  expect(document.length).toBeLessThan(65_536);
  const shown = document.split("\n").filter((line) => line.startsWith("- ")).length;
  expect(document).toContain(`${1000 - shown} more entries do not fit`);
  expect(elementsOf(document).filter(({ tagName }) => tagName === "details")).toHaveLength(1);
  expect(document.match(/<details>/g)).toHaveLength((document.match(/<\/details>/g) ?? []).length);
});

test.each([
  ["plain", "`plain`"],
  ["a`b", "``a`b``"],
  ["`", "`` ` ``"],
  [" a", "`  a `"],
  ["", ""],
  ["a\nb", "`a\\u{a}b`"],
])("code %j", (text, expected) => {
  expect(code(text)).toBe(expected);
});

test.each([
  ["Keys are on.", "Keys are on."],
  ['Here tags.a is "b", and (x.y).', 'Here `tags.a` is "b", and (`x.y`).'],
  ["ask @octocat now", "ask `@octocat` now"],
  ["see deadbeefcafe or GH-1", "see `deadbeefcafe` or `GH-1`"],
  ["1. one", "1. one"],
  ["a-b, don't", "a-b, don't"],
  ["*", "`*`"],
])("prose %j", (text, expected) => {
  expect(prose(text)).toBe(expected);
});
