import { isDeepStrictEqual } from "node:util";
import { InputError } from "../input/input-error";
import { GATE_PROVIDER } from "../terraform/gate-provider";
import { GATE_BLOCK, PROVIDER_BLOCK } from "./gate/blocks";
import { error, isError } from "./gate/diagnostics";
import type * as judging from "./gate/gate";
import type { Diagnostic, DynamicValue } from "./protocol/messages";
import { schemaMessage } from "./protocol/schema";
import { fromWire, isUnknown, isWireObject, toWire, UNKNOWN, type WireObject, type WireValue } from "./protocol/wire";
import type { Methods } from "./plugin/serve";

const GATE = GATE_PROVIDER.gate;

interface ConfigRequest {
  config: DynamicValue | null;
}

interface ResourceConfigRequest extends ConfigRequest {
  clientCapabilities: { writeOnlyAttributesAllowed: boolean } | null;
}

interface ChangeRequest extends ConfigRequest {
  priorState: DynamicValue | null;
  proposedNewState: DynamicValue | null;
  plannedState: DynamicValue | null;
}

/** Terraform starts a provider several times, and of most processes wants no more than the schema: what judges is loaded where it judges. */
const gate = (): typeof judging => require("./gate/gate") as typeof judging;

/** What Terraform does not take back. */
const FORGOTTEN = { resources: null };

/** The methods of the provider. One process serves one configuration of it. */
export function providerMethods(): Methods {
  let context: judging.ProviderContext;
  return {
    GetProviderSchema: () => ({
      provider: schemaMessage(PROVIDER_BLOCK),
      resourceSchemas: { [GATE]: schemaMessage(GATE_BLOCK) },
      dataSourceSchemas: {},
      serverCapabilities: { getProviderSchemaOptional: true },
    }),
    ValidateProviderConfig: ({ config }: ConfigRequest) => ({
      diagnostics: guarded("context", () => void gate().contextOf(objectOf(config))),
    }),
    ConfigureProvider: ({ config }: ConfigRequest) => ({
      diagnostics: guarded("context", () => {
        context = gate().contextOf(objectOf(config));
      }),
    }),
    ValidateResourceConfig: ({ config, clientCapabilities }: ResourceConfigRequest) =>
      clientCapabilities?.writeOnlyAttributesAllowed === true
        ? { diagnostics: gate().faultsOfGate(objectOf(config)) }
        : {
            diagnostics: [
              error(
                `${GATE} needs Terraform 1.11 or OpenTofu 1.11, or later`,
                "Earlier ones would keep what it judges in the state.",
              ),
            ],
          },
    UpgradeResourceState: ({ rawState }: { rawState: { json: Uint8Array } }) => ({
      upgradedState: { msgpack: new Uint8Array(), json: rawState.json },
    }),
    ReadResource: ({ currentState }: { currentState: DynamicValue }) => ({ newState: currentState }),
    PlanResourceChange: ({ config, priorState, proposedNewState }: ChangeRequest) => {
      const proposed = fromWire(proposedNewState);
      if (!isWireObject(proposed)) return { plannedState: proposedNewState };
      const { verdict, diagnostics } = gate().answerGate(objectOf(config), context);
      if (verdict === undefined) return { plannedState: priorState, diagnostics };
      const settled = { ...proposed, ...FORGOTTEN, verdict };
      return { plannedState: toWire(promised(settled, fromWire(priorState))), diagnostics };
    },
    ApplyResourceChange: ({ config, priorState, plannedState }: ChangeRequest) => {
      const planned = fromWire(plannedState);
      if (!isWireObject(planned)) return { newState: plannedState };
      const { verdict, diagnostics } = gate().answerGate(objectOf(config), context);
      if (verdict === undefined || isUnknown(verdict))
        return { newState: priorState, diagnostics: refusing(diagnostics) };
      // Terraform has planned once more right before, and shown what it was warned of.
      return { newState: toWire({ ...planned, ...FORGOTTEN, verdict }) };
    },
    ImportResourceState: () => ({
      importedResources: [],
      diagnostics: [error(`${GATE} cannot be imported`, "A gate is nothing in Azure: let Terraform create it.")],
    }),
    StopProvider: () => ({ error: "" }),
  };
}

/**
 * What a plan promises: Terraform plans once more when it applies, and takes no other verdict than one it was told. The context, an ephemeral value or the day may be another by
 * then, so a verdict is told where nothing changes, and is otherwise known after apply.
 */
const promised = (settled: WireObject, prior: WireValue): WireObject =>
  isDeepStrictEqual(settled, prior) ? settled : { ...settled, verdict: UNKNOWN };

/** Terraform knows all values when it applies; should one be missing all the same, nothing has been decided. */
const refusing = (diagnostics: readonly Diagnostic[]): Diagnostic[] => [
  ...diagnostics,
  ...(diagnostics.some(isError) ? [] : [error("Undetermined: not all values are known", "", "resources")]),
];

function objectOf(value: DynamicValue | null): WireObject {
  const object = fromWire(value);
  return isWireObject(object) ? object : {};
}

function guarded(attribute: string, work: () => void): Diagnostic[] {
  try {
    work();
    return [];
  } catch (fault) {
    if (fault instanceof InputError) return [error(`${attribute} cannot be read`, fault.message, attribute)];
    throw fault;
  }
}
