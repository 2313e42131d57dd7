import { spawn } from "node:child_process";
import { join } from "node:path";
import { makeCertificate } from "../src/provider/plugin/certificate";
import { COOKIE } from "../src/provider/plugin/serve";
import type { Benchmark } from "./benchmark";
import { compare, median } from "./process";

const EXECUTABLE = join(__dirname, "..", "provider", "terraform-provider-aoaiguard");
const RUNS = 15;

/** What Terraform waits for each time it starts the provider, which it does two to four times in a run, beside a start of Node. */
export const provider: Benchmark = {
  title: "Provider: from its start to its handshake against node -e 0",
  async run() {
    const { certificatePem } = await makeCertificate();
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const time = await handshake(certificatePem);
      // The first run fills the caches of the file system.
      if (run > 0) times.push(time);
    }
    const [bare] = compare([{ name: "node -e 0", args: ["-e", "0"] }], RUNS);
    if (bare === undefined) return [];
    const cost = median(times);
    return [
      {
        what: "handshake with mutual TLS",
        cost: `${cost.toFixed(0)} ms`,
        baseline: `${bare.milliseconds.toFixed(0)} ms`,
        ratio: cost / bare.milliseconds,
      },
    ];
  },
};

/** Milliseconds until the line that Terraform waits for. */
function handshake(certificate: string): Promise<number> {
  const before = performance.now();
  const child = spawn(EXECUTABLE, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "6",
      PLUGIN_CLIENT_CERT: certificate,
    },
  });
  return new Promise((resolve, reject) => {
    let time = Number.NaN;
    child.on("error", reject);
    child.stdout.once("data", () => {
      time = performance.now() - before;
      child.kill("SIGTERM");
    });
    child.on("exit", () => resolve(time));
  });
}
