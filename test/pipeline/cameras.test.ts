import { isCameraByType } from "../../src/pipeline/cameras";
import type { OpenValue } from "../../src/policy/json";
import { Unknown } from "../../src/policy/unknown";
import { planned } from "./support/planned";

const device = "Microsoft.DeviceRegistry/namespaces/devices";
const profile = "Microsoft.DeviceRegistry/assetEndpointProfiles";
const connector = "Microsoft.IoTOperations/instances/akriConnectorTemplates";
const extension = "Microsoft.KubernetesConfiguration/extensions";
const image = (imageName: string) => ({
  runtimeConfiguration: { managedConfigurationSettings: { imageConfigurationSettings: { imageName } } },
});
const inbound = (...types: OpenValue[]) => ({
  endpoints: { inbound: Object.fromEntries(types.map((endpointType, i) => [`e${i}`, { endpointType }])) },
});

test.each<[string, string, OpenValue, unknown]>([
  ["an ONVIF device", device, inbound("Microsoft.Onvif"), true],
  ["a device with media beside another endpoint", device, inbound("Microsoft.OpcUa", "Microsoft.Media"), true],
  ["a device whose endpoint is not known", device, inbound(Unknown), Unknown],
  ["a device whose endpoint is not known, beside a camera's", device, inbound(Unknown, "Microsoft.Onvif"), true],
  ["a device whose endpoints are not known", device, { endpoints: { inbound: Unknown } }, Unknown],
  ["a device without endpoints", device, { endpoints: { inbound: null } }, false],
  ["a machine", device, inbound("Microsoft.OpcUa"), false],
  ["a word that only ends alike", device, inbound("Contoso.Multimedia"), false],
  ["a profile for ONVIF", profile, { endpointProfileType: "Microsoft.Onvif" }, true],
  ["a profile for RTSP", profile, { endpointProfileType: "rtsp" }, true],
  ["a profile for machines", profile, { endpointProfileType: "Microsoft.OpcUa" }, false],
  ["a connector by its image", connector, image("azureiotoperations/akri-connectors/media"), true],
  [
    "a connector by its endpoints",
    connector,
    { deviceInboundEndpointTypes: [{ endpointType: "Microsoft.Media" }] },
    true,
  ],
  ["a connector whose endpoints are not known", connector, { deviceInboundEndpointTypes: Unknown }, Unknown],
  ["another connector", connector, { deviceInboundEndpointTypes: [{ endpointType: "Microsoft.Http" }] }, false],
  ["Media Services", "Microsoft.Media/mediaservices", {}, true],
  ["Video Analyzer", "Microsoft.Media/videoAnalyzers", {}, true],
  ["Video Indexer", "Microsoft.VideoIndexer/accounts", {}, true],
  ["Video Indexer at the edge", extension, { extensionType: "Microsoft.videoindexer" }, true],
  ["another extension", extension, { extensionType: "Microsoft.Dapr" }, false],
  ["an extension of a type not known", extension, { extensionType: Unknown }, Unknown],
  ["storage", "Microsoft.Storage/storageAccounts", {}, false],
])("%s", (_, type, properties, expected) => {
  expect(isCameraByType(planned("azapi_resource.x", type, { properties: properties as never }))).toBe(expected);
});
