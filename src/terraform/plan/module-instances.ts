import { bareStep, splitSteps, stepIndex, type ConfigModule } from "./configuration";

/** An instance of a module. */
export interface ModuleInstance {
  readonly module: ConfigModule;
  /** `module.m["x"].module.n`; "" for the root. Without an index where it is not known which instance is meant. */
  readonly address: string;
  /** The index of the last step, with its brackets: what each.key and count.index of its call stand for; "" where it has none. */
  readonly key: string;
  /** The instance whose configuration calls it; undefined for the root. */
  readonly parent?: ModuleInstance;
}

/** The module instances of a plan, each taken apart once: they hold many resources, and references go up and down between them. */
export class ModuleInstances {
  private readonly known = new Map<string, ModuleInstance | undefined>();

  constructor(root: ConfigModule) {
    this.known.set("", { module: root, address: "", key: "" });
  }

  /** The instance with an address; undefined where the configuration has no such module. */
  at(address: string): ModuleInstance | undefined {
    if (this.known.has(address)) return this.known.get(address);
    const steps = splitSteps(address);
    const parent = steps.length < 2 ? undefined : this.at(steps.slice(0, -2).join("."));
    return parent && this.child(parent, steps[steps.length - 1] ?? "");
  }

  /** The instance that a step below another one leads to: `m["x"]`. */
  child(parent: ModuleInstance, step: string): ModuleInstance | undefined {
    const address = parent.address === "" ? `module.${step}` : `${parent.address}.module.${step}`;
    if (this.known.has(address)) return this.known.get(address);
    const module = parent.module.children.get(bareStep(step));
    const instance = module && { module, address, key: stepIndex(step), parent };
    this.known.set(address, instance);
    return instance;
  }
}
