/** Types are few and resources many, so each is lowered once. */
const known = new Map<string, string>();

/** An ARM type as types are compared: in lower case. */
export function typeKey(type: string): string {
  let key = known.get(type);
  if (key === undefined) known.set(type, (key = type.toLowerCase()));
  return key;
}
