import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import tseslint from "typescript-eslint";
import boundaries from "eslint-plugin-boundaries";
import prettier from "eslint-config-prettier";

/** What every room under src/ may import without a line of its own: one value in canonical JSON is one string. */
const COMMON = ["safe-stable-stringify"];
const MODEL = ["policy", "input", "arm", "findings"];

/** The rooms, the rooms each may import (docs/architecture.md), and the packages it may use. */
const ROOMS = {
  policy: { rooms: [], packages: ["ajv", "ajv-formats"] },
  input: { rooms: ["policy"], packages: ["ajv", "ajv-formats", "yaml"] },
  arm: { rooms: ["policy"] },
  findings: { rooms: ["policy"] },
  terraform: { rooms: MODEL },
  governance: { rooms: MODEL },
  pipeline: { rooms: MODEL },
  library: { rooms: MODEL, packages: ["ajv", "ajv-formats", "yaml"] },
  acceptance: { rooms: MODEL },
  inventory: { rooms: MODEL },
  report: { rooms: MODEL, packages: ["picocolors"] },
  check: { rooms: [...MODEL, "terraform", "governance", "pipeline", "library", "acceptance"] },
  cli: {
    rooms: [...MODEL, "terraform", "governance", "pipeline", "library", "acceptance", "inventory", "check", "report"],
    packages: ["commander", "picocolors", "progress"],
  },
  provider: {
    rooms: [...MODEL, "terraform", "check"],
    packages: ["@grpc/grpc-js", "@grpc/proto-loader", "@msgpack/msgpack", "@peculiar/x509", "reflect-metadata"],
  },
  constructs: {
    rooms: [...MODEL, "terraform", "governance", "pipeline", "library", "check", "report"],
    packages: ["ajv", "cdktf", "constructs"],
    provider: true,
  },
};

const policies = Object.entries(ROOMS).flatMap(([room, { rooms, packages = [], provider }]) => [
  { from: { element: { type: room } }, allow: { to: { element: { types: { anyOf: [room, ...rooms] } } } } },
  {
    from: { element: { type: room } },
    allow: { to: { module: { origin: "external", source: [...COMMON, ...packages] } } },
  },
  ...(provider === true
    ? [
        {
          from: { element: { type: room } },
          allow: {
            to: {
              module: { origin: "external", source: "@cdktf/provider-azurerm", internalPath: ["lib/*", "lib/*/**"] },
            },
          },
        },
      ]
    : []),
]);

/** The engine knows JSON and nothing of files or terminals; every other room may use what Node brings. */
const corePolicies = [
  { from: { element: { type: "!policy" } }, allow: { to: { module: { origin: "core" } } } },
  {
    from: { element: { type: "policy" } },
    allow: { to: { module: { origin: "core", source: ["node:crypto", "crypto"] } } },
  },
];

/** The root of the provider costs 1.5 to 2.6 s and 384 MB to load, and seconds of tsc even where only a type is meant. */
const ROOT = "/^@cdktf.provider-azurerm(.lib)?(.(lazy-)?index(.js)?)?.?$/";
const rootOfProvider = [
  `ImportDeclaration[source.value=${ROOT}]`,
  `ExportNamedDeclaration[source.value=${ROOT}]`,
  `ExportAllDeclaration[source.value=${ROOT}]`,
  `ImportExpression[source.value=${ROOT}]`,
  `TSImportType[source.value=${ROOT}]`,
  `TSExternalModuleReference[expression.value=${ROOT}]`,
  `CallExpression[callee.name=require][arguments.0.value=${ROOT}]`,
].map((selector) => ({
  selector,
  message: "Import @cdktf/provider-azurerm/lib/<resource>: the root costs seconds and 384 MB.",
}));

/** A type written as import("...") would slip past the arrows. */
const inlineTypeImport = { selector: "TSImportType", message: "Import the type by name, so that the arrows see it." };

const nodeGlobals = Object.fromEntries(
  ["process", "console", "module", "require", "__dirname", "URL", "performance", "Buffer", "setTimeout"].map((name) => [
    name,
    "readonly",
  ]),
);

export default tseslint.config(
  { ignores: ["dist/", "coverage/", "node_modules/", "**/cdktf.out/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-explicit-any": "error",
      // `declare global { namespace jest }` is how a matcher is made known to the types of jest.
      "@typescript-eslint/no-namespace": ["error", { allowDeclarations: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // Heavy modules are required where they are used: `check` on a small plan must start fast.
      "@typescript-eslint/no-require-imports": "off",
      "no-restricted-syntax": ["error", ...rootOfProvider],
    },
  },
  {
    files: ["src/**/*.ts", "constructs/**/*.ts"],
    plugins: { boundaries },
    settings: {
      "import/resolver": { node: { extensions: [".ts", ".js"] } },
      "boundaries/root-path": dirname(fileURLToPath(import.meta.url)),
      "boundaries/dependency-nodes": ["require", "import", "dynamic-import", "export"],
      "boundaries/elements": [
        ...Object.keys(ROOMS)
          .filter((room) => room !== "constructs")
          .map((room) => ({ type: room, pattern: `src/${room}` })),
        { type: "constructs", pattern: "constructs" },
        // No room may import these; naming them keeps them from being unknown, which the rule would let pass.
        ...["examples", "test", "bench", "scripts", "dist"].map((folder) => ({ type: folder, pattern: folder })),
      ],
    },
    rules: {
      "no-restricted-syntax": ["error", ...rootOfProvider, inlineTypeImport],
      "boundaries/no-unknown-files": "error",
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          checkAllOrigins: true,
          checkUnknownLocals: true,
          checkInternals: false,
          message:
            'The arrows between rooms do not let this room import "{{dependency.source}}" (docs/architecture.md, eslint.config.mjs)',
          policies: [...policies, ...corePolicies],
        },
      ],
    },
  },
  {
    files: ["scripts/**/*.mjs", "*.mjs", "*.js", "bench/**/*.mjs"],
    languageOptions: { globals: nodeGlobals },
  },
  {
    // A script of a web page, embedded as it is.
    files: ["src/report/page/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: Object.fromEntries(["document", "FormData"].map((name) => [name, "readonly"])),
    },
  },
  { files: ["*.js"], languageOptions: { globals: { ...nodeGlobals, module: "writable" } } },
  prettier,
);
