import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Io } from "../../src/cli/io";
import { runCommand } from "../../src/cli/run";

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line in this process. */
export async function cli(
  args: string[],
  given: { stdin?: string | Buffer } & Partial<Omit<Io, "stdin">> = {},
): Promise<Run> {
  const { stdin = "", ...rest } = given;
  const run: Run = { code: 0, out: "", err: "" };
  const io: Io = {
    out: (text) => void (run.out += text),
    err: (text) => void (run.err += text),
    stdin: () => Promise.resolve(Buffer.from(stdin)),
    color: false,
    columns: undefined,
    ...rest,
  };
  run.code = await runCommand(args, io);
  return run;
}

type Content = string | Buffer | object;

/** A folder of its own for a test file; files are given as text, bytes, or a value that becomes JSON. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "aoai-guard-cli-"));

  write(name: string, content: Content): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
