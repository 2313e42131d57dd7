export type Level = "debug" | "info" | "warn" | "error";

/**
 * Writes a line as Terraform's log takes it. It fails where `@message` or `@level` is no string, and takes a line for plain text where the time has not six
 * digits behind the second. Source: parseJSON in log_entry.go of https://github.com/hashicorp/go-plugin
 */
export function log(level: Level, message: string): void {
  const time = new Date().toISOString().replace(/Z$/, "000Z");
  const entry = { "@level": level, "@message": message, "@module": "aoai-guard", "@timestamp": time };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}
