import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { Made, PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { ResourceIndex } from "../arm/resource-index";
import type { MadeByResource } from "./outputs";
import { aliasOf, ownDomains } from "./own-domains";

/**
 * Host names that a service gives its resources, by the label in front: `NAME.blob.core.windows.net`. Public, US government and China clouds.
 * Sources: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure#guidance-for-developers,
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns, https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-endpoints
 */
const HOST_TYPES: readonly { suffix: RegExp; types: readonly string[] }[] = [
  { suffix: /^(openai|cognitiveservices)\.azure\.(com|us|cn)$/, types: ["microsoft.cognitiveservices/accounts"] },
  { suffix: /^services\.ai\.azure\.(com|us|cn)$/, types: ["microsoft.cognitiveservices/accounts"] },
  {
    suffix:
      /^(blob|queue|file|table|dfs|web)\.(core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)|storage\.azure\.net)$/,
    types: ["microsoft.storage/storageaccounts"],
  },
  {
    suffix: /^servicebus\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.eventhub/namespaces", "microsoft.servicebus/namespaces", "microsoft.relay/namespaces"],
  },
  { suffix: /^azure-devices\.(net|us|cn)$/, types: ["microsoft.devices/iothubs"] },
  { suffix: /^(azurewebsites\.(net|us)|chinacloudsites\.cn)$/, types: ["microsoft.web/sites"] },
  {
    suffix: /^[a-z0-9-]+(-\d+)?\.((ts|eventgrid)\.)?eventgrid\.azure\.(net|us|cn)$/,
    types: ["microsoft.eventgrid/namespaces", "microsoft.eventgrid/topics", "microsoft.eventgrid/domains"],
  },
  { suffix: /^azure-api\.(net|us|cn)$/, types: ["microsoft.apimanagement/service"] },
  { suffix: /^search\.(windows\.net|azure\.us|azure\.cn)$/, types: ["microsoft.search/searchservices"] },
  { suffix: /^vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)$/, types: ["microsoft.keyvault/vaults"] },
  { suffix: /^azconfig\.(io|azure\.us|azure\.cn)$/, types: ["microsoft.appconfiguration/configurationstores"] },
  {
    suffix: /^trafficmanager\.(net|cn)$|^usgovtrafficmanager\.net$/,
    types: ["microsoft.network/trafficmanagerprofiles"],
  },
  {
    suffix: /^[a-z0-9]+\.kusto\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.kusto/clusters"],
  },
  {
    suffix: /^documents\.azure\.(com|us|cn)$/,
    types: ["microsoft.documentdb/databaseaccounts"],
  },
  {
    suffix: /^(global\.)?mongocluster\.cosmos\.azure\.(com|us|cn)$/,
    types: ["microsoft.documentdb/mongoclusters"],
  },
  {
    // An instance has the zone of its network between.
    suffix: /^([a-z0-9]+\.)?database\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.sql/servers", "microsoft.sql/managedinstances"],
  },
  {
    suffix: /^postgres\.database\.(azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.dbforpostgresql/flexibleservers"],
  },
  {
    suffix: /^mysql\.database\.(azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.dbformysql/flexibleservers"],
  },
  {
    suffix: /^redis\.cache\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    types: ["microsoft.cache/redis"],
  },
  {
    suffix: /^[a-z0-9]+\.(redis|redisenterprise\.cache)\.azure\.net$/,
    types: ["microsoft.cache/redisenterprise"],
  },
];

/** What may be a host name: every character is looked at once, however long the text. */
const TOKEN = /[a-z0-9.-]+/gi;
/** `eastus2.api.cognitive.microsoft.com`, with the government's and China's. */
const REGIONAL = /([a-z0-9]{1,40})\.api\.cognitive\.(?:microsoft\.(?:com|us)|azure\.(?:com|us|cn))/gi;
/** What can stand between the label and the service: a private link, the DNS zone of an account. */
const BETWEEN = /^(privatelink|z\d+)\./;
/** The read-only copy of a storage account in another region. A name of an account has no hyphen. */
const SECONDARY = /-secondary$/i;
const STORAGE = ["microsoft.storage/storageaccounts"];
/** The longest that DNS allows. */
const HOST_LENGTH = 253;
const ACCOUNT_NAME = /AccountName=([a-z0-9]{3,24})/gi;

/** Finds resources by what a literal text says of them: a host name, that of one's own too, a storage account in a connection string. */
export class Hosts {
  private readonly byName = new Map<string, PlannedResource[]>();
  private readonly byRegion = new Map<string, PlannedResource[]>();
  /** Whole hosts, in lower case: those that Azure made for what exists, and domain names of one's own. */
  private readonly whole = new Map<string, PlannedResource[]>();

  constructor(resources: readonly PlannedResource[], made: MadeByResource, index: ResourceIndex) {
    for (const [resource, all] of made) for (const host of madeHosts(resource, all)) addTo(this.whole, host, resource);
    const wanted = new Set(HOST_TYPES.flatMap(({ types }) => types));
    for (const resource of resources) {
      const type = typeKey(resource.resource.type);
      for (const host of ownDomains(resource)) addTo(this.whole, host, resource);
      if (!wanted.has(type)) continue;
      if (type === COGNITIVE_ACCOUNT) this.addRegion(resource);
      for (const label of labelsOf(resource)) addTo(this.byName, `${type}\n${label.toLowerCase()}`, resource);
    }
    for (const resource of resources) {
      const alias = aliasOf(resource, index);
      for (const target of alias === undefined ? [] : [...alias.targets, ...this.in(alias.to ?? "")])
        addTo(this.whole, alias?.name ?? "", target);
    }
  }

  /** The planned resources that a text names. */
  in(text: string): PlannedResource[] {
    if (!text.includes(".") && !text.includes("=")) return [];
    const found = new Set<PlannedResource>();
    text.match(TOKEN)?.forEach((token) => {
      const dot = token.indexOf(".");
      if (dot < 1 || token.length > HOST_LENGTH) return;
      const suffix = token
        .slice(dot + 1)
        .toLowerCase()
        .replace(/\.$/, "")
        .replace(BETWEEN, "");
      // Every host has two labels behind its own; `Microsoft.Network` and the number of a version have not.
      if (!suffix.includes(".")) return;
      if (this.whole.size > 0) this.whole.get(token.toLowerCase())?.forEach((resource) => found.add(resource));
      const label = token.slice(0, dot);
      for (const { suffix: pattern, types } of HOST_TYPES) {
        if (pattern.test(suffix)) {
          this.collect(types, label, found);
          if (SECONDARY.test(label)) this.collect(STORAGE, label.replace(SECONDARY, ""), found);
        }
      }
    });
    if (text.includes("=")) {
      for (const [, name] of text.matchAll(ACCOUNT_NAME)) {
        if (name !== undefined) this.collect(STORAGE, name, found);
      }
    }
    return [...found];
  }

  /** The planned resources of a name, of one of the given types, which are those that have hosts. */
  named(types: readonly string[], name: string): PlannedResource[] {
    return types.flatMap((type) => this.byName.get(`${type}\n${name.toLowerCase()}`) ?? []);
  }

  /** What a resource is a part of by its name alone: a container that is given the name of its account, whose resource group nobody tells. */
  ownerOf({ resource: { type, name } }: PlannedResource): PlannedResource | undefined {
    const [provider = "", top = "", ...below] = typeKey(type).split("/");
    if (below.length === 0 || typeof name !== "string") return undefined;
    const owners = this.named([`${provider}/${top}`], name.split("/", 1)[0] ?? "");
    return owners.length === 1 ? owners[0] : undefined;
  }

  /** The accounts that the endpoint of a region in a text may mean: it is the same for all that lie there. */
  inRegionOf(text: string): PlannedResource[] {
    if (!text.includes(".")) return [];
    return [...text.matchAll(REGIONAL)].flatMap(([, region = ""]) => this.byRegion.get(region.toLowerCase()) ?? []);
  }

  /** The planned storage account of a name. */
  storage(name: string): PlannedResource[] {
    return this.named(STORAGE, name);
  }

  private collect(types: readonly string[], label: string, into: Set<PlannedResource>): void {
    for (const type of types) {
      for (const resource of this.byName.get(`${type}\n${label.toLowerCase()}`) ?? []) into.add(resource);
    }
  }

  private addRegion(account: PlannedResource): void {
    const { location } = account.resource;
    if (typeof location === "string") addTo(this.byRegion, location.toLowerCase().replaceAll(" ", ""), account);
  }
}

function addTo(lists: Map<string, PlannedResource[]>, key: string, resource: PlannedResource): void {
  const list = lists.get(key);
  if (list) list.push(resource);
  else lists.set(key, [resource]);
}

/** A host, alone or at the beginning of a URL. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+){2,})(?=[:/?#]|$)/i;
/** Hosts of which Azure makes the first label up. */
const MADE_UP = /\.azurestaticapps\.net$/;

/** The hosts of a resource's own: those that begin with its name, so that no host of a whole region is among them. */
function madeHosts({ resource: { name } }: PlannedResource, made: readonly Made[]): string[] {
  if (typeof name !== "string") return [];
  const own = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const hosts = made.flatMap(({ text }) => ADDRESS.exec(text)?.[1]?.toLowerCase() ?? []);
  return [...new Set(hosts)].filter((host) => host.startsWith(own) || MADE_UP.test(host));
}

/** The name, and for an account the custom subdomain, which is what its host is made of. */
function labelsOf({ resource }: PlannedResource): string[] {
  const labels = [resource.name, property(resource.properties, "customSubDomainName")];
  return labels.filter((label): label is string => typeof label === "string" && label !== "");
}

function property(properties: unknown, name: string): unknown {
  return typeof properties === "object" && properties !== null
    ? (properties as Record<string, unknown>)[name]
    : undefined;
}
