/** What a team accepts for a time: the entries of an exemption file, and a baseline of what was there before. */
export { applyBaseline, HOW_TO_GET_A_BASELINE, parseBaseline, type Baseline } from "./baseline";
export { applyExemptions } from "./apply-exemptions";
export { draftedFile, exemptionEntries, type ExemptionEntry } from "./entry";
export { parseExemptionFile, type ExemptionFileOptions, type FileExemption } from "./exemption-file";
