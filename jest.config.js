/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  moduleNameMapper: {
    "^aoai-guard$": "<rootDir>/constructs/index.ts",
    "^aoai-guard/(policy|check)$": "<rootDir>/src/$1/index.ts",
    "^aoai-guard/jest$": "<rootDir>/constructs/jest.ts",
  },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  testTimeout: 120000,
};
