/** One measured line: what was compared with what, and how they relate. */
export interface Row {
  what: string;
  /** What it costs, and what it is compared with, as text with units. */
  cost: string;
  baseline: string;
  ratio: number;
  /** The ratio that the project aims at, where it aims at one. */
  aim?: number;
}

export interface Benchmark {
  title: string;
  run(): Row[] | Promise<Row[]>;
}
