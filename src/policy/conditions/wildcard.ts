/**
 * A matcher for a pattern in which `*` stands for any text and `?` for any one character: the parts between the stars must be found one after the
 * other, each as far to the left as it goes, the first at the start and the last at the end. No pattern makes it go back.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return (text) => text.length === head.length && isAt(text, head, 0);
  const shortest = head.length + tail.length;
  return (text) => {
    const end = text.length - tail.length;
    if (text.length < shortest || !isAt(text, head, 0) || !isAt(text, tail, end)) return false;
    let from = head.length;
    for (const part of rest) {
      const at = find(text, part, from, end - part.length);
      if (at < 0) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** Whether a part, in which `?` stands for any character, is at a position. */
function isAt(text: string, part: string, at: number): boolean {
  if (!part.includes("?")) return text.startsWith(part, at);
  for (let i = 0; i < part.length; i++) {
    const expected = part.charAt(i);
    if (expected !== "?" && expected !== text.charAt(at + i)) return false;
  }
  return true;
}

/** From this many comparisons on, at worst, the search that never compares twice pays. */
const MANY = 1_000_000;

/** The first position of a part from one position to another, -1 where it is nowhere. */
function find(text: string, part: string, from: number, last: number): number {
  if (!part.includes("?")) {
    const at = text.indexOf(part, from);
    return at > last ? -1 : at;
  }
  if (part.length * (last - from) > MANY) return findAtOnce(text, part, from, last);
  for (let at = from; at <= last; at++) if (isAt(text, part, at)) return at;
  return -1;
}

/**
 * The same, with every beginning of the part that the text so far ends in kept as one bit ("shift-and", R. Baeza-Yates and G. Gonnet, A New Approach
 * to Text Searching, 1992), so that 32 of them take one step whatever the part is.
 */
function findAtOnce(text: string, part: string, from: number, last: number): number {
  const masks = masksOf(part);
  const words = masks.any.length;
  const state = new Uint32Array(words);
  const shifted = new Uint32Array(words);
  const end = last + part.length;
  const whole = 1 << ((part.length - 1) & 31);
  for (let at = from; at < end; at++) {
    let carry = 1;
    for (let i = 0; i < words; i++) {
      const bits = state[i] as number;
      shifted[i] = (bits << 1) | carry;
      carry = bits >>> 31;
    }
    masks.keep(text.charCodeAt(at), shifted, state);
    if (((state[words - 1] as number) & whole) !== 0) return at - part.length + 1;
  }
  return -1;
}

interface Masks {
  /** Bits of the places where any character goes. */
  any: Uint32Array;
  /** Keeps, of some bits, those of the places where a character goes. */
  keep(code: number, bits: Uint32Array, into: Uint32Array): void;
}

const QUESTION_MARK = "?".charCodeAt(0);

/** The places of each character in a part: as bits where it is frequent, one by one where it is not, so that they never outgrow the part. */
function masksOf(part: string): Masks {
  const any = new Uint32Array(Math.ceil(part.length / 32));
  const places = new Map<number, number[]>();
  for (let i = 0; i < part.length; i++) {
    const code = part.charCodeAt(i);
    const known = places.get(code);
    if (code === QUESTION_MARK) setBit(any, i);
    else if (known === undefined) places.set(code, [i]);
    else known.push(i);
  }
  const frequent = new Map<number, Uint32Array>();
  for (const [code, at] of places) {
    if (at.length <= any.length) continue;
    const mask = Uint32Array.from(any);
    for (const place of at) setBit(mask, place);
    frequent.set(code, mask);
  }
  const keep: Masks["keep"] = (code, bits, into) => {
    const mask = frequent.get(code) ?? any;
    for (let i = 0; i < into.length; i++) into[i] = (bits[i] as number) & (mask[i] as number);
    if (mask !== any) return;
    for (const place of places.get(code) ?? [])
      if (((bits[place >>> 5] as number) & (1 << (place & 31))) !== 0) setBit(into, place);
  };
  return { any, keep };
}

function setBit(bits: Uint32Array, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
}
