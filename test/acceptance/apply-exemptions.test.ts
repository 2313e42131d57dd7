import { applyExemptions } from "../../src/acceptance";
import { failsRun } from "../../src/findings";
import { entries, finding, reportOf } from "./support";

const NOW = "2026-11-28";

test("an entry that holds takes its finding out, and says by whose leave", () => {
  const report = applyExemptions(
    reportOf(finding(), finding({ rule: "content-filter" })),
    entries({ description: "why" }),
    NOW,
  );
  expect(report.findings.map(({ verdict }) => verdict)).toEqual(["exempted", "denied"]);
  expect(report.findings[0]?.exemption).toEqual({
    id: "keys",
    source: "file",
    category: "Waiver",
    reason: "why",
    expiresOn: "2027-01-31",
  });
  expect(report.summary).toEqual({ denied: 1, undetermined: 0, audited: 0, exempted: 1, compliant: 2 });
  expect(report.notes).toEqual([]);
});

test("an entry holds through the day it ends, and not a moment longer", () => {
  const at = (now: string) => applyExemptions(reportOf(finding()), entries({ expiresOn: "2026-12-01" }), now);
  expect(failsRun(at("2026-12-01T23:59:59Z"))).toBe(false);
  const after = at("2026-12-02T00:00:00Z");
  expect(failsRun(after)).toBe(true);
  expect(after.notes).toEqual([
    'The exemption "keys" in exemptions.yaml ended on 2026-12-01; what it covered counts again (1 finding).',
  ]);
});

test("an entry that has ended and covers nothing is to be taken out", () => {
  const { notes } = applyExemptions(reportOf(), entries({ expiresOn: "2026-11-01" }), NOW);
  expect(notes).toEqual(['The exemption "keys" in exemptions.yaml ended on 2026-11-01; take it out.']);
});

test("an entry that covers nothing is told", () => {
  const report = applyExemptions(reportOf(finding()), entries({ address: "azurerm_cognitive_account.gone" }), NOW);
  expect(report.notes).toEqual([
    'The exemption "keys" in exemptions.yaml covers no finding; correct the rule or the address, or take it out.',
  ]);
  expect(failsRun(report)).toBe(true);
});

test("an entry that covers more than it is meant for exempts from nothing until somebody looks", () => {
  const wide = { address: "azurerm_cognitive_account.*" };
  const two = reportOf(finding(), finding({ resource: { address: "azurerm_cognitive_account.other" } }));
  const report = applyExemptions(two, entries(wide), NOW);
  expect(report.findings.map(({ verdict }) => verdict)).toEqual(["denied", "denied"]);
  expect(report.notes).toEqual([
    'The exemption "keys" in exemptions.yaml covers 2 findings and is meant for 1, so it exempts from none of them; narrow it, or have the others approved and write findings: 2.',
  ]);
  expect(failsRun(applyExemptions(two, entries({ ...wide, findings: 2 }), NOW))).toBe(false);
});

test("a fatal finding stays, and says that it stays", () => {
  const report = applyExemptions(reportOf(finding({ fatal: true })), entries({}), NOW);
  expect(report.findings[0]).toMatchObject({ verdict: "denied", exemption: { id: "keys", ignored: true } });
  expect(report.findings[0]?.message).toBe(
    'Keys are on. The exemption "keys" in exemptions.yaml is ignored: nothing exempts from a fatal rule.',
  );
  expect(failsRun(report)).toBe(true);
});

test("an undetermined and an audited finding are taken out, too; what Azure exempts is left to Azure", () => {
  const verdicts = (["undetermined", "audited", "exempted"] as const).map((verdict) => finding({ verdict }));
  const report = applyExemptions(reportOf(...verdicts), entries({ findings: 2 }), NOW);
  expect(report.findings.map(({ verdict, exemption }) => [verdict, exemption?.source])).toEqual([
    ["exempted", "file"],
    ["exempted", "file"],
    ["exempted", undefined],
  ]);
});
