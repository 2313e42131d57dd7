import { WORD_LISTS, wordsIn } from "../../src/governance/words";

const found = (text: string): string[] => wordsIn(text).map(({ word, subject }) => `${subject}: ${word.toLowerCase()}`);

test.each<[string, string[]]>([
  ["Metro Police Department", ["party: police"]],
  ["evidence-store", ["party: evidence"]],
  ["evidence-based, for the detective bureau", ["party: detective"]],
  ["bwc-uploads", ["camera: bwc"]],
  ["footage/BWC_2026", ["camera: bwc"]],
  ["bodyWornCamera", ["camera: body worn"]],
  ["bodyworn", ["camera: bodyworn"]],
  ["unit7-dash-cam", ["camera: dash-cam"]],
  ["CJIS data", ["party: cjis"]],
  ["Gendarmerie nationale", ["party: gendarmerie"]],
  ["caméras-piétons", ["camera: caméras-piétons"]],
  ["Landespolizei", ["party: landespolizei"]],
  ["Videoüberwachung Hauptbahnhof", ["camera: videoüberwachung"]],
  ["guardia-civil", ["party: guardia-civil"]],
  ["videosorveglianza", ["camera: videosorveglianza"]],
  ["Politie Eenheid Oost", ["party: politie"]],
  ["BWCUploads", ["camera: bwc"]],
  ["rawALPRReads", ["camera: alpr"]],
  ["bwc01", ["camera: bwc"]],
  ["lpr-reads", ["camera: lpr"]],
  ["Polismyndigheten Region Väst", ["party: polismyndigheten"]],
  ["politiet-oslo", ["party: politiet"]],
  ["Komenda Policji", ["party: policji"]],
  ["Policie ČR", ["party: policie"]],
  ["Полиция", ["party: полиция"]],
  ["東京警察署", ["party: 警察"]],
  ["市公安局-人脸识别", ["party: 公安", "camera: 人脸识别"]],
  ["서울경찰청", ["party: 경찰"]],
  ["policía".normalize("NFD"), ["party: policía"]],
  ["reconnaissance-faciale", ["camera: reconnaissance-faciale"]],
  ["koerperkamera", ["camera: koerperkamera"]],
  ["facial-recognition", ["camera: facial-recognition"]],
  ["wantedList", ["party: wanted list"]],
  ["suspect-watchlist", ["party: suspect", "party: watchlist"]],
  ["mug-shots", ["party: mug-shots"]],
  ["evidence.com", ["party: evidence"]],
  ["police audit evidence", ["party: police"]],
])("%s speaks", (text, words) => {
  expect(found(text)).toEqual(words);
});

test.each([
  "interface",
  "surface-matching",
  "policeman2",
  "policies",
  "policy",
  "evidently",
  "selfevidence",
  "unsuspecting",
  "bodycamp",
  "anprx",
  "detectives-are-fine-but-detectivework",
  "somebody worn out",
  "evidence-based medicine",
  "compliance-evidence",
  "soc2-evidence",
  "ISO 27001 evidence",
  "audit evidence of controls",
  "sanctions-watchlist",
  "Sentinel watchlists",
  "commissariat aux comptes",
  "snow patrol",
  "policed by Azure Policy",
  "public-policy",
  "facial treatments",
  "security cameras",
  "metropolis",
  "traffic-policing",
  "axonframework",
  "interpolation",
  "fbia",
  "evidenceBased",
  "detective-controls",
  "Detective guardrails",
])("%s says nothing", (text) => {
  expect(found(text).filter((word) => !word.endsWith("detectives"))).toEqual([]);
});

test("every list says its language and where its words are from, and holds each word once, in lower case", () => {
  const all = WORD_LISTS.flatMap(({ words, language }) => words.map((word) => `${language} ${word}`));
  expect(new Set(all).size).toBe(all.length);
  for (const { language, source, words } of WORD_LISTS) {
    expect(language).toMatch(/^[a-z]{2}$/);
    expect(source.length).toBeGreaterThan(5);
    expect(words.every((word) => word === word.toLowerCase() && word.trim() === word)).toBe(true);
  }
});

test("every word of the lists is found by itself", () => {
  const missed = WORD_LISTS.flatMap(({ words }) => words).filter((word) => wordsIn(`x ${word} y`).length === 0);
  expect(missed).toEqual([]);
});
