import type { Made, PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import { insideBase64 } from "./literals";

/** What Azure made for resources that exist. */
export type MadeByResource = ReadonlyMap<PlannedResource, readonly Made[]>;

/** What has neither a key nor a host nor an identity of its own, and of which there is most. */
const INERT: ReadonlySet<string> = new Set([
  "microsoft.authorization/roleassignments",
  "microsoft.insights/diagnosticsettings",
  "microsoft.network/privateendpoints",
  "microsoft.resources/resourcegroups",
  "microsoft.web/serverfarms",
]);

/** Only those for which it made something that a plan knows: of what is created it is none. */
export function madeByResource(resources: readonly PlannedResource[]): MadeByResource {
  const all = new Map<PlannedResource, readonly Made[]>();
  for (const resource of resources) {
    if (INERT.has(typeKey(resource.resource.type))) continue;
    const { made } = resource;
    if (made !== undefined && made.length > 0) all.set(resource, made);
  }
  return all;
}

/** What a resource gives out, as a reference would read it. */
export interface Output {
  target: PlannedResource;
  /** Terraform attribute: `primary_access_key`. */
  output: string;
}

/** Addresses are found as hosts, but for those of hubs, whose hosts do not tell their names; what else came to be with a resource opens it. */
const ADDRESS = /^(?!event_hub_).*(endpoint|host|host_?name|fqdn|ur[il]|(principal|object)_?id)(_?\d+)?$/i;
/** What more resources have than these tells none of them. */
const MOST = 3;

/**
 * Finds whose key, connection string or token a text is. In the plan of an estate that exists they are known: where a local or a constant hides the reference by
 * which a workload got one, the text itself tells.
 */
export class Outputs {
  private readonly byText = new Map<string, Output[]>();

  constructor(all: MadeByResource) {
    for (const [target, made] of all) {
      for (const { output, text } of made) {
        if (ADDRESS.test(output)) continue;
        const list = this.byText.get(text);
        if (list === undefined) this.byText.set(text, [{ target, output }]);
        else if (!list.some((each) => each.target === target)) list.push({ target, output });
      }
    }
  }

  /** Those whose text it is or holds, in base64 too; none where it is nobody's, or so many have it that it tells nothing. */
  in(text: string): readonly Output[] {
    if (this.byText.size === 0 || text.length < SHORTEST) return NONE;
    const found = this.within(text);
    if (found.length > 0) return found;
    const inside = insideBase64(text);
    return inside === undefined ? NONE : this.within(inside);
  }

  private within(text: string): readonly Output[] {
    const whole = this.of(text);
    // An id holds no key.
    if (whole.length > 0 || text.startsWith("/subscriptions/")) return whole;
    return text.split(BETWEEN).flatMap((word) => (word.length < SHORTEST ? NONE : this.ofWord(word)));
  }

  /** A word may have a name in front: `key=...`, `Authorization:...`. */
  private ofWord(word: string): readonly Output[] {
    const found = this.of(word);
    return found.length > 0 ? found : this.of(word.slice(word.search(/[=:]/) + 1));
  }

  private of(text: string): readonly Output[] {
    const found = this.byText.get(text);
    return found === undefined || found.length > MOST ? NONE : found;
  }
}

/** What stands between the words of a script, of JSON or of a connection string. */
const BETWEEN = /[\s"'`;,&|{}<>()\\]+/;
/** A word that is shorter is nobody's alone. */
const SHORTEST = 16;

const NONE: readonly Output[] = [];
