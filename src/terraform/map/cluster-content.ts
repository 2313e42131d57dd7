import { CLUSTER_CONTENT } from "../../arm/cluster-content";
import type { ArmLink, PlannedResource } from "../../arm/resource";
import { typeKey } from "../../arm/type-key";
import type { OpenObject, OpenValue } from "../../policy/json";
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
 * does not resolve: of several clusters it may be any. Where none is in the document all of it is on one that stands elsewhere, for which the first of them stands.
 */
export function clusterContent(
  writers: readonly TerraformResource[],
  mapped: readonly PlannedResource[],
  document: TerraformDocument,
): PlannedResource[] {
  const clusters = mapped.filter(
    ({ resource, action, overlay }) => CLUSTERS.has(typeKey(resource.type)) && action !== "delete" && overlay !== true,
  );
  const telling = writers
    .filter(({ action }) => action !== "delete")
    .map((writer) => partsOf(writer, document))
    .filter(tells);
  const places = clusters.length > 0 ? clusters : telling.slice(0, 1);
  return places.flatMap(({ address }) => telling.map((parts) => on(address, parts, places.length > 1)));
}

/** Whether anything is given to the cluster: most of what is installed in one is given nothing. */
const tells = ({ named, given = {}, unseen = [] }: Parts): boolean =>
  named.length > 0 || Object.keys(given).length > 0 || unseen.length > 0;

const givenBy = ({ values }: TerraformResource): OpenObject =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => CONTENT.test(name) && value !== null && !isEmpty(value as OpenValue),
    ),
  ) as OpenObject;

const isEmpty = (value: OpenValue): boolean => Array.isArray(value) && value.length === 0;
const topOf = (path: string): string => /^[^.[]*/.exec(path)?.[0] ?? path;

/** Arguments by which a cluster is given something, not what it is called and what the cluster answers. */
const CONTENT =
  /^(values|env|set|set_list|set_sensitive|set_wo|data|data_wo|binary_data|binary_data_wo|string_data|spec|yaml_body|yaml_body_wo|manifest)$/;
/** Those of them that are blocks, which `dynamic` may make. */
const BLOCKS = /^(env|set|set_list|set_sensitive|spec)$/;
const VARIABLE = /\benv\[\d+\]\.value$/;

/**
 * What a cluster is given that is known only after apply, and not from where. A `spec` is full of what the cluster fills in: of it only what is written counts, and variables, which a
 * `dynamic` block may make.
 */
function unseenContent({ unseen = [], configured }: TerraformResource): readonly string[] {
  return unseen.filter((path) => {
    const top = topOf(path);
    if (!CONTENT.test(top)) return false;
    const isWritten = configured === undefined || configured.has(path.replace(/\[[^\]]*\]/g, ""));
    return isWritten || VARIABLE.test(path) || (BLOCKS.test(top) && !configured.has(top));
  });
}

/** What is the same of a writer on every cluster. */
type Parts = Omit<PlannedResource, "links"> & { named: readonly ArmLink[] };

function partsOf(writer: TerraformResource, document: TerraformDocument): Parts {
  const isHeld = canHold(writer, document);
  const named: ArmLink[] = [];
  writer.references.forEach((references, attribute) => {
    if (!CONTENT.test(topOf(attribute))) return;
    for (const { address, output } of references.filter((reference) => isHeld(attribute, reference)))
      named.push({ path: attribute, attribute, to: address, output });
  });
  return {
    named,
    address: writer.address,
    terraformType: writer.type,
    action: writer.action,
    resource: { id: Unknown, type: CLUSTER_CONTENT },
    scope: {},
    sensitive: [],
    given: givenBy(writer),
    unseen: unseenContent(writer),
    file: document.file,
    ...(writer.constructPath !== undefined && { constructPath: writer.constructPath }),
    ...(writer.madeAt !== undefined && { madeAt: writer.madeAt }),
  };
}

/** @param isUnsure whether it may be on another one */
function on(place: string, { named, ...parts }: Parts, isUnsure: boolean): PlannedResource {
  const scope: ArmLink = { path: "scope", attribute: "provider", to: place, output: "id" };
  return { ...parts, links: [isUnsure ? { ...scope, unsure: true } : scope, ...named] };
}
