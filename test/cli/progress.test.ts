import { showsProgress } from "../../src/cli/io";
import { progressOn } from "../../src/cli/progress";
import { planOf } from "../cases/scenarios/terraform";
import { cli, Folder } from "./harness";

/** A terminal that keeps what is written; clearing a line is written as `<clear>`. */
function terminal(): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = {
    isTTY: true,
    columns: 100,
    write: (text: string) => written.push(text),
    cursorTo: () => undefined,
    clearLine: () => written.push("<clear>"),
  };
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

beforeEach(() => jest.useFakeTimers({ now: 0, doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] }));
afterEach(() => jest.useRealTimers());

test("what is done at once draws nothing", () => {
  const { stream, written } = terminal();
  const progress = progressOn(stream, 2);
  progress.step("reading a", 10);
  progress.step("judging");
  progress.end();
  expect(written).toEqual([]);
});

test("much to read is told before it is read, and taken away at the end", () => {
  const { stream, written } = terminal();
  const progress = progressOn(stream, 2);
  progress.step("reading a.json", 5_000_000);
  expect(written.join("")).toContain("aoai-guard [--------------------] reading a.json");
  progress.step("judging");
  expect(written.join("")).toContain("aoai-guard [==========----------] judging");
  progress.end();
  expect(written.at(-1)).toBe("<clear>");
});

test("what has gone on for a while is told", () => {
  const { stream, written } = terminal();
  const progress = progressOn(stream, 3);
  progress.step("reading a", 10);
  jest.setSystemTime(1000);
  progress.step("judging");
  expect(written.join("")).toContain("[=======-------------] judging");
});

test("a file's name moves no cursor and fills no second line", () => {
  const { stream, written } = terminal();
  progressOn(stream, 1).step(`reading \u001b[2J${"x".repeat(200)}`, 5_000_000);
  expect(written.join("")).not.toContain("\u001b");
  expect(written.filter((text) => text !== "<clear>").join("").length).toBeLessThanOrEqual(80);
});

test("check tells its steps on the terminal, and takes the line away also where it fails", async () => {
  const root = new Folder();
  try {
    const big = root.write("big.json", `${JSON.stringify(planOf([]))}${" ".repeat(3_000_000)}`);
    const { stream, written } = terminal();
    expect((await cli(["check", big, "--format", "json"], { terminal: stream })).err).toBe("");
    const drawn = written.join("");
    for (const step of ["reading ", "mapping", "tracing", "judging"]) expect(drawn).toContain(step);
    expect(written.at(-1)).toBe("<clear>");
    const wrong = terminal();
    const bad = root.write("bad.json", `{${" ".repeat(3_000_000)}`);
    expect((await cli(["check", bad], { terminal: wrong.stream })).code).toBe(2);
    expect(wrong.written.at(-1)).toBe("<clear>");
  } finally {
    root.remove();
  }
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: "dumb" }, true, false],
  [{ CI: "true" }, true, false],
  [{ CI: "" }, true, true],
  [{ TF_BUILD: "True" }, true, false],
])("environment %j, terminal %s: %s", (env, isTerminal, expected) => {
  expect(showsProgress(env, isTerminal)).toBe(expected);
});
