/**
 * Terraform addresses: `module.m["x"].azurerm_iothub.hub[0]`, `data.azurerm_subscription.current`. An index is a number or a JSON string in
 * brackets and may hold dots, brackets and escaped quotes.
 */

/** An address taken apart. */
export interface ParsedAddress {
  /** The address without any index: `module.m.azurerm_iothub.hub`. */
  stripped: string;
  /** One entry a dot-separated step: its index as written between the brackets (`"x"`, `0`), undefined where it has none. Empty where no step has one. */
  keys: readonly (string | undefined)[];
}

const NO_KEYS: readonly undefined[] = [];

/** Takes an address apart. Never throws: what does not look like an address is one step. */
export function parseAddress(address: string): ParsedAddress {
  if (!address.includes("[")) return { stripped: address, keys: NO_KEYS };
  const keys: (string | undefined)[] = [undefined];
  let stripped = "";
  for (let i = 0; i < address.length; i++) {
    const char = address[i] as string;
    if (char === "[") {
      const end = indexEnd(address, i);
      keys[keys.length - 1] = address.slice(i + 1, end);
      i = end;
      continue;
    }
    if (char === ".") keys.push(undefined);
    stripped += char;
  }
  return { stripped, keys };
}

/** Whether `pattern` means `address`: the same steps, and the same index wherever the pattern gives one. */
export function addressMatches(pattern: ParsedAddress, address: ParsedAddress): boolean {
  return (
    pattern.stripped === address.stripped &&
    pattern.keys.every((key, i) => key === undefined || key === address.keys[i])
  );
}

/** Position of the bracket that closes the one at `open`, or of the last character. */
function indexEnd(address: string, open: number): number {
  let quoted = false;
  for (let i = open + 1; i < address.length; i++) {
    const char = address[i];
    if (quoted && char === "\\") i++;
    else if (char === '"') quoted = !quoted;
    else if (char === "]" && !quoted) return i;
  }
  return address.length;
}
