const SUBSCRIPTION = {
  eventhub_endpoint_id: "eventhub_id",
  hybrid_connection_endpoint_id: "hybrid_connection_id",
  service_bus_queue_endpoint_id: "service_bus_queue_id",
  service_bus_topic_endpoint_id: "service_bus_topic_id",
};
/** What azurerm 5 calls what azurerm 4 calls otherwise. Source: the provider's 5.0 upgrade guide. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azurerm_eventgrid_system_topic: { source_arm_resource_id: "source_resource_id" },
  azurerm_eventgrid_event_subscription: SUBSCRIPTION,
  azurerm_eventgrid_system_topic_event_subscription: SUBSCRIPTION,
  azurerm_eventhub: { namespace_name: "namespace_id" },
};
/** Arguments that are gone. */
const DROPPED: Readonly<Record<string, readonly string[]>> = { azurerm_eventhub: ["resource_group_name"] };

type Json = { [key: string]: unknown };

/** A plan of azurerm 4 as azurerm 5 would have made it of the same configuration with its arguments renamed. */
export function asVersionFive(plan: unknown): unknown {
  return rewritten(
    JSON.parse(JSON.stringify(plan).replaceAll('"~> 4.55"', '"~> 5.2"').replaceAll('"4.55.0"', '"5.2.0"')) as unknown,
  );
}

function rewritten(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rewritten);
  if (typeof node !== "object" || node === null) return node;
  const map = node as Json;
  const type = typeof map["type"] === "string" ? map["type"] : "";
  const names = RENAMED[type];
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => {
    if (names === undefined) return [key, rewritten(value)];
    if (key === "change") return [key, mapped(value as Json, ["before", "after"], type, false, ["after_unknown"])];
    if (key === "values" || key === "expressions") return [key, renamed(value as Json, type, key === "expressions")];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function mapped(
  change: Json,
  values: readonly string[],
  type: string,
  refs: boolean,
  unknowns: readonly string[],
): Json {
  return Object.fromEntries(
    Object.entries(change).map(([key, value]) => {
      if (typeof value !== "object" || value === null) return [key, value];
      if (values.includes(key)) return [key, renamed(value as Json, type, refs)];
      if (unknowns.includes(key)) return [key, { ...renamed(value as Json, type, refs), ...idsUnknown(type) }];
      return [key, value];
    }),
  );
}

/** A name that becomes an id is known only after apply. */
const idsUnknown = (type: string): Json =>
  Object.fromEntries(
    Object.entries(RENAMED[type] ?? {}).flatMap(([from, to]) =>
      from.endsWith("_name") && to.endsWith("_id") ? [[to, true]] : [],
    ),
  );

function renamed(values: Json, type: string, references: boolean): Json {
  const gone = DROPPED[type] ?? [];
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const to = RENAMED[type]?.[name];
      if (to === undefined) return gone.includes(name) ? [] : [[name, value]];
      const becomesId = name.endsWith("_name") && to.endsWith("_id");
      if (!becomesId) return [[to, value]];
      return references ? [[to, JSON.parse(JSON.stringify(value).replaceAll('.name"', '.id"')) as unknown]] : [];
    }),
  );
}
