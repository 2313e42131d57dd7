import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, deriveOpen, each, isObject, list, nonZero, one, or, type Row, type Rows } from "../map/rows";

/**
 * SQL databases of a Cosmos DB account and their containers.
 * Source: hashicorp/terraform-provider-azurerm internal/services/cosmos and internal/services/cosmos/common.
 */

const ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";

const options: Rows = [
  derive([], "properties.options", () => ({})),
  ["throughput", "properties.options.throughput", nonZero],
  [
    "autoscale_settings",
    "properties.options.autoscaleSettings",
    // What is sent where the most is left to the provider was not recorded.
    one([["max_throughput", "maxThroughput", or(Unknown)]]),
  ],
];

const lower = (value: OpenValue): OpenValue => (typeof value === "string" ? value.toLowerCase() : value);

/** Every type of shape is indexed. */
const SHAPES = ["LineString", "MultiPolygon", "Point", "Polygon"];

const paths = (from: string, to: string): Row => [from, to, each([["path", "path"]])];

const indexing: Row = [
  "indexing_policy",
  "properties.resource.indexingPolicy",
  one(
    [
      ["indexing_mode", "indexingMode", { as: lower, absent: "consistent" }],
      paths("included_path", "includedPaths"),
      paths("excluded_path", "excludedPaths"),
      [
        "composite_index",
        "compositeIndexes",
        each(
          [
            [
              "index",
              "index",
              each([
                ["path", "path"],
                ["order", "order", { as: lower }],
              ]),
            ],
          ],
          {
            absent: [],
            then: (indexes) => list(indexes).map((index) => (isObject(index) ? (index.index ?? []) : index)),
          },
        ),
      ],
      ["spatial_index", "spatialIndexes", each([["path", "path"], constant("types", SHAPES)])],
    ],
    { computed: true },
  ),
];

export const cosmosContainers: Family = {
  azurerm_cosmosdb_sql_database: {
    arm: `${ACCOUNTS}/sqlDatabases`,
    place: inGroup("account_name", "name"),
    rows: [["name", "properties.resource.id"], ...options],
  },
  azurerm_cosmosdb_sql_container: {
    arm: `${ACCOUNTS}/sqlDatabases/containers`,
    place: inGroup("account_name", "database_name", "name"),
    rows: [
      ["name", "properties.resource.id"],
      ...options,
      // A list since 4.0, before that one path.
      deriveOpen(["partition_key_paths", "partition_key_path"], "properties.resource.partitionKey.paths", (block) => {
        const many = block.read("partition_key_paths");
        if (many !== null) return many;
        const only = block.read("partition_key_path");
        return isUnknown(only) ? Unknown : list(only);
      }),
      ["partition_key_kind", "properties.resource.partitionKey.kind", or("Hash")],
      ["partition_key_version", "properties.resource.partitionKey.version", nonZero],
      ["analytical_storage_ttl", "properties.resource.analyticalStorageTtl", nonZero],
      ["default_ttl", "properties.resource.defaultTtl", nonZero],
      ["unique_key", "properties.resource.uniqueKeyPolicy.uniqueKeys", each([["paths", "paths"]])],
      [
        "conflict_resolution_policy",
        "properties.resource.conflictResolutionPolicy",
        one(
          [
            ["mode", "mode"],
            ["conflict_resolution_path", "conflictResolutionPath", or("")],
            ["conflict_resolution_procedure", "conflictResolutionProcedure", or("")],
          ],
          { computed: true },
        ),
      ],
      indexing,
    ],
  },
};
