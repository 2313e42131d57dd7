import { ResourceIndex } from "../../src/arm/resource-index";
import { EDGE_KINDS, tracePipelines } from "../../src/pipeline";
import { mapResources, readPlan } from "../../src/terraform";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { ORDINARY, PROVIDERS } from "./hcl";
import { AZAPI, AZAPI_ONLY } from "./spellings/azapi";
import { AZURERM } from "./spellings/azurerm";
import { asVersionFive } from "./spellings/version-five";

/**
 * Every kind of edge, in plans that terraform makes: as azurerm 4 spells it, as azurerm 5 does, as azapi does, each two modules deep with for_each and
 * count. The resources bear the same names, so the edges read the same.
 */

const VERSIONS = PROVIDERS.replace(
  "required_providers {",
  'required_providers {\n    azapi = { source = "Azure/azapi" }',
);

const inModules = (hcl: string): Record<string, string> => ({
  "main.tf": `${VERSIONS}
provider "azurerm" {
  subscription_id = "${ORDINARY}"
  features {}
}
provider "azapi" { subscription_id = "${ORDINARY}" }
module "app" {
  source   = "./app"
  for_each = toset(["live"])
}`,
  "app/main.tf": `${VERSIONS}
module "core" {
  source = "./core"
  count  = 1
}`,
  "app/core/main.tf": VERSIONS + hcl,
});

/** `E9 st9 -> n9 strong`, of each two resources the strongest. */
const EDGES = [
  "E1 w1 -> model strong",
  "E2 w2 -> model strong",
  "E3 w3 -> model strong",
  "E4 w4 -> model medium",
  "E5 srch -> model strong",
  "E6 own6 -> model strong",
  "E7 gate -> model strong",
  "E7 w7 -> gate strong",
  "E8 vi -> model decisive",
  "E9 iot -> w9 strong",
  "E9 st9 -> n9 strong",
  "E10 iot -> st10 strong",
  "E11 iot -> asa strong",
  "E12 st12 -> w12 strong",
  "E12 w12 -> st12 medium",
  "E13 st13 -> w13 medium",
  "E13 w13 -> st13 medium",
  "E14 st14 -> own14 medium",
  "E15 w15 -> own15 medium",
  "E16 st16 -> own16 medium",
  "E18 aio -> st18 strong",
  "E18 ns/camera -> aio decisive",
];

async function planned(hcl: string): Promise<unknown> {
  const { plan, exitCode, stderr } = await planStack(inModules(hcl));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return plan;
}

function edgesOf(plan: unknown): string[] {
  const { resources } = mapResources(readPlan(plan, "plan.json"));
  const { edges } = tracePipelines(resources, new ResourceIndex(resources), { cameraSource: "aoai-camera-source" });
  for (const { from } of edges) expect(from.address).toMatch(/^module\.app\["live"\]\.module\.core\[0\]\./);
  const number = (line: string): number => Number(/\d+/.exec(line)?.[0]);
  return edges
    .map(({ edge, from, to, strength }) => `${edge} ${from.resource.name} -> ${to.resource.name} ${strength}`)
    .sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
}

test("the edges that are expected are of every kind that is followed", () => {
  expect([...new Set(EDGES.map((line) => line.split(" ")[0]))].sort()).toEqual(EDGE_KINDS.map(({ id }) => id).sort());
});

describeTerraform("every kind of edge in modules", () => {
  const azurerm = AZURERM + AZAPI_ONLY("azurerm_cognitive_account.model.id");

  test("as azurerm 4 and azurerm 5 spell it", async () => {
    const plan = await planned(azurerm);
    expect(edgesOf(plan)).toEqual(EDGES);
    const five = asVersionFive(plan);
    const old = /"(source_arm_resource_id|eventhub_endpoint_id|namespace_name)":/g;
    expect([...new Set(JSON.stringify(five).match(old))]).toEqual([]);
    expect(edgesOf(five)).toEqual(EDGES);
  });

  test("as azapi spells it", async () => {
    expect(edgesOf(await planned(AZAPI + AZAPI_ONLY("azapi_resource.model.id")))).toEqual(EDGES);
  });
});
