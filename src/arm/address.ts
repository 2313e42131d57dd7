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
  for (let at = 0; ;) {
    const open = address.indexOf("[", at);
    const text = open < 0 ? address.slice(at) : address.slice(at, open);
    stripped += text;
    for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", dot + 1)) keys.push(undefined);
    if (open < 0) return { stripped, keys };
    const end = indexEnd(address, open);
    keys[keys.length - 1] = address.slice(open + 1, end);
    at = end + 1;
  }
}

/** Whether `pattern` means `address`: the same steps, and the same index wherever the pattern gives one. */
export function addressMatches(pattern: ParsedAddress, address: ParsedAddress): boolean {
  return (
    pattern.stripped === address.stripped &&
    pattern.keys.every((key, i) => key === undefined || key === address.keys[i])
  );
}

/**
 * Position of the bracket that closes the one at `open`, or the length where none does. From one bracket and quote to the next, never letter by letter: every address
 * of a plan is taken apart.
 */
export function indexEnd(address: string, open: number): number {
  for (let at = open + 1; ;) {
    const close = address.indexOf("]", at);
    if (close < 0) return address.length;
    const quote = address.indexOf('"', at);
    if (quote < 0 || quote > close) return close;
    const end = quoteEnd(address, quote);
    if (end < 0) return address.length;
    at = end + 1;
  }
}

/** Position of the quote that closes the one at `open`; -1 where none does. */
function quoteEnd(address: string, open: number): number {
  for (let end = address.indexOf('"', open + 1); end >= 0; end = address.indexOf('"', end + 1)) {
    let escapes = 0;
    while (address[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return end;
  }
  return -1;
}
