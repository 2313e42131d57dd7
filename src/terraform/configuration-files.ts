/**
 * What Terraform and OpenTofu read from the folder they run in: configuration, overrides and values of variables.
 * Sources: https://developer.hashicorp.com/terraform/language/files, https://opentofu.org/docs/language/files/
 */
const CONFIGURATION = /\.(tf|tofu|tfvars)(\.json)?$/i;

/** Whether Terraform could read a file of this name together with the configuration beside it. */
export const isConfigurationFile = (name: string): boolean => CONFIGURATION.test(name);
