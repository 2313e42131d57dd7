import { CLUSTER_CONTENT } from "../../arm/cluster-content";
import type { ArmLink, PlannedResource } from "../../arm/resource";
import { typeKey } from "../../arm/type-key";
import { Unknown } from "../../policy/unknown";
import type { TerraformDocument, TerraformResource } from "../document";
import { canHold } from "./holding";

/** Resources of the providers that write into a cluster: kubernetes, helm, kubectl, kustomization, flux, argocd. */
const WRITES = /^(kubernetes|helm|kubectl|kustomization|flux|argocd)_/;

export const writesIntoCluster = ({ type, mode }: TerraformResource): boolean =>
  mode === "managed" && WRITES.test(type);

const CLUSTERS: ReadonlySet<string> = new Set([
  "microsoft.containerservice/managedclusters",
  "microsoft.kubernetes/connectedclusters",
  "microsoft.redhatopenshift/openshiftclusters",
]);

/**
 * What is written into the clusters of a document, each as a resource on its cluster. Which one it is the provider's configuration tells, by a host and certificates that a plan
 * does not resolve: of several clusters it may be any.
 */
export function clusterContent(
  writers: readonly TerraformResource[],
  mapped: readonly PlannedResource[],
  document: TerraformDocument,
): PlannedResource[] {
  const clusters = mapped.filter(
    ({ resource, action, overlay }) => CLUSTERS.has(typeKey(resource.type)) && action !== "delete" && overlay !== true,
  );
  return clusters.flatMap((cluster) =>
    writers.map((writer) => content(writer, cluster, clusters.length > 1, document)),
  );
}

/** Arguments by which a cluster is given something, not what it is called and what the cluster answers. */
const CONTENT =
  /^(values|set|set_list|set_sensitive|set_wo|data|data_wo|binary_data|binary_data_wo|string_data|spec|yaml_body|yaml_body_wo|manifest)$/;
/** Those of them that are blocks, which `dynamic` may make. */
const BLOCKS = /^(set|set_list|set_sensitive|spec)$/;
const VARIABLE = /\benv\[\d+\]\.value$/;

/**
 * What a cluster is given that is known only after apply, and not from where. A `spec` is full of what the cluster fills in: of it only what is written counts, and variables, which a
 * `dynamic` block may make.
 */
function unseenContent({ unseen = [], configured }: TerraformResource): readonly string[] {
  return unseen.filter((path) => {
    const top = /^[^.[]*/.exec(path)?.[0] ?? path;
    if (!CONTENT.test(top)) return false;
    const isWritten = configured === undefined || configured.has(path.replace(/\[[^\]]*\]/g, ""));
    return isWritten || VARIABLE.test(path) || (BLOCKS.test(top) && !configured.has(top));
  });
}

function content(
  writer: TerraformResource,
  cluster: PlannedResource,
  isUnsure: boolean,
  document: TerraformDocument,
): PlannedResource {
  const isHeld = canHold(writer, document);
  const on: ArmLink = { path: "scope", attribute: "provider", to: cluster.address, output: "id" };
  const links: ArmLink[] = [isUnsure ? { ...on, unsure: true } : on];
  writer.references.forEach((references, attribute) => {
    for (const { address, output } of references.filter((reference) => isHeld(attribute, reference)))
      links.push({ path: attribute, attribute, to: address, output });
  });
  return {
    address: writer.address,
    terraformType: writer.type,
    action: writer.action,
    resource: { id: Unknown, type: CLUSTER_CONTENT },
    scope: {},
    links,
    sensitive: [],
    given: writer.values,
    unseen: unseenContent(writer),
    file: document.file,
    ...(writer.constructPath !== undefined && { constructPath: writer.constructPath }),
    ...(writer.madeAt !== undefined && { madeAt: writer.madeAt }),
  };
}
