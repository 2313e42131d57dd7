import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { FORMATS } from "../../src/report/formats";
import { cli, Folder } from "./harness";

const EXAMPLE = join(__dirname, "..", "..", "examples", "body-camera");
const PLAN = join(EXAMPLE, "plan.json");
const CONTEXT = readFileSync(join(EXAMPLE, "context.yaml"), "utf8");

const root = new Folder();
afterAll(() => root.remove());

interface Drafted {
  exemptions: { name: string; policyDefinitionReferenceIds: string[]; expiresOn: string; metadata: object }[];
}

const check = (...args: string[]) => cli(["check", PLAN, "--context", join(EXAMPLE, "context.yaml"), ...args]);
const report = async (...args: string[]) => {
  const { code, out } = await check("--format", "json", ...args);
  const { findings, notes, summary } = JSON.parse(out) as {
    findings: { rule: string; decision: string; verdict: string; baseline?: string; exemption?: object }[];
    notes: string[];
    summary: Record<string, number>;
  };
  return { code, findings, notes, summary };
};
const verdicts = async (...args: string[]): Promise<string[]> =>
  (await report(...args)).findings.map(({ decision, verdict }) => `${decision} ${verdict}`);

/** What `--print-exemptions` prints, below the report. */
async function drafted(): Promise<Drafted> {
  const { out } = await check("--print-exemptions");
  return parse(out.slice(out.indexOf("# Approved?"))) as Drafted;
}

const approved = ({ exemptions }: Drafted): string =>
  stringify({
    exemptions: exemptions.map((entry) => ({
      ...entry,
      metadata: { ticket: "CHG-4711", owner: "platform@contoso.example" },
    })),
  });

test("the life of an exemption: printed, filled in, taken; a fatal finding survives it; expired, it fails again", async () => {
  expect(await verdicts()).toEqual(["D2 denied", "D5 denied", "D6 denied", "D7 denied", "D12 audited"]);
  const draft = await drafted();
  expect(draft.exemptions.flatMap((entry) => entry.policyDefinitionReferenceIds)).toEqual([
    "law-enforcement-review",
    "camera-pipeline",
    "flagged-model",
  ]);

  const asPrinted = root.write("as-printed.yaml", stringify(draft));
  const refused = await check("--exemptions", asPrinted);
  expect([refused.code, refused.out]).toEqual([2, ""]);
  expect(refused.err).toContain("as-printed.yaml at $.exemptions[0].metadata");

  const file = root.write("exemptions.yaml", approved(draft));
  expect(await verdicts("--exemptions", file)).toEqual([
    "D2 denied",
    "D5 exempted",
    "D6 exempted",
    "D7 exempted",
    "D12 audited",
  ]);
  expect((await report("--exemptions", file)).code).toBe(1);

  const later = root.write("later.yaml", `now: 2027-06-01\n${CONTEXT}`);
  const expired = await cli(["check", PLAN, "--context", later, "--exemptions", file]);
  expect(expired.out).toContain("DENIED D6 camera-pipeline");
  expect(expired.out.replace(/\s+/g, " ")).toContain("ended on 2027-02-");
});

test("an exemption of a fatal rule is ignored, and the finding says so", async () => {
  const [entry] = (await drafted()).exemptions;
  const fatal = { ...entry, name: "fatal", policyDefinitionReferenceIds: ["mobile-camera-recognition"] };
  const file = root.write("fatal.yaml", approved({ exemptions: [fatal as Drafted["exemptions"][number]] }));
  const { code, findings } = await report("--exemptions", file);
  expect(code).toBe(1);
  expect(findings[0]).toMatchObject({
    decision: "D2",
    verdict: "denied",
    exemption: { ignored: true, source: "file" },
  });
});

test("a rule that is in no library is refused, and the one that is meant is named; one of our own is none to refuse", async () => {
  const { exemptions } = await drafted();
  const [first, second] = exemptions as [Drafted["exemptions"][number], Drafted["exemptions"][number]];
  expect(second.policyDefinitionReferenceIds).toEqual(["camera-pipeline"]);
  const misspelt = { ...first, policyDefinitionReferenceIds: ["law-enforcment-review"] };
  const file = root.write("misspelt.yaml", approved({ exemptions: [second, misspelt] }));
  const { code, out, err } = await check("--exemptions", file);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(
    'misspelt.yaml at $.exemptions[1].policyDefinitionReferenceIds[0] is "law-enforcment-review", which is no rule; did you mean "law-enforcement-review"?',
  );
});

