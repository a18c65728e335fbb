import { type Authorizer, type Route, anyOf, defineRule, matchesRoute, scopesOf, spell, spellRoute } from './define.js';

/** Without scopes, a token that was given for one thing opens everything. */
export default defineRule({
  id: 'api-route-scopes',
  title: 'A route that takes tokens names the scopes that they need',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  presets: { strict: 'info' },
  options: {
    required: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'What scopes may be named, since one of them is enough; `*` matches any text; empty: any.',
    },
  },

  on: 'route',
  check(route, { graph, options: { required }, report, matches, undecided }) {
    if (matchesRoute(route, ['OPTIONS *']) === 'yes') return;
    const gate = route.gate();
    if (gate.is === 'unknown' || gate.is === 'elsewhere') undecided(gate.why, gate);
    if (gate.is !== 'authorizer') return;
    const { authorizer } = gate;
    const { type } = authorizer;
    if (type.state !== 'known' || type.value === 'lambda') return;

    const scopes = scopesOf(route, authorizer, graph);
    if (scopes.state === 'unknown') undecided(scopes.why, scopes);
    if (scopes.state === 'unknown') return;
    const named = scopes.state === 'known' ? scopes.value : [];
    const wanted = required.length === 0 ? 'the scopes of which a token needs one' : anyOf(required);
    if (named.length === 0) {
      report({
        at: route.form === 'resource' ? gate : route,
        message: `${spellRoute(route)} names no scopes, so ${type.value === 'cognito' ? 'every ID token of the user pool opens it, whatever its client is meant to do' : 'every token of its issuer and audience opens it, ID tokens among them'}`,
        help: remedy(route, authorizer, scopes.name, wanted),
        label: 'no scopes',
        route: route.name,
        subject: 'scopes',
      });
      return;
    }
    if (required.length === 0) return;
    for (const scope of named) {
      if (scope.state === 'unknown') undecided(scope.why, scope);
      if (scope.state !== 'known' || matches(scope.value, required) !== 'no') continue;
      report({
        at: scope,
        message: `${spellRoute(route)} lets in tokens with the scope ${spell(scope.value)}, which is not an approved one`,
        help: `name ${anyOf(required)} instead`,
        label: 'not approved',
        route: route.name,
        subject: spell(scope.value),
      });
    }
  },
});

function remedy({ form }: Route, { name }: Authorizer, property: string, wanted: string): string {
  // SAM takes no notice of scopes at an event that does not name its authorizer, too.
  if (form === 'event') return `set ${property} of ${name}, or beside Authorizer ${name} of the event, to ${wanted}`;
  return form === 'operation' ? `list ${wanted} at ${name} under security` : `set ${property} to ${wanted}`;
}
