import { anyOf, defineRule, opensToKeys, spell, waysInto } from './define.js';

const known = ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA', 'API_KEY'] as const;

/** An API key stands in every client, so it tells nobody from anybody. */
export default defineRule({
  id: 'graphql-auth',
  title: 'A GraphQL API knows who calls it: an API key will not do',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html'],
  peers: { 'Control Tower': ['CT.APPSYNC.PR.3'], 'Security Hub': ['AppSync.5'], 'Serverless Lens': ['SEC1'] },
  options: {
    modes: {
      type: 'array',
      items: { type: 'string', enum: known },
      default: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'],
      description: 'The ways in which requests may be authorised.',
    },
    userPoolIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Ids of the user pools that may be used; `*` matches any text; empty: any.',
    },
    issuers: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'OpenID Connect issuers that may be used; `*` matches any text; empty: any.',
    },
  },

  on: 'graphqlApi',
  check(api, { graph, options, report, matches }) {
    const modes: readonly string[] = options.modes;
    for (const [index, way] of waysInto(api).entries()) {
      const { type, isDefault } = way;
      if (type.state !== 'known') continue;
      const subject = `${type.value} ${String(index)}`;
      if (!modes.includes(type.value)) {
        const isKey = type.value === 'API_KEY';
        // Keys beside another way open only what the schema says.
        const opens = isKey && !isDefault ? opensToKeys(api, graph) : undefined;
        report({
          at: type,
          message: `${api.name} ${isKey ? keyed(isDefault, opens) : `authorises requests by ${type.value}, which is not an approved way`}`,
          help: isDefault ? `set ${type.name} to ${anyOf(modes)}` : 'remove this provider',
          label: isKey ? 'only a key' : 'not approved',
          subject,
          ...(opens === false ? { atMost: 'info' } : {}),
        });
        continue;
      }
      const { userPoolIds, issuers } = options;
      if (type.value === 'AMAZON_COGNITO_USER_POOLS' && userPoolIds.length > 0) {
        const { userPool: pool } = way;
        const isForeign = pool.state === 'external' && matches(pool.text, userPoolIds) === 'no';
        if (pool.state === 'known' || isForeign) {
          report({
            at: pool,
            message: `${api.name} takes the users of ${pool.state === 'known' ? `${pool.resource.name}, which is made here and` : `${spell(pool.text)}, which`} is not an approved user pool`,
            help: `set ${pool.name} to ${anyOf(userPoolIds)}`,
            label: 'not approved',
            subject,
          });
        }
      }
      if (type.value === 'OPENID_CONNECT' && issuers.length > 0) {
        const { issuer } = way;
        if (issuer.state !== 'known' || matches(issuer.value, withSlash(issuers)) !== 'no') continue;
        report({
          at: issuer,
          message: `${api.name} takes tokens of ${spell(issuer.value)}, which is not an approved issuer`,
          help: `set ${issuer.name} to ${anyOf(issuers)}`,
          label: 'not approved',
          subject,
        });
      }
    }
  },
});

function keyed(isDefault: boolean, opens: boolean | undefined): string {
  if (isDefault) return 'takes an API key, which every client carries, so it lets in whoever has got hold of one';
  if (opens === false) return 'also takes an API key, though its schema opens nothing to keys so far';
  return 'also takes an API key, so whoever has got hold of one gets at what its schema opens to keys';
}

/** An issuer is the same with and without a slash at its end. */
const withSlash = (issuers: readonly string[]): readonly string[] =>
  issuers.flatMap((issuer) => [issuer.replace(/\/+$/, ''), `${issuer.replace(/\/+$/, '')}/`]);
