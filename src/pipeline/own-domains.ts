import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import type { OpenValue } from "../policy/json";
import { at } from "./values";

/** Where resources tell the domain names of one's own that lead to them. Types in lower case. Source: the resource providers' own schemas. */
const DOMAINS: Readonly<Record<string, (resource: PlannedResource["resource"]) => readonly OpenValue[]>> = {
  "microsoft.apimanagement/service": ({ properties }) =>
    items(at(properties, "hostnameConfigurations")).map((each) => at(each, "hostName")),
  "microsoft.network/applicationgateways": ({ properties }) =>
    items(at(properties, "httpListeners")).flatMap((each) => [
      at(each, "properties", "hostName"),
      ...items(at(each, "properties", "hostNames")),
    ]),
  "microsoft.app/containerapps": ({ properties }) =>
    items(at(properties, "configuration", "ingress", "customDomains")).map((each) => at(each, "name")),
  "microsoft.cdn/profiles/customdomains": ({ properties }) => [at(properties, "hostName")],
  "microsoft.cdn/profiles/endpoints/customdomains": ({ properties }) => [at(properties, "hostName")],
  "microsoft.signalrservice/signalr/customdomains": ({ properties }) => [at(properties, "domainName")],
  "microsoft.signalrservice/webpubsub/customdomains": ({ properties }) => [at(properties, "domainName")],
  "microsoft.web/sites/hostnamebindings": ({ name }) => [lastStep(name)],
  "microsoft.web/sites/slots/hostnamebindings": ({ name }) => [lastStep(name)],
  "microsoft.web/staticsites/customdomains": ({ name }) => [lastStep(name)],
};
/** Records that lead on to another name or to a resource. */
const RECORDS: ReadonlySet<string> = new Set(
  ["dnszones", "privatednszones"].flatMap((zones) =>
    ["cname", "a", "aaaa"].map((kind) => `microsoft.network/${zones}/${kind}`),
  ),
);
/** A whole domain name, without a wildcard. */
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/i;

const items = (value: OpenValue): readonly OpenValue[] => (Array.isArray(value) ? (value as OpenValue[]) : []);
const lastStep = (name: OpenValue): OpenValue =>
  typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : undefined;

/** The domain names of one's own that a resource tells of, in lower case. */
export function ownDomains({ resource }: PlannedResource): string[] {
  const told = DOMAINS[typeKey(resource.type)]?.(resource) ?? [];
  return told.flatMap((name) => (typeof name === "string" && DOMAIN.test(name) ? [name.toLowerCase()] : []));
}

/** A name that a record of a planned zone leads on. */
export interface DomainAlias {
  name: string;
  /** What it leads to, as far as references tell. */
  targets: readonly PlannedResource[];
  /** The name it leads to; undefined where that is not known, or it leads to a resource. */
  to?: string;
}

/** The name that a DNS record leads on, and where to; undefined of what is no such record. */
export function aliasOf(planned: PlannedResource, index: ResourceIndex): DomainAlias | undefined {
  const { type, name, properties } = planned.resource;
  if (!RECORDS.has(typeKey(type)) || typeof name !== "string") return undefined;
  const [zone = "", record = ""] = name.split("/");
  const cname = at(properties, "cnameRecord", "cname") ?? at(properties, "CNAMERecord", "cname");
  const id = at(properties, "targetResource", "id");
  const told = typeof id === "string" ? index.byId(id) : undefined;
  const linked = planned.links
    .filter(({ path }) => path.startsWith("properties.") || path === "record" || path === "target_resource_id")
    .flatMap((link) => index.targets(link));
  return {
    name: `${record}.${zone}`.toLowerCase(),
    targets: told === undefined ? linked : [...linked, told],
    ...(typeof cname === "string" && { to: cname }),
  };
}
