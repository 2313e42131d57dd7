/** What the cloud answers while Terraform plans: the tags and assignments that data sources read. Ids and names are compared without case. */
export interface Fixtures {
  /** The subscription of a provider configuration that names none (what `ARM_SUBSCRIPTION_ID` is to the real provider). */
  subscriptionId?: string;
  tenantId?: string;
  /** Subscriptions and their tags; one that is not listed has none. */
  subscriptions?: { id: string; displayName?: string; tags?: Record<string, string> }[];
  /** Resource groups that exist, by full ARM id. */
  resourceGroups?: { id: string; location?: string; tags?: Record<string, string> }[];
  /**
   * Answers of any data source, by Terraform type. The first answer all of whose `where` values equal the data source's arguments is taken; `values` are
   * Terraform attributes.
   */
  data?: Record<string, DataAnswer[]>;
}

export interface DataAnswer {
  where?: Record<string, string | number | boolean>;
  values: Record<string, unknown>;
}

/** Used where neither the provider block nor the fixtures name one. */
export const DEFAULT_SUBSCRIPTION = "10000000-0000-4000-8000-000000000001";
export const DEFAULT_TENANT = "20000000-0000-4000-8000-000000000002";

export const same = (a: unknown, b: unknown): boolean => String(a).toLowerCase() === String(b).toLowerCase();

/** The configured answer for a data source, or undefined. */
export function configuredAnswer(
  fixtures: Fixtures,
  type: string,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  return fixtures.data?.[type]?.find((answer) =>
    Object.entries(answer.where ?? {}).every(([name, value]) => same(config[name], value)),
  )?.values;
}

const KEYS = ["subscriptionId", "tenantId", "subscriptions", "resourceGroups", "data"];

/** Fixtures from a file's JSON; a key that means nothing is refused, because it would silently answer nothing. */
export function parseFixtures(json: unknown): Fixtures {
  const wrong = Object.keys(json as object).filter((key) => !KEYS.includes(key));
  if (wrong.length > 0) throw new Error(`fixtures have no ${wrong.join(", ")}; they may have ${KEYS.join(", ")}`);
  return json as Fixtures;
}
