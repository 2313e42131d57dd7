import type { PlannedResource } from "../../src/arm/resource";
import { account, edgesOf, hub, planned, role, storage, traceOf, worker } from "./support/planned";

const WORKER = "azurerm_linux_function_app.worker";
const setting = (value: string) => worker({ siteConfig: { appSettings: [{ name: "DB", value }] } });
const edges = (...resources: PlannedResource[]) => edgesOf([hub, account, ...resources], "E12");
const both = (to: string): string[] => [`${WORKER} -> ${to} medium`, `${to} -> ${WORKER} strong`].sort();

const redis = planned("azurerm_redis_cache.r", "Microsoft.Cache/Redis", { name: "redis-x", properties: {} });
const managed = planned("azurerm_managed_redis.r", "Microsoft.Cache/redisEnterprise", {
  name: "amr-x",
  properties: {},
});
const postgres = planned("azurerm_postgresql_flexible_server.p", "Microsoft.DBforPostgreSQL/flexibleServers", {
  name: "psql-x",
  identity: { type: "SystemAssigned" },
  properties: {},
});
const mysql = planned("azurerm_mysql_flexible_server.y", "Microsoft.DBforMySQL/flexibleServers", {
  name: "mysql-x",
  properties: {},
});
const sql = planned("azurerm_mssql_server.q", "Microsoft.Sql/servers", { name: "sql-x", properties: {} });
const mongo = planned("azurerm_mongo_cluster.c", "Microsoft.DocumentDB/mongoClusters", {
  name: "mongo-x",
  properties: {},
});
const instance = planned("azapi_resource.mi", "Microsoft.Sql/managedInstances", { name: "mi-x", properties: {} });

test.each([
  ["rediss://:key@redis-x.redis.cache.windows.net:6380", redis],
  ["redis-x.redis.cache.usgovcloudapi.net", redis],
  ["amr-x.westeurope.redis.azure.net:10000", managed],
  ["host=psql-x.postgres.database.azure.com dbname=clips", postgres],
  ["mysql-x.mysql.database.azure.com", mysql],
  ["mongodb+srv://u@mongo-x.mongocluster.cosmos.azure.com/?tls=true", mongo],
  ["mongodb+srv://u@mongo-x.global.mongocluster.cosmos.azure.com/?tls=true", mongo],
  ["Server=tcp:sql-x.database.windows.net,1433;Database=clips", sql],
  ["Server=mi-x.a1b2c3d4.database.windows.net", instance],
])("a workload whose setting is %s reads and writes that database", (text, database) => {
  expect(edges(setting(text), database)).toEqual(both(database.address));
});

test.each([
  ["another of its kind", "redis-y.redis.cache.windows.net", redis],
  ["another cluster", "mongo-y.mongocluster.cosmos.azure.com", mongo],
  ["the host of another service", "sql-x.postgres.database.azure.com", sql],
  ["a host that only begins alike", "psql-x.postgres.database.azure.com.example.org", postgres],
])("%s is none", (_, text, database) => {
  expect(edges(setting(text), database)).toEqual([]);
});

test("a setting that refers to the database", () => {
  expect(edges(worker({}, { app_settings: "azurerm_redis_cache.r.primary_access_key" }), redis)).toEqual(
    both(redis.address),
  );
});

test("access to a cache that it grants itself", () => {
  const grant = planned(
    "azurerm_managed_redis_access_policy_assignment.a",
    "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
    { name: "amr-x/default/a", properties: {} },
    { "properties.user.objectId": `${WORKER}.identity[0].principal_id` },
  );
  expect(edges(worker(), managed, grant)).toEqual(both(managed.address));
});

test("PostgreSQL loads files from storage with its identity; a cache without a role does not", () => {
  const reads = role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {
    "properties.principalId": "azurerm_postgresql_flexible_server.p.identity[0].principal_id",
  });
  expect(edges(storage, postgres, redis, reads)).toEqual([`${storage.address} -> ${postgres.address} strong`]);
});

test("no device delivers to a database: one in a group for cameras is no source", () => {
  const group = planned("azurerm_resource_group.rg", "Microsoft.Resources/resourceGroups", {
    id: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg",
    tags: { "aoai-camera-source": "body-worn" },
  });
  const sources = (resource: PlannedResource) =>
    traceOf([group, account, resource]).sources.map(({ address }) => address);
  expect(sources(sql)).toEqual([]);
  expect(sources(redis)).toEqual([]);
  expect(sources(storage)).toEqual([storage.address]);
});
