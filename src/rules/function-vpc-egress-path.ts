import { actionsMatching } from '../iam/actions.js';
import {
  type Context,
  type EndpointService,
  type Report,
  type Resource,
  type Spot,
  type Text,
  type WayOut,
  actionsOfLambda,
  defineRule,
  endpointsFor,
  endpointServices,
  functionsWith,
  globOf,
  hasEndpoint,
  listOf,
  otherRoleUsers,
  rightsOf,
  spell,
  stackWith,
  variablesOf,
  wayOutOf,
  writtenActions,
} from './define.js';

/** Without a route or an endpoint a call gets no answer, not even a refusal: the function waits for it until it is stopped. */
export default defineRule({
  id: 'function-vpc-egress-path',
  title: 'A function in a VPC has a way to the services that its role lets it use',
  severity: 'info',
  confidence: 'medium',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  ],
  peers: {},
  options: {
    services: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'The services that are asked about, by the prefix of their actions, such as `dynamodb`; empty: all those that functions often call.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    if (graph.all('subnet').length === 0) return;
    const { subnets } = graph.quietly(() => ({ subnets: fn.subnets }));
    const links = subnets.state === 'known' ? subnets.value : [];
    const all = links.flatMap((link) =>
      link.state === 'known' ? [{ link, way: wayOutOf(link.resource, graph) }] : [],
    );
    const closed = all.flatMap(({ link, way }) => (way.is === 'none' ? [{ link, way }] : []));
    const open = [
      ...[subnets, ...links].flatMap((each) => (each.state === 'unknown' ? [each] : [])),
      ...all.flatMap(({ way }) => (way.is === 'unknown' ? [way.open] : [])),
    ];
    if (closed.length + open.length === 0) return;
    const used = servicesOf(fn, graph).filter(
      ({ prefix }) => options.services.length === 0 || options.services.includes(prefix),
    );
    if (used.length === 0 || graph.quietly(() => usesProxy(fn, graph))) return;

    for (const { why, at } of open) undecided(why, { at });
    const cut = graph.quietly(() => closed.map((each) => ({ ...each, lack: lackOf(each.way, used, graph) })));
    const [first, ...others] = cut.filter(({ lack }) => lack.missing.length > 0);
    const maybe = cut.flatMap(({ link, lack }) => lack.open.map(({ service }) => ({ link, service })));
    for (const { link, service } of maybe) {
      undecided(
        `whether ${link.resource.name} has a VPC endpoint for ${service.name} is known only at deployment`,
        link,
      );
    }
    if (first === undefined) return;
    const doubt = doubtOf(fn, first.way.vpc, graph);
    if (doubt !== undefined) {
      undecided(doubt.why, doubt);
      return;
    }

    report(graph.quietly(() => reportOf(fn, [first, ...others], used, links.length, graph)));
  },
});

type Graph = Context['graph'];
type Closed = Extract<WayOut, { readonly is: 'none' }>;

/** A service that a role of the template allows to be used. */
interface Used {
  readonly prefix: string;
  readonly service: EndpointService;
  /** The first that is allowed of it. */
  readonly action: Text;
}

/** The services that the template's own policies name for a function, apart from what Lambda itself does with the role. */
function servicesOf(fn: Resource<'function'>, graph: Graph): readonly Used[] {
  const { role } = graph.quietly(() => ({ role: fn.role }));
  if (role.state !== 'known' || !graph.exists(role.resource)) return [];
  const held = rightsOf({ of: role.resource }, graph, false)?.held ?? [];
  const ofLambda = new Set(graph.quietly(() => actionsOfLambda(fn, graph)));
  const found = new Map<string, Used>();
  for (const { service: prefix, action } of writtenActions(held.filter(({ unsure }) => unsure === undefined))) {
    const service = endpointServices.get(prefix);
    if (service === undefined || found.has(prefix)) continue;
    const allowed = actionsMatching(globOf(action)) ?? [];
    const own = allowed.filter((each) => !ofLambda.has(`${each.service}:${each.name}`.toLowerCase()));
    if (own.length > 0) found.set(prefix, { prefix, service, action });
  }
  return [...found.values()];
}

