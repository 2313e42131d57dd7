import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  list,
  nonZero,
  one,
  or,
  words,
  type Derived,
  type Row,
  type Rows,
} from "../map/rows";
import { named } from "./common";
import { FACTORIES } from "./data-factory-parts";

/**
 * What pipelines read and write: files that a Data Factory moves.
 * Source: hashicorp/terraform-provider-azurerm internal/services/datafactory.
 */

/** Text, or an expression where the flag beside it says so. */
const maybeDynamic = (from: string, to: string, flag = `dynamic_${from}_enabled`): Derived =>
  deriveOpen([from, flag], to, (b: Block): OpenValue => {
    const dynamic = b.read(flag);
    const value = b.read(from) ?? "";
    return isUnknown(dynamic) ? Unknown : dynamic === true ? { type: "Expression", value } : value;
  });

const path = maybeDynamic("path", "folderPath");
const filename = maybeDynamic("filename", "fileName");

const location = (from: string, type: string, rows: Rows): Row => [
  from,
  "properties.typeProperties.location",
  one([constant("type", type), ...rows, path, filename]),
];

const http = location("http_server_location", "HttpServerLocation", [["relative_url", "relativeUrl"]]);
const blob = location("azure_blob_storage_location", "AzureBlobStorageLocation", [
  maybeDynamic("container", "container"),
]);
const lake = location("azure_blob_fs_location", "AzureBlobFSLocation", [maybeDynamic("file_system", "fileSystem")]);
const sftp = location("sftp_server_location", "SftpLocation", []);

/** Unlike those of a linked service, parameters are left out where there are none. */
const parameters: Derived = deriveOpen(["parameters"], "properties.parameters", (b) => {
  const values = b.read("parameters");
  if (isUnknown(values)) return Unknown;
  const entries = Object.entries((values ?? {}) as OpenObject);
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([name, defaultValue]) => [name, { type: "String", defaultValue }]));
});

const columns: Row = [
  "schema_column",
  "properties.structure",
  each([named, ["type", "type", nonZero], ["description", "description", nonZero]]),
];

const dataset = (type: string, rows: Rows): ResourceMap => ({
  arm: `${FACTORIES}/datasets`,
  place: below("data_factory_id", "name"),
  rows: [
    constant("properties.type", type),
    constant("properties.linkedServiceName.type", "LinkedServiceReference"),
    ["linked_service_name", "properties.linkedServiceName.referenceName"],
    ["description", "properties.description", or("")],
    ["folder", "properties.folder.name", nonZero],
    ["annotations", "properties.annotations", { as: (value) => (list(value).length === 0 ? undefined : value) }],
    parameters,
    ["additional_properties", "properties"],
    ...rows,
  ],
});

/** Some types are written in small letters, or they have no effect. */
const SMALL = /^(BZip2|Deflate|GZip|Tar)$/;

export const dataFactoryDatasets: Family = {
  azurerm_data_factory_dataset_azure_blob: dataset("AzureBlob", [
    maybeDynamic("path", "properties.typeProperties.folderPath"),
    maybeDynamic("filename", "properties.typeProperties.fileName"),
    columns,
  ]),
  azurerm_data_factory_dataset_binary: dataset("Binary", [
    http,
    blob,
    sftp,
    [
      "compression",
      "properties.typeProperties.compression",
      one([
        ["type", "type", { as: (type) => (SMALL.test(String(type)) ? String(type).toLowerCase() : type) }],
        ["level", "level", or("")],
      ]),
    ],
  ]),
  azurerm_data_factory_dataset_delimited_text: dataset("DelimitedText", [
    http,
    blob,
    lake,
    ["column_delimiter", "properties.typeProperties.columnDelimiter", or(",")],
    ["row_delimiter", "properties.typeProperties.rowDelimiter", or("")],
    ["quote_character", "properties.typeProperties.quoteChar", or('"')],
    ["escape_character", "properties.typeProperties.escapeChar", or("\\")],
    ["encoding", "properties.typeProperties.encodingName", nonZero],
    ["first_row_as_header", "properties.typeProperties.firstRowAsHeader", words(true, false, false)],
    ["null_value", "properties.typeProperties.nullValue", or("")],
    ["compression_level", "properties.typeProperties.compressionLevel", nonZero],
    ["compression_codec", "properties.typeProperties.compressionCodec", nonZero],
    columns,
  ]),
};
