import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";

/** Applications of Microsoft Entra ID, by the types under which Bicep writes Microsoft Graph, in lower case. */
export const SERVICE_PRINCIPAL = "microsoft.graph/serviceprincipals";
export const APPLICATION_CREDENTIAL = "microsoft.graph/applications/federatedidentitycredentials";
/** Where a service principal and a credential say which application they are of. */
const OF = "properties.application";

export const isServicePrincipal = ({ resource }: PlannedResource): boolean =>
  typeKey(resource.type) === SERVICE_PRINCIPAL;

/** The application that a service principal or a federated credential is of, as far as the plan shows. */
export const applicationsOf = (resource: PlannedResource, index: ResourceIndex): readonly PlannedResource[] =>
  resource.links.filter(({ path }) => path === OF).flatMap((link) => index.targets(link));
