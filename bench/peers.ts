import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Benchmark, Row } from "./benchmark";
import { CONTEXT } from "./estate";
import { planOfSize } from "./plan-of";
import { CHECK, rowsOf } from "./plan-costs";
import { compare, type Candidate } from "./process";

/** Checks of accounts that checkov has built in: public network, local authentication, managed identity, network and key of the customer. */
const CHECKOV = ["CKV_AZURE_134", "CKV_AZURE_236", "CKV_AZURE_238", "CKV_AZURE_247"];

interface Peer {
  command: string;
  /** More resources than this take too long to be worth the wait. */
  most: number;
  args: (plan: string) => readonly string[];
}

const PEERS: readonly Peer[] = [
  {
    command: "conftest",
    most: 50_000,
    args: (plan) => ["test", plan, "--parser", "json", "--policy", join("bench", "peers", "conftest")],
  },
  {
    command: "checkov",
    most: 1_000,
    args: (plan) => [
      ...["-f", plan, "--framework", "terraform_plan", "--compact", "--quiet", "--skip-download"],
      ...["--check", CHECKOV.join()],
    ],
  },
];
const SIZES = [1_000, 10_000, 50_000];
const RUNS = 3;

/** What `check` costs with the whole library beside others with a few rules, on the same plans. Those that are not on PATH are left out, and named. */
export const peers: Benchmark = {
  title: "Peers: aoai-guard check with the whole library against five rules in conftest and four checks of checkov",
  run() {
    const there = PEERS.filter(({ command }) => isOnPath(command));
    for (const { command } of PEERS.filter((peer) => !there.includes(peer)))
      console.log(`  ${command} is not on PATH and left out.`);
    if (there.length === 0) return [];
    const folder = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
    try {
      const context = join(folder, "context.json");
      writeFileSync(context, JSON.stringify(CONTEXT));
      return SIZES.flatMap((size) => against(there, size, folder, context));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function against(there: readonly Peer[], size: number, folder: string, context: string): Row[] {
  const plan = join(folder, `${size}.json`);
  writeFileSync(plan, JSON.stringify(planOfSize(size)));
  const able = there.filter(({ most }) => size <= most);
  const candidates = able.map(({ command, args }): Candidate => ({
    name: command,
    command,
    args: args(plan),
    codes: [0, 1],
  }));
  const [own, ...theirs] = compare([CHECK(plan, context), ...candidates], RUNS);
  if (own === undefined) throw new Error("nothing was measured");
  rmSync(plan);
  return theirs.flatMap((cost, i) => rowsOf(`${size} resources, ${able[i]?.command}`, own, cost, 1));
}

function isOnPath(command: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}
