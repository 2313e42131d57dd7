import type { Family } from "../map/resource-map";
import type * as aiModule from "./ai";
import type * as appEnvironmentsModule from "./app-environments";
import type * as applicationGatewayModule from "./application-gateway";
import type * as automationModule from "./automation";
import type * as automationRunbooksModule from "./automation-runbooks";
import type * as batchModule from "./batch";
import type * as botChannelsModule from "./bot-channels";
import type * as cognitiveModule from "./cognitive";
import type * as containersModule from "./containers";
import type * as cosmosContainersModule from "./cosmos-containers";
import type * as customerKeysModule from "./customer-keys";
import type * as dataFactoryModule from "./data-factory";
import type * as dataFactoryDatasetsModule from "./data-factory-datasets";
import type * as dataFactoryLinksModule from "./data-factory-links";
import type * as dataFactoryRuntimesModule from "./data-factory-runtimes";
import type * as databasesModule from "./databases";
import type * as databricksModule from "./databricks";
import type * as deploymentsModule from "./deployments";
import type * as disksModule from "./disks";
import type * as dnsRecordsModule from "./dns-records";
import type * as eventGridModule from "./event-grid";
import type * as eventGridPartnersModule from "./event-grid-partners";
import type * as eventHubsModule from "./event-hubs";
import type * as frontDoorModule from "./front-door";
import type * as frontDoorRulesModule from "./front-door-rules";
import type * as frontsModule from "./fronts";
import type * as gatewayModule from "./gateway";
import type * as gatewayChildrenModule from "./gateway-children";
import type * as groupsModule from "./groups";
import type * as iotModule from "./iot";
import type * as iotServicesModule from "./iot-services";
import type * as keyVaultModule from "./key-vault";
import type * as kubernetesModule from "./kubernetes";
import type * as kustoModule from "./kusto";
import type * as liveModule from "./live";
import type * as liveChildrenModule from "./live-children";
import type * as logicModule from "./logic";
import type * as logicStandardModule from "./logic-standard";
import type * as machineLearningComputesModule from "./machine-learning-computes";
import type * as machineLearningDataModule from "./machine-learning-data";
import type * as managedDevopsPoolModule from "./managed-devops-pool";
import type * as managedHsmModule from "./managed-hsm";
import type * as monitoringModule from "./monitoring";
import type * as networkModule from "./network";
import type * as networkEdgeModule from "./network-edge";
import type * as networkSecurityModule from "./network-security";
import type * as outlinesModule from "./outlines";
import type * as outlinesOfPlumbingModule from "./outlines-plumbing";
import type * as outlinesOfServicesModule from "./outlines-services";
import type * as policyModule from "./policy";
import type * as postgresModule from "./postgres";
import type * as redisModule from "./redis";
import type * as registriesModule from "./registries";
import type * as registryChildrenModule from "./registry-children";
import type * as registryTasksModule from "./registry-tasks";
import type * as resourcesModule from "./resources";
import type * as scaleSetsModule from "./scale-sets";
import type * as serviceBusModule from "./service-bus";
import type * as serviceFabricModule from "./service-fabric";
import type * as springModule from "./spring";
import type * as sqlModule from "./sql";
import type * as staticWebModule from "./static-web";
import type * as storageModule from "./storage";
import type * as storagePoliciesModule from "./storage-policies";
import type * as streamAnalyticsModule from "./stream-analytics";
import type * as virtualMachinesModule from "./virtual-machines";
import type * as webModule from "./web";
import type * as webNetworkModule from "./web-network";

/** A file of tables, or several, under one title. */
export interface LazyFamily {
  title: string;
  /** Required where a plan has a type of it: to make all tables takes longer than to read a small plan. */
  load: () => Family;
}

