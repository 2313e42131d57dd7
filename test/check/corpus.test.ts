import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { checkPlan, type CheckContext } from "../../src/check";
import type { Report } from "../../src/findings";

/**
 * Whole configurations planned by the real azurerm 4.55.0 and 5.2.0. The corpus is not part of the project: AOAI_GUARD_CORPUS names its folder, else it is
 * looked for beside the checkout.
 */
const CORPUS = process.env.AOAI_GUARD_CORPUS ?? join(__dirname, "../../../shared/corpus");
const present = existsSync(join(CORPUS, "azurerm"));
if (!present) console.warn(`Skipped: no corpus of recorded plans at ${CORPUS}.`);
const recorded = present ? describe : describe.skip;

interface Plan {
  resource_changes: { type: string; change: { after: Record<string, unknown> | null } }[];
}

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: "11111111-1111-1111-1111-111111111111", tags: {}, managementGroups: ["corp"] }],
  guard: [{ scope: "/providers/Microsoft.Management/managementGroups/corp" }],
};

/** A plan in which all resources of a type got tags. */
function planOf(file: string, tagged: { type: string; tags: Record<string, string> }[] = []): Plan {
  const plan = JSON.parse(gunzipSync(readFileSync(join(CORPUS, "azurerm", file))).toString("utf8")) as Plan;
  for (const { type, change } of plan.resource_changes) {
    for (const { tags } of tagged.filter((each) => each.type === type)) {
      change.after = { ...change.after, tags: { ...(change.after?.["tags"] as object), ...tags } };
    }
  }
  return plan;
}

const refused = ({ findings }: Report): string[] => [
  ...new Set(
    findings
      .filter(({ verdict }) => verdict === "denied" || verdict === "undetermined")
      .map(({ decision }) => decision ?? ""),
  ),
];
const DECLARATION = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "image-analysis",
  "aoai-camera-source": "fixed",
  "aoai-camera-environment": "controlled",
  "aoai-camera-processing": "recorded",
  "aoai-owner": "captions@northwind.example",
};

recorded.each(["plans", "5.2/plans"])("%s", (folder) => {
  const BODY_CAMERAS = `${folder}/body-camera-pipeline.plan.json.gz`;

  test("the body-camera pipeline is followed from its declared hubs, modules and unknown principals notwithstanding", () => {
    const plan = planOf(BODY_CAMERAS, [{ type: "azurerm_iothub", tags: { "aoai-camera-source": "body-worn" } }]);
    const finding = checkPlan(plan, { context: CONTEXT }).findings.find(({ rule }) => rule === "camera-pipeline");
    expect(finding).toMatchObject({ decision: "D6", verdict: "denied" });
    expect(finding?.evidence.map((each) => ("edge" in each ? each.edge : each.path))).toEqual(["E10", "E9", "E1"]);
  });

  test("before that its words are audited and no pipeline is claimed", () => {
    const report = checkPlan(planOf(BODY_CAMERAS), { context: CONTEXT });
    expect(refused(report)).toEqual(["D9"]);
    expect(report.findings.filter(({ decision }) => decision === "D14")).toHaveLength(1);
  });

  test("the captioning shop is refused nothing once it is declared", () => {
    const plan = planOf(`${folder}/retail-captions.plan.json.gz`, [
      { type: "azurerm_cognitive_account", tags: DECLARATION },
    ]);
    expect(refused(checkPlan(plan, { context: CONTEXT }))).toEqual([]);
  });
});

recorded("an ordinary landing zone", () => {
  test("has no finding at all", () => {
    expect(checkPlan(planOf("plans/ordinary-landing-zone.plan.json.gz")).findings).toEqual([]);
  });
});
