/** Gathers secrets; a text may be given more than once. */
export interface SecretSink {
  values: string[];
  keys: string[];
  /** Keys of maps that are not sensitive as a whole: Terraform shows them. */
  shown: string[];
}
