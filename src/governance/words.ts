import { ORDINARY, WORD_LISTS, type Subject } from "./word-lists";

export { WORD_LISTS, type Subject } from "./word-lists";

let ordinaryOnce: RegExp | undefined;
/** Compiled when a text may hold a word; see {@link Pattern}. */
const ordinaryCompounds = (): RegExp =>
  (ordinaryOnce ??= new RegExp(`(?<!\\p{L})(?:${ORDINARY.join("|")})(?!\\p{L})`, "giu"));

/** A word found in a text. */
export interface FoundWord {
  word: string;
  subject: Subject;
}

/** A word of the lists, and how it is looked for. */
class Pattern {
  private compiled: RegExp | undefined;

  /** @param place among all of the lists */
  constructor(
    private readonly parts: readonly string[],
    readonly subject: Subject,
    readonly place: number,
  ) {}

  /** What the letters that begin a text with this word can be: `body` and `bodyworn` for `body worn`. */
  get openings(): string[] {
    return this.parts.map((_, index) => this.parts.slice(0, index + 1).join(""));
  }

  /**
   * No letter before or after it, any separator or none at a blank. Compiled when a text may hold the word: with classes of all the letters
   * there are, forty such expressions cost more than everything else in a small check.
   */
  get expression(): RegExp {
    return (this.compiled ??= new RegExp(`(?<!\\p{L})${this.parts.join("[^\\p{L}\\p{N}]?")}(?!\\p{L})`, "iu"));
  }
}

const PATTERNS: readonly Pattern[] = WORD_LISTS.filter(({ unspaced }) => unspaced === undefined)
  .flatMap(({ subject, words }) => words.map((word) => ({ subject, parts: word.split(" ") })))
  .map(({ subject, parts }, place) => new Pattern(parts, subject, place));
/** Words of scripts without blanks. */
const UNSPACED: readonly FoundWord[] = WORD_LISTS.filter(({ unspaced }) => unspaced === true).flatMap(
  ({ subject, words }) => words.map((word) => ({ word, subject })),
);

/** Run of letters -> the patterns that can begin with it: most texts hold none. */
const BY_OPENING: ReadonlyMap<string, readonly Pattern[]> = openings();

function openings(): Map<string, Pattern[]> {
  const all = new Map<string, Pattern[]>();
  for (const pattern of PATTERNS) {
    for (const opening of pattern.openings) {
      const list = all.get(opening);
      if (list) list.push(pattern);
      else all.set(opening, [pattern]);
    }
  }
  return all;
}

/** Hashes of those that are ASCII, to tell most texts without taking them apart. */
const OPENING_HASHES: ReadonlySet<number> = new Set(
  [...BY_OPENING.keys()].map((opening) => {
    let hash = 0;
    for (let i = 0; i < opening.length; i++) hash = nextHash(hash, opening.charCodeAt(i));
    return hash;
  }),
);

function nextHash(hash: number, letter: number): number {
  return (Math.imul(hash, 31) + letter) | 0;
}

/** Whether a text may hold a word: some run of its letters may be an opening, or it is not ASCII. */
function mayHoldWord(text: string): boolean {
  let hash = 0;
  /** That of the run without its last letter, which may begin the next word: `BWCUploads`. */
  let before = 0;
  let last = 0;
  let afterLower = false;
  let uppers = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) return true;
    const letter = code | 32;
    const isLetter = letter >= 97 && letter <= 122;
    const isLower = isLetter && code === letter;
    if (!isLetter || (afterLower && !isLower)) {
      if (OPENING_HASHES.has(hash)) return true;
      hash = 0;
    } else if (isLower && uppers > 1) {
      if (OPENING_HASHES.has(before)) return true;
      hash = nextHash(0, last);
    }
    if (isLetter) {
      before = hash;
      hash = nextHash(hash, letter);
      last = letter;
    }
    uppers = isLetter && !isLower ? uppers + 1 : 0;
    afterLower = isLower;
  }
  return OPENING_HASHES.has(hash);
}

/** The words of a text, each once, in the order of the lists. camelCase is read as words, and so is what follows capitals: `BWCUploads`. */
export function wordsIn(text: string): FoundWord[] {
  return mayHoldWord(text) ? wordsAmong(text) : [];
}

function wordsAmong(written: string): FoundWord[] {
  const ascii = /^[ -~]*$/.test(written);
  const text = ascii ? written : written.normalize("NFC");
  const spaced = ascii
    ? text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    : text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
  const possible = new Set<Pattern>();
  for (const letters of spaced.toLowerCase().match(ascii ? /[a-z]+/g : /\p{L}+/gu) ?? []) {
    for (const pattern of BY_OPENING.get(letters) ?? []) possible.add(pattern);
  }
  const within = ascii ? [] : UNSPACED.filter(({ word }) => text.includes(word));
  if (possible.size === 0) return within;
  const telling = spaced.replace(ordinaryCompounds(), " ");
  const inOrder = [...possible].sort((a, b) => a.place - b.place);
  const whole = inOrder.flatMap(({ expression, subject }) => {
    const match = expression.exec(telling);
    return match ? [{ word: match[0], subject }] : [];
  });
  return [...whole, ...within];
}
