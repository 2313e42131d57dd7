/** What a word speaks of: a party (law enforcement) or a camera. */
export type Subject = "party" | "camera";

/** Words that a configuration of police or camera work is likely to hold, with the language they are from. */
interface WordList {
  language: string;
  subject: Subject;
  /** Lower case; a blank stands for any separator or none (`body worn`: body-worn, bodyWorn, bodyworn). */
  words: readonly string[];
}

/**
 * Words that contradict an empty declaration. Each stands as a whole word: `inter(face)` and `policeman` are not found by `face` and `police`. Sources: the
 * clauses' own words (police officers on patrol, body-worn, dash-mounted, suspects, prior inmates), the FBI's CJIS Security Policy, trade names
 * of the field (BWC, ALPR).
 */
export const WORD_LISTS: readonly WordList[] = [
  {
    language: "en",
    subject: "party",
    words: [
      "police",
      "sheriff",
      "constabulary",
      "law enforcement",
      "cjis",
      "state trooper",
      "highway patrol",
      "detective",
      "suspect",
      "suspects",
      "inmate",
      "inmates",
      "mugshot",
      "mugshots",
      "arrestee",
      "evidence",
      "persons of interest",
    ],
  },
  {
    language: "en",
    subject: "camera",
    words: [
      "bwc",
      "body worn",
      "body cam",
      "body camera",
      "body cameras",
      "dash cam",
      "dash camera",
      "dash mounted",
      "alpr",
      "anpr",
      "cctv",
      "onvif",
      "rtsp",
      "face match",
      "face matching",
      "face recognition",
      "facial recognition",
    ],
  },
  { language: "fr", subject: "party", words: ["gendarmerie", "préfecture de police", "commissariat"] },
  { language: "de", subject: "party", words: ["polizei", "bundespolizei", "kriminalpolizei"] },
  { language: "de", subject: "camera", words: ["bodycam", "körperkamera"] },
  { language: "es", subject: "party", words: ["policía", "policia", "guardia civil"] },
  { language: "it", subject: "party", words: ["polizia", "carabinieri", "questura"] },
  { language: "pt", subject: "party", words: ["polícia"] },
  { language: "nl", subject: "party", words: ["politie", "marechaussee"] },
];

/** A word found in a text. */
export interface FoundWord {
  word: string;
  subject: Subject;
}

/** A word of the lists, and how it is looked for. */
class Pattern {
  private compiled: RegExp | undefined;

  constructor(
    private readonly parts: readonly string[],
    readonly subject: Subject,
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

const PATTERNS: readonly Pattern[] = WORD_LISTS.flatMap(({ subject, words }) =>
  words.map((word) => new Pattern(word.split(" "), subject)),
);

/** Run of letters -> the patterns that can begin with it: most texts hold none. */
const BY_OPENING: ReadonlyMap<string, readonly Pattern[]> = openings();

function openings(): Map<string, Pattern[]> {
  const all = new Map<string, Pattern[]>();
  for (const pattern of PATTERNS) {
    for (const opening of pattern.openings) all.set(opening, [...(all.get(opening) ?? []), pattern]);
  }
  return all;
}

/** The words of a text, each once, in the order of the lists. camelCase is read as words. */
export function wordsIn(text: string): FoundWord[] {
  const ascii = /^[ -~]*$/.test(text);
  const spaced = ascii ? text.replace(/([a-z])([A-Z])/g, "$1 $2") : text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const possible = new Set<Pattern>();
  for (const letters of spaced.toLowerCase().match(ascii ? /[a-z]+/g : /\p{L}+/gu) ?? []) {
    for (const pattern of BY_OPENING.get(letters) ?? []) possible.add(pattern);
  }
  if (possible.size === 0) return [];
  return PATTERNS.filter((pattern) => possible.has(pattern)).flatMap(({ expression, subject }) => {
    const match = expression.exec(spaced);
    return match ? [{ word: match[0], subject }] : [];
  });
}
