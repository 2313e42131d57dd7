/**
 * Functions of deployment templates that Azure Policy refuses in a rule, in lower case.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions
 */
export const NOT_ALLOWED: ReadonlySet<string> = new Set(
  [
    "copyIndex",
    "dateTimeAdd",
    "dateTimeFromEpoch",
    "dateTimeToEpoch",
    "deployer",
    "deployment",
    "environment",
    "extensionResourceId",
    "filter",
    "groupBy",
    "lambda",
    "lambdaVariables",
    "list",
    "listAccountSas",
    "listKeys",
    "listSecrets",
    "managementGroup",
    "managementGroupResourceId",
    "map",
    "mapValues",
    "newGuid",
    "objectKeys",
    "pickZones",
    "providers",
    "reduce",
    "reference",
    "references",
    "resourceId",
    "shallowMerge",
    "sort",
    "subscriptionResourceId",
    "tenant",
    "tenantResourceId",
    "toObject",
    "variables",
  ].map((name) => name.toLowerCase()),
);

/** Functions that Azure Policy accepts and whose result nobody outside Azure can reproduce for certain, in lower case. */
export const NOT_EVALUATED: ReadonlySet<string> = new Set(["guid", "uniquestring"]);
