import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { evidenceOf, settingOwners, settingsOf, toldBy } from "../mentions";
import { INDEXERS } from "../types";
import { typeKey } from "../../arm/type-key";

/**
 * E2: a workload's settings name the account.
 *
 * Evidence: an app setting, environment variable, secret, connection string, workflow action or Logic Apps connection that refers to the account's endpoint or key, or holds a literal host of it
 * (`*.openai.azure.com`, `*.cognitiveservices.azure.com`, `*.services.ai.azure.com` and their government forms). Strong; weak where nobody can tell whether the setting names it. A Face or Vision account answers
 * the workload, and so does Video Indexer: that edge goes from the account to it.
 * Cannot see: settings written by another tool, files, Key Vault and App Configuration (E3), code.
 */
export const setting: EdgeKind = {
  id: "E2",
  title: "App setting, environment variable or connection string",
  *find(terrain): Generator<Edge> {
    for (const workload of settingOwners(terrain)) {
      for (const mention of settingsOf(workload, terrain)) {
        const account = terrain.node(mention.target);
        const from = terrain.node(workload);
        const type = typeKey(account.resource.type);
        const attribute = evidenceOf(workload, mention);
        const told = toldBy(workload, mention, "strong");
        if ((INDEXERS as readonly string[]).includes(type))
          yield { edge: "E2", from: account, to: from, attribute, ...told };
        if (type === COGNITIVE_ACCOUNT && account !== from)
          yield { ...callEdge("E2", from, account, attribute, told.strength), ...told };
      }
    }
  },
};
