import type ProgressBar from "progress";
import { printable } from "../report/printable";

/** What takes long, told to who waits. */
export interface Progress {
  /**
   * Begins the next step.
   * @param text what is done: `reading plan.json`
   * @param bytes how much it has to read, where that is known
   */
  step(text: string, bytes?: number): void;
  /** Takes the line away; other output may follow. */
  end(): void;
}

/** For pipes, logs and tests. */
export const SILENT: Progress = { step: () => undefined, end: () => undefined };

/** Milliseconds, and bytes, from which on work is long. */
const LONG = { milliseconds: 400, bytes: 2_000_000 };
/** Longest text, so that a line fits into 80 columns. */
const LONGEST = 44;

/**
 * Progress on a terminal: one line that is drawn once the work turns out to be long, and taken away at its end.
 * @param stream standard error, where it is a terminal and no pipeline's; undefined says nothing
 * @param steps how many there will be
 */
export function progressOn(stream: NodeJS.WriteStream | undefined, steps: number): Progress {
  if (stream === undefined) return SILENT;
  const begin = Date.now();
  let bytesSoFar = 0;
  let done = 0;
  let bar: ProgressBar | undefined;
  return {
    step(text, bytes = 0) {
      bytesSoFar += bytes;
      if (bytesSoFar >= LONG.bytes || Date.now() - begin >= LONG.milliseconds) bar ??= barOn(stream, steps, done);
      bar?.render({ step: shortened(printable(text)) }, true);
      // What has begun is not done: the bar grows when the next step begins.
      if (bar !== undefined) bar.curr = Math.min(done + 1, steps);
      done++;
    },
    end() {
      bar?.terminate();
      bar = undefined;
    },
  };
}

function barOn(stream: NodeJS.WriteStream, total: number, curr: number): ProgressBar {
  const Bar = require("progress") as typeof ProgressBar;
  return new Bar("aoai-guard [:bar] :step", { stream, total, curr, width: 20, clear: true, renderThrottle: 0 });
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
