import { decodeText, InputError, parseJson } from "../../input";
import { refuseOtherText } from "../../input/other-document";
import { parseWithoutPlannedValues } from "./planned-values";
import { HOW_TO_GET_A_PLAN, kindOf } from "./recognize";

/** Files that are no text, told by their first bytes: what they are, and what to do. */
const MAGIC: readonly { bytes: readonly number[]; problem: string; mend: string }[] = [
  {
    bytes: [0x50, 0x4b],
    problem: 'is a binary plan, as "terraform plan -out" writes it',
    mend: 'convert it with "terraform show -json PLANFILE"',
  },
  { bytes: [0x1f, 0x8b], problem: "is compressed with gzip", mend: "unpack it first" },
];

/** What `terraform plan -json` prints: one object a line, so that it is no JSON as a whole. */
const LOG = /^\s*\{[^\n]*"@level"/;

/**
 * Parses the bytes of a plan, perhaps without its planned values, or of a stack. In a stack a name that an object has twice is refused; of a plan, which Terraform writes and nobody
 * deploys, it is not asked.
 * @throws InputError that says what the file is instead, where its first bytes tell, and else how to get what is asked for
 */
export function parseDocument(bytes: Buffer, file: string): unknown {
  const kind = MAGIC.find((magic) => magic.bytes.every((byte, index) => bytes[index] === byte));
  if (kind !== undefined) throw new InputError(file, kind.problem, kind.mend);
  const plan = parseWithoutPlannedValues(bytes);
  if (plan !== undefined) return plan;
  const text = decodeText(bytes, file);
  if (LOG.test(text.slice(0, 2000))) {
    throw new InputError(file, 'is the log of "terraform plan -json", not a plan', HOW_TO_GET_A_PLAN);
  }
  try {
    return parseJson(text, file, { mayRepeat: (json) => kindOf(json) === "plan" });
  } catch (error) {
    if (!(error instanceof InputError) || error.path !== undefined) throw error;
    refuseOtherText(text, file, "configuration");
    throw new InputError(file, error.problem, HOW_TO_GET_A_PLAN);
  }
}
