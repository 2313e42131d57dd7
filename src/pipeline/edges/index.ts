import type { EdgeKind } from "../edge";
import { roleAssignment } from "./e1-role-assignment";
import { iotHub } from "./e10-iot-hub";
import { streamAnalytics } from "./e11-stream-analytics";
import { binding } from "./e12-binding";
import { serviceLinker } from "./e13-service-linker";
import { accountStorage } from "./e14-account-storage";
import { networkRule } from "./e15-network-rule";
import { accountApiProperties } from "./e16-account-api-properties";
import { device } from "./e18-device";
import { setting } from "./e2-setting";
import { keyVault } from "./e3-key-vault";
import { privateEndpoint } from "./e4-private-endpoint";
import { sharedPrivateLink } from "./e5-shared-private-link";
import { connection } from "./e6-connection";
import { apiManagement } from "./e7-api-management";
import { videoIndexer } from "./e8-video-indexer";
import { eventGrid } from "./e9-event-grid";

/** Every kind of evidence that is looked for, in the order in which one of two equally strong edges is shown. Diagnostic settings (E17) are no evidence. */
export const EDGE_KINDS: readonly EdgeKind[] = [
  roleAssignment,
  setting,
  keyVault,
  privateEndpoint,
  sharedPrivateLink,
  connection,
  apiManagement,
  videoIndexer,
  eventGrid,
  iotHub,
  streamAnalytics,
  binding,
  serviceLinker,
  accountStorage,
  networkRule,
  accountApiProperties,
  device,
];
