import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, Folder } from "./harness";

const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as {
  version: string;
};
const PLACE = ["terraform.local", "aoai-guard", "aoaiguard", version];

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

test("puts the provider and its rules where terraform looks, and prints what a configuration needs", async () => {
  const { code, out } = await cli([
    "provider",
    "install",
    folder.path,
    "--platform",
    "linux_arm64",
    "--platform",
    "darwin_arm64",
  ]);
  expect(code).toBe(0);
  expect(out).toBe(`aoaiguard = {\n  source  = "terraform.local/aoai-guard/aoaiguard"\n  version = "${version}"\n}\n`);
  const platforms = join(folder.path, ...PLACE);
  expect(readdirSync(platforms).sort()).toEqual(["darwin_arm64", "linux_arm64"]);
  const place = join(platforms, "linux_arm64");
  const executable = `terraform-provider-aoaiguard_v${version}`;
  expect(readdirSync(place).sort()).toEqual(["THIRD-PARTY-LICENSES.txt", "policy-definitions", executable].sort());
  expect(statSync(join(place, executable)).mode & 0o777).toBe(0o755);
  // The same bytes everywhere: one hash in a lock file is right for all platforms.
  const bytes = (platform: string): Buffer => readFileSync(join(platforms, platform, executable));
  expect(bytes("linux_arm64").equals(bytes("darwin_arm64"))).toBe(true);
});

test("takes the place of an earlier copy, whole", async () => {
  const place = join(folder.path, ...PLACE, "linux_amd64");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "left-over"), "");
  expect((await cli(["provider", "install", folder.path, "--platform", "linux_amd64"])).code).toBe(0);
  expect(readdirSync(place)).not.toContain("left-over");
  expect(readdirSync(join(place, ".."))).toEqual(["linux_amd64"]);
});

test.each([
  ["windows", "windows_amd64", /is windows, where Terraform cannot start this provider; run terraform in WSL/],
  ["no platform", "linux-x64", /is "linux-x64", which is none that is known; write it as linux_amd64/],
  ["a way out of the folder", "../../linux_amd64", /which is none that is known/],
])("another platform is refused before anything is written: %s", async (_note, platform, message) => {
  const { code, out, err } = await cli(["provider", "install", folder.path, "--platform", platform]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(message);
  expect(readdirSync(folder.path)).toEqual([]);
});

test("a folder that cannot be made is told in a sentence", async () => {
  const file = folder.write("file", "");
  const { code, err } = await cli(["provider", "install", join(file, "inside"), "--platform", "linux_amd64"]);
  expect(code).toBe(2);
  expect(err).toMatch(/cannot hold the provider \(ENOTDIR\); name a folder that can be written/);
});
