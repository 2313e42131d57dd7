import { readFileSync } from "node:fs";
import { join } from "node:path";
import { terraformMapPage, terraformTypeIndex } from "../../src/terraform";
import { allFamilies } from "../../src/terraform/azurerm";

test("docs/terraform-map.md is what the tables give (npm run docs writes it)", () => {
  expect(readFileSync(join(__dirname, "../../docs/terraform-map.md"), "utf8")).toBe(terraformMapPage());
});

test("every type of a family is in the index by which the family is found (npm run docs writes it)", () => {
  const index = join(__dirname, "../../src/terraform/azurerm/type-index.ts");
  expect(readFileSync(index, "utf8")).toBe(terraformTypeIndex());
});

test("it names whole types, patches and outlines", () => {
  const page = terraformMapPage();
  expect(page).toMatch(/`azurerm_cognitive_account` +\| `Microsoft\.CognitiveServices\/accounts` +\| whole/);
  expect(page).toMatch(/`azurerm_iothub_file_upload` +\| `Microsoft\.Devices\/IotHubs` +\| patch/);
  expect(page).toMatch(/`azurerm_media_services_account` +\| `Microsoft\.Media\/mediaservices` +\| outline/);
});

test("a type is mapped by one family", () => {
  const types = allFamilies().flatMap(([, family]) => Object.keys(family));
  expect(types.filter((type, i) => types.indexOf(type) !== i)).toEqual([]);
});
