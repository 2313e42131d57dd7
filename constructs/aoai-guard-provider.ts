import { join } from "node:path";
import type { Construct } from "constructs";
import { TerraformProvider } from "cdktf";
import { parseContext } from "../src/governance/parse-context";
import { readValue } from "../src/input";
import { GATE_PROVIDER } from "../src/terraform";
import { library } from "./library";
import { checkProps } from "./props";
import { templateValue } from "./template-text";

/** What the Terraform provider is told of the world outside the stack: as {@link Guard.enforce}, which tells the synth gate. */
export interface AoaiGuardProviderProps {
  /**
   * YAML or JSON file that describes subscriptions, resource groups, assignments and exemptions (docs/context.md). It is read at synth, and becomes a part of the stack.
   *
   * @default - `context`
   */
  readonly contextFile?: string;
  /**
   * The same, as an object.
   *
   * @default - nothing is known of the world outside the stack
   */
  readonly context?: { [key: string]: unknown };
  /**
   * Tells several configurations of the provider in one stack apart.
   *
   * @default - the only one
   */
  readonly alias?: string;
}

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    contextFile: { type: "string", literal: true, minLength: 1 },
    context: { type: "object" },
    alias: { type: "string", literal: true, minLength: 1 },
  },
};

/**
 * The Terraform provider of this package, for {@link ApplyGate}. `npx aoai-guard provider install` puts it where Terraform finds it (docs/guide-terraform.md).
 *
 * @example new AoaiGuardProvider(stack, "aoaiguard", { contextFile: "guard-context.yaml" });
 */
export class AoaiGuardProvider extends TerraformProvider {
  private readonly told: string | undefined;

  public constructor(scope: Construct, id: string, props: AoaiGuardProviderProps = {}) {
    super(scope, id, {
      terraformResourceType: GATE_PROVIDER.type,
      terraformProviderSource: GATE_PROVIDER.source,
      terraformGeneratorMetadata: { providerName: GATE_PROVIDER.type, providerVersion: packageVersion() },
    });
    const subject = `AoaiGuardProvider ${this.node.path}`;
    checkProps(subject, props, SCHEMA);
    const { contextFile, context, alias } = props;
    if (contextFile !== undefined && context !== undefined)
      throw new TypeError(`Give ${subject} a contextFile or a context, not both.`);
    this.told = alias;
    const known = contextFile === undefined ? context : readValue(contextFile);
    if (known === undefined) return;
    parseContext(known, contextFile ?? "props.context");
    // Written past cdktf, which would rewrite the names of keys in it.
    this.addOverride("context", templateValue(known));
  }

  public override get alias(): string | undefined {
    return this.told;
  }
}

const packageVersion = (): string =>
  (readValue(join(library().folder, "..", "package.json")) as { version: string }).version;
