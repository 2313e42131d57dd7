/**
 * The type under which stands what Terraform writes into a cluster of Kubernetes (`helm_release`, `kubernetes_secret`). Azure Resource Manager knows no such resource, and no rule is about
 * one; it tells what the cluster's applications are given.
 */
export const CLUSTER_CONTENT = "Kubernetes/objects";
