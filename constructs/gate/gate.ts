import { dirname, join } from "node:path";
import { TerraformStack, type App } from "cdktf";
import type { IConstruct } from "constructs";
import type { JsonObject } from "../../src/policy/json";
import {
  isDeployable,
  listedStacks,
  named,
  readJson,
  removeOutputs,
  stackFolders,
  strangers,
  type StackOutput,
} from "./outputs";
import { GuardRefusal, refusalText, warningLines } from "./refusal";
import { sealsOf } from "./seal";
import { judge, type GateOptions, type SynthesizedStack, type Verdict } from "./verdict";

const HCL =
  "Output in HCL is refused: cdktf drops stack overrides and preconditions from it, so what would be deployed is not what was judged. " +
  "Synthesize JSON (leave out --hcl, hclOutput and SYNTH_HCL_OUTPUT).";

type Method = "toTerraform" | "toHclTerraform";

/** Gates by the root of their construct tree. */
const gates = new WeakMap<IConstruct, Gate>();

/** The gate of the app that a construct belongs to. */
export const gateOf = (construct: IConstruct): Gate | undefined => gates.get(construct.node.root);

/**
 * The synth gate of one app (G2). Every stack's `toTerraform` is the last step before `cdk.tf.json`, after overrides and Aspects and untouched by
 * `skipValidation`; it, the synthesizer and `app.synth` become properties that cannot be replaced. What is judged is what lies on disk.
 */
export class Gate {
  private readonly bases = new WeakMap<TerraformStack, () => JsonObject>();
  private synthesizing = false;

  private constructor(
    private readonly app: App,
    private readonly options: GateOptions,
  ) {}

  /** Sets up the gate of an app; once, because a second one could only be there to loosen the first. */
  static install(app: App, options: GateOptions): Gate {
    if (gates.has(app)) throw new TypeError("Guard.enforce was already called for this app; call it once.");
    const gate = new Gate(app, options);
    gates.set(app, gate);
    catchLateStacks();
    gate.pinAll();
    const synth = app.synth.bind(app);
    lock(app, "synth", () => gate.synthesize(synth));
    return gate;
  }

  private get stacks(): TerraformStack[] {
    return this.app.node.findAll().filter(TerraformStack.isStack);
  }

  private pinAll(): void {
    this.stacks.forEach((stack) => this.pin(stack));
  }

  /** Puts the gate behind a stack's synthesis. */
  pin(stack: TerraformStack): void {
    if (this.bases.has(stack)) return;
    const toTerraform = stack.toTerraform.bind(stack) as () => JsonObject;
    this.bases.set(stack, toTerraform);
    lock(stack, "toTerraform", () => this.checked(stack, toTerraform()));
    lock(stack, "toHclTerraform", () => {
      throw new GuardRefusal(HCL);
    });
    lock(stack, "synthesizer", stack.synthesizer);
  }

  isPinned(stack: TerraformStack): boolean {
    return this.bases.has(stack);
  }

  /** The JSON of a stack without judging it. */
  raw(stack: TerraformStack): JsonObject {
    return (this.bases.get(stack) ?? (() => stack.toTerraform() as JsonObject))();
  }

  /** Outside `app.synth` (a test's `Testing.synth`) a stack is judged by itself; inside, all are judged together once they are written. */
  private checked(stack: TerraformStack, json: JsonObject): JsonObject {
    if (this.synthesizing) return json;
    const { report, refused } = judge([synthesized(stack, stack.node.path, json)], this.options);
    if (refused.length > 0) throw new GuardRefusal(refusalText(report, refused, []));
    return json;
  }

  private synthesize(original: () => void): void {
    this.pinAll();
    const { outdir } = this.app;
    const folders = new Set(stackFolders(outdir));
    for (const output of listedStacks(outdir)) foldersOf(output).forEach((folder) => folders.add(folder));
    // Nothing is left to deploy while the app is being synthesized, and what lies there afterwards was written by this run.
    removeOutputs(outdir, folders);
    try {
      if (this.app.hclOutput) throw new GuardRefusal(HCL);
      this.run(original);
      const outputs = listedStacks(outdir);
      for (const output of outputs) foldersOf(output).forEach((folder) => folders.add(folder));
      this.decide(outputs);
    } catch (error) {
      stackFolders(outdir).forEach((folder) => folders.add(folder));
      removeOutputs(outdir, folders);
      throw error;
    }
  }

