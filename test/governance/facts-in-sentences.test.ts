import { checkPlan } from "../../src/check";
import { SUBSCRIPTION } from "../cases/scenarios/scenarios";
import { planOf } from "../cases/scenarios/terraform";
import { HOSPITAL, hospitalWith, only, reportOn } from "./support/world";

const ACCOUNT = "azurerm_cognitive_account";

test("a sentence says a boolean as one, and the report keeps it as text", () => {
  const { message, evidence } = only(reportOn(hospitalWith(ACCOUNT, { local_auth_enabled: true })), "local-auth");
  expect(message).toMatch(/ Here .*\bproperties\.disableLocalAuth is false\b/);
  expect(evidence).toContainEqual({ path: "properties.disableLocalAuth", value: "false" });
});

test("a text that looks like a boolean stays in quotes", () => {
  const tags = { "aoai-operator": "true", "aoai-use-case": "surveillance" };
  const { findings } = reportOn(hospitalWith(ACCOUNT, { tags }));
  const sentences = findings.map(({ message }) => message).filter((message) => message.includes("aoai-operator is"));
  expect(sentences).not.toEqual([]);
  for (const sentence of sentences) expect(sentence).toContain('tags.aoai-operator is "true"');
});

test("a sensitive boolean is not shown", () => {
  const plan = planOf(hospitalWith(ACCOUNT, { local_auth_enabled: true }), { subscriptionId: SUBSCRIPTION });
  const marked = JSON.parse(JSON.stringify(plan)) as { resource_changes: { type: string; change: object }[] };
  for (const { type, change } of marked.resource_changes)
    if (type === ACCOUNT) Object.assign(change, { after_sensitive: { local_auth_enabled: true } });
  const { message } = only(checkPlan(marked, { context: HOSPITAL.context }), "local-auth");
  expect(message).toContain("properties.disableLocalAuth is (sensitive)");
});
