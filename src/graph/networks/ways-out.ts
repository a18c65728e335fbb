import { anyVerdict, everyVerdict } from '../../iam/patterns.js';
import { type Verdict, wholeText } from '../../values/text.js';
import { type Open, openIn } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { unreadStackWith } from '../stacks.js';
import { isDefault } from './defaults.js';
import { isServiceOf } from './endpoint-policies.js';
import type { EndpointService } from './endpoint-services.data.js';
import { type TableRoute, routesOf } from './subnets.js';

/** How what leaves a subnet gets out of its VPC, of which the template makes all that there is. */
export type WayOut =
  /** By no route; `table` is missing where it has the table that its VPC was made with. */
  | { readonly is: 'none'; readonly vpc: Resource<'vpc'>; readonly table: Resource<'routeTable'> | undefined }
  /** By some route, wherever that leads, or part of the VPC is made elsewhere. */
  | { readonly is: 'other' }
  | { readonly is: 'unknown'; readonly open: Open };

/**
 * Which way leads out of the VPC of a subnet, beside its endpoints. The table that a VPC is made with has the local route alone.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export const wayOutOf = (subnet: Resource<'subnet'>, graph: Graph): WayOut => graph.kept(readWayOut, subnet);

function readWayOut(subnet: Resource<'subnet'>, graph: Graph): WayOut {
  const { vpc: link } = subnet;
  // The default VPC and its subnets are there before any template, with a way to the internet.
  if (link.state !== 'known' || isDefault(subnet) || isDefault(link.resource)) return { is: 'other' };
  const vpc = link.resource;
  const table = tableOf(subnet, vpc, graph);
  if (table !== undefined && 'why' in table) return { is: 'unknown', open: table };
  if (table === undefined) {
    // Terraform knows the table by an attribute of the VPC, CloudFormation by nothing but a resource of one's own.
    const direct = graph.mentioning('tableRoute', vpc.address).find((each) => graph.exists(each));
    const route =
      direct ?? looseRoutes(vpc, graph).find((each) => graph.exists(each) && each.table.state === 'unknown');
    return route === undefined ? { is: 'none', vpc, table } : unknown(`which table ${route.name} is in`, route);
  }
  const { routes, hidden } = routesOf(table, graph);
  if (routes.some((route) => !isLocal(route)) || isPropagated(table, graph)) return { is: 'other' };
  return hidden === undefined ? { is: 'none', vpc, table } : { is: 'unknown', open: hidden };
}

/** Routes that mention what is of no kind that is known here, and is given a VPC: it may tell them its table. */
const looseRoutes = (vpc: Resource<'vpc'>, graph: Graph): readonly Resource<'tableRoute'>[] =>
  graph
    .all('tableRoute')
    .filter((each) =>
      Array.from(graph.mentioned(each.address)).some(
        (address) => graph.resource(address) === undefined && graph.mentioned(address).has(vpc.address),
      ),
    );

const unknown = (what: string, { at }: Spot): Extract<WayOut, { is: 'unknown' }> => ({
  is: 'unknown',
  open: { why: `${what} is not told here`, at },
});

/** The table of a subnet; none: the one that its VPC was made with. */
function tableOf(
  subnet: Resource<'subnet'>,
  vpc: Resource<'vpc'>,
  graph: Graph,
): Resource<'routeTable'> | Open | undefined {
  const near = graph.mentioning('routeTableAssociation', subnet.address).filter((each) => graph.exists(each));
  const own = near.find((each) => leadsTo(each.subnet, subnet));
  const [open] = near.filter((each) => each.subnet.state === 'unknown');
  const main = graph.mentioning('mainTableAssociation', vpc.address).find((each) => graph.exists(each));
  const association = own ?? open ?? main;
  if (association === undefined) return graph.mentioning('routeTable', vpc.address).find(isDefault);
  const { table } = association;
  if (association !== open && table.state === 'known') return table.resource;
  return unknown(`which route table ${subnet.name} has`, association).open;
}

const isLocal = ({ gateway }: TableRoute): boolean =>
  gateway.state === 'external' && wholeText(gateway.text) === 'local';

/** Whether a VPN gateway writes routes into a table. */
const isPropagated = (table: Resource<'routeTable'>, graph: Graph): boolean =>
  isFilled(table.propagating) || graph.mentioning('routePropagation', table.address).some((each) => graph.exists(each));

const isFilled = (list: Resource<'routeTable'>['propagating']): boolean =>
  list.state === 'unknown' || (list.state === 'known' && list.value.length > 0);

/** A stack that is given a VPC and whose template is not read: what it adds to the VPC can't be told. */
export const stackWith = (vpc: Resource<'vpc'>, graph: Graph): Resource<'nestedStack'> | undefined =>
  graph.kept(unreadStackWith, vpc);

/**
 * Whether a VPC has an endpoint for a service that a table leads to. An interface endpoint is found from all subnets, by the names of the
 * service; a gateway endpoint only where a route leads to it.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export function hasEndpoint(
  vpc: Resource<'vpc'>,
  table: Resource<'routeTable'> | undefined,
  service: EndpointService,
  graph: Graph,
): Verdict {
  const verdicts = endpointsIn(vpc, graph).map((endpoint) =>
    everyVerdict([isServiceOf(endpoint, service.endpoints), isFound(endpoint, table, graph)]),
  );
  return anyVerdict(verdicts);
}

/** The endpoints of a VPC for a service, wherever they are found from. */
export const endpointsFor = (
  vpc: Resource<'vpc'>,
  service: EndpointService,
  graph: Graph,
): readonly Resource<'vpcEndpoint'>[] =>
  endpointsIn(vpc, graph).filter((endpoint) => isServiceOf(endpoint, service.endpoints) === 'yes');

function isFound(endpoint: Resource<'vpcEndpoint'>, table: Resource<'routeTable'> | undefined, graph: Graph): Verdict {
  const { endpointType: type } = endpoint;
  if (type.state !== 'known') return 'maybe';
  return /^gateway$/i.test(type.value) ? isLedTo(endpoint, table, graph) : 'yes';
}

/** The endpoints of a VPC, and those that may be in it. */
const endpointsIn = (vpc: Resource<'vpc'>, graph: Graph): readonly Resource<'vpcEndpoint'>[] =>
  graph
    .mentioning('vpcEndpoint', vpc.address)
    .filter((each) => graph.exists(each) && (each.vpc.state === 'unknown' || leadsTo(each.vpc, vpc)));

function isLedTo(endpoint: Resource<'vpcEndpoint'>, table: Resource<'routeTable'> | undefined, graph: Graph): Verdict {
  const { tables } = endpoint;
  const beside = graph.mentioning('vpcEndpointTable', endpoint.address).filter((each) => graph.exists(each));
  const links = [...(tables.state === 'known' ? tables.value : []), ...beside.map((each) => each.table)];
  if (table !== undefined && links.some((link) => leadsTo(link, table))) return 'yes';
  return tables.state === 'unknown' || links.some((link) => openIn(link) !== undefined) ? 'maybe' : 'no';
}
