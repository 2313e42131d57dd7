import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { applied, planned, replacing, unconfigurable } from "./planning";
import type { Diagnostic, DynamicValue } from "../../../src/provider/protocol/messages";
import { providerService } from "../../../src/provider/protocol/services";
import type { AttributeSchema, BlockSchema } from "./schema";
import { fromWire, isWireObject, toWire, type WireObject, type WireValue } from "../../../src/provider/protocol/wire";
import { complete } from "./complete";

/** A provider that Terraform can talk to: schemas, and answers for what only a cloud could know. */
export interface StubProvider {
  /** Source address in lower case, e.g. `registry.terraform.io/hashicorp/azurerm`. */
  address: string;
  provider: BlockSchema;
  resources: Readonly<Record<string, BlockSchema>>;
  dataSources: Readonly<Record<string, BlockSchema>>;
  /** What a data source reads. Throws {@link Refusal} where the cloud would answer with an error. */
  read(type: string, config: WireObject, provider: WireObject): Readonly<Record<string, WireValue>>;
  /** What this provider plans beyond defaults and computed attributes. */
  plan?(type: string, state: WireObject, config: WireObject, provider: WireObject): WireObject;
  /** A value that the cloud makes up when a resource is created. */
  invent(type: string, state: WireObject, attribute: string, schema: AttributeSchema, provider: WireObject): WireValue;
}

/** The cloud says no. Terraform prints both sentences. */
export class Refusal extends Error {
  constructor(
    readonly summary: string,
    readonly detail = "",
  ) {
    super(summary);
  }
}

/** What Terraform needs to find a running provider: one entry of `TF_REATTACH_PROVIDERS`. */
export interface Reattach {
  Protocol: "grpc";
  ProtocolVersion: 6;
  Pid: number;
  Test: true;
  Addr: { Network: "tcp"; String: string };
}

export interface RunningProvider {
  address: string;
  reattach: Reattach;
  stop(): void;
}

interface Request {
  typeName: string;
  id: string;
  config: DynamicValue | null;
  rawState: { json: Uint8Array };
  currentState: DynamicValue | null;
  priorState: DynamicValue | null;
  proposedNewState: DynamicValue | null;
  plannedState: DynamicValue | null;
}

const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

function describe(block: BlockSchema): object {
  return {
    attributes: Object.entries(block.attributes).map(([name, { type, required, optional, computed, sensitive }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      required,
      optional,
      computed,
      sensitive,
    })),
    blockTypes: Object.entries(block.blocks).map(([typeName, nested]) => ({
      typeName,
      block: describe(nested.block),
      nesting: NESTING[nested.nesting],
      minItems: nested.minItems,
      maxItems: nested.maxItems,
    })),
  };
}

const describeAll = (schemas: Readonly<Record<string, BlockSchema>>): object =>
  Object.fromEntries(Object.entries(schemas).map(([name, block]) => [name, { version: 0, block: describe(block) }]));

const error = (summary: string, detail = ""): Diagnostic => ({ severity: 1, summary, detail });

function objectOf(value: WireValue): WireObject {
  return isWireObject(value) ? value : {};
}

const isGiven = (value: WireValue): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

function validated(block: BlockSchema | undefined, config: WireValue): { diagnostics: Diagnostic[] } {
  const wrong = block === undefined ? [] : unconfigurable(block, config);
  return {
    diagnostics: wrong.map((path) =>
      error(
        "Value for unconfigurable attribute",
        `Can't configure a value for "${path}": its value will be decided by the provider.`,
      ),
    ),
  };
}

