import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { WORKLOADS } from "../types";

/**
 * E2: a workload's settings name the account.
 *
 * Evidence: an app setting, environment variable, secret or connection string that refers to the account's endpoint or key, or holds a literal host of it
 * (`*.openai.azure.com`, `*.cognitiveservices.azure.com`, `*.services.ai.azure.com` and their government forms). Strong. A Face or Vision account answers
 * the workload: that edge goes from the account to it.
 * Cannot see: settings written by another tool, files, Key Vault and App Configuration (E3), code.
 */
export const setting: EdgeKind = {
  id: "E2",
  title: "App setting, environment variable or connection string",
  *find(terrain): Generator<Edge> {
    for (const workload of terrain.of(WORKLOADS)) {
      for (const { target, attribute } of terrain.mentions(workload)) {
        const account = terrain.node(target);
        const from = terrain.node(workload);
        if (account.resource.type.toLowerCase() !== COGNITIVE_ACCOUNT || account === from) continue;
        yield callEdge("E2", from, account, `${workload.address}: ${attribute}`, "strong");
      }
    }
  },
};
