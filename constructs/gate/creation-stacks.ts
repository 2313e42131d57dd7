import { join, sep } from "node:path";
import type { App } from "cdktf";
import type { IConstruct, Node } from "constructs";

/** Frames of the user's own program that are kept: the innermost names the line, the others tell how it was reached. */
const KEPT = 10;
/** How far down the user's own program may lie below cdktf's and ours. */
const DEPTH = 50;

/** Apps whose elements record where they are made. */
const recorded = new WeakSet<IConstruct>();
const prepared = new WeakSet<object>();

/**
 * Lets every element of an app that is made from now on record the lines of the program that make it. cdktf writes them beside the element
 * (`"//".metadata.stackTrace`), where `aoai-guard check` finds them.
 *
 * cdktf asks for that itself (`addMetadata("stacktrace", ...)` in TerraformElement), but constructs 10 records a trace only where the caller says so
 * (`stackTrace`, default false; constructs src/construct.ts), and cdktf 0.21 does not.
 */
export function recordCreationStacks(app: App): void {
  recorded.add(app);
  const prototype = Object.getPrototypeOf(app.node) as Node;
  if (prepared.has(prototype)) return;
  prepared.add(prototype);
  const original = prototype.addMetadata;
  prototype.addMetadata = function addMetadata(this: Node, type, data, options) {
    const wanted = type === "stacktrace" && recorded.has(this.root);
    original.call(this, type, data, wanted ? { ...options, stackTraceOverride: userFrames() } : options);
  };
}

const OWN = `${join(__dirname, "..")}${sep}`;

/** Frames that lie neither in a package, nor in Node, nor in this one, the innermost first. */
function userFrames(): string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEPTH;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack
    .split("\n")
    .slice(1)
    .map((line) => line.replace(/^\s*at\s+/, ""))
    .filter((frame) => !/[\\/]node_modules[\\/]|node:|<anonymous>\)?$/.test(frame) && !frame.includes(OWN))
    .slice(0, KEPT);
}
