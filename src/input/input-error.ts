/**
 * Something the user gave us is wrong: a file, a JSON value in it, an option. The command line prints `message` as one sentence and exits
 * with 2. `message` names the file, the place in it and the mend.
 */
export class InputError extends Error {
  override readonly name: string;

  /**
   * @param file the file as the user named it, `<stdin>`, or the name of an option
   * @param problem what is wrong, without a full stop: `is not JSON (Unexpected token } at line 3)`
   * @param mend what to do about it, without a full stop: `pass the output of "terraform show -json PLANFILE"`
   * @param path JSON path of the wrong value in the file, e.g. `$.subscriptions[0].tags`
   */
  constructor(
    readonly file: string,
    readonly problem: string,
    readonly mend: string,
    readonly path?: string,
  ) {
    // An empty name is a variable of a script that was not set; without quotes nobody sees it.
    super(`${file === "" ? '""' : file}${path === undefined ? "" : ` at ${path}`} ${problem}; ${mend}.`);
    this.name = "InputError";
    // Node prints the enumerable properties of an uncaught error behind its message, which says them already.
    for (const key of ["name", "file", "problem", "mend", "path"])
      Object.defineProperty(this, key, { enumerable: false });
  }
}

/** The fault that some work ends with, where faults are gathered; anything else that is thrown goes on. */
export function faultsOf(work: () => unknown): InputError[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof InputError) return [error];
    throw error;
  }
}