/** A subnet that nothing leads out of, and which of the services nothing leads to from there. */
interface Lacking {
  readonly link: Spot & { readonly resource: Resource<'subnet'> };
  readonly way: Closed;
  readonly lack: { readonly missing: readonly Used[] };
}

/** What is told of the subnets that lack a way, of `count` that the function has. */
function reportOf(
  fn: Resource<'function'>,
  lacking: readonly [Lacking, ...Lacking[]],
  used: readonly Used[],
  count: number,
  graph: Graph,
): Report {
  const [first] = lacking;
  const { vpc } = first.way;
  const missing = used.filter((each) => lacking.some(({ lack }) => lack.missing.includes(each)));
  const names = listOf([...new Set(lacking.map(({ link }) => link.resource.name))]);
  const many = lacking.length > 1;
  const services = listOf(missing.map(({ service }) => service.name));
  // Gateway endpoints that are there, but to which other tables lead.
  const near = missing.map((each) => ({ ...each, endpoint: endpointsFor(vpc, each.service, graph)[0] }));
  const beside = near.flatMap(({ endpoint }) => endpoint ?? []);
  const lists = beside.map(
    (each) => `list the route table${many ? 's' : ''} of ${names} in ${each.tables.name} of ${each.name}`,
  );
  const added = near.flatMap(({ endpoint, service }) => (endpoint === undefined ? [service.endpoints[0]] : []));
  const adds =
    added.length === 0 ? [] : [`add ${added.length > 1 ? 'VPC endpoints' : 'a VPC endpoint'} for ${listOf(added)}`];
  const where = lacking.length < count ? ' in the runs that Lambda places there' : '';
  return {
    at: first.link,
    message: `${fn.name} may use ${services}, but its subnet${many ? 's' : ''} ${names} ${many ? 'have' : 'has'} no route out of ${vpc.name} and ${many ? 'reach' : 'reaches'} no VPC endpoint for ${missing.length > 1 ? 'them' : 'it'}, so its calls time out${where}`,
    help: `${listOf([...lists, ...adds])}, or ${adds.length === 0 ? 'add ' : ''}a default route to a NAT gateway`,
    label: 'no way out',
    related: [
      ...missing.map(({ service, action }) => ({
        at: action,
        message: `${spell(action)} lets it use ${service.name}`,
      })),
      ...beside.map((each) => ({ at: each, message: `${each.name} is led to by other route tables only` })),
    ],
    subject: listOf(missing.map(({ prefix }) => prefix)),
  };
}

/** Which of the services nothing leads to from a subnet, and of which that can't be told. */
function lackOf({ vpc, table }: Closed, used: readonly Used[], graph: Graph) {
  const verdicts = used.map((each) => ({ each, verdict: hasEndpoint(vpc, table, each.service, graph) }));
  const those = (wanted: string) => verdicts.flatMap(({ each, verdict }) => (verdict === wanted ? [each] : []));
  return { missing: those('no'), open: those('maybe') };
}

/** Why the function may do without. */
function doubtOf(
  fn: Resource<'function'>,
  vpc: Closed['vpc'],
  graph: Graph,
): (Spot & { readonly why: string }) | undefined {
  return graph.quietly(() => {
    const stack = stackWith(vpc, graph);
    if (stack !== undefined) return { why: `what ${stack.name} adds to ${vpc.name} is not read`, at: stack.at };
    const { role } = fn;
    if (role.state !== 'known') return undefined;
    const isShared =
      functionsWith(role.resource, graph, 2).length > 1 || otherRoleUsers(role.resource, graph).length > 0;
    return isShared ? { why: `what of ${role.resource.name} is for others is not told`, at: role.at } : undefined;
  });
}

/** A proxy of the VPC makes its calls. */
const usesProxy = (fn: Resource<'function'>, graph: Graph): boolean =>
  variablesOf(fn, graph).some(({ name }) => /^(?:https?|all)_proxy$/i.test(name));
