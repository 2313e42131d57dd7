/** What a command has of the world outside files; tests give their own. */
export interface Io {
  /** Results, and nothing else. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  /** All of standard input. */
  stdin(): Promise<Buffer>;
  /** Whether results go to a terminal that shows colours and where no variable of the environment forbids them. */
  color: boolean;
  /** Columns of that terminal; undefined where results do not go to one. */
  columns: number | undefined;
  /** Standard error, where progress may be shown on it: it is a terminal, and not that of a pipeline. */
  terminal?: NodeJS.WriteStream | undefined;
}

/** The process's own streams and environment. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    stdin: readAll,
    color: wantsColor(env, stdout.isTTY === true),
    columns: stdout.isTTY === true ? stdout.columns : undefined,
    terminal: showsProgress(env, stderr.isTTY === true) ? stderr : undefined,
  };
}

/** Some pipelines give their steps a terminal, and keep all that is drawn on it: they set CI, or TF_BUILD (Azure Pipelines). */
export const showsProgress = (env: NodeJS.ProcessEnv, terminal: boolean): boolean =>
  terminal && env.TERM !== "dumb" && [env.CI, env.TF_BUILD].every((value) => value === undefined || value === "");

/** https://no-color.org: any value but the empty one means no colours. */
export function wantsColor(env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return env.FORCE_COLOR !== "0";
  return terminal && env.TERM !== "dumb";
}

async function readAll(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
