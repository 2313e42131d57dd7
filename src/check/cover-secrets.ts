import { Cover } from "../arm/cover";
import type { Finding, Report } from "../findings";
import { secretTextsOf, type TerraformDocument } from "../terraform";

/** Covers what the documents mark as sensitive wherever it stands. Addresses are shown: Terraform prints them, too. */
export function coverOf(documents: readonly TerraformDocument[]): Cover {
  return new Cover(secretTextsOf(documents), addressesOf(documents));
}

function* addressesOf(documents: readonly TerraformDocument[]): Iterable<string> {
  for (const { resources } of documents) for (const { address } of resources) yield address;
}

/** A report without the secrets of the documents it is about. Rules, addresses and files are no values of a plan, and stay. */
export function coverReport(report: Report, documents: readonly TerraformDocument[]): Report {
  if (report.findings.length === 0 && report.notes.length === 0) return report;
  const cover = coverOf(documents);
  if (cover.isEmpty) return report;
  return {
    ...report,
    notes: report.notes.map((note) => cover.text(note)),
    findings: report.findings.map((finding) => coverFinding(finding, cover)),
  };
}

function coverFinding(finding: Finding, cover: Cover): Finding {
  const { message, statement, mend, resource, evidence, unknown, missingContext, exemption } = finding;
  const { name, id } = resource;
  return {
    ...finding,
    message: cover.text(message),
    mend: cover.text(mend),
    ...(statement === undefined ? {} : { statement: cover.text(statement) }),
    resource: { ...resource, name: cover.value(name), ...(id === undefined ? {} : { id: cover.value(id) }) },
    evidence: evidence.map((item) =>
      "edge" in item
        ? { ...item, attribute: cover.text(item.attribute) }
        : { path: cover.text(item.path), value: cover.text(item.value) },
    ),
    unknown: unknown.map((path) => cover.text(path)),
    ...(missingContext === undefined ? {} : { missingContext: cover.value(missingContext) }),
    ...(exemption === undefined ? {} : { exemption: { ...exemption, ...cover.value(withoutFlags(exemption)) } }),
  };
}

/** The texts of an exemption that come from a plan. */
const withoutFlags = ({ id, reason }: NonNullable<Finding["exemption"]>): { id: string; reason?: string } => ({
  id,
  ...(reason === undefined ? {} : { reason }),
});
