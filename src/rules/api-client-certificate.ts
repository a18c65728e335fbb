import {
  defineRule,
  here,
  integrationBehind,
  routesOf,
  spellRoute,
  spellStage,
  transportOf,
  whatCannotSet,
  wordOf,
} from './define.js';

/** A backend on the internet can tell API Gateway from everybody else only if API Gateway shows who it is. */
export default defineRule({
  id: 'api-client-certificate',
  title: 'A stage shows a client certificate to its HTTP backends',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_51'],
    'cdk-nag': ['APIGWSSLEnabled'],
    KICS: ['API Gateway Without SSL Certificate'],
    'AWS Config': ['API_GW_SSL_ENABLED'],
    'Security Hub': ['APIGateway.2'],
    'Serverless Lens': ['SEC3'],
  },
  presets: { strict: 'info', 'config-parity': ['error', { onlyHttpIntegrations: false }] },
  options: {
    onlyHttpIntegrations: {
      type: 'boolean',
      default: true,
      description: 'Whether only stages of APIs with HTTPS backends are judged; other backends see no certificate.',
    },
  },

  on: 'stage',
  check(stage, { graph, options, report, undecided }) {
    const { resource, api } = stage;
    if (resource.kind !== 'restStage' && resource.kind !== 'restDeployment') return;
    if (!stage.isMade() || stage.beside !== undefined) return;
    const certificate = graph.quietly(() => resource.clientCertificate);
    // One that only the deployment knows is one, too.
    if (certificate.state === 'unknown') return;
    if (certificate.state === 'known' && certificate.value.parts.length > 0) return;

    const tell = (whom: string): void => {
      const name = wordOf('restStage', 'clientCertificate', resource);
      const unable = whatCannotSet('clientCertificate', stage);
      report({
        at: certificate,
        message: `${spellStage(stage)} shows its backends no client certificate, by which ${whom} could tell its requests from those of others`,
        help:
          unable === undefined
            ? `set ${certificate.name} to a certificate that API Gateway makes`
            : `write a stage of its own, with ${name}: ${unable} can't set it`,
        label: `no ${name}`,
        subject: 'certificate',
      });
    };
    if (!options.onlyHttpIntegrations) {
      tell('they');
      return;
    }
    if (api === undefined) {
      undecided(`its API is not in ${here(resource)}`, stage);
      return;
    }
    let open = false;
    for (const route of routesOf(api, graph)) {
      const integration = graph.quietly(() => integrationBehind(route, graph));
      const transport =
        integration === undefined ? (route.unread === undefined ? 'none' : 'unknown') : transportOf(integration);
      if (transport === 'tls') {
        tell(`the backend of ${spellRoute(route)}`);
        return;
      }
      open ||= transport === 'unknown';
    }
    if (open) undecided('whether its API has HTTPS backends is known only at deployment', stage);
  },
});