/** The methods of the protocol. `peer` tells one provider configuration (alias) from another: Terraform opens a connection for each. */
function methods(stub: StubProvider): Record<string, (request: Request, peer: string) => object> {
  const configurations = new Map<string, WireObject>();
  const schemaOf = (type: string, schemas = stub.resources): BlockSchema => {
    const schema = schemas[type];
    if (schema === undefined) throw new Refusal(`the stub has no schema of ${type}`);
    return schema;
  };
  return {
    GetProviderSchema: () => ({
      provider: { version: 0, block: describe(stub.provider) },
      resourceSchemas: describeAll(stub.resources),
      dataSourceSchemas: describeAll(stub.dataSources),
      serverCapabilities: { planDestroy: false, getProviderSchemaOptional: false },
    }),
    ValidateProviderConfig: () => ({}),
    ValidateResourceConfig: (request) => validated(stub.resources[request.typeName], fromWire(request.config)),
    ValidateDataResourceConfig: (request) => validated(stub.dataSources[request.typeName], fromWire(request.config)),
    ConfigureProvider: (request, peer) => {
      configurations.set(peer, objectOf(fromWire(request.config)));
      return {};
    },
    // State is kept as JSON in the schema's own shape, and Terraform reads answers in JSON too.
    UpgradeResourceState: (request) => ({ upgradedState: { msgpack: new Uint8Array(), json: request.rawState.json } }),
    ReadResource: (request) => ({ newState: request.currentState }),
    PlanResourceChange: (request, peer) => {
      const schema = schemaOf(request.typeName);
      let state = planned(schema, fromWire(request.proposedNewState), fromWire(request.priorState));
      if (isWireObject(state) && stub.plan !== undefined) {
        state = stub.plan(request.typeName, state, objectOf(fromWire(request.config)), configurations.get(peer) ?? {});
      }
      const replaced = replacing(schema, fromWire(request.priorState), state);
      return {
        plannedState: toWire(state),
        requiresReplace: replaced.map((attributeName) => ({ steps: [{ attributeName }] })),
        // What SDKv2 providers, azurerm among them, say: Terraform then only logs where a plan and a configuration differ.
        legacyTypeSystem: true,
      };
    },
    ApplyResourceChange: (request, peer) => {
      const state = fromWire(request.plannedState);
      const provider = configurations.get(peer) ?? {};
      const invent = (name: string, schema: AttributeSchema): WireValue =>
        stub.invent(request.typeName, objectOf(state), name, schema, provider);
      return { newState: toWire(applied(schemaOf(request.typeName), state, invent)), legacyTypeSystem: true };
    },
    ImportResourceState: (request) => ({
      importedResources: [
        {
          typeName: request.typeName,
          state: toWire(
            complete(schemaOf(request.typeName), { id: request.id, name: request.id.split("/").pop() ?? null }),
          ),
        },
      ],
    }),
    ReadDataSource: (request, peer) => {
      const config = objectOf(fromWire(request.config));
      const answer = stub.read(request.typeName, config, configurations.get(peer) ?? {});
      const given = Object.fromEntries(Object.entries(config).filter(([, value]) => isGiven(value)));
      return { state: toWire(complete(schemaOf(request.typeName, stub.dataSources), { ...answer, ...given })) };
    },
    StopProvider: () => ({ error: "" }),
  };
}

/** Serves the stub on a loopback port of its own; several may run at once. */
export async function serveProvider(stub: StubProvider): Promise<RunningProvider> {
  const server = new Server({ "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 });
  const handlers = Object.entries(methods(stub)).map(([name, method]) => [
    name,
    (call: ServerUnaryCall<Request, object>, respond: sendUnaryData<object>): void => {
      try {
        respond(null, method(call.request, call.getPeer()));
      } catch (failure) {
        if (failure instanceof Refusal) respond(null, { diagnostics: [error(failure.summary, failure.detail)] });
        else respond(failure as Error);
      }
    },
  ]);
  server.addService(providerService(), Object.fromEntries(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, bound) =>
      failure ? reject(failure) : resolve(bound),
    );
  });
  return {
    address: stub.address,
    reattach: {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
    },
    stop: () => server.forceShutdown(),
  };
}
