/**
 * Resource types that have no location, or no tags, of their own, so that mode `Indexed` does not cover them. Only types that matter here.
 * Source: capabilities in `az provider list`; https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics#mode
 */
export const UNTRACKED: readonly string[] = [
  "Microsoft.Authorization/policyAssignments",
  "Microsoft.Authorization/policyDefinitions",
  "Microsoft.Authorization/policyExemptions",
  "Microsoft.Authorization/policySetDefinitions",
  "Microsoft.Authorization/roleAssignments",
  "Microsoft.CognitiveServices/accounts/connections",
  "Microsoft.CognitiveServices/accounts/deployments",
  "Microsoft.CognitiveServices/accounts/privateEndpointConnections",
  "Microsoft.CognitiveServices/accounts/projects/connections",
  "Microsoft.CognitiveServices/accounts/raiBlocklists",
  "Microsoft.CognitiveServices/accounts/raiPolicies",
  "Microsoft.EventGrid/eventSubscriptions",
  "Microsoft.EventHub/namespaces/eventhubs",
  "Microsoft.Insights/diagnosticSettings",
  "Microsoft.MachineLearningServices/workspaces/connections",
  "Microsoft.Storage/storageAccounts/blobServices",
  "Microsoft.Storage/storageAccounts/blobServices/containers",
];
