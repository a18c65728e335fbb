import { defineRule, integrationAt, integrationIn, spell, spellRoute, transportOf, usesVpcLink } from './define.js';

/** A client that took care to use HTTPS has its request sent on in the open, with all that it carries. */
export default defineRule({
  id: 'api-integration-https',
  title: 'An API sends requests on to its backends by HTTPS',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-integration-tlsconfig.html',
  ],
  peers: {
    'AWS Config': ['APIGATEWAYV2_INTEGRATION_PRIVATE_HTTPS_ENABLED'],
    'Security Hub': ['APIGateway.10'],
    'Serverless Lens': ['SEC3'],
  },

  on: ['route', 'restIntegration', 'httpIntegration'],
  check(subject, { graph, report, undecided }) {
    const isRoute = subject.kind === 'route';
    const integration = graph.quietly(() => (isRoute ? integrationAt(subject, graph) : integrationIn(subject, graph)));
    if (integration === undefined) {
      if (isRoute && subject.unread !== undefined) undecided(subject.unread, subject);
      return;
    }
    const transport = transportOf(integration);
    const { uri, connectionType, tls } = integration;
    if (transport === 'unknown') {
      const open = [uri, connectionType].find(({ state }) => state === 'unknown');
      undecided(
        open?.state === 'unknown' ? open.why : 'whether its backend is called by HTTPS is known only at deployment',
        uri,
      );
    }
    if (transport !== 'plain') return;

    const who = isRoute ? spellRoute(subject) : subject.name;
    const isPrivate = usesVpcLink(integration);
    const byLink = isPrivate && tls !== undefined;
    const where = isPrivate ? 'in the VPC' : 'on the way';
    report({
      at: byLink ? connectionType : uri,
      message: `${who} sends requests on to ${byLink || uri.state !== 'known' ? 'a VPC link' : spell(uri.value)} without TLS, so whoever listens ${where} can read and change them`,
      help: byLink ? `set ${tls.name}, and let the target listen with HTTPS` : `use https:// in ${uri.name}`,
      label: byLink ? `no ${tls.name}` : 'not HTTPS',
      ...(isRoute ? { route: subject.name } : {}),
      // Whoever listens there is in the network already.
      ...(isPrivate ? { atMost: 'info' } : {}),
      subject: 'https',
    });
  },
});
