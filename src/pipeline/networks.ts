import type { PlannedResource } from "../arm/resource";
import type { Terrain } from "./edge";
import { typeKey } from "../arm/type-key";

/** A subnet that a resource is in or admits. */
export interface NetworkPlace {
  /** Id in lower case, or the address where no id is known; likewise of its virtual network. */
  subnet: string;
  network: string;
  /** Terraform attribute, or ARM path of a literal. */
  attribute: string;
}

const SUBNET = "microsoft.network/virtualnetworks/subnets";
const SUBNET_ID =
  /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.network\/virtualnetworks\/[^/]+)\/subnets\/[^/]+/i;
/** What puts a workload into a network in its place. */
const HOSTS: ReadonlySet<string> = new Set([
  "microsoft.network/networkinterfaces",
  "microsoft.app/managedenvironments",
  "microsoft.web/hostingenvironments",
]);

/** The subnets a resource names: by reference, or by a literal id. */
export function subnetsOf(resource: PlannedResource, terrain: Terrain): NetworkPlace[] {
  const found = terrain
    .mentions(resource)
    .filter(({ target }) => typeKey(target.resource.type) === SUBNET)
    .map(({ target, attribute }) => ({ subnet: keyOf(target), network: keyOf(terrain.node(target)), attribute }));
  terrain.texts(resource).forEach(({ path, text }) => {
    const id = SUBNET_ID.exec(text);
    if (id?.[1] !== undefined)
      found.push({ subnet: id[0].toLowerCase(), network: id[1].toLowerCase(), attribute: path });
  });
  return found;
}

/** The subnets a workload works in: its own, those of its network interfaces, of its environment. */
export function subnetsOfWorkload(part: PlannedResource, terrain: Terrain): NetworkPlace[] {
  const hosts = terrain
    .mentions(part)
    .map(({ target }) => target)
    .filter(({ resource }) => HOSTS.has(typeKey(resource.type)));
  return [part, ...new Set(hosts)].flatMap((each) => subnetsOf(each, terrain));
}

const keyOf = ({ resource: { id }, file, address }: PlannedResource): string =>
  typeof id === "string" ? id.toLowerCase() : `${file}\n${address}`;
