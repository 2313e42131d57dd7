import { isUnknown, Unknown } from "../../policy/unknown";
import type { AlsoWritten } from "../map/resource-map";
import { deriveOpen } from "../map/rows";

/** Connection strings of a site: a request of their own, with the names as keys. */
export const connectionStrings = (arm: string): AlsoWritten => ({
  arm: `${arm}/config`,
  name: "connectionStrings",
  when: (block) => {
    const value = block.read("connection_string");
    return isUnknown(value) || (Array.isArray(value) && value.length > 0);
  },
  rows: [
    deriveOpen(["connection_string"], "properties", (block) => {
      const blocks = block.blocks("connection_string");
      if (isUnknown(blocks)) return Unknown;
      if (blocks.some((item) => isUnknown(item) || typeof item.read("name") !== "string")) return Unknown;
      return Object.fromEntries(
        blocks.flatMap((item) =>
          isUnknown(item) ? [] : [[String(item.read("name")), { type: item.read("type"), value: item.read("value") }]],
        ),
      );
    }),
  ],
});
