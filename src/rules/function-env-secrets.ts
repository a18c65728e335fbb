import { defineRule, here, isOneOf, secretNames, secretOptions, variablesOf, writtenSecret } from './define.js';

/** The template, its history and everyone who may read the function's configuration know what is written here. */
export default defineRule({
  id: 'function-env-secrets',
  title: 'No secret is written out in environment variables',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html',
  ],
  peers: { checkov: ['CKV_AWS_45'], KICS: ['Hardcoded AWS Access Key In Lambda'], 'Serverless Lens': ['SEC3'] },
  options: {
    keyPatterns: {
      type: 'array',
      items: { type: 'string' },
      default: secretNames,
      description:
        'Names of variables that say that the value is a secret; case, `_` and `-` do not matter, `*` matches any text. What is found by its name is a warning at most.',
    },
    ...secretOptions,
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Variables that may have any value, as `NAME` or `Function.NAME`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report }) {
    // Whether there are any is asked aloud: what can't be told is undecided.
    if (fn.environment.state !== 'known') return;
    const written = here(fn).replace('this', 'the');
    for (const variable of variablesOf(fn, graph)) {
      const { name, value } = variable;
      if (isOneOf(name, options.allow) || isOneOf(`${fn.owner}.${name}`, options.allow)) continue;
      const found = writtenSecret(variable, options, graph);
      if (found === undefined) continue;
      const { what, secret } = found;
      report(
        found.byName
          ? {
              at: value,
              message: `${fn.name} writes out the environment variable ${name}, by its name a secret, so whoever may read ${written} or the function's configuration has it, too`,
              help: `let the code read it from Secrets Manager or Parameter Store, or put ${name} into the option allow if it is none`,
              label: what,
              atMost: 'warning',
              confidence: 'medium',
              subject: name,
              secret,
            }
          : {
              at: value,
              message: `${fn.name} has ${what} in the environment variable ${name}, so whoever may read ${written} or the function's configuration has it, too`,
              help: 'revoke it, and let the code read the new one from Secrets Manager or Parameter Store',
              label: what,
              subject: name,
              secret,
            },
      );
    }
  },
});
