import type { OpenObject, OpenValue } from "../policy/json";
import { assign } from "../policy/property";

/** Texts that no output may hold. */
export interface SecretTexts {
  /** Sensitive values. */
  values: readonly string[];
  /** Keys of maps that are sensitive as a whole. */
  keys: readonly string[];
}

export const COVERED = "(sensitive)";

/** A shorter secret is covered as a whole value, and as a whole step of an id, only: elsewhere in a text it would be found by chance. */
const MIN_PART = 8;
const STEP = /[^/\s"'`,;()]+/g;
/** A value that a report cut off is covered where at least so much of a secret stands before the dots. */
const MIN_CUT = 12;

interface Secret {
  text: string;
  key: boolean;
}

/**
 * Covers secrets wherever they stand in a text: what a path shows as sensitive is covered where it is read, but a name may come back in an id, and a key in
 * the place of an evidence. Takes time that grows with the text, not with how many secrets there are.
 */
export class Cover {
  private readonly whole = new Set<string>();
  private hasShort = false;
  private readonly byStart = new Map<string, Secret[]>();
  /** Whether a secret begins with two characters that hash so: most positions of a text are passed over by it. */
  private readonly starts = new Uint8Array(1 << 16);

  /** @param shown texts that are printed all the same, addresses: a secret that stands in one is no secret any more, and is covered as a whole value only */
  constructor({ values, keys }: SecretTexts, shown: Iterable<string> = []) {
    for (const text of values) {
      if (text === "") continue;
      this.whole.add(text);
      this.hasShort ||= text.length < MIN_PART;
    }
    const parts = [
      ...values.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]).map((text) => ({ text, key: false })),
      ...keys.map((text) => ({ text, key: true })),
    ];
    const seen = new Set<string>();
    for (const part of parts) {
      if (part.text.length < MIN_PART || seen.has(part.text)) continue;
      seen.add(part.text);
      this.add(part);
    }
    if (seen.size > 0) for (const text of shown) this.forget(text);
  }

  /** Whether there is nothing to cover. */
  get isEmpty(): boolean {
    return this.whole.size === 0 && this.byStart.size === 0;
  }

  /** The text with `(sensitive)` in the place of every secret. */
  text(text: string): string {
    if (this.whole.has(text)) return COVERED;
    let out = "";
    let from = 0;
    for (let at = 0; at + MIN_PART <= text.length; at++) {
      const length = this.starts[startOf(text, at)] === 0 ? 0 : this.lengthAt(text, at);
      if (length === 0) continue;
      out += text.slice(from, at) + COVERED;
      from = at + length;
      at = from - 1;
    }
    return this.steps(from === 0 ? text : out + text.slice(from));
  }

  private steps(text: string): string {
    if (!this.hasShort || !text.includes("/")) return text;
    return text.replace(STEP, (step, at: number) => {
      const isStep = text[at - 1] === "/" || text[at + step.length] === "/";
      return isStep && step.length < MIN_PART && this.whole.has(step) ? COVERED : step;
    });
  }

  /**
   * JSON with every text in it covered.
   * @param names whether these are the resources of a plan themselves: there the names of properties may be secrets, as maps become objects, and a text that holds a secret
   *   is no longer what it was and is covered whole
   */
  value<T>(value: T, { names = false } = {}): T {
    return this.isEmpty ? value : (this.covered(value as OpenValue, names) as T);
  }

  private covered(value: OpenValue, names: boolean): OpenValue {
    if (typeof value === "string") {
      const text = this.text(value);
      return names && text !== value ? COVERED : text;
    }
    if (Array.isArray(value)) return value.map((item) => this.covered(item, names));
    if (typeof value !== "object" || value === null) return value;
    const out: OpenObject = {};
    for (const [name, item] of Object.entries(value as OpenObject))
      assign(out, names ? this.name(name) : name, this.covered(item, names));
    return out;
  }

  /** A short name is ARM's word, or one that tells nothing: `kind` is no secret because somebody's key is. */
  private name(name: string): string {
    return name.length < MIN_PART ? name : this.text(name);
  }

  private add(secret: Secret): void {
    const start = secret.text.slice(0, MIN_PART);
    this.starts[startOf(start, 0)] = 1;
    const same = this.byStart.get(start);
    // The longest first: one secret may begin with another.
    if (same === undefined) this.byStart.set(start, [secret]);
    else same.splice(same.filter(({ text }) => text.length >= secret.text.length).length, 0, secret);
  }

  private forget(shown: string): void {
    for (let at = 0; at + MIN_PART <= shown.length; at++) {
      if (this.starts[startOf(shown, at)] === 0) continue;
      const start = shown.slice(at, at + MIN_PART);
      const left = this.byStart.get(start)?.filter(({ text }) => !shown.startsWith(text, at));
      if (left !== undefined) this.byStart.set(start, left);
    }
  }

  /** How many characters of a text, from a position, are a secret. */
  private lengthAt(text: string, at: number): number {
    for (const { text: secret, key } of this.byStart.get(text.slice(at, at + MIN_PART)) ?? []) {
      if (text.startsWith(secret, at)) {
        if (!key || isKey(text, at, secret.length)) return secret.length;
      } else if (!key && secret.length > MIN_CUT) {
        const cut = text.indexOf("...", at);
        if (cut - at >= MIN_CUT && secret.startsWith(text.slice(at, cut))) return cut - at;
      }
    }
    return 0;
  }
}

/** A key is one where it stands like a key: the words of a sentence may be the same by chance. */
function isKey(text: string, at: number, length: number): boolean {
  return (at === 0 || /[.["'`]/.test(text.charAt(at - 1))) && !/[\w-]/.test(text.charAt(at + length));
}

const startOf = (text: string, at: number): number => (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) & 0xffff;
