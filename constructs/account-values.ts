import { Token } from "cdktf";
import type { GuardedOpenAiAccountProps } from "./account-props";
import { declarationTags } from "./declaration";
import { refuseProp } from "./props";
import type { TagNames } from "./tag-names";

const SUBDOMAIN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

/**
 * The custom subdomain of an account: the name, where it can be one.
 *
 * @throws InputError where it cannot and no other is given
 */
export function subdomainOf(
  subject: string,
  { customSubdomainName, name }: Pick<GuardedOpenAiAccountProps, "customSubdomainName" | "name">,
): string {
  if (customSubdomainName !== undefined || Token.isUnresolved(name)) return customSubdomainName ?? name;
  if (!SUBDOMAIN.test(name)) {
    const problem = `is missing, and the name "${name}" cannot be one`;
    refuseProp(subject, "customSubdomainName", problem, "give one of letters, digits and -");
  }
  return name.toLowerCase();
}

/** Names, in lower case, of the tags that hold facts. */
export const factTags = (names: Required<TagNames>): string[] => Object.values(names).map((name) => name.toLowerCase());

/**
 * The tags of an account: its declaration, and the team's own beside it.
 *
 * @throws InputError where one of the team's own is a tag of the declaration
 */
export function accountTags(
  subject: string,
  { declaration, tags = {} }: Pick<GuardedOpenAiAccountProps, "declaration" | "tags">,
  names: Required<TagNames>,
): Record<string, string> {
  const reserved = factTags(names);
  const taken = Object.keys(tags).find((name) => reserved.includes(name.toLowerCase()));
  if (taken !== undefined) {
    refuseProp(subject, `tags["${taken}"]`, "belongs to the declaration", "state it in props.declaration");
  }
  return { ...tags, ...declarationTags(declaration, names) };
}
