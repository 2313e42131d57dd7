const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** A JSON pointer as a JSON path: `/subscriptions/0/tags/aoai-owner` as `$.subscriptions[0].tags["aoai-owner"]`. */
export function jsonPath(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(
      (path, step) =>
        path + (/^\d+$/.test(step) ? `[${step}]` : PLAIN.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`),
      "$",
    );
}
