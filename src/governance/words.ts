/** What a word speaks of: a party (law enforcement) or a camera. */
export type Subject = "party" | "camera";

/** Words that a configuration of police or camera work is likely to hold. */
interface WordList {
  /** ISO 639-1. */
  language: string;
  subject: Subject;
  /** Where the words are from. */
  source: string;
  /** Lower case; a blank stands for any separator or none (`body worn`: body-worn, bodyWorn, bodyworn). */
  words: readonly string[];
}

/** Words that contradict an empty declaration. Each stands as a whole word: `inter(face)` and `policeman` are not found by `face` and `police`. */
export const WORD_LISTS: readonly WordList[] = [
  {
    language: "en",
    subject: "party",
    source:
      "Microsoft's Code of Conduct and its Limited Access terms: police officers, law enforcement, suspects, prior inmates, persons of interest",
    words: [
      "police",
      "sheriff",
      "constabulary",
      "law enforcement",
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
      "person of interest",
    ],
  },
  {
    language: "en",
    subject: "party",
    source: "FBI, Criminal Justice Information Services Security Policy",
    words: ["cjis", "criminal justice"],
  },
  {
    language: "en",
    subject: "camera",
    source: "Microsoft's Code of Conduct: body-worn and dash-mounted cameras, facial recognition",
    words: [
      "body worn",
      "body cam",
      "body cams",
      "body camera",
      "body cameras",
      "dash cam",
      "dash cams",
      "dash camera",
      "dash cameras",
      "dash mounted",
      "face match",
      "face matching",
      "face recognition",
      "facial recognition",
    ],
  },
  {
    language: "en",
    subject: "camera",
    source:
      "Trade names of the field: body-worn camera (BWC), automated licence plate readers (ALPR, ANPR), closed circuit television, and the protocols of network cameras",
    words: ["bwc", "alpr", "anpr", "cctv", "onvif", "rtsp"],
  },
  {
    language: "fr",
    subject: "party",
    source: "Code de la sécurité intérieure: police nationale, gendarmerie nationale",
    words: ["gendarmerie", "préfecture de police", "prefecture de police", "commissariat"],
  },
  {
    language: "fr",
    subject: "camera",
    source: "Code de la sécurité intérieure, livre II, titre IV: caméras mobiles, caméras-piétons",
    words: [
      "caméra piéton",
      "caméras piétons",
      "camera pieton",
      "caméra mobile",
      "vidéosurveillance",
      "videosurveillance",
    ],
  },
  {
    language: "de",
    subject: "party",
    source: "Bundespolizeigesetz and the police laws of the states",
    words: ["polizei", "bundespolizei", "kriminalpolizei", "landespolizei"],
  },
  {
    language: "de",
    subject: "camera",
    source: "Police laws of the states: Bodycam; common use",
    words: ["bodycam", "bodycams", "körperkamera", "videoüberwachung", "gesichtserkennung"],
  },
  {
    language: "es",
    subject: "party",
    source: "Ley Orgánica 2/1986 de Fuerzas y Cuerpos de Seguridad",
    words: ["policía", "policia", "guardia civil"],
  },
  {
    language: "es",
    subject: "camera",
    source: "Common use",
    words: ["cámara corporal", "camara corporal", "videovigilancia", "reconocimiento facial"],
  },
  { language: "it", subject: "party", source: "Names of the services", words: ["polizia", "carabinieri", "questura"] },
  { language: "it", subject: "camera", source: "Common use", words: ["videosorveglianza", "riconoscimento facciale"] },
  { language: "pt", subject: "party", source: "Names of the services", words: ["polícia"] },
  {
    language: "pt",
    subject: "camera",
    source: "Common use",
    words: ["câmera corporal", "camera corporal", "reconhecimento facial"],
  },
  {
    language: "nl",
    subject: "party",
    source: "Politiewet 2012; Koninklijke Marechaussee",
    words: ["politie", "marechaussee"],
  },
  { language: "nl", subject: "camera", source: "Common use", words: ["cameratoezicht", "gezichtsherkenning"] },
];

/**
 * Compounds in which a word of the lists speaks of another trade: evidence-based medicine, the detective controls and guardrails of security engineering
 * (NIST SP 800-53). Any other compound counts: `police-records`, `evidence-store`.
 */
const ORDINARY =
  /(?<!\p{L})(?:evidence[^\p{L}\p{N}]?(?:based|informed|led|driven)|detective[^\p{L}\p{N}]?(?:controls?|guardrails?|measures?|polic(?:y|ies)))(?!\p{L})/giu;

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
  let afterLower = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126) return true;
    const letter = code | 32;
    const isLetter = letter >= 97 && letter <= 122;
    const isLower = isLetter && code === letter;
    if (!isLetter || (afterLower && !isLower)) {
      if (OPENING_HASHES.has(hash)) return true;
      hash = 0;
    }
    if (isLetter) hash = nextHash(hash, letter);
    afterLower = isLower;
  }
  return OPENING_HASHES.has(hash);
}

/** The words of a text, each once, in the order of the lists. camelCase is read as words. */
export function wordsIn(text: string): FoundWord[] {
  return mayHoldWord(text) ? wordsAmong(text) : [];
}

function wordsAmong(text: string): FoundWord[] {
  const ascii = /^[ -~]*$/.test(text);
  const spaced = ascii ? text.replace(/([a-z])([A-Z])/g, "$1 $2") : text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const possible = new Set<Pattern>();
  for (const letters of spaced.toLowerCase().match(ascii ? /[a-z]+/g : /\p{L}+/gu) ?? []) {
    for (const pattern of BY_OPENING.get(letters) ?? []) possible.add(pattern);
  }
  if (possible.size === 0) return [];
  const telling = spaced.replace(ORDINARY, " ");
  return PATTERNS.filter((pattern) => possible.has(pattern)).flatMap(({ expression, subject }) => {
    const match = expression.exec(telling);
    return match ? [{ word: match[0], subject }] : [];
  });
}
