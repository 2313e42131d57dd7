import type { Family, ResourceMap } from "../map/resource-map";
import { ai } from "./ai";
import { cognitive } from "./cognitive";
import { containers } from "./containers";
import { dataSources } from "./data-sources";
import { deployments } from "./deployments";
import { eventGrid } from "./event-grid";
import { gateway } from "./gateway";
import { iot } from "./iot";
import { keyVault } from "./key-vault";
import { logic } from "./logic";
import { messaging } from "./messaging";
import { network } from "./network";
import { outlines } from "./outlines";
import { policy } from "./policy";
import { resources } from "./resources";
import { storage } from "./storage";
import { streams } from "./streams";
import { web } from "./web";

/** Every mapped managed type of azurerm, one family a file. */
export const families: Readonly<Record<string, Family>> = {
  "Azure AI services": cognitive,
  "Azure Policy": policy,
  "IoT Hub, provisioning, IoT Central, Digital Twins": iot,
  "Event Grid": eventGrid,
  "Event Hubs, Service Bus, Relay": messaging,
  Storage: storage,
  "App Service and Functions": web,
  "AI around the model, camera edge": ai,
  "Key Vault, Log Analytics, Application Insights": keyVault,
  "Containers and service connections": containers,
  Network: network,
  "API Management and connections": gateway,
  "Logic apps": logic,
  "Stream Analytics, Web PubSub, SignalR, Data Explorer": streams,
  "Template deployments and scripts": deployments,
  "Outlines only": outlines,
  "Resource groups, identities, roles, diagnostics": resources,
};

const maps = new Map<string, ResourceMap>(Object.values(families).flatMap((family) => Object.entries(family)));

/** The map of a managed azurerm type; undefined where there is none. */
export function azurermMap(type: string): ResourceMap | undefined {
  return maps.get(type);
}

/** The map of an azurerm data source; undefined where it tells nothing that is asked for. */
export function dataSourceMap(type: string): ResourceMap | undefined {
  return Object.prototype.hasOwnProperty.call(dataSources, type) ? dataSources[type] : undefined;
}

/** Data source types that are read. */
export const dataSourceTypes: readonly string[] = Object.keys(dataSources);
