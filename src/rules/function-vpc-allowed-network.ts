import { anyOf, defineRule, here, spell } from './define.js';

/** A function in somebody else's subnet, or behind a security group of its own making, is outside what the network team set up. */
export default defineRule({
  id: 'function-vpc-allowed-network',
  title: 'A function uses approved subnets, security groups and VPCs only',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-inside-vpc.html',
  ],
  peers: { 'AWS Config': ['LAMBDA_INSIDE_VPC'], 'Serverless Lens': ['SEC2'] },
  presets: { strict: 'error', 'config-parity': 'error' },
  options: {
    vpcIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The VPCs in which subnets and security groups of the template may lie; empty: any.',
    },
    subnetIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'The subnets that may be used; empty: any. One that the template makes is judged by its VPC where `vpcIds` is given.',
    },
    securityGroupIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The security groups that may be used; empty: any.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph, matches, undecided }) {
    const { vpcIds } = options;
    const lists = [
      { read: () => fn.subnets, allowed: options.subnetIds, noun: 'subnet', byVpc: true },
      { read: () => fn.securityGroups, allowed: options.securityGroupIds, noun: 'security group', byVpc: false },
    ];
    for (const { read, allowed, noun, byVpc } of lists) {
      if (allowed.length === 0 && vpcIds.length === 0) continue;
      const list = read();
      if (list.state !== 'known') continue;
      for (const link of list.value) {
        if (link.state === 'unknown') undecided(link.why, link);
        if (link.state === 'external' && link.text.parts.length > 0) {
          if (allowed.length === 0) undecided(`the VPC of ${spell(link.text)} is not in ${here(fn)}`, link);
          else if (matches(link.text, allowed) === 'no') {
            report({
              at: link,
              message: `${fn.name} uses the ${noun} ${spell(link.text)}, which is not approved, so that it runs in a network that nobody has checked`,
              help: `use ${anyOf(allowed)} instead`,
              label: 'not approved',
              subject: spell(link.text),
            });
          }
        }
        if (link.state !== 'known') continue;

        const { resource } = link;
        const made = { at: resource, message: `${resource.name} is made here` };
        if (allowed.length > 0 && (!byVpc || vpcIds.length === 0)) {
          report({
            at: link,
            message: `${fn.name} uses the ${noun} ${resource.name}, which ${here(fn)} makes itself, so that it can't be an approved one`,
            help: `use ${anyOf(allowed)} instead`,
            label: `made by ${here(fn)}`,
            related: [made],
            subject: resource.address,
          });
          continue;
        }
        const { vpc } = resource;
        if (vpc.state === 'unknown') undecided(vpc.why, vpc);
        const isForeign =
          vpc.state === 'known' ||
          (vpc.state === 'external' && matches(vpc.text, vpcIds) === 'no') ||
          vpc.state === 'absent';
        if (!isForeign) continue;
        const which =
          vpc.state === 'known'
            ? `${vpc.resource.name}, a VPC that ${here(fn)} makes itself`
            : vpc.state === 'external'
              ? `${spell(vpc.text)}, which is not an approved VPC`
              : 'the default VPC, which is not an approved one';
        report({
          at: link,
          message: `${fn.name} uses the ${noun} ${resource.name} in ${which}, so that it runs in a network that nobody has checked`,
          help: `put ${resource.name} into ${anyOf(vpcIds)}, or use a ${noun} of it`,
          label: 'in another VPC',
          related: [
            graph.quietly(() => ({
              at: vpc.state === 'absent' ? resource : vpc,
              message: `the VPC of ${resource.name}`,
            })),
          ],
          subject: resource.address,
        });
      }
    }
  },
});
