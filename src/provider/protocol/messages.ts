/** Messages by name: fields by name, each with its type and its number. */
export type Messages = Readonly<Record<string, Readonly<Record<string, readonly [type: string, number: number]>>>>;
/** Methods by name: what they are asked with, and what they answer with. */
export type Methods = Readonly<Record<string, readonly [request: string, response: string]>>;

/**
 * The part of Terraform's plugin protocol 6 (6.8, for write-only attributes) that is spoken here, written from the protocol's description
 * (https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol): field names are ours to choose as long as the numbers and the
 * wire types are the protocol's. `type[]` is repeated, `map:type` a map with string keys.
 */
export const MESSAGES: Messages = {
  DynamicValue: { msgpack: ["bytes", 1], json: ["bytes", 2] },
  Diagnostic: {
    severity: ["int32", 1],
    summary: ["string", 2],
    detail: ["string", 3],
    attribute: ["AttributePath", 4],
  },
  AttributePath: { steps: ["PathStep[]", 1] },
  PathStep: { attributeName: ["string", 1], elementKeyString: ["string", 2], elementKeyInt: ["int64", 3] },
  RawState: { json: ["bytes", 1] },
  Schema: { version: ["int64", 1], block: ["Block", 2] },
  Block: {
    version: ["int64", 1],
    attributes: ["Attribute[]", 2],
    blockTypes: ["NestedBlock[]", 3],
    description: ["string", 4],
  },
  Attribute: {
    name: ["string", 1],
    type: ["bytes", 2],
    required: ["bool", 4],
    optional: ["bool", 5],
    computed: ["bool", 6],
    sensitive: ["bool", 7],
    description: ["string", 3],
    writeOnly: ["bool", 11],
  },
  NestedBlock: {
    typeName: ["string", 1],
    block: ["Block", 2],
    nesting: ["int32", 3],
    minItems: ["int64", 4],
    maxItems: ["int64", 5],
  },
  ClientCapabilities: { deferralAllowed: ["bool", 1], writeOnlyAttributesAllowed: ["bool", 2] },
  Capabilities: { planDestroy: ["bool", 1], getProviderSchemaOptional: ["bool", 2] },
  Empty: {},
  SchemaResponse: {
    provider: ["Schema", 1],
    resourceSchemas: ["map:Schema", 2],
    dataSourceSchemas: ["map:Schema", 3],
    diagnostics: ["Diagnostic[]", 4],
    serverCapabilities: ["Capabilities", 6],
  },
  ProviderConfigRequest: { config: ["DynamicValue", 1] },
  TypedConfigRequest: {
    typeName: ["string", 1],
    config: ["DynamicValue", 2],
    clientCapabilities: ["ClientCapabilities", 3],
  },
  DiagnosticsResponse: { diagnostics: ["Diagnostic[]", 1] },
  ProviderDiagnosticsResponse: { diagnostics: ["Diagnostic[]", 2] },
  ConfigureRequest: { terraformVersion: ["string", 1], config: ["DynamicValue", 2] },
  UpgradeRequest: { typeName: ["string", 1], version: ["int64", 2], rawState: ["RawState", 3] },
  StateResponse: { state: ["DynamicValue", 1], diagnostics: ["Diagnostic[]", 2] },
  UpgradeResponse: { upgradedState: ["DynamicValue", 1], diagnostics: ["Diagnostic[]", 2] },
  ReadResourceRequest: { typeName: ["string", 1], currentState: ["DynamicValue", 2] },
  ReadResourceResponse: { newState: ["DynamicValue", 1], diagnostics: ["Diagnostic[]", 2] },
  PlanRequest: {
    typeName: ["string", 1],
    priorState: ["DynamicValue", 2],
    proposedNewState: ["DynamicValue", 3],
    config: ["DynamicValue", 4],
  },
  PlanResponse: {
    plannedState: ["DynamicValue", 1],
    requiresReplace: ["AttributePath[]", 2],
    diagnostics: ["Diagnostic[]", 4],
    legacyTypeSystem: ["bool", 5],
  },
  ApplyRequest: {
    typeName: ["string", 1],
    priorState: ["DynamicValue", 2],
    plannedState: ["DynamicValue", 3],
    config: ["DynamicValue", 4],
  },
  ApplyResponse: { newState: ["DynamicValue", 1], diagnostics: ["Diagnostic[]", 3], legacyTypeSystem: ["bool", 4] },
  ImportRequest: { typeName: ["string", 1], id: ["string", 2] },
  ImportedResource: { typeName: ["string", 1], state: ["DynamicValue", 2] },
  ImportResponse: { importedResources: ["ImportedResource[]", 1], diagnostics: ["Diagnostic[]", 2] },
  StopResponse: { error: ["string", 1] },
};

export const METHODS: Methods = {
  GetProviderSchema: ["Empty", "SchemaResponse"],
  ValidateProviderConfig: ["ProviderConfigRequest", "ProviderDiagnosticsResponse"],
  ValidateResourceConfig: ["TypedConfigRequest", "DiagnosticsResponse"],
  ValidateDataResourceConfig: ["TypedConfigRequest", "DiagnosticsResponse"],
  UpgradeResourceState: ["UpgradeRequest", "UpgradeResponse"],
  ConfigureProvider: ["ConfigureRequest", "DiagnosticsResponse"],
  ReadResource: ["ReadResourceRequest", "ReadResourceResponse"],
  PlanResourceChange: ["PlanRequest", "PlanResponse"],
  ApplyResourceChange: ["ApplyRequest", "ApplyResponse"],
  ImportResourceState: ["ImportRequest", "ImportResponse"],
  ReadDataSource: ["TypedConfigRequest", "StateResponse"],
  StopProvider: ["Empty", "StopResponse"],
};

/** What the service's methods receive and give; what is absent has protobuf's default. */
export interface DynamicValue {
  msgpack: Uint8Array;
  json: Uint8Array;
}

export interface Diagnostic {
  /** 1 error, 2 warning. */
  severity: 1 | 2;
  summary: string;
  detail: string;
  /** What is at fault. */
  attribute?: { steps: { attributeName: string }[] };
}
