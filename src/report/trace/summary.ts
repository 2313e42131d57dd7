import type { Drawing } from "./drawing";

/** One line on what a drawing shows. */
export function summary({ sources, models, paths }: Drawing): string {
  if (sources.length === 0) return "No camera source: nothing is declared to be one, and no type is one.";
  if (models.length === 0) return `No model for ${count(sources.length, "camera source")} to reach.`;
  const what = `${count(sources.length, "camera source")} and ${count(models.length, "model")}`;
  return paths.length === 0 ? `No path between ${what}.` : `${count(paths.length, "path")} between ${what}.`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
