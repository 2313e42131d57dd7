import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Each folder of @cdktf/provider-azurerm/lib holds one resource, data source or the provider, generated from the provider's schema. The compiled
 * file carries the generated TypeScript in its inline source map; only there do the comments survive that tell computed from optional.
 */
const LIBRARY = join(dirname(require.resolve("@cdktf/provider-azurerm/package.json")), "lib");
const SOURCE_MAP = "sourceMappingURL=data:application/json;base64,";

function folderOf(kind: "resource" | "data" | "provider", type: string): string {
  const dashed = type.replace(/_/g, "-");
  if (kind === "provider") return "provider";
  return kind === "data" ? `data-${dashed}` : dashed.replace(/^azurerm-/, "");
}

/** The TypeScript that was generated for a Terraform type; undefined where azurerm has no such type. */
export function generatedSource(kind: "resource" | "data" | "provider", type: string): string | undefined {
  const file = join(LIBRARY, folderOf(kind, type), "index.js");
  if (!existsSync(file)) return undefined;
  const compiled = readFileSync(file, "utf8");
  const map = compiled.lastIndexOf(SOURCE_MAP);
  const { sourcesContent } = JSON.parse(
    Buffer.from(compiled.slice(map + SOURCE_MAP.length), "base64").toString("utf8"),
  ) as { sourcesContent: string[] };
  return sourcesContent[0];
}
