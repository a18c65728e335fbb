import {
  type Route,
  defineRule,
  endpointTypes,
  iamRemedyOf,
  isNamed,
  isPrivate,
  matchesRoute,
  refusesStrangers,
  spellRoute,
} from './define.js';

/** Inside, a caller is a workload that has a role already: a token or a key beside it is one more secret to lose. */
export default defineRule({
  id: 'api-private-iam-auth',
  title: 'Private and internal APIs authorize their callers with IAM',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    internal: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'APIs that count as internal beside the private ones: logical ids; `*` matches any text.',
    },
    publicRoutes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          route: { type: 'string', description: 'Method or `*`, and path: `GET /health`, `* /docs/*`, `$connect`.' },
          reason: { type: 'string', description: 'Why it does without.' },
        },
        required: ['route', 'reason'],
        additionalProperties: false,
      },
      default: [],
      description: 'Routes that do without; `*` matches any text.',
    },
  },

  on: 'route',
  check(route, { graph, options, report, undecided }) {
    const { api } = route;
    if (api === undefined) return;
    const isInternal = isNamed(api, options.internal);
    if (!isInternal && (api.kind !== 'restApi' || isPrivate(api, graph) !== true)) return;
    // A WebSocket connection is authorised once, when it is opened.
    const opens = route.protocol() === 'WEBSOCKET' ? matchesRoute(route, ['$connect']) : 'yes';
    const free = matchesRoute(route, ['OPTIONS *', ...options.publicRoutes.map(({ route: each }) => each)]);
    if (opens === 'no' || free === 'yes') return;

    const gate = route.gate();
    // Which authorizer it is decides whether it is IAM.
    if (gate.is === 'unknown' || gate.is === 'elsewhere') undecided(gate.why, gate);
    if (gate.is === 'unknown' || gate.is === 'elsewhere' || gate.is === 'iam' || gate.is === 'gone') return;
    if (gate.is !== 'authorizer' && refusesStrangers(route, graph)) return;
    if (opens === 'maybe' || free === 'maybe') {
      undecided('its method or path is known only at deployment', route);
      return;
    }
    report({
      at: gate,
      message: `${spellRoute(route)} ${asksFor(gate)}, though ${api.name} is ${isInternal ? 'internal' : 'private'}, so ${consequence(gate.is)}`,
      help: iamRemedyOf(route, graph),
      label: 'not AWS_IAM',
      related:
        isInternal || api.kind !== 'restApi' ? [] : [{ at: endpointTypes(api), message: `${api.name} is private` }],
      route: route.name,
      subject: 'IAM',
    });
  },
});

type Other = Exclude<ReturnType<Route['gate']>, { readonly is: 'unknown' | 'elsewhere' | 'iam' | 'gone' }>;

function asksFor(gate: Other): string {
  if (gate.is === 'authorizer') return `asks the authorizer ${gate.authorizer.name}`;
  return gate.is === 'key' ? 'asks for an API key' : gate.says;
}

function consequence(is: Other['is']): string {
  if (is === 'open' || is === 'dangling') return 'whatever runs in its network can call it';
  return `callers need a ${is === 'key' ? 'key' : 'token'} beside the role that they have, and no policy says which roles may call it`;
}
