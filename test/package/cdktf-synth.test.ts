import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** cdktf.json, as `npx cdktf synth` reads it: the app is the built examples. */
test("cdktf synth writes every compliant example", () => {
  if (!existsSync(join(ROOT, "dist", "examples", "main.js"))) {
    throw new Error('cdktf.json runs the examples as they are built: run "npm run build" first.');
  }
  const folder = mkdtempSync(join(tmpdir(), "aoai-guard-cdktf-"));
  try {
    const cli = join(ROOT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "synth", "--output", join(folder, "out")], {
      cwd: ROOT,
      encoding: "utf8",
      // It keeps an id of the user in a folder of its own, and would ask for newer versions.
      env: { ...process.env, HOME: folder, CHECKPOINT_DISABLE: "1", CI: "1" },
    });
    expect({ status, output: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, output: "" });
    const stacks = readdirSync(join(folder, "out", "stacks"));
    expect(stacks).toContain("hospital-summariser");
    for (const stack of stacks) expect(existsSync(join(folder, "out", "stacks", stack, "cdk.tf.json"))).toBe(true);
    expect(existsSync(join(folder, "out", "manifest.json"))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
