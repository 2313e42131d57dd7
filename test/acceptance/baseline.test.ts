import fc from "fast-check";
import { applyBaseline, parseBaseline } from "../../src/acceptance";
import { failsRun, type Finding, type Report, type Verdict } from "../../src/findings";
import { InputError } from "../../src/input";
import { reporters } from "../../src/report";
import { finding, reportOf } from "./support";

/** A baseline as a run before printed it. */
const baselineOf = (...findings: Finding[]) =>
  parseBaseline(JSON.parse(reporters.json(reportOf(...findings), { toolVersion: "1" })), "baseline.json");
const against = (baseline: Finding[], now: Finding[]): Report =>
  applyBaseline(reportOf(...now), baselineOf(...baseline));
const marks = ({ findings }: Report) => findings.map(({ baseline }) => baseline);

const other = finding({ resource: { address: "azurerm_cognitive_account.other" } });

test("what the baseline holds is known and fails no run; what it does not is new", () => {
  const report = against(
    [finding()],
    [finding({ message: "In other words.", resource: { file: "other.json" } }), other],
  );
  expect(marks(report)).toEqual(["known", "new"]);
  expect(report.summary.known).toBe(1);
  expect(failsRun(report)).toBe(true);
  expect(failsRun(against([finding(), other], [finding(), other]))).toBe(false);
});

test.each<[Verdict, Verdict, "known" | "new"]>([
  ["denied", "denied", "known"],
  ["denied", "undetermined", "known"],
  ["undetermined", "denied", "new"],
  ["audited", "undetermined", "new"],
  ["exempted", "denied", "new"],
])("%s before and %s now is %s", (before, now, mark) => {
  const report = against([finding({ verdict: before })], [finding({ verdict: now })]);
  expect(marks(report)).toEqual([mark]);
  expect(report.notes).toEqual([]);
});

test("a fatal finding is never known", () => {
  const fatal = finding({ fatal: true });
  const report = against([fatal], [fatal]);
  expect(marks(report)).toEqual(["new"]);
  expect(failsRun(report)).toBe(true);
  expect(report.notes).toEqual([
    "baseline.json holds a finding of a fatal rule, which no baseline lets pass: it is reported as new.",
  ]);
});

test("one finding more of the same is new", () => {
  expect(marks(against([finding()], [finding(), finding()]))).toEqual(["known", "new"]);
});

test("what is no longer found is told, so that a baseline shrinks", () => {
  expect(against([finding(), other], [other]).notes).toEqual([
    "baseline.json still holds what is no longer found: local-auth at azurerm_cognitive_account.this. Write it anew.",
  ]);
});

test.each<[string, unknown]>([
  ["a plan", { format_version: "1.2", resource_changes: [] }],
  ["a report of another version", { version: 2, findings: [] }],
  ["a finding without a rule", { version: 1, findings: [{ verdict: "denied" }] }],
  ["a verdict that is none", { version: 1, findings: [{ ...finding(), verdict: "fine" }] }],
  ["text", "text"],
])("%s is no baseline", (_, raw) => {
  expect(() => parseBaseline(raw, "baseline.json")).toThrow(InputError);
});

test("a run against its own report finds nothing new but what is fatal, and never knows more than the baseline holds", () => {
  const verdicts = fc.constantFrom<Verdict>("denied", "undetermined", "audited", "exempted");
  const findings = fc.array(
    fc
      .record({ verdict: verdicts, fatal: fc.boolean(), rule: fc.constantFrom("a", "b") })
      .map((parts) => finding(parts)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(findings, findings, (before, now) => {
      const same = against(before, before);
      expect(same.findings.every(({ baseline, fatal }) => (baseline === "known") === !fatal)).toBe(true);
      expect(against(before, now).summary.known).toBeLessThanOrEqual(before.length);
    }),
  );
});
