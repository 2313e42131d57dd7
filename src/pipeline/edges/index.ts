import type { EdgeKind } from "../edge";
import { roleAssignment } from "./e1-role-assignment";
import { iotHub } from "./e10-iot-hub";
import { binding } from "./e12-binding";
import { device } from "./e18-device";
import { setting } from "./e2-setting";
import { videoIndexer } from "./e8-video-indexer";
import { eventGrid } from "./e9-event-grid";

/** Every kind of evidence that is looked for, in the order in which one of two equally strong edges is shown. */
export const EDGE_KINDS: readonly EdgeKind[] = [
  roleAssignment,
  setting,
  videoIndexer,
  eventGrid,
  iotHub,
  binding,
  device,
];
