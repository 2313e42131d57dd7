import { spawnSync } from "node:child_process";
import { LATER_OPTIMIZING } from "../../src/cli/later-optimizing";

test("V8 knows the flag that this version of Node is told, if it is told one", () => {
  const flag = LATER_OPTIMIZING[process.versions.node.split(".", 1)[0] ?? ""] ?? "--stack-size=984";
  const { status, stderr } = spawnSync(process.execPath, [flag, "-e", "0"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