/** Every mapped managed type of azurerm, and the groups and applications of azuread, one family a file. */
export const FAMILIES: readonly LazyFamily[] = [
  { title: "Azure AI services", load: () => (require("./cognitive") as typeof cognitiveModule).cognitive },
  { title: "Azure Policy", load: () => (require("./policy") as typeof policyModule).policy },
  { title: "IoT Hub", load: () => (require("./iot") as typeof iotModule).iot },
  {
    title: "Device provisioning, IoT Central, Digital Twins",
    load: () => (require("./iot-services") as typeof iotServicesModule).iotServices,
  },
  { title: "Event Grid", load: () => (require("./event-grid") as typeof eventGridModule).eventGrid },
  {
    title: "Event Grid partners",
    load: () => (require("./event-grid-partners") as typeof eventGridPartnersModule).eventGridPartners,
  },
  { title: "Event Hubs and Relay", load: () => (require("./event-hubs") as typeof eventHubsModule).eventHubs },
  { title: "Service Bus", load: () => (require("./service-bus") as typeof serviceBusModule).serviceBus },
  { title: "Storage", load: () => (require("./storage") as typeof storageModule).storage },
  {
    title: "Policies and users of a storage account",
    load: () => (require("./storage-policies") as typeof storagePoliciesModule).storagePolicies,
  },
  { title: "App Service and Functions", load: () => (require("./web") as typeof webModule).web },
  {
    title: "App Service and Functions, networks",
    load: () => (require("./web-network") as typeof webNetworkModule).webNetwork,
  },
  {
    title: "App Service environments and hybrid connections",
    load: () => (require("./app-environments") as typeof appEnvironmentsModule).appEnvironments,
  },
  { title: "AI around the model, camera edge", load: () => (require("./ai") as typeof aiModule).ai },
  { title: "Channels of bots", load: () => (require("./bot-channels") as typeof botChannelsModule).botChannels },
  {
    title: "Key Vault, Log Analytics, Application Insights",
    load: () => (require("./key-vault") as typeof keyVaultModule).keyVault,
  },
  { title: "Managed HSM", load: () => (require("./managed-hsm") as typeof managedHsmModule).managedHsm },
  {
    title: "Alerts, exports and searches",
    load: () => (require("./monitoring") as typeof monitoringModule).monitoring,
  },
  { title: "Containers", load: () => (require("./containers") as typeof containersModule).containers },
  {
    title: "Registries and service connections",
    load: () => (require("./registries") as typeof registriesModule).registries,
  },
  {
    title: "What belongs to a registry",
    load: () => (require("./registry-children") as typeof registryChildrenModule).registryChildren,
  },
  {
    title: "Tasks of a registry",
    load: () => (require("./registry-tasks") as typeof registryTasksModule).registryTasks,
  },
  { title: "Network", load: () => (require("./network") as typeof networkModule).network },
  {
    title: "Network security",
    load: () => (require("./network-security") as typeof networkSecurityModule).networkSecurity,
  },
  {
    title: "Edges of a network, Traffic Manager",
    load: () => (require("./network-edge") as typeof networkEdgeModule).networkEdge,
  },
  { title: "DNS records", load: () => (require("./dns-records") as typeof dnsRecordsModule).dnsRecords },
  { title: "API Management and connections", load: () => (require("./gateway") as typeof gatewayModule).gateway },
  {
    title: "API Management: operations, diagnostics, who comes in",
    load: () => (require("./gateway-children") as typeof gatewayChildrenModule).gatewayChildren,
  },
  { title: "Logic apps", load: () => (require("./logic") as typeof logicModule).logic },
  {
    title: "Logic apps, Standard plan",
    load: () => (require("./logic-standard") as typeof logicStandardModule).logicStandard,
  },
  {
    title: "Stream Analytics",
    load: () => (require("./stream-analytics") as typeof streamAnalyticsModule).streamAnalytics,
  },
  { title: "Web PubSub, SignalR, Data Explorer", load: () => (require("./live") as typeof liveModule).live },
  {
    title: "Domains and private links of SignalR and Web PubSub",
    load: () => (require("./live-children") as typeof liveChildrenModule).liveChildren,
  },
  {
    title: "Template deployments and scripts",
    load: () => (require("./deployments") as typeof deploymentsModule).deployments,
  },
  {
    title: "Data Factory and Synapse",
    load: () => (require("./data-factory") as typeof dataFactoryModule).dataFactory,
  },
  {
    title: "Linked services of Data Factory and Synapse",
    load: () => (require("./data-factory-links") as typeof dataFactoryLinksModule).dataFactoryLinks,
  },
  {
    title: "Triggers and runtimes of Data Factory",
    load: () => (require("./data-factory-runtimes") as typeof dataFactoryRuntimesModule).dataFactoryRuntimes,
  },
  {
    title: "Datasets of Data Factory",
    load: () => (require("./data-factory-datasets") as typeof dataFactoryDatasetsModule).dataFactoryDatasets,
  },
  { title: "Cosmos DB and Data Explorer", load: () => (require("./databases") as typeof databasesModule).databases },
  {
    title: "Cosmos DB containers",
    load: () => (require("./cosmos-containers") as typeof cosmosContainersModule).cosmosContainers,
  },
  { title: "Connections and scripts of Data Explorer", load: () => (require("./kusto") as typeof kustoModule).kusto },
  {
    title: "Virtual machines",
    load: () => ({
      ...(require("./virtual-machines") as typeof virtualMachinesModule).virtualMachines,
      ...(require("./scale-sets") as typeof scaleSetsModule).scaleSets,
      ...(require("./disks") as typeof disksModule).disks,
    }),
  },
  { title: "Kubernetes", load: () => (require("./kubernetes") as typeof kubernetesModule).kubernetes },
  { title: "Batch", load: () => (require("./batch") as typeof batchModule).batch },
  { title: "Redis caches", load: () => (require("./redis") as typeof redisModule).redis },
  { title: "SQL databases", load: () => (require("./sql") as typeof sqlModule).sql },
  { title: "Databricks", load: () => (require("./databricks") as typeof databricksModule).databricks },
  { title: "PostgreSQL", load: () => (require("./postgres") as typeof postgresModule).postgres },
  { title: "Automation", load: () => (require("./automation") as typeof automationModule).automation },
  {
    title: "Runbooks of Automation",
    load: () => (require("./automation-runbooks") as typeof automationRunbooksModule).automationRunbooks,
  },
  { title: "Static web apps", load: () => (require("./static-web") as typeof staticWebModule).staticWeb },
  { title: "Spring apps", load: () => (require("./spring") as typeof springModule).spring },
  { title: "Service Fabric", load: () => (require("./service-fabric") as typeof serviceFabricModule).serviceFabric },
  { title: "Keys of a customer", load: () => (require("./customer-keys") as typeof customerKeysModule).customerKeys },
  {
    title: "Machine Learning computes",
    load: () =>
      (require("./machine-learning-computes") as typeof machineLearningComputesModule).machineLearningComputes,
  },
  {
    title: "Data and networks of Machine Learning",
    load: () => (require("./machine-learning-data") as typeof machineLearningDataModule).machineLearningData,
  },
  {
    title: "Application gateways, load balancers, Front Door",
    load: () => ({
      ...(require("./application-gateway") as typeof applicationGatewayModule).applicationGateway,
      ...(require("./fronts") as typeof frontsModule).fronts,
      ...(require("./front-door-rules") as typeof frontDoorRulesModule).frontDoorRules,
    }),
  },
  {
    title: "Endpoints, routes and origins of Front Door",
    load: () => (require("./front-door") as typeof frontDoorModule).frontDoor,
  },
  {
    title: "Managed DevOps Pools",
    load: () => (require("./managed-devops-pool") as typeof managedDevopsPoolModule).managedDevopsPool,
  },
  { title: "Outlines only", load: () => (require("./outlines") as typeof outlinesModule).outlines },
  {
    title: "Outlines only, in and beside the services above",
    load: () => (require("./outlines-services") as typeof outlinesOfServicesModule).outlinesOfServices,
  },
  {
    title: "Outlines only, what moves data, joins networks and watches",
    load: () => (require("./outlines-plumbing") as typeof outlinesOfPlumbingModule).outlinesOfPlumbing,
  },
  {
    title: "Resource groups, identities, roles, diagnostics",
    load: () => (require("./resources") as typeof resourcesModule).resources,
  },
  {
    title: "Groups and applications of Microsoft Entra ID (azuread)",
    load: () => (require("./groups") as typeof groupsModule).groups,
  },
];
