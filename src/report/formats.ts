/** Every format of a report, the default first. */
export const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github", "azuredevops", "html"] as const;

export type Format = (typeof FORMATS)[number];
