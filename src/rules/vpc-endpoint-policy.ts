import { everyVerdict } from '../iam/patterns.js';
import { allowsEverything, defineRule, endpointPolicies, isServiceOf, spell } from './define.js';

/** Without a policy an endpoint is a way out of the VPC that no firewall sees: to resources of any account, with any credentials. */
export default defineRule({
  id: 'vpc-endpoint-policy',
  title: 'A VPC endpoint has a policy of its own',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
  ],
  peers: { 'aws-config-rules': ['VPC_ENDPOINT_DEFAULT_POLICY'] },
  presets: { strict: 'info' },
  options: {
    services: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'dynamodb',
        'events',
        'execute-api',
        'kinesis-firehose',
        'kinesis-streams',
        'kms',
        'lambda',
        'logs',
        'monitoring',
        's3',
        'secretsmanager',
        'sns',
        'sqs',
        'ssm',
        'states',
        'sts',
      ],
      description:
        'The services whose endpoints need a policy, by the ends of the names of their endpoint services. Not all services take one.',
    },
  },

  on: 'vpcEndpoint',
  check(endpoint, { graph, options, report, undecided }) {
    const { endpointType: type, service } = graph.quietly(() => ({
      endpointType: endpoint.endpointType,
      service: endpoint.service,
    }));
    // Those of load balancers and of resources take none.
    if (type.state === 'known' && !/^(?:interface|gateway)$/i.test(type.value)) return;
    const verdict = graph.quietly(() => isServiceOf(endpoint, options.services));
    if (verdict === 'no') return;
    const policies = graph.quietly(() => endpointPolicies(endpoint, graph));
    const given = policies.filter(({ state }) => state !== 'absent');
    const open = given.flatMap((each) =>
      each.state === 'unknown' ? [each] : each.state === 'known' ? each.value.unknowns : [],
    );
    for (const { why, at } of open) undecided(why, { at });
    if (open.length > 0) return;
    const known = given.flatMap((each) => (each.state === 'known' ? [each.value] : []));
    const full = everyVerdict(known.map(allowsEverything));
    if (full === 'no') return;
    const [first] = known.flatMap(({ statements }) => statements);
    if (full === 'maybe')
      undecided('whether its policy allows everything is known only at deployment', first ?? service);
    if (full === 'maybe') return;
    if (type.state === 'unknown') {
      undecided(type.why, type);
      return;
    }
    if (verdict === 'maybe' || service.state !== 'known') {
      undecided(`which service ${endpoint.name} is for is known only at deployment`, service);
      return;
    }
    const { policy } = graph.quietly(() => ({ policy: endpoint.policy }));
    const harm = 'so whoever gets into its VPC can take data out through it, to any account';
    report({
      at: first ?? policy,
      message:
        first === undefined
          ? `${endpoint.name}, the VPC endpoint for ${spell(service.value)}, has no ${policy.name}, ${harm}`
          : `the policy of ${endpoint.name}, the VPC endpoint for ${spell(service.value)}, allows everything to everybody, ${harm}`,
      help: `${first === undefined ? `set ${policy.name}` : 'narrow it'} to what is done through it, or to the resources and principals of your organisation (aws:ResourceOrgID, aws:PrincipalOrgID)`,
      label: first === undefined ? `no ${policy.name}` : 'everything',
    });
  },
});
