import { type Approved, approvalOf, defineRule, guardedBy, listOf, matchesRoute, spellRoute } from './define.js';

/** An authorizer that a team brings along lets in whom that team likes. */
export default defineRule({
  id: 'api-standard-authorizer',
  title: 'The authorizer of a route is one that the organisation approves of',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html',
  ],
  peers: { 'cdk-nag': ['AwsSolutions-COG4'], 'Serverless Lens': ['SEC1'] },
  options: {
    allowed: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          type: { type: 'string', enum: ['lambda', 'jwt', 'cognito'] },
          functionArn: { type: 'string', description: 'Of a Lambda authorizer: the ARN of its function.' },
          issuer: { type: 'string', description: 'Of a JWT authorizer: the issuer of its tokens.' },
          audience: {
            type: 'array',
            items: { type: 'string' },
            description: 'Of a JWT authorizer: audiences, of which it names at least one.',
          },
          userPoolArns: {
            type: 'array',
            items: { type: 'string' },
            description: 'Of a Cognito authorizer: ARNs of the user pools that it may name.',
          },
        },
        required: ['type'],
        additionalProperties: false,
      },
      default: [],
      description: 'The approved authorizers, as patterns; what is left out may be anything. Empty: any authorizer.',
    },
    allowIam: {
      type: 'boolean',
      default: true,
      description: 'Whether IAM authorization is accepted beside them.',
    },
  },

  on: ['authorizer', 'route'],
  check(subject, { graph, options, report, undecided }) {
    const { allowed, allowIam } = options;
    const [first] = allowed;
    if (subject.kind === 'route') {
      if ((first === undefined && allowIam) || matchesRoute(subject, ['OPTIONS *']) === 'yes') return;
      if (subject.protocol() === 'WEBSOCKET' && matchesRoute(subject, ['$connect']) === 'no') return;
      const gate = subject.gate();
      if (gate.is === 'iam' && !allowIam) {
        report({
          at: subject.form === 'resource' ? gate : subject,
          message: `${spellRoute(subject)} has IAM authorization where an approved authorizer should decide who may call it`,
          help: first === undefined ? 'name an authorizer instead' : `use ${described(first)} instead`,
          label: 'IAM authorization',
          route: subject.name,
          subject: 'authorizer',
        });
      } else if (first !== undefined && (gate.is === 'elsewhere' || gate.is === 'unknown')) undecided(gate.why, gate);
      return;
    }

    if (first === undefined) return;
    const approval = graph.quietly(() => approvalOf(subject, allowed, graph));
    if (approval.is === 'approved') return;
    // One that guards nothing lets nobody in.
    const routes = guardedBy(subject, graph);
    if (routes.length === 0) return;
    if (approval.is === 'undecided') {
      undecided(approval.why, approval);
      return;
    }
    const { told, says, made } = approval;
    report({
      at: told,
      message: `${subject.name} decides who may call ${listOf(routes)}, but ${says}`,
      help: `use ${allowed.map(described).join(' or ')} instead`,
      label: 'not approved',
      related: [
        ...(made === undefined ? [] : [{ at: made, message: `${made.name} is made here` }]),
        ...routes.slice(0, mostShown).map((route) => ({ at: route, message: `guards ${route.name}` })),
      ],
      subject: subject.name,
    });
  },
});

/** More places than these are no help: the message counts them. */
const mostShown = 5;

/** An approved authorizer, for a help text. */
function described({ type, functionArn, issuer, audience, userPoolArns }: Approved): string {
  switch (type) {
    case 'lambda':
      return `the Lambda authorizer ${functionArn ?? 'of your organisation'}`;
    case 'cognito':
      return `the user pool ${userPoolArns?.join(' or ') ?? 'of your organisation'}`;
    case 'jwt':
      return [
        `tokens of ${issuer ?? 'your organisation'}`,
        ...(audience === undefined ? [] : [`for ${audience.join(' or ')}`]),
      ].join(' ');
  }
}
