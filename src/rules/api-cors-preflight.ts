import { type Route, backendOf, defineRule, here, listOf, matchesRoute, routesAt, spellRoute } from './define.js';

/** Browsers ask by OPTIONS, without credentials, whether they may send a request. Only that answer should be open to all. */
export default defineRule({
  id: 'api-cors-preflight',
  title: 'An OPTIONS method is open to everybody exactly if it only answers preflights',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  ],
  peers: {
    checkov: ['CKV_AWS_59'],
    cfn_nag: ['W59'],
    'guard-rules-registry': ['API_GW_METHOD_AUTHORIZATION_TYPE_RULE'],
    'cdk-nag': ['AwsSolutions-APIG4'],
    trivy: ['AVD-AWS-0004'],
    'Serverless Lens': ['SEC1'],
  },
  options: {
    strict: {
      type: 'boolean',
      default: false,
      description: 'Whether a mock that answers without Access-Control-Allow-Origin is a finding, too.',
    },
  },

  on: 'route',
  check(route, { graph, options, report, undecided }) {
    if (route.protocol() === 'WEBSOCKET' || matchesRoute(route, ['OPTIONS *']) !== 'yes') return;
    const gate = route.gate();
    const backend = backendOf(route, graph);
    if (gate.is === 'unknown' || (gate.is === 'open' && backend.is === 'unknown')) {
      undecided(gate.is === 'unknown' ? gate.why : 'what answers it is known only at deployment', gate);
      return;
    }
    const { api } = route;
    if (gate.is === 'open') {
      const plain = backend.is === 'mock' && options.strict && backend.saysOrigin === false;
      if (backend.is === 'mock' && options.strict && backend.saysOrigin === undefined) {
        undecided('what its mock answers is not known', gate);
      }
      if (backend.is !== 'real' && !plain) return;
      report({
        at: gate,
        message: plain
          ? `${spellRoute(route)} is open to everybody, but answers without Access-Control-Allow-Origin, so it is no preflight`
          : `${spellRoute(route)} is open to everybody and runs a backend, so anybody can make it work by calling OPTIONS`,
        help: plain ? 'set the header in the answer of the mock, or remove the method' : insteadOf(route),
        label: plain ? 'no preflight' : 'a real backend',
        route: route.name,
        subject: 'preflight',
      });
      return;
    }
    if (backend.is !== 'mock' || gate.is === 'gone') return;
    // A setting that makes the preflights of all paths is one finding.
    const same = routesAt(route, graph).filter(
      (each) => each.api?.address === api?.address && graph.exists(each) && each.gate().is === gate.is,
    );
    if (same[0]?.address !== route.address) return;
    const made = route.form === 'event' && api !== undefined;
    report({
      at: made ? route : gate,
      message: `${listOf(same)}${api === undefined || api.generated ? '' : ` of ${api.name}`} ${same.length === 1 ? 'asks' : 'ask'} for ${asked[gate.is]}, which browsers do not send with a preflight, so pages of other origins can't call the API`,
      help: made
        ? `set ${gate.is === 'key' ? 'AddApiKeyRequiredToCorsPreflight' : 'AddDefaultAuthorizerToCorsPreflight'} to false in Auth of ${api.generated ? 'Globals.Api' : api.name}`
        : 'leave the authorizer out: the answer of the mock tells nothing that needs protection',
      label: 'a preflight that is refused',
      route: route.name,
      subject: 'refused preflight',
    });
  },
});

const asked = {
  authorizer: 'credentials',
  elsewhere: 'credentials',
  dangling: 'credentials',
  iam: 'a signature',
  key: 'an API key',
} as const;

function insteadOf({ api }: Route): string {
  return api?.kind === 'httpApi'
    ? `remove the route and set ${here(api) === 'this plan' ? 'cors_configuration' : 'CorsConfiguration'} of the API, which answers preflights itself`
    : 'give it a mock integration that answers preflights, or an authorizer';
}
