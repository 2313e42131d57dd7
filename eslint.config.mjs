import js from "@eslint/js";
import tseslint from "typescript-eslint";
import boundaries from "eslint-plugin-boundaries";
import prettier from "eslint-config-prettier";

/** The rooms under src/, and which rooms each may import (docs/architecture.md). */
const ARROWS = {
  policy: [],
  input: ["policy"],
  arm: ["policy"],
  findings: ["policy"],
  terraform: ["policy", "input", "arm", "findings"],
  governance: ["policy", "input", "arm", "findings"],
  pipeline: ["policy", "input", "arm", "findings"],
  library: ["policy", "input", "arm", "findings"],
  report: ["policy", "input", "arm", "findings"],
  check: ["policy", "input", "arm", "findings", "terraform", "governance", "pipeline", "library"],
  cli: ["policy", "input", "arm", "findings", "terraform", "governance", "pipeline", "library", "report", "check"],
};
const everywhere = Object.keys(ARROWS).filter((room) => room !== "cli");

export default tseslint.config(
  { ignores: ["dist/", "coverage/", "node_modules/", "**/cdktf.out/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommended],
    plugins: { boundaries },
    settings: {
      "import/resolver": { node: { extensions: [".ts", ".js"] } },
      "boundaries/elements": [
        ...Object.keys(ARROWS).map((type) => ({ type, pattern: `src/${type}`, mode: "folder" })),
        { type: "constructs", pattern: "constructs", mode: "folder" },
      ],
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-azurerm",
              message: "Import @cdktf/provider-azurerm/lib/<resource>: the root costs seconds and 384 MB.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts", "constructs/**/*.ts"],
    rules: {
      "boundaries/element-types": [
        "error",
        {
          default: "disallow",
          rules: [
            ...Object.entries(ARROWS).map(([from, to]) => ({ from, allow: [from, ...to] })),
            { from: "constructs", allow: ["constructs", ...everywhere] },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["cdktf", "cdktf/*", "constructs", "@cdktf/*"], message: "Only constructs/ may import cdktf." },
          ],
        },
      ],
    },
  },
  {
    files: ["scripts/**/*.mjs", "*.mjs", "*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly", module: "writable", require: "readonly", URL: "readonly", performance: "readonly", Buffer: "readonly" } },
  },
  prettier,
);
