import type { DrawnEdge, DrawnNode } from "./drawing";

/**
 * The layer of each node, from the top: the longest way along the edges on paths, those that close a circle left out; what is on no path comes below what
 * leads to it.
 */
export function layersOf(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): Map<string, number> {
  const onPath = edges.filter((edge) => edge.onPath);
  const layers = longest(nodes, onPath);
  const touched = new Set(onPath.flatMap(({ ends }) => ends));
  for (const { id } of nodes) if (!touched.has(id)) layers.delete(id);
  const outgoing = targetsOf(edges);
  const open = [...layers.keys()];
  const spread = (): void => {
    for (const id of open) {
      for (const target of outgoing.get(id) ?? []) {
        if (layers.has(target)) continue;
        layers.set(target, (layers.get(id) ?? 0) + 1);
        open.push(target);
      }
    }
  };
  spread();
  for (const { id } of nodes) {
    if (layers.has(id)) continue;
    layers.set(id, 0);
    open.splice(0, open.length, id);
    spread();
  }
  return layers;
}

function targetsOf(edges: readonly DrawnEdge[]): Map<string, string[]> {
  const outgoing = new Map<string, string[]>();
  for (const {
    ends: [from, to],
  } of edges) {
    const list = outgoing.get(from);
    if (list) list.push(to);
    else outgoing.set(from, [to]);
  }
  return outgoing;
}

/** Depth first, without recursion; layers in the reverse of the order in which nodes are finished. */
function longest(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): Map<string, number> {
  const outgoing = targetsOf(edges);
  const state = new Map<string, "open" | "done">();
  const finished: string[] = [];
  const forward = new Map<string, string[]>();
  for (const { id } of [...nodes.filter(({ part }) => part === "camera"), ...nodes]) {
    if (state.has(id)) continue;
    state.set(id, "open");
    const stack = [{ id, next: 0 }];
    for (let at = stack[0]; at !== undefined; at = stack[stack.length - 1]) {
      const target = outgoing.get(at.id)?.[at.next++];
      if (target === undefined) {
        state.set(at.id, "done");
        finished.push(at.id);
        stack.pop();
        continue;
      }
      if (state.get(target) === "open") continue;
      const ahead = forward.get(at.id);
      if (ahead) ahead.push(target);
      else forward.set(at.id, [target]);
      if (state.has(target)) continue;
      state.set(target, "open");
      stack.push({ id: target, next: 0 });
    }
  }
  const layers = new Map<string, number>();
  for (const id of finished.reverse()) {
    const own = layers.get(id) ?? 0;
    layers.set(id, own);
    for (const target of forward.get(id) ?? []) layers.set(target, Math.max(layers.get(target) ?? 0, own + 1));
  }
  return layers;
}
