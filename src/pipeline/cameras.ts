import { canRecognise, COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { Maybe } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import { at } from "./values";
import { typeKey } from "../arm/type-key";

const ENDPOINT = /(^|[./])(microsoft\.)?(media|onvif|rtsp)$/i;
/** Whether a resource is a camera, or the service of one, by its type alone; Unknown where that depends on a value that is not known. */
type ByType = (planned: PlannedResource) => Maybe<boolean>;

/**
 * Types that are camera sources whatever is declared. Sources: Microsoft.DeviceRegistry API 2024-11-01 (`endpointProfileType`) and 2025-10-01
 * (`endpoints.inbound.*.endpointType`), Microsoft.IoTOperations API 2025-10-01 (`deviceInboundEndpointTypes[].endpointType`), Azure IoT Operations media and ONVIF connectors, Microsoft.VideoIndexer, the Arc extension `Microsoft.videoindexer`.
 */
const BY_TYPE: Readonly<Record<string, ByType>> = {
  "microsoft.deviceregistry/assetendpointprofiles": ({ resource }) =>
    matches(at(resource.properties, "endpointProfileType"), ENDPOINT),
  "microsoft.deviceregistry/namespaces/devices": ({ resource }) =>
    inboundCamera(at(resource.properties, "endpoints", "inbound")),
  "microsoft.iotoperations/instances/akriconnectortemplates": ({ resource }) =>
    either(
      inboundCamera(at(resource.properties, "deviceInboundEndpointTypes")),
      matches(JSON.stringify(resource.properties ?? null), /akri-connectors\/(media|onvif)/i),
    ),
  "microsoft.media/mediaservices": () => true,
  "microsoft.media/videoanalyzers": () => true,
  "microsoft.videoindexer/accounts": () => true,
  "microsoft.kubernetesconfiguration/extensions": ({ resource }) =>
    matches(at(resource.properties, "extensionType"), /^microsoft\.videoindexer$/i),
  [COGNITIVE_ACCOUNT]: ({ resource }) => canRecognise(resource),
};

/** Whether a resource is a camera source by its type. */
export function isCameraByType(planned: PlannedResource): Maybe<boolean> {
  return BY_TYPE[typeKey(planned.resource.type)]?.(planned) ?? false;
}

function inboundCamera(inbound: unknown): Maybe<boolean> {
  if (isUnknown(inbound)) return Unknown;
  if (typeof inbound !== "object" || inbound === null) return false;
  return either(
    ...Object.values(inbound as Record<string, { endpointType?: unknown } | null>).map((endpoint) =>
      isUnknown(endpoint) ? Unknown : matches(endpoint?.endpointType, ENDPOINT),
    ),
  );
}

function either(...all: readonly Maybe<boolean>[]): Maybe<boolean> {
  if (all.includes(true)) return true;
  return all.some(isUnknown) ? Unknown : false;
}

function matches(value: unknown, pattern: RegExp): Maybe<boolean> {
  if (isUnknown(value)) return Unknown;
  return typeof value === "string" && pattern.test(value);
}
