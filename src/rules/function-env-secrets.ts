import {
  type Text,
  defineRule,
  entropyOf,
  here,
  isOneOf,
  mayBeSecret,
  parametersIn,
  saysSecret,
  secretIn,
  secretNames,
  variablesOf,
  wholeText,
} from './define.js';

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
    valuePatterns: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'What secrets of your own look like, such as `acme_live_*`, beside the formats that the rule knows; `*` matches any text, `?` one character.',
    },
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Variables that may have any value, as `NAME` or `Function.NAME`; `*` matches any text.',
    },
    entropy: {
      type: 'number',
      minimum: 0,
      default: 0,
      description:
        'Bits per character from which on a value of twenty characters or more counts as a secret whatever its variable is called, such as 4.5; 0: never.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, matches }) {
    // Whether there are any is asked aloud: what can't be told is undecided.
    if (fn.environment.state !== 'known') return;
    const { parameters } = graph.template;
    const written = here(fn).replace('this', 'the');
    for (const { name, value, node } of variablesOf(fn, graph)) {
      if (value.state !== 'known' || isOneOf(name, options.allow) || isOneOf(`${fn.owner}.${name}`, options.allow))
        continue;
      const sources = parametersIn(node).flatMap((each) => parameters.get(each) ?? []);
      // What is given at deployment is not written here; what is meant to be is judged by parameter-noecho.
      if (sources.some(({ given }) => given !== undefined)) continue;
      const isMeant = sources.some((each) => each.noEcho || saysSecret(each.name.replace(/^.*\//, ''), secretNames));

      const literal = wholeText(value.value);
      const known = value.value.parts.map((part) => (typeof part === 'string' ? secretIn(part, name) : undefined));
      const found = known.find((each) => each !== undefined) ?? ofOwn(value.value, literal);
      if (found !== undefined) {
        report({
          at: value,
          message: `${fn.name} has ${found.what} in the environment variable ${name}, so whoever may read ${written} or the function's configuration has it, too`,
          help: 'revoke it, and let the code read the new one from Secrets Manager or Parameter Store',
          label: found.what,
          subject: name,
          secret: found.secret,
        });
      } else if (
        literal !== undefined &&
        !isMeant &&
        saysSecret(name, options.keyPatterns) &&
        mayBeSecret(literal, name)
      ) {
        report({
          at: value,
          message: `${fn.name} writes out the environment variable ${name}, by its name a secret, so whoever may read ${written} or the function's configuration has it, too`,
          help: `let the code read it from Secrets Manager or Parameter Store, or put ${name} into the option allow if it is none`,
          label: 'a secret by its name',
          atMost: 'warning',
          confidence: 'medium',
          subject: name,
          secret: literal,
        });
      }
    }

    function ofOwn(text: Text, literal: string | undefined): { what: string; secret: string } | undefined {
      if (literal === undefined) return undefined;
      if (options.valuePatterns.length > 0 && matches(text, options.valuePatterns) === 'yes')
        return { what: 'a secret of a known format', secret: literal };
      return options.entropy > 0 && entropyOf(literal) >= options.entropy
        ? { what: 'what looks like a key', secret: literal }
        : undefined;
    }
  },
});
