import { type Text, identityOf, wholeText } from '../../values/text.js';
import { type Open, type Value, openIn } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Link, Resource, Spot } from '../resource.js';

/** Where the default route of a subnet leads: what leaves it for the internet. */
export type DefaultRoute =
  | { readonly is: 'gateway'; readonly route: Spot; readonly gateway: Link<'internetGateway'>; readonly ipv6: boolean }
  /** Elsewhere, or there is none. */
  | { readonly is: 'other' }
  | { readonly is: 'unknown'; readonly open: Open };

/**
 * The default route of a subnet for IPv4, by the route table that it is associated with. One that is associated with none has the main
 * table of its VPC, which nothing in a template shows.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const defaultRouteOf = (subnet: Resource<'subnet'>, graph: Graph): DefaultRoute =>
  graph.kept(readDefaultRoute, subnet);

function readDefaultRoute(subnet: Resource<'subnet'>, graph: Graph): DefaultRoute {
  const association = graph
    .mentioning('routeTableAssociation', subnet.address)
    .find((each) => graph.exists(each) && each.subnet.state === 'known' && each.subnet.resource === subnet);
  if (association === undefined) return open(`which route table ${subnet.name} has is not told here`, subnet);
  const { table } = association;
  if (table.state !== 'known') return open(`which route table ${subnet.name} has is not told here`, table);

  const { routes, hidden } = routesOf(table.resource, graph);
  const route = routes.find(({ range }) => isRange(range, '0.0.0.0/0'));
  if (route === undefined) return hidden === undefined ? { is: 'other' } : { is: 'unknown', open: hidden };
  const { gateway } = route;
  if (gateway.state === 'unknown') return open(gateway.why, gateway);
  if (!isInternetGateway(gateway)) return { is: 'other' };
  return { is: 'gateway', route, gateway, ipv6: routes.some(({ ipv6Range }) => isRange(ipv6Range, '::/0')) };
}

/** Whether a route leads to an internet gateway: of this template, or by its id. */
function isInternetGateway(gateway: Link<'internetGateway'>): boolean {
  if (gateway.state !== 'external') return gateway.state === 'known';
  const [first] = gateway.text.parts;
  return typeof first === 'string' && first.startsWith('igw-');
}

const open = (why: string, { at }: Spot): DefaultRoute => ({ is: 'unknown', open: { why, at } });

export type TableRoute = Spot & Pick<Resource<'tableRoute'>, 'range' | 'ipv6Range' | 'gateway'>;

/** The routes of a table: its own, and those that are resources beside it; `hidden`: why there may be a default route among them. */
export function routesOf(
  table: Resource<'routeTable'>,
  graph: Graph,
): { readonly routes: readonly TableRoute[]; readonly hidden: Open | undefined } {
  const near = graph.mentioning('tableRoute', table.address).filter((each) => graph.exists(each));
  const beside = near.filter((each) => each.table.state === 'known' && each.table.resource === table);
  const routes = [...(table.routes.state === 'known' ? table.routes.value : []), ...beside];
  const facts = [table.routes, ...near.map((each) => each.table), ...routes.map(({ range }) => range)];
  return { routes, hidden: facts.map(openIn).find((each) => each !== undefined) };
}

const isRange = (range: TableRoute['range'], wanted: string): boolean =>
  range.state === 'known' && wholeText(range.value) === wanted;

/** In how many Availability Zones some subnets lie. */
export interface Zones {
  /** At least so many; two subnets that are made elsewhere are taken to lie in two. */
  readonly least: number;
  readonly most: number;
}

/**
 * What can be told of the Availability Zones of some subnets.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export function zonesOf(subnets: readonly Link<'subnet'>[], graph: Graph): Zones {
  const zones = graph.quietly(() => subnets.map(zoneOf));
  // Of those that may be in one zone, the first stands for all.
  const apart: Zone[] = [];
  for (const zone of zones) if (apart.every((each) => differ(each, zone) === true)) apart.push(zone);
  const kinds: Zone[] = [];
  for (const zone of zones) if (kinds.every((each) => differ(each, zone) !== false)) kinds.push(zone);
  return { least: apart.length, most: kinds.length };
}

/** The zone of a subnet of the template, or a subnet that is made elsewhere. */
type Zone = { readonly of: Value<Text>; readonly subnet: string } | { readonly elsewhere: string | undefined };

function zoneOf(link: Link<'subnet'>): Zone {
  if (link.state === 'known') {
    const { zone, zoneId, address } = link.resource;
    return { of: zone.state === 'absent' ? zoneId : zone, subnet: address };
  }
  return { elsewhere: link.state === 'absent' ? undefined : link.identity };
}

/** Whether two zones are different; `undefined`: that can't be told. */
function differ(one: Zone, other: Zone): boolean | undefined {
  if ('elsewhere' in one || 'elsewhere' in other) {
    const [left, right] = [one, other].map((zone) => ('elsewhere' in zone ? zone.elsewhere : zone.subnet));
    return left === undefined || right === undefined ? undefined : left !== right;
  }
  if (one.subnet === other.subnet) return false;
  const [left, right] = [one.of, other.of];
  if (left.state === 'known' && right.state === 'known' && left.name === right.name) {
    return differentText(left.value, right.value);
  }
  if (left.state !== 'unknown' || right.state !== 'unknown' || left.key === undefined) return undefined;
  if (left.key === right.key) return false;
  // The zones of a region, of which each is listed once.
  const [list, its] = [left.key, right.key ?? ''].map((key) => /^(azs:.*)\[\d+\]$/s.exec(key)?.[1]);
  return list !== undefined && list === its ? true : undefined;
}

/** Two texts that are alike up to their literal ends: `${AWS::Region}a` and `${AWS::Region}b`. */
function differentText(one: Text, other: Text): boolean | undefined {
  if (identityOf(one) === identityOf(other)) return false;
  const heads = [one, other].map(({ parts }) => identityOf({ parts: parts.slice(0, -1) }));
  const ends = [one, other].map(({ parts }) => parts.at(-1));
  return heads[0] === heads[1] && ends.every((end) => typeof end === 'string') ? true : undefined;
}
