import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./checkout";

const guide = readFileSync(join(ROOT, "docs", "guide-ci.md"), "utf8");

test.each(["github-workflow.yml", "azure-pipelines.yml", "pre-commit-config.yaml"])(
  "the guide shows examples/ci/%s as it is, but for its first line",
  (name) => {
    const [, ...lines] = readFileSync(join(ROOT, "examples", "ci", name), "utf8").split("\n");
    expect(guide).toContain(`\`\`\`yaml\n${lines.join("\n")}\`\`\``);
  },
);
