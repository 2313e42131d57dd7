import { InputError } from "../../input/input-error";
import type { OpenObject, OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { ProviderConfig, Reference, TerraformDocument, TerraformResource } from "../document";
import { collectTexts, isSecret } from "../secret-texts";
import { checkTypeName } from "../type-name";
import { subscriptionGuid } from "../plan/providers";
import { isMap, labelledBlocks, type LabelledBlock, type RawMap } from "./blocks";
import { Evaluator } from "./evaluate";
import { sourceOfTrace } from "./stack-trace";

export interface StackOptions {
  /** Terraform address -> construct path, where the caller knows more than the metadata in the JSON tells. */
  constructPaths?: ReadonlyMap<string, string>;
}

const MEND = "pass the cdk.tf.json that cdktf synth wrote";
/** Arguments of Terraform itself, not of the resource. */
const META = new Set([
  "//",
  "provider",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
  "__proto__",
]);
const TOP = [
  "resource",
  "data",
  "ephemeral",
  "provider",
  "terraform",
  "variable",
  "locals",
  "module",
  "output",
  "check",
  "moved",
  "import",
  "removed",
  "//",
];

/**
 * Reads Terraform's JSON syntax, as cdktf synthesizes it or a person writes it. Every resource is a `create`; a data source is `existing` with
 * nothing known but its arguments. A resource with count or for_each is one resource.
 * @throws InputError where the value is something else
 */
export function readStack(json: unknown, file: string, options: StackOptions = {}): TerraformDocument {
  if (!isMap(json)) throw new InputError(file, "is not a JSON object", MEND, "$");
  if ("format_version" in json)
    throw new InputError(file, "is Terraform output, not configuration", "read it as a plan");
  if (!TOP.some((key) => key in json) && Object.keys(json).length > 0) {
    throw new InputError(file, "is no Terraform configuration in JSON", MEND);
  }
  const blocks = {
    managed: labelledBlocks(json, "resource", 2, file),
    data: labelledBlocks(json, "data", 2, file),
    ephemeral: labelledBlocks(json, "ephemeral", 2, file),
  };
  for (const { labels, path } of Object.values(blocks).flat()) checkTypeName(labels[0] as string, file, () => path);
  const bodies = new Map<string, RawMap>();
  for (const { labels, body } of blocks.managed) bodies.set(labels.join("."), body);
  for (const { labels, body } of blocks.data) bodies.set(`data.${labels.join(".")}`, body);
  const locals = new Map<string, unknown>();
  for (const { body } of labelledBlocks(json, "locals", 0, file))
    for (const [name, value] of Object.entries(body)) locals.set(name, value);
  const evaluator = new Evaluator({ resources: bodies, locals });

  const providers = readProviders(json, file, evaluator);
  const read = (prefix: string, mode: "managed" | "data", block: LabelledBlock): TerraformResource[] => {
    const resource = readResource(block, prefix, mode, evaluator, options);
    return resource ? [resource] : [];
  };
  const notes: string[] = [];
  for (const { labels } of labelledBlocks(json, "module", 1, file)) {
    notes.push(`${file} calls module.${labels[0]}; what it makes is not in this file, check the plan as well.`);
  }
  return {
    file,
    kind: "stack",
    resources: [
      ...blocks.managed.flatMap((block) => read("", "managed", block)),
      ...blocks.ephemeral.flatMap((block) => read("ephemeral.", "managed", block)),
      ...blocks.data.flatMap((block) => read("data.", "data", block)),
    ],
    providers,
    failedChecks: [],
    errored: false,
    complete: true,
    leftOut: [],
    secretVariables: labelledBlocks(json, "variable", 1, file).flatMap(({ body }) =>
      body.sensitive === true ? [body.default as OpenValue] : [],
    ),
    notes,
  };
}

function readResource(
  block: LabelledBlock,
  prefix: string,
  mode: "managed" | "data",
  evaluator: Evaluator,
  options: StackOptions,
): TerraformResource | undefined {
  const [type, name] = block.labels as [string, string];
  const { body } = block;
  if (isNever(body.count) || isNever(body.for_each)) return undefined;
  const address = `${prefix}${type}.${name}`;
  const references = new Map<string, Reference[]>();
  const each = evaluator.references(body.for_each);
  const values: OpenObject = {};
  for (const [key, raw] of Object.entries(body))
    if (!META.has(key)) values[key] = evaluator.value(raw, key, references, each);
  for (const [key, raw] of dynamicBlocks(body)) {
    evaluator.value(raw, key, references, each);
    values[key] = Unknown;
  }
  const metadata = metadataOf(body);
  const path = options.constructPaths?.get(address) ?? metadata.path;
  const madeAt = sourceOfTrace(metadata.stackTrace);
  return {
    address,
    mode,
    type,
    name,
    provider: "",
    providerKey: providerKey(body.provider, type),
    action: mode === "data" ? "existing" : "create",
    values,
    value: (attribute) => (Object.hasOwn(values, attribute) ? values[attribute] : undefined),
    references,
    referencesOf: (attribute) => references.get(attribute) ?? [],
    hidden: new Map<string, OpenValue>(),
    sensitive: [],
    collectSecrets(into) {
      for (const [name, value] of Object.entries(values)) if (isSecret(name)) collectTexts(value, into);
    },
    opaque: provisioners(body),
    ...(typeof path === "string" ? { constructPath: path } : {}),
    ...(madeAt === undefined ? {} : { madeAt }),
  };
}

function readProviders(json: RawMap, file: string, evaluator: Evaluator): Map<string, ProviderConfig> {
  const required = new Map<string, { source: string; version?: string }>();
  for (const { body } of labelledBlocks(json, "terraform", 0, file)) {
    for (const { labels, body: one } of labelledBlocks(body, "required_providers", 1, file))
      required.set(labels[0] as string, sourceOf(labels[0] as string, one));
  }
  const providers = new Map<string, ProviderConfig>();
  for (const [name, { source, version }] of required)
    providers.set(name, {
      source,
      subscriptionId: Unknown,
      isFromEnvironment: true,
      ...(version === undefined ? {} : { version }),
    });
  for (const { labels, body } of labelledBlocks(json, "provider", 1, file)) {
    const name = labels[0] as string;
    const key = typeof body.alias === "string" ? `${name}.${body.alias}` : name;
    const { source, version } = required.get(name) ?? sourceOf(name, {});
    const subscriptionId = subscriptionGuid(evaluator.value(body.subscription_id, "", new Map()));
    const defaults: ProviderConfig["defaults"] = {};
    if ("default_tags" in body) defaults.tags = evaluator.value(body.default_tags, "", new Map());
    if ("default_location" in body) defaults.location = evaluator.value(body.default_location, "", new Map());
    const isFromEnvironment = body.subscription_id === undefined;
    providers.set(key, {
      source,
      subscriptionId,
      isFromEnvironment,
      defaults,
      ...(version === undefined ? {} : { version }),
    });
  }
  return providers;
}

function sourceOf(name: string, required: RawMap): { source: string; version?: string } {
  const written =
    typeof required.source === "string" ? required.source : name === "azapi" ? "azure/azapi" : `hashicorp/${name}`;
  const parts = written.split("/");
  const [host, namespace] =
    parts.length < 3 ? ["registry.terraform.io", parts.length < 2 ? "hashicorp" : ""] : ["", ""];
  const source = [host, namespace, written]
    .filter((part) => part !== "")
    .join("/")
    .toLowerCase();
  return typeof required.version === "string" ? { source, version: required.version } : { source };
}

/** `azurerm.ai`, `${azurerm.ai}`; default the type's first word. */
function providerKey(provider: unknown, type: string): string {
  if (typeof provider === "string") return provider.replace(/^\$\{(.*)\}$/, "$1");
  return type.slice(0, Math.max(type.indexOf("_"), 0)) || type;
}

/** What cdktf writes beside a block: `path`, `uniqueId`, and `stackTrace` where it was recorded. */
function metadataOf(body: RawMap): RawMap {
  const comment = body["//"];
  const metadata = isMap(comment) ? comment.metadata : undefined;
  return isMap(metadata) ? metadata : {};
}

/** A constant count of 0 or an empty for_each: the resource is not made. */
function isNever(value: unknown): boolean {
  return (
    value === 0 ||
    value === "0" ||
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0)
  );
}

function dynamicBlocks(body: RawMap): [string, unknown][] {
  const dynamic = body.dynamic;
  return (Array.isArray(dynamic) ? dynamic : [dynamic]).flatMap((one) => (isMap(one) ? Object.entries(one) : []));
}

function provisioners(body: RawMap): string[] {
  const list = Array.isArray(body.provisioner) ? body.provisioner : [body.provisioner];
  return list.flatMap((one) => (isMap(one) ? Object.keys(one).map((kind) => `${kind} provisioner`) : []));
}
