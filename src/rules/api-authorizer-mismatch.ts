import { type Route, defineRule, spellRoute } from './define.js';

/** An authorizer that is no answer to what its route asks for. */
export default defineRule({
  id: 'api-authorizer-mismatch',
  title: 'A route names an authorizer of its own API, and of the type that it asks for',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html',
    'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html',
  ],
  peers: { 'cfn-lint': ['E3699', 'E3708'] },

  on: 'route',
  check(route, { graph, report, undecided }) {
    const resource = graph.resource(route.address);
    if (resource?.kind !== 'restMethod' && resource?.kind !== 'httpRoute') return;
    const gate = route.gate();
    if (gate.is === 'unknown' || gate.is === 'elsewhere') undecided(gate.why, gate);
    if (gate.is !== 'authorizer') return;
    const { authorizer } = gate;
    const own = graph.resource(authorizer.address);
    if (own?.kind !== 'restAuthorizer' && own?.kind !== 'httpAuthorizer') return;

    const who = spellRoute(route);
    const [api, its] = [resource.api, own.api];
    if (api.state === 'known' && its.state === 'known' && api.resource.address !== its.resource.address) {
      report({
        at: gate,
        message: `${who} names ${own.name}, an authorizer of ${its.resource.name} that no other API can use, so the deployment fails`,
        help: `declare an authorizer of ${api.resource.name}, and name that`,
        label: `of ${its.resource.name}`,
        related: [{ at: its, message: `the API of ${own.name}` }],
        subject: 'API',
      });
      return;
    }
    const { authorizationType: asked } = resource;
    const { type } = authorizer;
    if (asked.state !== 'known' || type.state !== 'known') return;
    const wanted = wantedBy[resource.kind][type.value];
    if (wanted === undefined || asked.value.toUpperCase() === wanted) return;
    report({
      at: asked,
      message: `${who} has ${asked.name} ${asked.value}, but ${own.name} is ${nouns[type.value]} and needs ${wanted}, so ${consequence(route)}`,
      help: `set ${asked.name} to ${wanted}, or name another authorizer`,
      label: `${own.name} needs ${wanted}`,
      related: [{ at: type, message: `${own.name} is ${nouns[type.value]}` }],
      subject: 'type',
      ...(resource.kind === 'restMethod' ? { confidence: 'medium' as const } : {}),
    });
  },
});

const wantedBy = {
  restMethod: { lambda: 'CUSTOM', cognito: 'COGNITO_USER_POOLS', jwt: undefined },
  httpRoute: { lambda: 'CUSTOM', cognito: undefined, jwt: 'JWT' },
} as const;

const nouns = { lambda: 'a Lambda authorizer', cognito: 'a Cognito authorizer', jwt: 'a JWT authorizer' } as const;

/** Routes of HTTP and WebSocket APIs are refused; of REST APIs, AWS only says which pairs belong together. */
const consequence = (route: Route): string =>
  route.protocol() === 'REST' ? 'API Gateway may refuse it' : 'the deployment fails';
