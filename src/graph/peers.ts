import type { Kind } from '../resources/index.js';
import type { Condition } from '../template/node.js';
import type { Graph } from './graph.js';
import type { Resource, Spot } from './resource.js';

/** Resources beside one of their kind: those before it in the template and those behind it, looked for as they are asked for, once. */
export interface Peers<K extends Kind> {
  readonly before: Iterable<Resource<K>>;
  readonly behind: Iterable<Resource<K>>;
}

/** More new branchings are never looked at: they fall in far more ways than worlds are tried. */
const mostOpened = 20;

/** How many conditions may be found false before it is given up. */
const mostFalse = 100;

/**
 * Those of some resources that the world has. Where each has a condition of its own and all of these are false, each of n would be
 * asked about n others: it ends there, and says that it did.
 */
export function* existing<T extends { readonly condition: Condition | undefined }>(
  resources: Iterable<T>,
  asked: Spot,
  graph: Graph,
): Generator<T, undefined> {
  const opened = graph.world.asked.length;
  const failed = new Set<unknown>();
  for (const each of resources) {
    if (graph.exists(each)) {
      yield each;
    } else {
      failed.add(each.condition?.is === 'named' ? each.condition.name : each.condition);
      if (failed.size < mostFalse && graph.world.asked.length - opened < mostOpened) continue;
      graph.unknown('it hangs on more conditions of others than are tried', asked);
      return undefined;
    }
  }
  return undefined;
}
