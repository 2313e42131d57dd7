/** What the outputs of `az` tell of a tenant, gathered into a context file. Reads nothing and asks nobody. */
export { contextOf, contextYaml, type GatheredContext } from "./context-file";
export { itemsOf, type Item } from "./item";
export { missingOf } from "./missing";
export { documentsIn } from "./documents";
export { readItem, type SurveyOptions } from "./shapes";
export { Survey } from "./survey";
