import { type DefaultRoute, defaultRouteOf, defineRule, groupsOf, listOf, spellLink } from './define.js';

/** A subnet is public for what has a public address. A function never has one, so that its calls to the internet get no answer. */
export default defineRule({
  id: 'function-vpc-public-subnet',
  title: 'A function is not put into public subnets, where it has no way to the internet',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
  ],

  on: 'function',
  check(fn, { graph, report, undecided }) {
    // The routes of a subnet that is made elsewhere are there, too.
    if (graph.all('subnet').length === 0) return;
    const { subnets } = fn;
    if (subnets.state !== 'known') return;
    const all = subnets.value.flatMap((link) => {
      if (link.state === 'unknown') undecided(link.why, link);
      return link.state === 'known' ? [{ link, route: defaultRouteOf(link.resource, graph) }] : [];
    });
    for (const { route } of all) if (route.is === 'unknown') undecided(route.open.why, route.open);
    const open = all.flatMap(({ link, route }) => (route.is === 'gateway' ? [{ link, route }] : []));
    const dualStack = open.some(({ route }) => route.ipv6) ? fn.usesIpv6 : undefined;
    // By IPv6 it gets out without a public address of version 4; whether that is enough, only its code tells.
    const closed = open.filter(({ route }) => !route.ipv6 || (dualStack?.state === 'known' && !dualStack.value));
    const [first] = closed;
    if (first === undefined) return;

    const names = listOf([...new Set(closed.map(({ link }) => link.resource.name))]);
    const many = closed.length > 1;
    const where = closed.length < subnets.value.length ? ' in the runs that Lambda places there' : '';
    report({
      at: first.link,
      message: `${fn.name} is in the public subnet${many ? 's' : ''} ${names}, where a function gets no public address, so its calls to the internet time out${where}`,
      help: 'put it into subnets whose default route leads to a NAT gateway, or into isolated ones if it needs no internet',
      label: 'public subnet',
      related: groupsOf(closed, ({ route }) => String(route.route.at.start)).map(([of, ...more]) => ({
        at: of.route.route,
        message: `what leaves ${listOf([...new Set([of, ...more].map(({ link }) => link.resource.name))])} goes to ${gatewayOf(of.route)}`,
      })),
    });
  },
});

const gatewayOf = ({ gateway }: Extract<DefaultRoute, { is: 'gateway' }>): string =>
  gateway.state === 'known' ? `the internet gateway ${gateway.resource.name}` : spellLink(gateway);
