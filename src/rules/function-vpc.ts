import { defineRule, runsAtEdge, spell, tagOf } from './define.js';

/** Outside a VPC, nothing of the organisation's network limits where a function connects to. */
export default defineRule({
  id: 'function-vpc',
  title: 'A function is attached to a VPC',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-inside-vpc.html',
  ],
  peers: {
    checkov: ['CKV_AWS_117'],
    cfn_nag: ['W89'],
    'guard-rules-registry': ['LAMBDA_INSIDE_VPC'],
    'cdk-nag': ['LambdaInsideVPC'],
    'AWS Config': ['LAMBDA_INSIDE_VPC'],
    'Control Tower': ['CT.LAMBDA.PR.3'],
    'Security Hub': ['Lambda.3'],
    'Serverless Lens': ['SEC2'],
  },
  presets: { strict: 'warning', 'config-parity': ['error', { requireSecurityGroups: false }] },
  options: {
    when: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Tags as `Key=Value`, of which a function has to have one to be judged; `*` matches any value. Empty: all functions.',
    },
    requireSubnets: { type: 'boolean', default: true, description: 'Whether subnets have to be named.' },
    requireSecurityGroups: { type: 'boolean', default: true, description: 'Whether security groups have to be named.' },
  },

  on: 'function',
  check(fn, { options, report, matches, undecided, graph }) {
    const { when } = options;
    if (graph.quietly(() => fn.capacityProvider).state !== 'absent' || runsAtEdge(fn, graph)) return;
    const verdicts = when.map((entry) => {
      const [key = '', ...rest] = entry.split('=');
      const tag = tagOf(fn, key);
      if (tag.state === 'known') return matches(tag.value, [rest.join('=') || '*']) === 'yes' ? tag : undefined;
      if (tag.state === 'unknown') undecided(`${key}: ${tag.why}`, tag);
      return undefined;
    });
    const tag = verdicts.find((each) => each !== undefined);
    if (when.length > 0 && tag === undefined) return;

    // A list that is set but known only at deployment is a list.
    const [subnets, groups] = graph.quietly(() => [fn.subnets, fn.securityGroups] as const);
    const lacks = (list: typeof subnets | typeof groups): boolean =>
      list.state === 'absent' || (list.state === 'known' && !list.value.some(isSomething));
    const isDetached = options.requireSubnets && lacks(subnets);
    const isOpen = options.requireSecurityGroups && lacks(groups);
    if (!isDetached && !isOpen) return;

    const missing = [...(isDetached ? [subnets] : []), ...(isOpen ? [groups] : [])];
    const names = missing.map(({ name }) => name).join(' and ');
    const [first = subnets] = missing;
    const who = tag === undefined ? fn.name : `${fn.name}, which is tagged ${tag.name}=${spell(tag.value)},`;
    report({
      at: first,
      message: isDetached
        ? `${who} is attached to no VPC, so that no route and no security group of yours limits where it connects to`
        : `${who} is attached to a VPC without ${groups.name}, so that no rules of yours limit where it connects to`,
      help: `set ${names}`,
      label: first.state === 'absent' ? `no ${first.name}` : 'empty',
      ...(tag === undefined ? {} : { related: [{ at: tag, message: 'tagged here' }] }),
    });
  },
});

/** Parameters that hold lists often have an empty text for none. */
const isSomething = (link: {
  readonly state: string;
  readonly text?: { readonly parts: readonly unknown[] };
}): boolean => link.state !== 'absent' && link.text?.parts.length !== 0;
