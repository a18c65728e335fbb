import { type Report, defineRule, isOneOf, saysPlace, secretOrigins, variablesOf } from './define.js';

/** A reference keeps the secret out of the template; the deployed function still shows it to everyone who may look at it. */
export default defineRule({
  id: 'function-env-secret-reference',
  title: 'No secret is put into environment variables at deployment',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-encryption',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html',
  ],
  peers: { 'Serverless Lens': ['SEC3'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Variables that may hold a secret, as `NAME` or `Function.NAME`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    const tell = (name: string, what: string, at: Report['at']): void => {
      report({
        at,
        message: `${fn.name} gets ${what} in ${name}, where whoever may read the function's configuration sees it in clear`,
        help: 'pass on where the secret is (its name or ARN), and let the code read it when it starts',
        label: 'a secret, in clear once deployed',
        subject: name,
      });
    };
    const environment = graph.quietly(() => fn.environment);
    if (environment.state === 'unknown') {
      const { environmentTree: tree } = fn;
      const [origin] = tree === undefined ? [] : secretOrigins(tree, graph);
      if (origin === undefined) undecided(environment.why, environment);
      else tell('its environment variables', origin.what, environment);
      return;
    }
    for (const { name, value, node } of variablesOf(fn, graph)) {
      if (isOneOf(name, options.allow) || isOneOf(`${fn.owner}.${name}`, options.allow)) continue;
      // A parameter that is kept from sight, but by its name tells where something is or who somebody is, holds no secret.
      const origin = secretOrigins(node, graph).find(
        ({ parameter }) => parameter === undefined || !saysPlace(parameter),
      );
      // The default of a parameter, where it has one, is not where the secret comes from.
      if (origin !== undefined) tell(`the environment variable ${name}`, origin.what, { at: value.at });
    }
  },
});
