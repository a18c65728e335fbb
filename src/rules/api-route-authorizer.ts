import { defineRule, globOf, matchesRoute, networkLimit, refusesStrangers, remedyOf, spellRoute } from './define.js';

/** What stands behind a route that asks nobody who they are is public, whatever its author had in mind. */
export default defineRule({
  id: 'api-route-authorizer',
  title: 'Every route of an API has an authorizer',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html',
  ],
  peers: {
    checkov: ['CKV_AWS_59', 'CKV_AWS_309', 'CKV2_AWS_70'],
    cfn_nag: ['W59'],
    'guard-rules-registry': ['API_GW_METHOD_AUTHORIZATION_TYPE_RULE'],
    'cdk-nag': ['AwsSolutions-APIG4', 'APIGWAuthorization'],
    trivy: ['AVD-AWS-0004'],
    KICS: ['API Gateway Without Configured Authorizer'],
    'aws-config-rules': ['API_GW_AUTHORIZER_IN_PLACE'],
    'Control Tower': ['CT.APIGATEWAY.PR.5'],
    'Security Hub': ['APIGateway.8'],
    'Serverless Lens': ['SEC1'],
  },
  options: {
    publicRoutes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          route: { type: 'string', description: 'Method or `*`, and path: `GET /health`, `* /docs/*`, `$default`.' },
          reason: { type: 'string', description: 'Why anybody may call it.' },
        },
        required: ['route', 'reason'],
        additionalProperties: false,
      },
      default: [],
      description: 'Routes that are meant to be public; `*` matches any text.',
    },
    allowApiKeyOnly: {
      type: 'boolean',
      default: true,
      description: 'Whether a route that only asks for an API key is left to `api-key-not-auth`.',
    },
    protocols: {
      type: 'array',
      items: { type: 'string', enum: ['REST', 'HTTP', 'WEBSOCKET'] },
      default: ['REST', 'HTTP', 'WEBSOCKET'],
      description: 'The kinds of API that are looked at.',
    },
  },

  on: 'route',
  check(route, { graph, options, report, undecided }) {
    const protocol = route.protocol();
    if (protocol !== undefined && !options.protocols.includes(protocol)) return;
    // A WebSocket connection is authorised once, when it is opened.
    const opens = protocol === 'WEBSOCKET' ? matchesRoute(route, ['$connect']) : 'yes';
    const free = matchesRoute(route, ['OPTIONS *', ...options.publicRoutes.map(({ route: each }) => each)]);
    if (opens === 'no' || free === 'yes') return;

    const gate = route.gate();
    if (gate.is === 'unknown') undecided(gate.why, gate);
    if (gate.is !== 'open' && gate.is !== 'dangling' && (gate.is !== 'key' || options.allowApiKeyOnly)) return;
    if (refusesStrangers(route, graph)) return;
    if (opens === 'maybe' || free === 'maybe') {
      undecided('its method or path is known only at deployment', route);
      return;
    }
    if (protocol === undefined) {
      undecided(`whether its API is one for WebSockets is known only outside this ${graph.noun}`, route);
      return;
    }

    const { api, form } = route;
    const says = gate.is === 'key' ? 'asks for an API key only' : gate.says;
    const root = gate.is === 'open' ? gate.root : undefined;
    const ignored = root === undefined ? '' : " and the list at the document's root counts for nothing,";
    const limit = networkLimit(route, graph);
    const silent = form === 'event' && api !== undefined && !api.generated ? api : undefined;
    const cause =
      (gate.is === 'open' ? gate.cause : undefined) ??
      (silent && { at: silent.at, message: `${silent.name} sets no default authorizer` });
    report({
      at: gate,
      message:
        form === 'missing' && api !== undefined
          ? `${api.name} ${says}, so anybody who knows its address can connect`
          : `${spellRoute(route)} ${says},${ignored} so ${consequence(gate.is, limit?.where)}`,
      help: `${remedyOf(route, gate, graph)}, or list "${globOf(route.key)}" in the option publicRoutes with a reason`,
      label: says.startsWith('has ') ? says.slice(4).replace(/,.*/, '') : 'no authorizer',
      related: [
        ...(cause === undefined ? [] : [{ at: cause, message: cause.message }]),
        ...(root === undefined ? [] : [{ at: root, message: 'API Gateway does not use this list' }]),
        ...(limit === undefined ? [] : [{ at: limit.at, message: limit.message }]),
      ],
      route: route.name,
      subject: 'authorizer',
      ...(limit === undefined ? {} : { atMost: 'warning' }),
      ...(root !== undefined && protocol === 'HTTP' ? { confidence: 'medium' } : {}),
    });
  },
});

function consequence(is: 'open' | 'dangling' | 'key', where = 'who knows its address'): string {
  if (is === 'dangling') return 'there is nothing that decides who may call it';
  if (is === 'key') return 'whoever has got hold of a key can call it';
  return `anybody ${where} can call it`;
}
