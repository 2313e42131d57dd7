import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Locked {
  version: string;
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const lock = JSON.parse(readFileSync(join(__dirname, "..", "..", "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

/** Where Node finds a package that the package at `from` asks for. */
function resolve(name: string, from: string): Locked | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const found = lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`];
    if (found !== undefined || at === "") return found;
  }
}

/**
 * npm leaves a platform's package out of the lock where the registry did not have it on the day of the install, and `npm ci` then refuses the
 * lock on every platform.
 */
test("every package for another platform is in the lock", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => resolve(name, path) === undefined)
      .map((name) => `${path} asks for ${name}`),
  );
  expect(missing).toEqual([]);
});

test("the lock names no registry", () => {
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.includes("://"));
  expect(named).toEqual([]);
});
