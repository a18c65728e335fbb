import { wholeText } from '../../values/text.js';
import { type Open, openIn } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Link, Resource, Spot } from '../resource.js';

/** Where what leaves a subnet for the internet goes. */
export type WayOut =
  | { readonly is: 'gateway'; readonly route: Spot; readonly gateway: Link<'internetGateway'>; readonly ipv6: boolean }
  /** Another way, or none at all. */
  | { readonly is: 'other' }
  | { readonly is: 'unknown'; readonly open: Open };

/**
 * The default route of a subnet for IPv4, by the route table that it is associated with. One that is associated with none has the main
 * table of its VPC, which nothing in a template shows.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const wayOutOf = (subnet: Resource<'subnet'>, graph: Graph): WayOut => graph.kept(readWayOut, subnet);

function readWayOut(subnet: Resource<'subnet'>, graph: Graph): WayOut {
  const association = graph
    .mentioning('routeTableAssociation', subnet.address)
    .find((each) => graph.exists(each) && each.subnet.state === 'known' && each.subnet.resource === subnet);
  if (association === undefined) return open(`which route table ${subnet.name} has is not told here`, subnet);
  const { table } = association;
  if (table.state !== 'known') return open(`which route table ${subnet.name} has is not told here`, table);

  const { routes, hidden } = routesOf(table.resource, graph);
  const route = routes.find(({ range }) => isOf(range, '0.0.0.0/0'));
  if (route === undefined) return hidden === undefined ? { is: 'other' } : { is: 'unknown', open: hidden };
  const { gateway } = route;
  if (gateway.state === 'unknown') return open(gateway.why, gateway);
  const isInternet =
    gateway.state === 'known' || (gateway.state === 'external' && startsWith(gateway.text.parts[0], 'igw-'));
  if (!isInternet) return { is: 'other' };
  return { is: 'gateway', route, gateway, ipv6: routes.some(({ ipv6Range }) => isOf(ipv6Range, '::/0')) };
}

const open = (why: string, { at }: Spot): WayOut => ({ is: 'unknown', open: { why, at } });

type TableRoute = Spot & Pick<Resource<'tableRoute'>, 'range' | 'ipv6Range' | 'gateway'>;

/** The routes of a table: its own, and those that are resources beside it; `hidden`: why there may be a default route among them. */
function routesOf(
  table: Resource<'routeTable'>,
  graph: Graph,
): { readonly routes: readonly TableRoute[]; readonly hidden: Open | undefined } {
  const near = graph.mentioning('tableRoute', table.address).filter((each) => graph.exists(each));
  const beside = near.filter((each) => each.table.state === 'known' && each.table.resource === table);
  const routes = [...(table.routes.state === 'known' ? table.routes.value : []), ...beside];
  const facts = [table.routes, ...near.map((each) => each.table), ...routes.map(({ range }) => range)];
  return { routes, hidden: facts.map(openIn).find((each) => each !== undefined) };
}

const isOf = (range: TableRoute['range'], wanted: string): boolean =>
  range.state === 'known' && wholeText(range.value) === wanted;

const startsWith = (part: unknown, head: string): boolean => typeof part === 'string' && part.startsWith(head);
