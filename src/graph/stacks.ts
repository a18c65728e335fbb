import type { Graph } from './graph.js';
import type { Resource, ResourceBase } from './resource.js';

/** A stack that is given a resource and whose template is not read: what it makes of that can't be told. */
export const unreadStackWith = (resource: ResourceBase, graph: Graph): Resource<'nestedStack'> | undefined =>
  unreadStacksWith(resource, graph)[0];

/** All of them. */
export const unreadStacksWith = ({ address }: ResourceBase, graph: Graph): readonly Resource<'nestedStack'>[] =>
  graph
    .all('nestedStack')
    .filter((each) => graph.mentioned(each.address).has(address) && graph.exists(each) && !isRead(each, graph));

const isRead = ({ address }: Resource<'nestedStack'>, graph: Graph): boolean =>
  graph.template.resources.some((raw) => raw.address.startsWith(`${address}/`));
