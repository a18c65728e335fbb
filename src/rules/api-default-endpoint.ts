import { defineRule, disablesEndpoint, frontsOf, here } from './define.js';

/** Who knows an API's execute-api address goes round everything that stands at its domain. */
export default defineRule({
  id: 'api-default-endpoint',
  title: 'An API whose domain asks for client certificates can be reached through it alone',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description:
        'Whether every API with a custom domain has to switch its own address off, with client certificates or not.',
    },
  },

  on: ['restApi', 'httpApi'],
  check(api, { graph, options, report, undecided }) {
    const fronts = graph.quietly(() => frontsOf(api, graph));
    if (fronts.length === 0) return;
    const off = graph.quietly(() => disablesEndpoint(api, graph));
    if (off.state === 'known' && off.value) return;

    const known = graph.quietly(() =>
      fronts.flatMap(({ mapping, domain }) => {
        if (domain.state !== 'known') return [];
        const { truststoreUri: uri } = domain.resource;
        return [{ mapping, domain: domain.resource, uri }];
      }),
    );
    const strict = known.find(({ uri }) => uri.state === 'known');
    const open = known.find(({ uri }) => uri.state === 'unknown');
    const front = strict ?? (options.always ? fronts[0] : undefined);
    if (front === undefined) {
      if (open?.uri.state === 'unknown') undecided(open.uri.why, open.uri);
      else if (known.length < fronts.length) {
        undecided(
          `whether its domain asks for certificates is known only outside ${here(api)}`,
          fronts[0]?.mapping ?? api,
        );
      }
      return;
    }
    if (off.state === 'unknown') {
      undecided(off.why, off);
      return;
    }
    const { name } = api;
    report({
      at: off,
      message:
        strict === undefined
          ? `${name} has a custom domain, but also answers at its execute-api address, which leads round all that stands at the domain`
          : `${strict.domain.name} asks clients for certificates, but ${name} also answers at its execute-api address, which asks for none`,
      help: `set ${off.name} to true`,
      label: 'answers at execute-api',
      related: [
        ...(strict === undefined ? [] : [{ at: strict.uri, message: 'certificates are asked for here' }]),
        { at: front.mapping, message: `${name} answers at the domain` },
      ],
      subject: 'default endpoint',
    });
  },
});
