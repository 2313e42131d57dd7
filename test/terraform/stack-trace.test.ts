import { sourceOfTrace } from "../../src/terraform/stack/stack-trace";

test.each([
  ["a constructor", ["new Stack (/app/main.ts:10:5)"], { file: "/app/main.ts", line: 10 }],
  ["a bare location", ["/app/main.ts:10:5"], { file: "/app/main.ts", line: 10 }],
  ["Windows", ["Object.<anonymous> (C:\\app\\main.ts:3:1)"], { file: "C:\\app\\main.ts", line: 3 }],
  ["a module", ["file:///app/my%20main.mjs:7:2"], { file: "/app/my main.mjs", line: 7 }],
  ["a space in a folder", ["new A (/my app/main.ts:4:1)"], { file: "/my app/main.ts", line: 4 }],
  [
    "packages and Node left out",
    [
      "new Node (/app/node_modules/constructs/lib/construct.js:1:1)",
      "node:internal/modules/cjs/loader:1:1",
      "new Mine (/app/lib/mine.ts:20:3)",
      "/app/main.ts:2:1",
    ],
    { file: "/app/lib/mine.ts", line: 20 },
  ],
  ["only packages", ["a (/app/node_modules/x/y.js:1:1)"], undefined],
  ["no place", ["<anonymous>", "native", "new Promise (<anonymous>)", ""], undefined],
  ["what is no list", "x", undefined],
  ["what is no text", [1, null, {}], undefined],
  ["no file URL", ["file://%zz:1:1"], undefined],
])("%s", (_note, trace, expected) => {
  expect(sourceOfTrace(trace)).toEqual(expected);
});
