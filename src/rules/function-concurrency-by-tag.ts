import { defineRule, spell, tagOf } from './define.js';

/** A tag says that a function is dangerous to the bill: then its concurrency is to be small before it runs, not the morning after. */
export default defineRule({
  id: 'function-concurrency-by-tag',
  title: 'A function with a certain tag caps its concurrency',
  severity: 'error',
  pillar: 'cost',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html',
  ],
  peers: { 'Serverless Lens': ['REL1'] },
  options: {
    rules: {
      type: 'array',
      default: [],
      description: 'The tags, each with the most concurrency that a function with it may reserve.',
      items: {
        type: 'object',
        required: ['tag', 'max'],
        additionalProperties: false,
        properties: {
          tag: { type: 'string', description: 'Key of the tag; upper and lower case differ.' },
          value: { type: 'string', description: 'Value of the tag; `*` matches any text. Missing: any.' },
          max: { type: 'integer', minimum: 0, description: 'The most that may be reserved.' },
        },
      },
    },
    respectExisting: {
      type: 'boolean',
      default: false,
      description:
        'Whether a function that reserves more than `max` is left alone; only one that reserves nothing is found then.',
    },
  },

  on: 'function',
  check(fn, { options, report, matches, undecided, graph }) {
    for (const { tag: key, value: wanted = '*', max } of options.rules) {
      const tag = tagOf(fn, key);
      if (tag.state === 'unknown') undecided(`${key}: ${tag.why}`, tag);
      if (tag.state !== 'known' || matches(tag.value, [wanted]) !== 'yes') continue;

      const reserved = options.respectExisting ? graph.quietly(() => fn.reservedConcurrency) : fn.reservedConcurrency;
      if (reserved.state === 'unknown') continue;
      const isMissing = reserved.state === 'absent' || reserved.value < 0;
      if (!isMissing && (options.respectExisting || reserved.value <= max)) continue;
      const tagged = `${fn.name} is tagged ${key}=${spell(tag.value)}`;
      report({
        at: reserved,
        message: isMissing
          ? `${tagged}, but has no ${reserved.name}, so that nothing stops it from scaling, and its bill with it`
          : `${tagged}, but reserves a concurrency of ${String(reserved.value)}, more than the ${String(max)} that go with the tag`,
        help: `set ${reserved.name} to ${max === 0 ? '0' : `${String(max)} or less`}`,
        label: isMissing ? `no ${reserved.name}` : `above ${String(max)}`,
        related: [{ at: tag, message: `tagged ${key} here` }],
        subject: `${key}=${wanted}`,
      });
    }
  },
});
