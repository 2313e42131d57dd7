import { CLUSTER_CONTENT } from "../arm/cluster-content";
import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";

/** Types of resources by the part they play in a pipeline, in lower case. Source: the resource providers' own type names. */

/** What runs code and may call a model. Whatever code it is, evidence on both sides makes it a hop. */
export const WORKLOADS = [
  "microsoft.web/sites",
  "microsoft.web/sites/slots",
  // With managed functions behind it.
  "microsoft.web/staticsites",
  "microsoft.app/containerapps",
  "microsoft.app/jobs",
  "microsoft.app/sessionpools",
  "microsoft.logic/workflows",
  "microsoft.containerinstance/containergroups",
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.containerservice/managedclusters",
  "microsoft.redhatopenshift/openshiftclusters",
  "microsoft.hdinsight/clusters",
  "microsoft.batch/batchaccounts",
  "microsoft.batch/batchaccounts/pools",
  "microsoft.datafactory/factories",
  "microsoft.automation/automationaccounts",
  "microsoft.machinelearningservices/workspaces",
  "microsoft.synapse/workspaces",
  "microsoft.appplatform/spring/apps",
  "microsoft.botservice/botservices",
  "microsoft.search/searchservices",
  "microsoft.kusto/clusters",
  "microsoft.databricks/workspaces",
  "microsoft.databricks/accessconnectors",
  "microsoft.hybridcompute/machines",
  "microsoft.kubernetes/connectedclusters",
  "microsoft.servicefabric/managedclusters",
] as const;

/** What brings applications to a cluster, with their settings: it is written on the cluster, not below it. */
export const EXTENSIONS = [
  "microsoft.kubernetesconfiguration/extensions",
  "microsoft.kubernetesconfiguration/fluxconfigurations",
  typeKey(CLUSTER_CONTENT),
] as const;

/**
 * Where workloads keep what they made of media, as frames, rows or transcripts; no device delivers to one. The first three call a model themselves where a role
 * lets them: https://learn.microsoft.com/azure/postgresql/flexible-server/generative-ai-azure-openai,
 * https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-invoke-external-rest-endpoint-transact-sql
 */
const DATABASES = [
  "microsoft.dbforpostgresql/flexibleservers",
  "microsoft.sql/servers",
  "microsoft.sql/managedinstances",
  "microsoft.dbformysql/flexibleservers",
  "microsoft.documentdb/mongoclusters",
  "microsoft.dbforpostgresql/servergroupsv2",
  "microsoft.cache/redis",
  "microsoft.cache/redisenterprise",
] as const;

/**
 * What keeps a copy of what lies in storage, or carries it there, and under an identity of its own: caches of files, file sync, migration, boxes of disks. Sources:
 * https://learn.microsoft.com/azure/storage/file-sync/file-sync-planning, https://learn.microsoft.com/azure/azure-managed-lustre/blob-integration,
 * https://learn.microsoft.com/azure/storage-mover/service-overview, https://learn.microsoft.com/azure/databox/data-box-overview
 */
export const COPIERS = [
  "microsoft.storagesync/storagesyncservices",
  "microsoft.storagecache/caches",
  "microsoft.storagecache/amlfilesystems",
  "microsoft.storagemover/storagemovers",
  "microsoft.databox/jobs",
] as const;

/** What keeps or passes media on: what a workload reads from or writes to. */
export const CARRIERS = [
  "microsoft.storage/storageaccounts",
  "microsoft.eventhub/namespaces",
  "microsoft.servicebus/namespaces",
  "microsoft.devices/iothubs",
  "microsoft.eventgrid/topics",
  "microsoft.eventgrid/domains",
  "microsoft.eventgrid/namespaces",
  "microsoft.relay/namespaces",
  "microsoft.signalrservice/webpubsub",
  "microsoft.signalrservice/signalr",
  "microsoft.documentdb/databaseaccounts",
  "microsoft.communication/communicationservices",
  "microsoft.digitaltwins/digitaltwinsinstances",
  "microsoft.netapp/netappaccounts",
  ...COPIERS,
  // These work, too: they take in what is indexed or streamed, and whoever asks them gets it back.
  "microsoft.search/searchservices",
  "microsoft.kusto/clusters",
  ...DATABASES,
] as const;

/** What takes in video by itself and tells what is in it to whoever may ask. */
export const INDEXERS = ["microsoft.videoindexer/accounts"] as const;

/** What gives roles: assignments, and requests that give one for a time, or for their holder to take up. Types in lower case. */
export const ROLE_ASSIGNMENTS = [
  "microsoft.authorization/roleassignments",
  "microsoft.authorization/roleassignmentschedulerequests",
  "microsoft.authorization/roleeligibilityschedulerequests",
] as const;

/** What stands in front of a model or of a workload: whoever calls it may get to every one behind it. */
export const FRONTS: readonly string[] = [
  "microsoft.apimanagement/service",
  "microsoft.network/applicationgateways",
  "microsoft.network/frontdoors",
  "microsoft.network/trafficmanagerprofiles",
  "microsoft.cdn/profiles",
  "nginx.nginxplus/nginxdeployments",
  "microsoft.network/loadbalancers",
];

/** A connection of a Foundry account, project or Machine Learning workspace to another service. */
export const CONNECTIONS = [
  "microsoft.cognitiveservices/accounts/connections",
  "microsoft.cognitiveservices/accounts/projects/connections",
  "microsoft.machinelearningservices/workspaces/connections",
] as const;

/** Where devices deliver: what a tag can declare to be a camera source, though its type alone is none. */
export const INGEST = [
  ...CARRIERS.filter((type) => !([...WORKLOADS, ...DATABASES] as readonly string[]).includes(type)),
  "microsoft.iotcentral/iotapps",
  "microsoft.databoxedge/databoxedgedevices",
  "microsoft.devices/provisioningservices",
] as const;

/** Parts of workloads that edges of their own speak of: E5, E6. */
const apart: ReadonlySet<string> = new Set([
  ...CONNECTIONS,
  "microsoft.search/searchservices/sharedprivatelinkresources",
]);
const workloads: ReadonlySet<string> = new Set(WORKLOADS);
const carriers: ReadonlySet<string> = new Set(CARRIERS);
const actors: ReadonlySet<string> = new Set([...DATABASES, ...COPIERS]);
export const isWorkload = (type: string): boolean => workloads.has(typeKey(type));
/**
 * Whether what acts under an identity can take media in: anything but what only keeps it, and but an account, whose own storage is another matter (E14). A
 * database loads files from storage, a copier copies them.
 */
export const mayWork = ({ resource: { type } }: PlannedResource): boolean =>
  (isWorkload(type) || actors.has(typeKey(type)) || !isCarrier(type)) && typeKey(type) !== COGNITIVE_ACCOUNT;
export const isExtension = (type: string): boolean => (EXTENSIONS as readonly string[]).includes(typeKey(type));
export const isCarrier = (type: string): boolean => carriers.has(typeKey(type));
export const isFront = (type: string): boolean => FRONTS.includes(typeKey(type));
export const isToldApart = (type: string): boolean => apart.has(typeKey(type));
