import type { Diagram } from '../../engine/report.js';

/**
 * The part of a diagram that is about some nodes: they, and what they are joined to directly.
 * @param ids of the nodes, as the diagram has them
 */
export function partOf({ nodes, edges }: Diagram, ids: ReadonlySet<string>): Diagram {
  const near = new Set(ids);
  for (const { from, to } of edges) {
    if (ids.has(from)) near.add(to);
    if (ids.has(to)) near.add(from);
  }
  return {
    nodes: nodes.filter(({ id }) => near.has(id)),
    edges: edges.filter(({ from, to }) => near.has(from) && near.has(to) && (ids.has(from) || ids.has(to))),
  };
}
