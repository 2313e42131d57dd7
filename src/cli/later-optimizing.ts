/**
 * A run ends before most of what V8 optimizes has paid for its optimizing: a function has to be a good deal hotter than in a server before it is worth it. The flag that says so, by the
 * major version of Node, saves a tenth to a third of the processor time of a check. V8 prints an error for a flag that it does not know, so that only versions with which it was tried are told: 20.20,
 * 22.23 and 24.21. `node --v8-options` lists what a version knows.
 */
export const LATER_OPTIMIZING: Readonly<Record<string, string>> = {
  "20": "--interrupt-budget=500000",
  "22": "--invocation-count-for-turbofan=30000",
  "24": "--invocation-count-for-turbofan=30000",
};