  private run(original: () => void): void {
    this.synthesizing = true;
    try {
      original();
    } finally {
      this.synthesizing = false;
    }
  }

  /** Judges what was written, whoever wrote it. */
  private decide(outputs: readonly StackOutput[]): void {
    const byPath = new Map(this.stacks.map((stack) => [stack.node.path, stack]));
    const listed = new Set(outputs.map(({ constructPath }) => constructPath));
    const problems = [...byPath.keys()]
      .filter((path) => !listed.has(path))
      .map(
        (path) =>
          `The manifest does not list the stack ${path}, so it was not judged; give each stack an id of its own.`,
      );
    const judged = new Set(outputs.map(({ folder }) => folder));
    for (const folder of stackFolders(this.app.outdir)) {
      if (!judged.has(folder) && isDeployable(folder))
        problems.push(`${named(folder)} holds configuration that the manifest does not list; take it away.`);
    }
    const written: SynthesizedStack[] = [];
    for (const output of outputs) {
      const { constructPath, folder, file } = output;
      if (dirname(file) !== folder)
        problems.push(`The manifest runs Terraform in ${named(folder)}, but the stack was written to ${named(file)}.`);
      const json = readJson(file);
      if (json === undefined)
        problems.push(
          `${named(file)} was not written as cdktf writes it, so the stack ${constructPath} was not judged.`,
        );
      else written.push({ file: named(file), json, seals: sealsIn(byPath.get(constructPath)) });
      for (const name of strangers(output)) {
        problems.push(
          `${named(join(folder, name))} is no output of cdktf, and Terraform could load it with the stack; move it elsewhere.`,
        );
      }
    }
    const verdict = judge(written, this.options);
    if (verdict.refused.length > 0 || problems.length > 0) {
      throw new GuardRefusal(refusalText(verdict.report, verdict.refused, problems));
    }
    warn(verdict);
  }
}

const foldersOf = ({ folder, file }: StackOutput): string[] => [folder, dirname(file)];

const sealsIn = (stack: TerraformStack | undefined): SynthesizedStack["seals"] =>
  stack === undefined ? [] : sealsOf(stack);

/** A stack in memory, in the form it would have on disk. */
export function synthesized(stack: TerraformStack, file: string, json: JsonObject): SynthesizedStack {
  return { file, json: JSON.parse(JSON.stringify(json)) as JsonObject, seals: sealsOf(stack) };
}

/** Says once, on standard error, what does not refuse. */
function warn({ report, warned, deferred }: Verdict): void {
  const lines = warningLines(warned);
  if (deferred.length > 0) {
    const resources = new Set(deferred.map(({ resource }) => `${resource.file} ${resource.address}`)).size;
    lines.push(
      `aoai-guard: ${deferred.length} rules of ${resources} ${resources === 1 ? "resource" : "resources"} depend on live tags; ` +
        "preconditions decide them when Terraform plans.",
    );
  }
  lines.push(...report.notes.map((note) => `aoai-guard: ${note}`));
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
}

function lock(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
}

let catching = false;

/** Stacks that are made after `Guard.enforce` are pinned by `app.synth`; this pins those that a test synthesizes without it. */
function catchLateStacks(): void {
  if (catching) return;
  catching = true;
  for (const method of ["toTerraform", "toHclTerraform"] satisfies Method[]) {
    const original = TerraformStack.prototype[method] as (this: TerraformStack) => unknown;
    TerraformStack.prototype[method] = function (this: TerraformStack) {
      const gate = gateOf(this);
      if (gate === undefined || gate.isPinned(this)) return original.call(this);
      gate.pin(this);
      return this[method]();
    };
  }
}
