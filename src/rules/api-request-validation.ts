import {
  type Context,
  type Route,
  backendOf,
  defineRule,
  integrationAt,
  listOf,
  matchesRoute,
  requiredParameters,
  spellRoute,
  validationOf,
  wordOf,
} from './define.js';

/** What is wrong with a request can be told before anything runs, is paid for, or has to cope with it. */
export default defineRule({
  id: 'api-request-validation',
  title: 'A method validates the bodies and parameters that it takes',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validator.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-requestmodel.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_53'],
    'cdk-nag': ['AwsSolutions-APIG2'],
    'Serverless Lens': ['SEC3'],
  },
  presets: { strict: 'info' },
  options: {
    methods: {
      type: 'array',
      items: { type: 'string' },
      default: ['POST', 'PUT', 'PATCH'],
      description:
        'Methods whose bodies have to be validated; parameters are a matter of all methods that require some.',
    },
  },

  on: 'route',
  check(route, { graph, options, report, undecided }) {
    if (route.protocol() !== 'REST' || matchesRoute(route, ['OPTIONS *']) === 'yes') return;
    // A mock runs nothing that would have to cope with a request.
    const { is } = backendOf(route, graph);
    if (is === 'mock' || is === 'none') return;
    const takesBody = matchesRoute(
      route,
      options.methods.map((method) => `${method.toUpperCase()} *`),
    );
    const required = requiredParameters(route, graph);
    if (takesBody === 'no' && required.length === 0) return;
    const validation = validationOf(route, graph);
    if (validation.is === 'unknown') {
      undecided(validation.why, validation);
      return;
    }
    const body = takesBody !== 'no' && !validation.body;
    const parameters = required.length > 0 && !validation.parameters;
    if (!body && !parameters) return;
    if (takesBody === 'maybe' && !parameters) {
      undecided('its method is known only at deployment', route);
      return;
    }
    const names = `the parameters that it requires (${listOf(required)})`;
    const lacks = body && parameters ? `neither bodies nor ${names}` : body ? 'no bodies' : `none of ${names}`;
    report({
      at: validation,
      message: `${spellRoute(route)} validates ${lacks}, so its backend runs for requests that can't be right`,
      help: helpFor(route, { body, parameters }, graph),
      label: 'not validated',
      route: route.name,
      subject: 'validation',
    });
  },
});

type Lacking = { readonly body: boolean; readonly parameters: boolean };

function helpFor(route: Route, { body, parameters }: Lacking, graph: Context['graph']): string {
  const { form, address, operation } = route;
  const both = (ofBody: string, ofParameters: string): string =>
    listOf([...(body ? [ofBody] : []), ...(parameters ? [ofParameters] : [])]);
  // Events of state machines have no RequestModel.
  const uri = graph.quietly(() => integrationAt(route, graph)?.uri);
  const startsFlow = uri?.state === 'known' && graph.matches(uri.value, ['arn:*:states:*']) === 'yes';
  if (form === 'event' && !startsFlow)
    return `set RequestModel of the event, with ${both('ValidateBody', 'ValidateParameters')} true`;
  const method = graph.resource(address);
  if (operation !== undefined || method === undefined) {
    return `give it an x-amazon-apigateway-request-validator with ${both('validateRequestBody', 'validateRequestParameters')}${body ? ', and a schema for the body' : ''}`;
  }
  const flags = both(
    wordOf('requestValidator', 'checksBody', method),
    wordOf('requestValidator', 'checksParameters', method),
  );
  return `set ${wordOf('restMethod', 'validator', method)} to a request validator with ${flags}${body ? ', and give the method a model for the body' : ''}`;
}
