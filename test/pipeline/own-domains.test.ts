import type { ArmResource, PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";
import { account, edgesOf, hub, planned, worker } from "./support/planned";

const calls = (host: string): PlannedResource =>
  worker({ siteConfig: { appSettings: [{ name: "LLM", value: `https://${host}/openai` }] } });
const WORKER = "azurerm_linux_function_app.worker";
const edges = (edge: string, ...resources: PlannedResource[]) => edgesOf([hub, account, ...resources], edge);

const gateway = (properties: ArmResource["properties"] = {}): PlannedResource =>
  planned("azurerm_api_management.apim", "Microsoft.ApiManagement/service", { name: "apim-x", properties });
const profile = planned("azurerm_cdn_frontdoor_profile.fd", "Microsoft.Cdn/profiles", { name: "fd", properties: {} });
const site = planned("azurerm_linux_web_app.web", "Microsoft.Web/sites", { name: "app-x", properties: {} });
const record = (properties: ArmResource["properties"], links: Record<string, string> = {}, kind = "CNAME") =>
  planned(
    "azurerm_dns_cname_record.r",
    `Microsoft.Network/dnsZones/${kind}`,
    { name: "contoso.com/llm", properties },
    links,
  );

test.each<[string, PlannedResource, PlannedResource[]]>([
  ["a gateway", gateway({ hostnameConfigurations: [{ type: "Proxy", hostName: "LLM.contoso.com" }] }), []],
  [
    "Front Door",
    profile,
    [
      planned("azurerm_cdn_frontdoor_custom_domain.d", "Microsoft.Cdn/profiles/customDomains", {
        name: "fd/d",
        properties: { hostName: "llm.contoso.com" },
      }),
    ],
  ],
  [
    "an application gateway",
    planned("azurerm_application_gateway.g", "Microsoft.Network/applicationGateways", {
      properties: { httpListeners: [{ properties: { hostNames: ["other.contoso.com", "llm.contoso.com"] } }] },
    }),
    [],
  ],
  ["what a record leads to", gateway(), [record({ CNAMERecord: { cname: "apim-x.azure-api.net" } })]],
  [
    "what a record of a private zone leads to",
    gateway(),
    [
      planned("azurerm_private_dns_cname_record.r", "Microsoft.Network/privateDnsZones/CNAME", {
        name: "contoso.com/llm",
        properties: { cnameRecord: { cname: "apim-x.azure-api.net" } },
      }),
    ],
  ],
  [
    "the resource of a record",
    profile,
    [record({}, { target_resource_id: "azurerm_cdn_frontdoor_profile.fd.id" }, "A")],
  ],
  ["the resource of a record by its id", profile, [record({ targetResource: { id: profile.resource.id } }, {}, "A")]],
])("a workload calls %s by a domain name of one's own", (_, front, more) => {
  expect(edges("E7", front, ...more, calls("llm.contoso.com"))).toEqual([`${WORKER} -> ${front.address} strong`]);
});

test.each<[string, string, PlannedResource[]]>([
  ["another name", "llm2.contoso.com", [gateway({ hostnameConfigurations: [{ hostName: "llm.contoso.com" }] })]],
  ["a name below it", "x.llm.contoso.com", [gateway({ hostnameConfigurations: [{ hostName: "llm.contoso.com" }] })]],
  ["a name that is not known", "llm.contoso.com", [gateway({ hostnameConfigurations: [{ hostName: Unknown }] })]],
  [
    "a record that leads elsewhere",
    "llm.contoso.com",
    [gateway(), record({ CNAMERecord: { cname: "x.example.org" } })],
  ],
  ["no record", "llm.contoso.com", [gateway()]],
])("%s leads to none", (_, host, resources) => {
  expect(edges("E7", ...resources, calls(host))).toEqual([]);
});

test("a site is called by the name that is bound to it", () => {
  const binding = planned("azurerm_app_service_custom_hostname_binding.b", "Microsoft.Web/sites/hostNameBindings", {
    name: "app-x/hooks.contoso.com",
  });
  expect(edges("E12", site, binding, calls("hooks.contoso.com"))).toEqual([`${WORKER} -> ${site.address} medium`]);
  expect(edges("E12", site, binding, calls("hook.contoso.com"))).toEqual([]);
});