test("an address pattern covers what it means", async () => {
  const [, pipeline] = (await drafted()).exemptions as [unknown, Drafted["exemptions"][number]];
  const anywhere = { ...pipeline, address: "azurerm_cognitive_account.*", constructPath: undefined };
  const file = root.write("pattern.yaml", approved({ exemptions: [anywhere] }));
  expect(await verdicts("--exemptions", file)).toContain("D6 exempted");
});

test("a fatal finding survives an exemption from all, a baseline of its own and every option, in every format", async () => {
  const [entry] = (await drafted()).exemptions;
  const { findings } = await report();
  const all = {
    ...entry,
    name: "all",
    policyDefinitionReferenceIds: [...new Set(findings.map(({ rule }) => rule))],
    findings: findings.length,
  };
  const file = root.write("all.yaml", approved({ exemptions: [all as Drafted["exemptions"][number]] }));
  const baseline = root.write("own.json", (await check("--format", "json")).out);
  for (const format of FORMATS) {
    const args = ["--exemptions", file, "--baseline", baseline, "--undetermined", "warn", "--format", format];
    const { code, out } = await check(...args);
    expect([format, code, out.includes("mobile-camera-recognition")]).toEqual([format, 1, true]);
  }
});

test("the life of a baseline: written as a report, known findings pass, fatal ones never do, what is gone is told", async () => {
  const baseline = root.write("baseline.json", (await check("--format", "json")).out);
  const { code, findings, summary } = await report("--baseline", baseline);
  expect(findings.map((finding) => `${finding.decision} ${finding.baseline}`)).toEqual([
    "D2 new",
    "D5 known",
    "D6 known",
    "D7 known",
    "D12 known",
  ]);
  expect([code, summary["known"]]).toEqual([1, 4]);

  const hospital = join(EXAMPLE, "..", "hospital-summariser");
  const compliant = await cli([
    ...["check", join(hospital, "plan.json"), "--context", join(hospital, "context.yaml")],
    ...["--baseline", baseline],
  ]);
  expect(compliant.code).toBe(0);
  expect(compliant.out.replace(/\s+/g, " ")).toContain(
    "still holds what is no longer found: mobile-camera-recognition at",
  );
  expect(compliant.out).toContain("in the baseline");
});

test("known findings alone pass", async () => {
  const hospital = join(EXAMPLE, "..", "hospital-summariser");
  const context = readFileSync(join(hospital, "context.yaml"), "utf8");
  const police = context.replace(/tags: \{\}/, "tags: { aoai-operator: non-us-law-enforcement }");
  const args = ["check", join(hospital, "plan.json"), "--context", root.write("police.yaml", police)];
  const before = await cli([...args, "--format", "json"]);
  const { findings } = JSON.parse(before.out) as { findings: { verdict: string; fatal: boolean }[] };
  expect([before.code, findings.filter(({ verdict, fatal }) => fatal && verdict !== "audited")]).toEqual([1, []]);
  const baseline = root.write("hospital.json", before.out);
  expect((await cli([...args, "--baseline", baseline])).code).toBe(0);
});

test.each([
  [["--exemptions", PLAN], "plan.json seems to be a plan, not an exemption file"],
  [["--baseline", PLAN], "plan.json seems to be a plan, not a JSON report of aoai-guard; give it as PATH"],
  [["--exemptions", "nowhere.yaml"], "nowhere.yaml does not exist"],
  [["--print-exemptions", "--format", "json"], "--print-exemptions goes with a text report on standard output"],
])("%j is refused with one sentence", async (args, message) => {
  const { code, out, err } = await check(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test("nothing to exempt is said", async () => {
  const hospital = join(EXAMPLE, "..", "hospital-summariser");
  const { out } = await cli([
    ...["check", join(hospital, "plan.json"), "--context", join(hospital, "context.yaml"), "--print-exemptions"],
  ]);
  expect(out).toContain("\nNothing is denied or undetermined that an exemption could take out.\n");
});
