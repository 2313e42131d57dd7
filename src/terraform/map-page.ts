import { allFamilies, dataSourceTypes } from "./azurerm";
import type { ResourceMap } from "./map/resource-map";

/**
 * docs/terraform-map.md: the mapped Terraform types, generated from the tables. A test proves that what is committed is current.
 */
export function terraformMapPage(): string {
  const sections = allFamilies().map(([title, family]) => {
    const rows = Object.entries(family)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, map]) => [code(type), code(map.arm), how(map)]);
    return `## ${title}\n\n${table(["Terraform type", "ARM type", "how"], rows)}`;
  });
  const total = allFamilies().reduce((sum, [, family]) => sum + Object.keys(family).length, 0);
  return `${[introduction(total), ...sections, azapi(), `## Data sources\n\nRead as what exists: ${dataSourceTypes().map(code).join(", ")}.`].join("\n\n")}\n`;
}

/** `src/terraform/azurerm/type-index.ts`: which family has which types, so that a family need not be loaded to tell. A test proves that it is current. */
export function terraformTypeIndex(): string {
  const entries = allFamilies().map(
    ([title, family]) =>
      `  ${JSON.stringify(title)}: [\n${Object.keys(family)
        .map((type) => `    ${JSON.stringify(type)},\n`)
        .join("")}  ],\n`,
  );
  return `/** The types of each family. Generated from the families by \`npm run docs\`. */
export const TYPES: Readonly<Record<string, readonly string[]>> = {
${entries.join("")}};
`;
}

const introduction = (total: number): string => `# Terraform types and what ARM receives of them

Generated from \`src/terraform/azurerm\` by \`npm run docs\`; ${total} types of azurerm 3, 4 and 5. A type that is not here is counted in the report's
\`unmapped\` and not judged.

- _whole_: every property that azurerm sends.
- _patch_: the write is laid over a resource that another one makes; what it does not set is not known from it.
- _outline_: type, name, location, identity and tags; the properties count as unknown, so no rule about them passes.`;

const AZAPI_TYPES: readonly (readonly [string, string])[] = [
  [
    "`azapi_resource`",
    "whole, of any ARM type; `sensitive_body` from the configuration, what `ignore_body_changes` names unknown on update",
  ],
  ["`azapi_update_resource`", "patch"],
  [
    "`azapi_resource_action`",
    'PUT whole, PATCH a patch, also `when = "destroy"`; DELETE a deletion; any other method tells only what it is about',
  ],
  ["`azapi_data_plane_resource`", "not judged; named in the notes"],
  ["ephemeral `azapi_resource_action`", "seen in configuration (cdk.tf.json), in no plan; named in the notes"],
];

const azapi = (): string => `## azapi

${table(["Terraform type", "how"], AZAPI_TYPES)}

Templates of \`Microsoft.Resources/deployments\` that are written out, by azurerm or azapi, are opened and their resources judged; template specs, linked
templates and deployment scripts are named in the notes.`;

function how(map: ResourceMap): string {
  const kind = map.overlay ? "patch" : map.outline ? "outline" : "whole";
  const also = (map.also ?? []).map(({ arm }) => code(arm));
  return also.length > 0 ? `${kind}; also ${[...new Set(also)].join(", ")}` : kind;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A Markdown table, padded as prettier pads it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}
