import {
  type Cors,
  type Text,
  corsInHeaders,
  corsOfApi,
  corsOfBody,
  corsOfRoute,
  defineRule,
  isAnyOrigin,
  listOf,
  routesAt,
  spell,
  spellRoute,
  wholeText,
} from './define.js';

/** Who lets every page send its visitors' credentials either gets an API that no page can use, or one that every page can. */
export default defineRule({
  id: 'api-cors-origins',
  title: 'An API does not let pages of any origin send credentials',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html',
  ],
  peers: { 'Serverless Lens': ['SEC1'] },
  options: {
    allowedOrigins: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Patterns of the origins that may be named; empty: any, but none that stands for all with credentials.',
    },
  },

  on: ['httpApi', 'restApi', 'route', 'gatewayResponse', 'restIntegrationResponse'],
  check(subject, { graph, options, report, matches, undecided }) {
    const { allowedOrigins: allowed } = options;
    let who = subject.name;
    let all: readonly Cors[];
    switch (subject.kind) {
      case 'httpApi':
        all = graph.quietly(() => corsOfApi(subject, graph));
        break;
      case 'restApi':
        who = `a gateway response of ${subject.name}`;
        all = graph.quietly(() => corsOfBody(subject, graph));
        break;
      case 'route': {
        if (subject.protocol() !== 'REST') return;
        if (subject.unread !== undefined) {
          undecided(subject.unread, subject);
          return;
        }
        // A setting that makes the preflights of all paths is one finding.
        const same = routesAt(subject, graph).filter(
          (each) =>
            each.api?.address === subject.api?.address && graph.exists(each) && each.name.startsWith('OPTIONS '),
        );
        if (same.length > 1 && same[0]?.address !== subject.address) return;
        who = same.length > 1 && subject.api !== undefined ? subject.api.name : spellRoute(subject);
        all = graph.quietly(() => corsOfRoute(subject, graph));
        break;
      }
      default: {
        const { parameters } = subject;
        all = parameters === undefined ? [] : graph.quietly(() => corsInHeaders(parameters, graph));
      }
    }

    for (const { origins, credentials, by } of all) {
      const open = origins.find((origin) => origin.state === 'unknown');
      const isOpen = (): void => {
        if (open?.state === 'unknown') undecided(open.why, open);
      };
      const named = origins.flatMap((origin) => (origin.state === 'known' ? [{ ...origin, text: origin.value }] : []));
      if (allowed.length > 0) {
        isOpen();
        for (const { text, ...at } of named) {
          if (allowed.includes(wholeText(text) ?? '')) continue;
          // A star is not one of the origins that a pattern stands for: it is all of them.
          if (!isAnyOrigin(text) && matches(text, allowed) !== 'no') continue;
          report({
            at,
            message: `${who} lets ${spell(text) === '*' ? 'every page' : `pages of ${spell(text)}`} call it, which is not an approved origin`,
            help: `name origins that match ${listOf(allowed)} in ${at.name}`,
            label: 'not approved',
            subject: `origin ${spell(text)}`,
          });
        }
        continue;
      }

      const any = named.find(({ text }) => isAnyOrigin(text) && (by === 'setting' || spell(text) === '*'));
      if (any === undefined) {
        if (credentials.state === 'known' && credentials.value) isOpen();
        continue;
      }
      if (credentials.state === 'unknown') undecided(credentials.why, credentials);
      if (credentials.state !== 'known' || !credentials.value) continue;
      report({
        at: any,
        message: `${who} ${what(any.text, by)}`,
        help: `name the origins that need it in ${any.name}, or send no credentials`,
        label: 'any origin',
        related: [{ at: credentials, message: 'credentials are allowed here' }],
        subject: 'origins',
      });
    }
  },
});

function what(origin: Text, by: Cors['by']): string {
  if (by === 'headers')
    return 'answers that pages of any origin may send credentials, which browsers refuse, so none can';
  if (spell(origin) === '*')
    return 'lets pages of any origin send credentials, which API Gateway refuses, so it is not deployed';
  return `lets every page of ${spell(origin)} send credentials, so any site that a user visits can act for them`;
}
