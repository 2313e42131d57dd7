import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findStacks, refuseCompany } from "../../src/cli/read/folder";
import { Folder } from "./harness";

let root: Folder;
beforeEach(() => {
  root = new Folder();
});
afterEach(() => root.remove());

const manifest = (...stacks: string[]) => ({
  version: "0.21.0",
  stacks: Object.fromEntries(
    stacks.map((name) => [name, { name, constructPath: name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
  ),
});

test("the stacks of a cdktf.out, in the order of its manifest", () => {
  root.write("manifest.json", manifest("b", "a"));
  root.write("stacks/a/cdk.tf.json", {});
  root.write("stacks/b/cdk.tf.json", {});
  expect(findStacks(root.path)).toEqual({
    files: [join(root.path, "stacks/b/cdk.tf.json"), join(root.path, "stacks/a/cdk.tf.json")],
    notes: [],
  });
});

test("without a manifest, every stack there is", () => {
  root.write("stacks/a/cdk.tf.json", {});
  expect(findStacks(root.path).files).toEqual([join(root.path, "stacks/a/cdk.tf.json")]);
});

test("the folder of one stack", () => {
  root.write("stacks/a/cdk.tf.json", {});
  expect(findStacks(join(root.path, "stacks/a")).files).toEqual([join(root.path, "stacks/a/cdk.tf.json")]);
});

test("a stack that the manifest forgot is judged, because it can still be applied", () => {
  root.write("manifest.json", manifest("a"));
  root.write("stacks/a/cdk.tf.json", {});
  root.write("stacks/old/cdk.tf.json", {});
  const { files, notes } = findStacks(root.path);
  expect(files).toHaveLength(2);
  expect(notes).toEqual([
    `${join(root.path, "stacks/old")} is not in manifest.json (left over from before?); it was judged all the same.`,
  ]);
});

test("a stack of the manifest that is missing", () => {
  root.write("manifest.json", manifest("a", "b"));
  root.write("stacks/a/cdk.tf.json", {});
  expect(() => findStacks(root.path)).toThrow(
    `${join(root.path, "stacks/b")} holds no cdk.tf.json; synthesize it again`,
  );
});

test("a stack synthesized as HCL", () => {
  root.write("manifest.json", manifest("a"));
  root.write("stacks/a/cdk.tf", 'resource "x" "y" {}');
  expect(() => findStacks(root.path)).toThrow(/holds cdk\.tf beside cdk\.tf\.json/);
});

test.each([
  ["zz_override.tf.json"],
  ["override.tf"],
  ["more.tf"],
  ["terraform.tfvars"],
  ["a.auto.tfvars.json"],
  ["b.tofu"],
  ["b.tofu.json"],
  ["UPPER.TF"],
  [".hidden.tf"],
])("%s beside a stack is refused: Terraform would read it too", (name) => {
  root.write("stacks/a/cdk.tf.json", {});
  root.write(`stacks/a/${name}`, "");
  const stack = join(root.path, "stacks/a");
  expect(() => findStacks(root.path)).toThrow(`${stack} holds ${name} beside cdk.tf.json: Terraform reads it too`);
  expect(() => findStacks(stack)).toThrow(name);
});

test.each([["terraform.tfstate"], [".terraform.lock.hcl"], ["assets.txt"], ["plan"], ["tf"], ["x.tf.bak"]])(
  "%s beside a stack is none of Terraform's configuration",
  (name) => {
    root.write("stacks/a/cdk.tf.json", {});
    root.write(`stacks/a/${name}`, "");
    expect(findStacks(root.path).files).toHaveLength(1);
  },
);

test("a folder that is called like a file of configuration is none", () => {
  root.write("stacks/a/cdk.tf.json", {});
  mkdirSync(join(root.path, "stacks/a/modules.tf"));
  expect(findStacks(root.path).files).toHaveLength(1);
});

test("several extra files are named together", () => {
  root.write("cdk.tf.json", {});
  root.write("b.tf", "");
  root.write("a.tfvars", "");
  expect(() => refuseCompany(root.path)).toThrow(
    `${root.path} holds a.tfvars, b.tf beside cdk.tf.json: Terraform reads them too, so cdk.tf.json alone does not tell what will be applied; ` +
      'take the extra files away, or check the plan ("terraform show -json PLANFILE").',
  );
});

test.each([
  ["an empty folder", [], /is a folder without stacks; give a cdktf\.out folder/],
  ["a cdktf.out without stacks", ["stacks/.keep"], /is a folder without stacks/],
  ["the project around a cdktf.out", ["cdktf.out/manifest.json"], /is a folder without stacks; check .*cdktf\.out\./],
  ["a folder of plain configuration", ["main.tf"], /is a folder without stacks; .*terraform show -json/],
])("%s", (_note, files, message) => {
  for (const file of files) root.write(file, "{}");
  expect(() => findStacks(root.path)).toThrow(message);
});
