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

interface Pattern {
  pattern: RegExp;
  subject: Subject;
}

/** One pattern for a word: no letter before or after it, any separator or none at a blank. */
const PATTERNS: readonly Pattern[] = WORD_LISTS.flatMap(({ subject, words }) =>
  words.map((word) => ({
    subject,
    pattern: new RegExp(`(?<!\\p{L})${word.replaceAll(" ", "[^\\p{L}\\p{N}]?")}(?!\\p{L})`, "iu"),
  })),
);
/** All of them at once: most texts hold none. */
const ANY = new RegExp(PATTERNS.map(({ pattern }) => pattern.source).join("|"), "iu");

/** The words of a text, each once, in the order of the lists. camelCase is read as words. */
export function wordsIn(text: string): FoundWord[] {
  const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  if (!ANY.test(spaced)) return [];
  return PATTERNS.flatMap(({ pattern, subject }) => {
    const match = pattern.exec(spaced);
    return match ? [{ word: match[0], subject }] : [];
  });
}
