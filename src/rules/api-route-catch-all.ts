import { type Route, defineRule, globOf, matchesRoute, printText, spellRoute } from './define.js';

/** One route for everything leaves API Gateway nothing to tell requests apart by. */
export default defineRule({
  id: 'api-route-catch-all',
  title: 'A route is for one method and one path',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  ],
  peers: {},
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Routes that may take more, as method or `*`, and path: `* /docs/*`, `$default`.',
    },
  },

  on: 'route',
  check(route, { options, report, undecided }) {
    if (route.unread !== undefined) {
      undecided(route.unread, route);
      return;
    }
    if (route.form === 'missing') return;
    // Preflight requests carry no rights; one route for all of them is how they are answered.
    const free = matchesRoute(route, ['OPTIONS *', ...options.allow]);
    if (free === 'yes') return;
    const isOpen = route.key.parts.some((part) => typeof part !== 'string');
    const takes = whatTakes(route);
    if (takes === undefined || free === 'maybe') {
      if (isOpen) undecided('its method or path is known only at deployment', route);
      return;
    }
    report({
      at: route,
      message: `${spellRoute(route)} takes ${takes}, so who may call what, how often, and with which input is for the code behind it to decide`,
      help: `declare a route for each method and path that the API has, or list "${globOf(route.key)}" in the option allow`,
      label: 'takes more than one request',
      route: route.name,
      subject: 'route',
    });
  },
});

/** What a route takes, in words, where that is more than one method of one path. */
function whatTakes(route: Route): string | undefined {
  const name = printText(route.key);
  if (name === '$default') return route.protocol() === 'WEBSOCKET' ? undefined : 'whatever no other route does';
  const isAny = name.startsWith('ANY ');
  const greedy = /\{[^/{}]+\+\}$/.exec(name);
  if (greedy === null) return isAny ? 'every method' : undefined;
  const base = name.slice(name.indexOf('/'), greedy.index);
  const paths = base === '/' ? 'every path' : `every path below ${base}`;
  return isAny ? `every method and ${paths}` : paths;
}
