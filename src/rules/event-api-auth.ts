import { type Resource, anyOf, defineRule, groupsOf, listOf } from './define.js';

const known = ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA', 'API_KEY'] as const;

/** Who has the key that every client carries reads what others get, and sends them what looks like the application's own. */
export default defineRule({
  id: 'event-api-auth',
  title: 'An Event API knows who publishes and who subscribes: an API key will not do',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-appsync-api-eventconfig.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    publish: {
      type: 'array',
      items: { type: 'string', enum: known },
      default: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'],
      description: 'The ways in which clients that publish may be authorised.',
    },
    subscribe: {
      type: 'array',
      items: { type: 'string', enum: known },
      default: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'],
      description: 'The ways in which clients that subscribe may be authorised.',
    },
  },

  on: ['eventApi', 'channelNamespace'],
  check(subject, { options, report }) {
    const wrong = (['publish', 'subscribe'] as const).flatMap((does) => {
      const allowed: readonly string[] = options[does];
      return typesOf(subject, does).flatMap((type) => (allowed.includes(type.value) ? [] : [{ type, does, allowed }]));
    });
    for (const group of groupsOf(wrong, ({ type }) => type.value)) {
      const [{ type, allowed }, ...others] = group;
      const what = listOf([...new Set(group.map(({ does }) => does))]);
      report({
        at: type,
        message:
          type.value === 'API_KEY'
            ? `${subject.name} lets clients ${what} with an API key, which each of them carries, so it lets in whoever has got hold of one`
            : `${subject.name} lets clients ${what} by ${type.value}, which is not an approved way`,
        help: `set ${type.name} to ${anyOf(allowed)}, which has to be among the providers of the API`,
        label: type.value === 'API_KEY' ? 'only a key' : 'not approved',
        related: others.map((each) => ({ at: each.type, message: 'here, too' })),
        subject: type.value,
      });
    }
  },
});

/** The ways in which clients that publish or subscribe are authorised, as far as they are known. */
function typesOf(subject: Resource<'eventApi'> | Resource<'channelNamespace'>, does: 'publish' | 'subscribe') {
  const modes = does === 'publish' ? subject.publishModes : subject.subscribeModes;
  return modes.state === 'known' ? modes.value.flatMap(({ type }) => (type.state === 'known' ? [type] : [])) : [];
}
