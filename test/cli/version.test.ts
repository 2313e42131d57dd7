import { join, parse } from "node:path";
import { packageRoot, packageVersion } from "../../src/cli/version";

const ROOT = join(__dirname, "..", "..");

test("the root of the package is the nearest folder above with a package.json", () => {
  expect(packageRoot()).toBe(ROOT);
  expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
});

test("where there is none, the search ends at the root of the disk", () => {
  const nowhere = join(parse(process.cwd()).root, "no-such-folder", "of-aoai-guard");
  expect(() => packageRoot(nowhere)).toThrow("package.json of aoai-guard");
});
