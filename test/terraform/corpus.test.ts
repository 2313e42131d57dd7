import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseArmId } from "../../src/arm/id";
import type { PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";
import { mapResources, readPlan, readStack, type MappedDocument } from "../../src/terraform";
import { compare, type Difference } from "./compare";

/**
 * Real plans of azurerm 4.55.0, 5.2.0 and azapi, with the requests that those providers then sent. The corpus is not part of the project:
 * AOAI_GUARD_CORPUS names its folder, else it is looked for beside the checkout.
 */
const CORPUS = process.env.AOAI_GUARD_CORPUS ?? join(__dirname, "../../../shared/corpus");
const present = existsSync(join(CORPUS, "azurerm"));
if (!present) console.warn(`Skipped: no corpus of recorded plans at ${CORPUS}.`);
const recorded = present ? describe : describe.skip;

interface Write {
  method: string;
  path: string;
  body?: unknown;
}
interface Recording {
  address: string;
  type: string;
  id: string | null;
  writes: Write[];
}

const read = (file: string): string => gunzipSync(readFileSync(join(CORPUS, file))).toString("utf8");
const mapPlan = (file: string): MappedDocument => mapResources(readPlan(JSON.parse(read(file)), file));

/** The write to a resource's own id: the last PUT, else the last other one. */
function ownWrite({ id, writes }: Recording): Write | undefined {
  const own = writes.filter(
    (write) => write.method !== "POST" && (id === null || write.path.toLowerCase() === id.toLowerCase()),
  );
  return own.filter((write) => write.method === "PUT").pop() ?? own.pop();
}

/** What is sent and known not to be in a plan: looked up by the provider, or random. */
const LOOKED_UP = [/siteConfig\.appSettings\[\d+\]/];

/** What a mapping says and one request does not: each with its reason. */
const NOT_IN_ONE_REQUEST = [
  // Written by a second request to the same resource, a PATCH.
  /^azurerm_ai_services\.\S+ properties\.encryption\./,
  // Settings that depend on the plan's SKU, with unknown values.
  /properties\.siteConfig\.appSettings\[\+\d\]\.name$/,
];

/** Mapped to the subscription whose tags are written, not to the alias that leads to it. */
const MAPPED_ELSEWHERE: ReadonlySet<string> = new Set(["azurerm_subscription"]);

interface Total extends Difference {
  resources: number;
  lost: string[];
}

function total(family: string): Total {
  const { resources, unmapped } = mapPlan(`${family}.plan.json.gz`);
  const byAddress = new Map<string, PlannedResource[]>();
  for (const resource of resources)
    byAddress.set(resource.address, [...(byAddress.get(resource.address) ?? []), resource]);
  const sum: Total = { wrong: [], missing: [], invented: [], right: 0, unknown: 0, resources: 0, lost: [] };
  for (const line of read(`${family}.writes.jsonl.gz`).split("\n").filter(Boolean)) {
    const recording = JSON.parse(line) as Recording;
    const write = ownWrite(recording);
    if (!write || recording.type in unmapped || MAPPED_ELSEWHERE.has(recording.type)) continue;
    sum.resources++;
    const type = parseArmId(write.path)?.type.toLowerCase();
    const planned = byAddress.get(recording.address)?.find((resource) => resource.resource.type.toLowerCase() === type);
    if (!planned) {
      sum.lost.push(recording.address);
      continue;
    }
    const difference = compare(withoutHead(write.body), withoutHead(planned.resource));
    const told = (paths: string[]): string[] => paths.map((path) => `${recording.address} ${path}`);
    sum.wrong.push(...told(difference.wrong));
    // Of an outline all but the head is unknown.
    if (!planned.overlay && planned.resource.properties !== Unknown) sum.missing.push(...told(difference.missing));
    sum.invented.push(...told(difference.invented));
    sum.right += difference.right;
    sum.unknown += difference.unknown;
  }
  return sum;
}

const lower = (id: unknown): string => String(id).toLowerCase();

function withoutHead(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([key]) => !["id", "name", "type", "apiVersion"].includes(key)),
  );
}

