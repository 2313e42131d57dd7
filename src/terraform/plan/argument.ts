import { bareStep, splitSteps } from "./configuration";
import { isLeaf, isMap } from "./expressions";
import type { RawExpression } from "./format";

/**
 * What an attribute is written with, in all blocks that a path without regard to its indexes leads to.
 * @param output steps below the resource: `tags["x"]`, `private_service_connection[0].private_connection_resource_id`
 * @returns nothing where the attribute is no argument that is written: then only the provider knows it
 */
export function argumentAt(expressions: Record<string, RawExpression>, output: string): RawExpression[] {
  const leaves: RawExpression[] = [];
  let open: RawExpression[] = [expressions];
  for (const step of splitSteps(output)) {
    const name = bareStep(step);
    const below: RawExpression[] = [];
    for (const node of open) {
      const child = isMap(node) && Object.hasOwn(node, name) ? node[name] : undefined;
      for (const each of Array.isArray(child) ? child : child === undefined ? [] : [child])
        (isMap(each) && isLeaf(each) ? leaves : below).push(each);
    }
    open = below;
  }
  return [...leaves, ...open];
}
