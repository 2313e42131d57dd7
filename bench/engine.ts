import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import {
  compilePolicy,
  loadAliases,
  type AliasTable,
  type EvaluateInput,
  type OpenObject,
  type Policy,
} from "../src/policy";
import type { Benchmark, Row } from "./benchmark";

const ROOT = process.cwd();
const CORPUS = resolve(process.env["AOAI_GUARD_CORPUS"] ?? join(ROOT, "..", "shared", "corpus"));

interface Case {
  policy: Policy;
  input: EvaluateInput;
}

interface WrittenCase extends EvaluateInput {
  policyRule?: string;
  policyDefinition?: string;
  if?: unknown;
  definition?: unknown;
  aliases?: string;
  requestContext?: OpenObject;
}

/** The conformance corpus where it is there, otherwise the engine's own data cases. */
function casesAtHand(): { name: string; cases: Case[] } {
  const corpus = join(CORPUS, "policy-cases.jsonl.gz");
  if (!existsSync(corpus)) {
    const own = parse(readFileSync(join(ROOT, "test", "cases", "policy", "rules.yaml"), "utf8")) as WrittenCase[];
    return { name: "own cases", cases: own.flatMap((written) => compiled(written, {})) };
  }
  const table = (file: string): AliasTable => loadAliases(readFileSync(join(CORPUS, file), "utf8"));
  const tables = {
    "test_aliases.json": table("case-aliases.json"),
    "versioned_aliases.json": table("case-versioned-aliases.json"),
  };
  return {
    name: "corpus cases",
    cases: linesOf<WrittenCase>("policy-cases.jsonl.gz").flatMap((written) => compiled(written, tables)),
  };
}

function linesOf<T>(file: string): T[] {
  const text = gunzipSync(readFileSync(join(CORPUS, file))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

function compiled(written: WrittenCase, tables: Readonly<Record<string, AliasTable>>): Case[] {
  const definition = written.policyRule ??
    written.policyDefinition ??
    written.definition ?? { if: written.if, then: { effect: "deny" } };
  const { resource, parameters, apiVersion, related } = written;
  if (resource === undefined) return [];
  const requestContext = written.requestContext ?? (apiVersion === undefined ? {} : { apiVersion });
  const context = {
    resourceGroup: { name: "g", location: "eastus" },
    subscription: { subscriptionId: "1" },
    requestContext,
    ...written.context,
  };
  try {
    const policy = compilePolicy(definition, {
      aliases: written.aliases === undefined ? undefined : tables[written.aliases],
    });
    return [{ policy, input: { resource, parameters, context, apiVersion, related } }];
  } catch {
    // A case of a definition that is to be refused.
    return [];
  }
}

const WARM_UP = 2000;
const TIMES = 300;
const ROUNDS = 5;

/** Microseconds of one call, the best of some rounds. */
function microseconds(work: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < TIMES; i++) work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / TIMES / 1000);
  }
  return best;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function evaluation(): Row[] {
  const { name, cases } = casesAtHand();
  for (let i = 0; i < WARM_UP / 100; i++) {
    for (const { policy, input } of cases) {
      policy.evaluate(input);
      JSON.stringify(input.resource);
    }
  }
  const costs = cases.map(({ policy, input }) => microseconds(() => policy.evaluate(input).outcome));
  const baselines = cases.map(({ input }) => microseconds(() => JSON.stringify(input.resource)));
  const row = (q: number, label: string, aim: number): Row => {
    const [cost, baseline] = [quantile(costs, q), quantile(baselines, 0.5)];
    return {
      what: `${cases.length} ${name}: evaluate / JSON.stringify of the resource, ${label}`,
      cost: `${cost.toFixed(2)} us`,
      baseline: `${baseline.toFixed(2)} us`,
      ratio: cost / baseline,
      aim,
    };
  };
  // The witness needs 26 to 30 us at its 99th percentile against 0.5 us: the aim is twice its multiple.
  return [row(0.5, "median", 2.5), row(0.99, "99th percentile / median", 104)];
}

function builtIns(): Row[] {
  if (!existsSync(join(CORPUS, "builtin-policies.jsonl.gz"))) return [];
  const texts = linesOf<{ json: unknown }>("builtin-policies.jsonl.gz").map(({ json }) =>
    typeof json === "string" ? json : JSON.stringify(json),
  );
  const parseOnly = milliseconds(() => texts.forEach((text) => JSON.parse(text)));
  const policies: Policy[] = [];
  const compile = milliseconds(() => {
    for (const text of texts) if (!text.includes('"policyDefinitions"')) policies.push(compilePolicy(text));
  });
  const resources = Array.from({ length: 1000 }, (_, i): OpenObject => ({
    type: policies[i % policies.length]?.resourceTypes?.[0] ?? "Microsoft.CognitiveServices/accounts",
    name: `r${i}`,
    location: "eastus",
    tags: { env: "prod" },
    properties: { publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Allow" } },
  }));
  const some = policies.filter(({ notEvaluated }) => notEvaluated === undefined).slice(0, 500);
  const judged = milliseconds(() => {
    for (const resource of resources) for (const policy of some) policy.evaluate({ resource });
  });
  const written = milliseconds(() => some.forEach(() => resources.forEach((resource) => JSON.stringify(resource))));
  return [
    {
      what: `${texts.length} built-in definitions: compile / JSON.parse`,
      cost: `${compile.toFixed(0)} ms`,
      baseline: `${parseOnly.toFixed(0)} ms`,
      ratio: compile / parseOnly,
    },
    {
      what: "500 built-ins on 1,000 resources: evaluate / JSON.stringify",
      cost: `${judged.toFixed(0)} ms`,
      baseline: `${written.toFixed(0)} ms`,
      ratio: judged / written,
    },
  ];
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The Azure Policy engine on raw ARM resources, against writing the same resource as JSON. */
export const engine: Benchmark = {
  title: "Policy engine",
  run: () => [...evaluation(), ...builtIns()],
};
