import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bash, EXAMPLE, remove, ROOT, temporaryFolder } from "./checkout";

interface Template {
  parameters: { name: string; default: string; values?: string[] }[];
  steps: {
    bash?: string;
    env?: Record<string, string>;
    task?: string;
    publish?: string;
    inputs?: Record<string, string>;
  }[];
}

let project: string;

/** A project that has aoai-guard installed. */
beforeAll(() => {
  if (!existsSync(join(ROOT, "dist", "src", "cli", "main.js")))
    throw new Error('The template runs what is built: run "npm run build" first.');
  project = temporaryFolder();
  mkdirSync(join(project, "node_modules", ".bin"), { recursive: true });
  symlinkSync(ROOT, join(project, "node_modules", "aoai-guard"));
  symlinkSync(join(ROOT, "dist", "src", "cli", "main.js"), join(project, "node_modules", ".bin", "aoai-guard"));
  for (const file of ["plan.json", "context.yaml"]) cpSync(join(EXAMPLE, file), join(project, file));
});
afterAll(() => remove(project));

/** The template with its parameters and the agent's macros in place. */
function expand(parameters: Record<string, string>): Template {
  const file = join(ROOT, "azure-pipelines", "check.yml");
  const template = parse(readFileSync(file, "utf8")) as Template;
  const names = template.parameters.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(parameters)));
  const put = (value: unknown): unknown => {
    if (typeof value === "string")
      return value
        .replace(/\$\{\{ parameters\.(\w+) \}\}/g, (_, name: string) => {
          expect(names).toContain(name);
          return parameters[name] ?? template.parameters.find((each) => each.name === name)?.default ?? "";
        })
        .replaceAll("$(Build.ArtifactStagingDirectory)", join(project, "staging"))
        .replaceAll("$(System.DefaultWorkingDirectory)", project);
    if (Array.isArray(value)) return value.map(put);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, put(each)]));
    return value;
  };
  return { ...template, steps: put(template.steps) as Template["steps"] };
}

function run(parameters: Record<string, string>) {
  const { steps } = expand(parameters);
  const { bash: script = "", env = {} } = steps[0] ?? {};
  return { steps, ...bash(script, { cwd: project, env: { ...env, npm_config_offline: "true" } }) };
}

test("the example of the guide gives only parameters that the template has", () => {
  const example = parse(readFileSync(join(ROOT, "examples", "ci", "azure-pipelines.yml"), "utf8")) as {
    steps: { template?: string; parameters?: Record<string, string> }[];
  };
  const step = example.steps.find(({ template }) => template === "azure-pipelines/check.yml@guard");
  expand(step?.parameters ?? { none: "" });
});

test("annotates, uploads the summary, and leaves what the later steps publish", () => {
  const { steps, status, stdout } = run({ context: "context.yaml" });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^##vso\[task\.logissue type=error.*D2 mobile-camera-recognition/m);
  const uploaded = /^##vso\[task\.uploadsummary\](.*)$/m.exec(stdout)?.[1] ?? "";
  expect(readFileSync(uploaded, "utf8")).toContain("mobile-camera-recognition");
  const results = steps.find(({ task }) => task === "PublishTestResults@2")?.inputs?.["testResultsFiles"] ?? "";
  expect(readFileSync(results, "utf8")).toContain("<testsuite");
  const published = steps.find(({ publish }) => publish !== undefined)?.publish ?? "";
  expect(existsSync(join(published, "guard.sarif"))).toBe(true);
});

test("a wrong context is told, with exit 2", () => {
  const { status, stderr } = run({ context: "nowhere.yaml" });
  expect(status).toBe(2);
  expect(stderr).toContain("nowhere.yaml does not exist");
});

test("what is written into a parameter is never a command", () => {
  const { status } = run({ paths: '$(touch hacked)\n"; touch hacked; "' });
  expect(status).toBe(2);
  expect(existsSync(join(project, "hacked"))).toBe(false);
});
