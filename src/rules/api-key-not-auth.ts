import { defineRule, matchesRoute, networkLimit, refusesStrangers, spellRoute } from './define.js';

/** API keys are for counting and throttling: they travel in the clear, are shared, and say nothing of who calls. */
export default defineRule({
  id: 'api-key-not-auth',
  title: 'An API key is not the only gate of a route',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html'],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    allow: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          route: { type: 'string', description: 'Method or `*`, and path: `GET /health`, `* /docs/*`, `$connect`.' },
          reason: { type: 'string', description: 'Why a key is enough.' },
        },
        required: ['route', 'reason'],
        additionalProperties: false,
      },
      default: [],
      description: 'Routes for which a key is enough; `*` matches any text.',
    },
  },

  on: 'route',
  check(route, { graph, options, report, undecided }) {
    // A WebSocket connection is authorised once, when it is opened.
    const opens = route.protocol() === 'WEBSOCKET' ? matchesRoute(route, ['$connect']) : 'yes';
    const free = matchesRoute(route, ['OPTIONS *', ...options.allow.map(({ route: each }) => each)]);
    if (opens === 'no' || free === 'yes') return;

    const gate = route.gate();
    if (gate.is === 'unknown') undecided(gate.why, gate);
    if (gate.is !== 'key' || refusesStrangers(route, graph)) return;
    if (opens === 'maybe' || free === 'maybe') {
      undecided('its method or path is known only at deployment', route);
      return;
    }

    const place = route.form === 'resource' ? gate : route;
    const limit = networkLimit(route, graph);
    const who = limit === undefined ? 'whoever' : `anybody ${limit.where} who`;
    report({
      at: place,
      message: `${spellRoute(route)} asks for an API key and for nothing else, so ${who} has got hold of a key can call it`,
      help: 'add an authorizer or IAM authorization, and keep the key for its usage plan',
      label: 'a key alone',
      related: [
        ...(place === gate ? [] : [{ at: gate, message: 'the key is asked for here' }]),
        ...(limit === undefined ? [] : [{ at: limit.at, message: limit.message }]),
      ],
      route: route.name,
      subject: 'key',
      ...(limit === undefined ? {} : { atMost: 'warning' }),
    });
  },
});
