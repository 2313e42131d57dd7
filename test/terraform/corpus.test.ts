import { Unknown } from "../../src/policy/unknown";
import { mapResources, readPlan, readStack, type MappedDocument } from "../../src/terraform";
import { compare } from "../support/compare";
import {
  FAMILIES,
  isLookedUp,
  isOfAnotherRequest,
  readRecorded,
  recorded,
  recordingsOf,
  scoreRecordings,
  withoutHead,
  type Score,
} from "../support/recordings";

const mapPlan = (file: string): MappedDocument =>
  mapResources(readPlan(JSON.parse(readRecorded(file).toString("utf8")), file));

function total(family: string): Score {
  const { resources, unmapped } = mapPlan(`${family}.plan.json.gz`);
  const mapped = resources.map(({ address, resource, overlay }) => ({
    address,
    resource,
    // Of an outline all but the head is unknown.
    partial: overlay !== undefined || resource.properties === Unknown,
  }));
  return scoreRecordings(recordingsOf(family), mapped, unmapped);
}

const lower = (id: unknown): string => String(id).toLowerCase();

recorded("recorded requests", () => {
  test.each(FAMILIES)("%s: no leaf is mapped to another value than was sent", (family) => {
    const sum = total(family);
    expect(sum.lost).toEqual([]);
    expect(sum.wrong.filter((leaf) => !isLookedUp(leaf))).toEqual([]);
    expect(sum.invented.filter((leaf) => !isOfAnotherRequest(leaf))).toEqual([]);
    expect(sum.resources).toBeGreaterThan(5);
    expect(sum.missing.filter((leaf) => !isLookedUp(leaf)).length).toBeLessThanOrEqual(sum.right * 0.01);
  });

  test.each(["azurerm/compute", "azurerm/5.2/compute"])(
    "%s: no second request is mapped to another value",
    (family) => {
      const byId = new Map(
        mapPlan(`${family}.plan.json.gz`).resources.map((r) => [`${r.address} ${lower(r.resource.id)}`, r]),
      );
      let compared = 0;
      for (const { address, id, writes } of recordingsOf(family)) {
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
        recordingsOf(family).map(({ address, writes }) => [
          address,
          writes.filter(({ method }) => method !== "POST").pop(),
        ]),
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

  test.each(FAMILIES.slice(0, -1))("%s: read from its configuration, a resource maps to the same", (family) => {
    const json = JSON.parse(readRecorded(`${family}.plan.json.gz`).toString("utf8")) as RecordedPlan;
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
