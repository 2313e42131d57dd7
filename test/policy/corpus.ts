import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import type { OpenObject, OpenValue, PolicyContext } from "../../src/policy";

/**
 * The conformance corpus lies outside of the project: at AOAI_GUARD_CORPUS, or in ../shared/corpus beside the repository.
 */
export const CORPUS = resolve(
  process.env["AOAI_GUARD_CORPUS"] ?? join(__dirname, "..", "..", "..", "shared", "corpus"),
);

/** Whether the corpus is there. Says so on stderr where it is not, so that nobody takes skipped tests for passed ones. */
export function corpusIsHere(): boolean {
  const here = existsSync(join(CORPUS, "policy-cases.jsonl.gz"));
  if (!here)
    process.stderr.write(
      `No conformance corpus at ${CORPUS}: its tests are SKIPPED. Set AOAI_GUARD_CORPUS to run them.\n`,
    );
  return here;
}

/** A case of policy-cases or random-cases. */
export interface PolicyCase {
  id: string;
  policyRule?: string;
  policyDefinition?: string;
  aliases?: string;
  resource?: OpenObject;
  parameters?: OpenObject;
  apiVersion?: string;
  context?: PolicyContext;
  requestContext?: OpenObject;
  related?: OpenObject[];
  expect: { effect?: string; noMatch?: true; invalid?: "parse" | "compile"; details?: OpenValue };
}

/** A case of function-cases. */
export interface FunctionCase {
  id: string;
  function: string;
  args: OpenValue[];
  want?: OpenValue;
  want_null?: true;
  want_undefined?: true;
  want_error?: string;
}

/** Reads one file of the corpus, one JSON value a line. */
export function readLines<T>(file: string): T[] {
  return readGzip(file)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** The text of a packed file of the corpus. */
export function readGzip(file: string): string {
  return gunzipSync(readFileSync(join(CORPUS, file))).toString("utf8");
}

/** The text of a file of the corpus. */
export function readText(file: string): string {
  return readFileSync(join(CORPUS, file), "utf8");
}
