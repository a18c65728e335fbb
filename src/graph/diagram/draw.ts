import type { Graph } from '../graph.js';
import type { Diagram } from './diagram.js';
import { Drawing } from './drawing.js';
import { partsOf } from './relations.js';
import { routeParts } from './route-relations.js';

/**
 * Draws a graph: functions, roles, policies, boundaries, layers, code signing, APIs with their routes, authorizers, stages
 * and domains, and what triggers functions or takes their failures. Nodes are in the order of the template, what it only
 * names comes last; the same template gives the same diagram.
 */
export function diagramOf(graph: Graph): Diagram {
  const drawing = new Drawing(graph);
  const before = graph.world;
  for (const { address } of graph.template.resources) {
    const resource = graph.resource(address);
    if (resource !== undefined) drawing.place(resource);
  }
  for (const part of [...partsOf(graph), ...routeParts(graph)]) drawing.draw(part);
  graph.world = before;
  return drawing.finish();
}
