import { defineRule, here, isOneOf, secretNames, secretOptions, tagsOf, wordsOn, writtenSecret } from './define.js';

/** Words in prose promise no secret, and names put together of many words have as many different characters as keys have. */
const prose = { keyPatterns: [], entropy: 0 };

/** Tags, names and descriptions are shown wherever functions are listed: in consoles, in bills and in logs of calls. */
export default defineRule({
  id: 'function-metadata-secrets',
  title: 'No secret is written into the tags, the name or the description of a function',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html',
    'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html',
  ],
  peers: { 'Serverless Lens': ['SEC3'] },
  options: {
    keyPatterns: {
      type: 'array',
      items: { type: 'string' },
      default: secretNames,
      description:
        'Names of tags that say that the value is a secret; case, `_` and `-` do not matter, `*` matches any text. What is found by its name is an info at most.',
    },
    ...secretOptions,
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Tags that may have any value, as `Tag` or `Function.Tag`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report }) {
    const reach = `whoever may list functions or read ${here(fn).replace('this', 'the')} has it, too`;
    const elsewhere = 'let the code read the new one from Secrets Manager or Parameter Store';
    for (const words of graph.quietly(() => wordsOn(fn, graph))) {
      const found = writtenSecret(words, { ...options, ...prose }, graph);
      if (found === undefined) continue;
      report({
        at: words.value,
        message: `${fn.name} has ${found.what} in its ${words.value.name}, so ${reach}`,
        help: `revoke it, take it out of ${words.value.name}, and ${elsewhere}`,
        label: found.what,
        subject: words.value.name,
        secret: found.secret,
      });
    }
    for (const tag of tagsOf(fn, graph)) {
      const { name, value } = tag;
      if (isOneOf(name, options.allow) || isOneOf(`${fn.owner}.${name}`, options.allow)) continue;
      const found = graph.quietly(() => writtenSecret(tag, options, graph));
      if (found === undefined) continue;
      const { what, secret } = found;
      report(
        found.byName
          ? {
              at: value,
              message: `${fn.name} writes out the tag ${name}, by its name a secret, so ${reach}`,
              help: `take the tag out, or put ${name} into the option allow if it is none`,
              label: what,
              atMost: 'info',
              confidence: 'medium',
              subject: `tag ${name}`,
              secret,
            }
          : {
              at: value,
              message: `${fn.name} has ${what} in the tag ${name}, so ${reach}`,
              help: `revoke it, take the tag out, and ${elsewhere}`,
              label: what,
              subject: `tag ${name}`,
              secret,
            },
      );
    }
  },
});
