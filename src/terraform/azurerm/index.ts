import type { Family, ResourceMap } from "../map/resource-map";
import { ai } from "./ai";
import { applicationGateway } from "./application-gateway";
import { automation } from "./automation";
import { batch } from "./batch";
import { cognitive } from "./cognitive";
import { containers } from "./containers";
import { customerKeys } from "./customer-keys";
import { dataFactory } from "./data-factory";
import { dataSources } from "./data-sources";
import { databases } from "./databases";
import { deployments } from "./deployments";
import { disks } from "./disks";
import { eventGrid } from "./event-grid";
import { eventHubs } from "./event-hubs";
import { fronts } from "./fronts";
import { gateway } from "./gateway";
import { groups } from "./groups";
import { iot } from "./iot";
import { iotServices } from "./iot-services";
import { keyVault } from "./key-vault";
import { kubernetes } from "./kubernetes";
import { live } from "./live";
import { logic } from "./logic";
import { logicStandard } from "./logic-standard";
import { machineLearningComputes } from "./machine-learning-computes";
import { network } from "./network";
import { networkSecurity } from "./network-security";
import { outlines } from "./outlines";
import { outlinesOfPlumbing } from "./outlines-plumbing";
import { outlinesOfServices } from "./outlines-services";
import { policy } from "./policy";
import { redis } from "./redis";
import { registries } from "./registries";
import { resources } from "./resources";
import { scaleSets } from "./scale-sets";
import { serviceBus } from "./service-bus";
import { spring } from "./spring";
import { sql } from "./sql";
import { staticWeb } from "./static-web";
import { storage } from "./storage";
import { streamAnalytics } from "./stream-analytics";
import { virtualMachines } from "./virtual-machines";
import { web } from "./web";

/** Every mapped managed type of azurerm, and the groups of azuread, one family a file. */
export const families: Readonly<Record<string, Family>> = {
  "Azure AI services": cognitive,
  "Azure Policy": policy,
  "IoT Hub": iot,
  "Device provisioning, IoT Central, Digital Twins": iotServices,
  "Event Grid": eventGrid,
  "Event Hubs and Relay": eventHubs,
  "Service Bus": serviceBus,
  Storage: storage,
  "App Service and Functions": web,
  "AI around the model, camera edge": ai,
  "Key Vault, Log Analytics, Application Insights": keyVault,
  Containers: containers,
  "Registries and service connections": registries,
  Network: network,
  "Network security": networkSecurity,
  "API Management and connections": gateway,
  "Logic apps": logic,
  "Logic apps, Standard plan": logicStandard,
  "Stream Analytics": streamAnalytics,
  "Web PubSub, SignalR, Data Explorer": live,
  "Template deployments and scripts": deployments,
  "Data Factory and Synapse": dataFactory,
  "Cosmos DB and Data Explorer": databases,
  "Virtual machines": { ...virtualMachines, ...scaleSets, ...disks },
  Kubernetes: kubernetes,
  Batch: batch,
  "Redis caches": redis,
  "SQL databases": sql,
  Automation: automation,
  "Static web apps": staticWeb,
  "Spring apps": spring,
  "Keys of a customer": customerKeys,
  "Machine Learning computes": machineLearningComputes,
  "Application gateways, load balancers, Front Door": { ...applicationGateway, ...fronts },
  "Outlines only": outlines,
  "Outlines only, in and beside the services above": outlinesOfServices,
  "Outlines only, what moves data, joins networks and watches": outlinesOfPlumbing,
  "Resource groups, identities, roles, diagnostics": resources,
  "Groups of Microsoft Entra ID (azuread)": groups,
};

const maps = new Map<string, ResourceMap>(Object.values(families).flatMap((family) => Object.entries(family)));

/** The map of a managed type; undefined where there is none. */
export function azurermMap(type: string): ResourceMap | undefined {
  return maps.get(type);
}

/** The map of an azurerm data source; undefined where it tells nothing that is asked for. */
export function dataSourceMap(type: string): ResourceMap | undefined {
  return Object.prototype.hasOwnProperty.call(dataSources, type) ? dataSources[type] : undefined;
}

/** Data source types that are read. */
export const dataSourceTypes: readonly string[] = Object.keys(dataSources);