recorded("recorded requests", () => {
  const families = [
    "azurerm/ai",
    "azurerm/ai-random",
    "azurerm/governance",
    "azurerm/ingest",
    "azurerm/compute",
    "azurerm/5.2/ai",
    "azurerm/5.2/ai-random",
    "azurerm/5.2/ingest",
    "azurerm/5.2/compute",
    "azapi/azapi",
    "azapi/v1",
  ];
  test.each(families)("%s: no leaf is mapped to another value than was sent", (family) => {
    const sum = total(family);
    expect(sum.lost).toEqual([]);
    expect(sum.wrong.filter((leaf) => !LOOKED_UP.some((pattern) => pattern.test(leaf)))).toEqual([]);
    expect(sum.invented.filter((leaf) => !NOT_IN_ONE_REQUEST.some((pattern) => pattern.test(leaf)))).toEqual([]);
    expect(sum.resources).toBeGreaterThan(5);
    expect(sum.missing.filter((leaf) => !LOOKED_UP.some((pattern) => pattern.test(leaf))).length).toBeLessThanOrEqual(
      sum.right * 0.01,
    );
  });

  test.each(["azurerm/compute", "azurerm/5.2/compute"])(
    "%s: no second request is mapped to another value",
    (family) => {
      const byId = new Map(
        mapPlan(`${family}.plan.json.gz`).resources.map((r) => [`${r.address} ${lower(r.resource.id)}`, r]),
      );
      let compared = 0;
      for (const line of read(`${family}.writes.jsonl.gz`).split("\n").filter(Boolean)) {
        const { address, id, writes } = JSON.parse(line) as Recording;
        for (const write of writes) {
          const planned = byId.get(`${address} ${lower(write.path)}`);
          if (write.method !== "PUT" || id === null || lower(write.path) === lower(id) || !planned || planned.overlay)
            continue;
          compared++;
          const { wrong, missing, invented } = compare(withoutHead(write.body), withoutHead(planned.resource));
          expect({ path: write.path, wrong, missing, invented }).toEqual({
            path: write.path,
            wrong: [],
            missing: [],
            invented: [],
          });
        }
      }
      expect(compared).toBeGreaterThan(25);
    },
  );

  test.each(["azurerm/ingest", "azurerm/5.2/ingest"])(
    "%s: what is laid over an IoT Hub is in the hub that was put back",
    (family) => {
      const parts = mapPlan(`${family}.plan.json.gz`).resources.filter(({ overlay }) => overlay);
      const sent = new Map(
        read(`${family}.writes.jsonl.gz`)
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Recording)
          .map(({ address, writes }) => [address, writes.filter(({ method }) => method !== "POST").pop()]),
      );
      let compared = 0;
      for (const { address, resource } of parts) {
        const write = sent.get(address);
        if (!write || !/iothubs|provisioningservices|iotapps/i.test(write.path)) continue;
        compared++;
        const { wrong, missing } = compare(withoutHead(resource), write.body);
        expect({ address, wrong, missing }).toEqual({ address, wrong: [], missing: [] });
      }
      expect(compared).toBeGreaterThan(8);
    },
  );

  test.each([
    "azurerm/plans/body-camera-pipeline",
    "azurerm/5.2/plans/body-camera-pipeline",
    "azurerm/plans/retail-captions",
  ])("%s: every child is placed below its planned parent", (plan) => {
    const { resources, unmapped } = mapPlan(`${plan}.plan.json.gz`);
    const deployments = resources.filter(({ resource }) => resource.type.endsWith("/accounts/deployments"));
    expect(deployments.length).toBeGreaterThan(1);
    for (const { resource } of deployments) expect(resource.id).toMatch(/\/accounts\/[^/]+\/deployments\/[^/]+$/);
    expect(Object.keys(unmapped)).not.toContain("azurerm_cognitive_account");
  });

  test.each(families.slice(0, -1))("%s: read from its configuration, a resource maps to the same", (family) => {
    const json = JSON.parse(read(`${family}.plan.json.gz`)) as RecordedPlan;
    const version = family.includes("/5.2/") ? "5.2.0" : "4.55.0";
    const written = mapResources(readStack(stackOf(json, version), "stack")).resources;
    let compared = 0;
    for (const planned of mapPlan(`${family}.plan.json.gz`).resources) {
      const id = planned.resource.id;
      const twin = written.find(
        (other) =>
          other.address === planned.address &&
          other.resource.type === planned.resource.type &&
          other.resource.id === id,
      );
      if (!twin || typeof id !== "string") continue;
      compared++;
      // What a plan calls unknown though the configuration is constant, it does for want of the version or of a set's order.
      const { wrong, missing, invented } = compare(planned.resource, twin.resource);
      expect({
        address: planned.address,
        wrong: wrong.filter((leaf) => !leaf.endsWith('instead of "(unknown)"')),
        missing,
        invented,
      }).toEqual({
        address: planned.address,
        wrong: [],
        missing: [],
        invented: [],
      });
    }
    expect(compared).toBeGreaterThan(20);
  });
});

interface RecordedPlan {
  configuration: {
    root_module: {
      resources: {
        type: string;
        name: string;
        mode: string;
        expressions?: Record<string, unknown>;
        count_expression?: unknown;
        for_each_expression?: unknown;
      }[];
    };
  };
}

/** A stack of the resources whose configuration is constant. */
function stackOf({ configuration }: RecordedPlan, version: string): unknown {
  const subscription_id = "11111111-1111-1111-1111-111111111111";
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { type, name, mode, expressions, count_expression, for_each_expression } of configuration.root_module
    .resources) {
    const body = constantOf(expressions ?? {});
    if (mode !== "managed" || body === undefined || count_expression !== undefined || for_each_expression !== undefined)
      continue;
    resource[type] = { ...resource[type], [name]: body };
  }
  return {
    terraform: { required_providers: { azurerm: { source: "azurerm", version }, azapi: { source: "azure/azapi" } } },
    provider: { azurerm: [{ subscription_id }], azapi: [{ subscription_id }] },
    resource,
  };
}

/** Expressions as the values they were written as; undefined where one of them is not constant. */
function constantOf(expression: unknown): unknown {
  if (Array.isArray(expression)) {
    const items = expression.map(constantOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (typeof expression !== "object" || expression === null) return undefined;
  if ("constant_value" in expression) {
    const escaped = (_key: string, value: unknown): unknown =>
      typeof value === "string" ? value.replace(/[$%](?=\{)/g, (sign) => sign + sign) : value;
    return JSON.parse(JSON.stringify(expression.constant_value), escaped);
  }
  if ("references" in expression) return undefined;
  const entries = Object.entries(expression).map(([name, inner]) => {
    // {}: a function of constants, whose value is not shown.
    const empty =
      typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.keys(inner as object).length === 0;
    return [name, empty ? undefined : constantOf(inner)] as const;
  });
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}
