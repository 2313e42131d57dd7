import type { Io } from "./io";

/** Nothing denied; something denied, or undetermined where that fails; the input or the usage is wrong. */
export type ExitCode = 0 | 1 | 2;

/** What a command's action needs of its surroundings. */
export interface Session {
  io: Io;
  /** Sets the exit code of the run; 0 where no action says otherwise. */
  exit(code: ExitCode): void;
}
