import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const ARROW = "boundaries/dependencies";
const ROOT_OF_PROVIDER = "no-restricted-syntax";

interface Case {
  note: string;
  file: string;
  code: string;
  /** Rules that must complain; none: the import is allowed. */
  rules: string[];
}

const cases: Case[] = [
  {
    note: "the engine imports no other room, not even a type",
    file: "src/policy/x.ts",
    code: 'import type { ArmResource } from "../arm/resource"; export type A = ArmResource;',
    rules: [ARROW],
  },
  {
    note: "the engine reads no files",
    file: "src/policy/x.ts",
    code: 'import { readFileSync } from "node:fs"; export const a = readFileSync;',
    rules: [ARROW],
  },
  {
    note: "a model room imports the engine",
    file: "src/arm/x.ts",
    code: 'import { Unknown } from "../policy/unknown"; export const a = Unknown;',
    rules: [],
  },
  {
    note: "a room imports itself",
    file: "src/report/x.ts",
    code: 'import { text } from "./text"; export const a = text;',
    rules: [],
  },
  {
    note: "terraform does not know governance",
    file: "src/terraform/x.ts",
    code: 'import type { CheckContext } from "../governance/context"; export type A = CheckContext;',
    rules: [ARROW],
  },
  {
    note: "nor through require",
    file: "src/terraform/x.ts",
    code: 'const a = require("../governance/context"); export const b = a;',
    rules: [ARROW],
  },
  {
    note: "nor through import()",
    file: "src/terraform/x.ts",
    code: 'export const a = () => import("../governance/context");',
    rules: [ARROW],
  },
  {
    note: "nor through a re-export",
    file: "src/terraform/x.ts",
    code: 'export type { CheckContext } from "../governance/context";',
    rules: [ARROW],
  },
  {
    note: "nor through an inline type",
    file: "src/terraform/x.ts",
    code: 'export type A = import("../governance/context").CheckContext;',
    rules: ["no-restricted-syntax"],
  },
  {
    note: "a reporter does not know the check",
    file: "src/report/x.ts",
    code: 'import type { CheckContext } from "../governance/context"; export type A = CheckContext;',
    rules: [ARROW],
  },
  {
    note: "the provider judges through the check alone",
    file: "src/provider/x.ts",
    code: 'import { judge } from "../governance"; export const a = judge;',
    rules: [ARROW],
  },
  {
    note: "nobody but the provider speaks gRPC",
    file: "src/check/x.ts",
    code: 'import { Server } from "@grpc/grpc-js"; export const a = Server;',
    rules: [ARROW],
  },
  {
    note: "src does not import cdktf",
    file: "src/check/x.ts",
    code: 'import { App } from "cdktf"; export const a = App;',
    rules: [ARROW],
  },
  {
    note: "src does not import cdktf for a type",
    file: "src/check/x.ts",
    code: 'import type { App } from "cdktf"; export type A = App;',
    rules: [ARROW],
  },
  {
    note: "src does not require constructs",
    file: "src/cli/x.ts",
    code: 'const a = require("constructs"); export const b = a;',
    rules: [ARROW],
  },
  {
    note: "src does not import a provider binding",
    file: "src/terraform/x.ts",
    code: 'import "@cdktf/provider-azurerm/lib/cognitive-account";',
    rules: [ARROW],
  },
  {
    note: "constructs imports a provider binding",
    file: "constructs/x.ts",
    code: 'import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account"; export const a = CognitiveAccount;',
    rules: [],
  },
  {
    note: "constructs imports cdktf",
    file: "constructs/x.ts",
    code: 'import { App } from "cdktf"; export const a = App;',
    rules: [],
  },
  {
    note: "constructs does not import the command line",
    file: "constructs/x.ts",
    code: 'import { main } from "../src/cli/main"; export const a = main;',
    rules: [ARROW],
  },
  {
    note: "the root of the provider, for a value",
    file: "constructs/x.ts",
    code: 'import { cognitiveAccount } from "@cdktf/provider-azurerm"; export const a = cognitiveAccount;',
    rules: [ARROW, ROOT_OF_PROVIDER],
  },
  {
    note: "the root of the provider, for a type",
    file: "examples/x.ts",
    code: 'import type { cognitiveAccount } from "@cdktf/provider-azurerm"; export type A = typeof cognitiveAccount;',
    rules: [ROOT_OF_PROVIDER],
  },
  {
    note: "the root of the provider, required",
    file: "test/x.ts",
    code: 'const a = require("@cdktf/provider-azurerm"); export const b = a;',
    rules: [ROOT_OF_PROVIDER],
  },
  {
    note: "the root of the provider, as an inline type",
    file: "test/x.ts",
    code: 'export type A = import("@cdktf/provider-azurerm").cognitiveAccount.CognitiveAccount;',
    rules: [ROOT_OF_PROVIDER],
  },
  {
    note: "the root of the provider under its other name",
    file: "test/x.ts",
    code: 'export * from "@cdktf/provider-azurerm/lib/index";',
    rules: [ROOT_OF_PROVIDER],
  },
  {
    note: "src does not import the tests",
    file: "src/report/x.ts",
    code: 'import { everything } from "../../test/report/sample"; export const a = everything;',
    rules: [ARROW],
  },
];

/** ESLint loads its configuration by import(), which jest's modules cannot do; so it runs in a process of its own, once for all cases. */
function lint(snippets: readonly Case[]): string[][] {
  const script = `
    const { ESLint } = require("eslint");
    (async () => {
      const eslint = new ESLint();
      const rules = [];
      for (const { file, code } of JSON.parse(require("node:fs").readFileSync(0, "utf8"))) {
        const [result] = await eslint.lintText(code + "\\n", { filePath: file });
        rules.push([...new Set(result.messages.map((message) => message.ruleId))].sort());
      }
      console.log(JSON.stringify(rules));
    })();`;
  const child = spawnSync(process.execPath, ["-e", script], {
    cwd: ROOT,
    encoding: "utf8",
    input: JSON.stringify(snippets),
  });
  expect(child.stderr).toBe("");
  return JSON.parse(child.stdout);
}

let found: string[][];
beforeAll(() => {
  found = lint(cases);
});

test.each(cases.map((row, index) => ({ ...row, index })))("$note", ({ index, rules }) => {
  expect(found[index]).toEqual(rules);
});
