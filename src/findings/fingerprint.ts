import { createHash } from "../policy/create-hash";
import type { Finding } from "./finding";

/**
 * What is the same of a finding from run to run: the rule, what it is about, and of a path both its ends; not the words, which may change, nor the file, whose name often
 * does. Two findings of one run may share it: two paths between the same ends.
 * @returns 64 hexadecimal digits
 */
export function fingerprint({ rule, resource, evidence }: Pick<Finding, "rule" | "resource" | "evidence">): string {
  const { address, constructPath, type, name } = resource;
  const edges = evidence.flatMap((item) => ("edge" in item ? [item] : []));
  const parts = [rule, address, constructPath, type, name, edges[0]?.from, edges.at(-1)?.to];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
