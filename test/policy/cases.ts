import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Unknown, type OpenObject, type OpenValue } from "../../src/policy";

/** Reads the data cases of a file in test/cases/policy. The text "(unknown)" stands for Unknown anywhere in them. */
export function casesOf<T>(name: string): T {
  const text = readFileSync(join(__dirname, "..", "cases", "policy", name), "utf8");
  return withUnknowns(parse(text) as OpenValue) as unknown as T;
}

function withUnknowns(value: OpenValue): OpenValue {
  if (value === "(unknown)") return Unknown;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value as OpenObject).map(([name, part]) => [name, withUnknowns(part)]));
}

/** A rule with effect deny around a condition. */
export function denyIf(condition: OpenValue): OpenObject {
  return { if: condition, then: { effect: "deny" } };
}
