import { defineRule, here, routesNear } from './define.js';

/** An authorizer that no route asks protects nothing, though its author may think so. */
export default defineRule({
  id: 'api-authorizer-unused',
  title: 'An authorizer that is declared guards at least one route',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {},

  on: 'authorizer',
  check(authorizer, { graph, report, undecided }) {
    const { address, name } = authorizer;
    const [of = '', scheme] = address.split('#');
    const resource = graph.resource(of);
    const api =
      scheme !== undefined
        ? resource
        : resource?.kind === 'restAuthorizer' || resource?.kind === 'httpAuthorizer'
          ? graph.quietly(() => (resource.api.state === 'known' ? resource.api.resource : undefined))
          : undefined;
    const gates = routesNear(api, graph)
      .filter(
        (route) =>
          (api === undefined || route.api === undefined || route.api.address === api.address) && graph.exists(route),
      )
      .map((route) => ({ route, gate: route.gate() }))
      .filter(({ gate }) => gate.is !== 'gone');
    if (gates.some(({ gate }) => gate.is === 'authorizer' && gate.authorizer.address === address)) return;

    const open = gates.map(({ gate }) => gate).find(({ is }) => is === 'unknown' || is === 'elsewhere');
    if (open?.is === 'unknown' || open?.is === 'elsewhere') {
      undecided(open.why, open);
      return;
    }
    const own = gates.filter(({ route }) => api !== undefined && route.api?.address === api.address);
    if (own.length === 0) {
      undecided(
        `the routes of its API are not in ${resource === undefined ? 'this template' : here(resource)}`,
        authorizer,
      );
      return;
    }
    const unguarded = own.filter(({ gate }) => gate.is === 'open' || gate.is === 'dangling').map(({ route }) => route);
    const made = own.some(({ route }) => route.form === 'event');
    // Another may be the default, or it is itself, and each event switches it off.
    const lacksDefault = unguarded.length === own.length && own.every(({ gate }) => gate.is !== 'open' || !gate.cause);
    report({
      at: authorizer,
      message: `${name} is declared as an authorizer${api === undefined ? '' : ` of ${api.name}`}, but no route asks it, so it protects nothing`,
      help: made
        ? `${lacksDefault ? `make ${name} the DefaultAuthorizer, name it` : `name ${name}`} in Auth of the events that it is for, or remove it`
        : `name ${name} at the routes that it is for, or remove it`,
      label: 'unused',
      related: unguarded.slice(0, 3).map((route) => ({ at: route, message: `${route.name} has no authorizer` })),
      subject: name,
    });
  },
});
