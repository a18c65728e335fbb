import { anyOf, defineRule, isOneOf, listOf, spell } from './define.js';

/** A function without an owner's tag is found by nobody: not by its cost, and not at night. */
export default defineRule({
  id: 'function-required-tags',
  title: 'A function has the tags that the organisation asks for',
  severity: 'error',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html',
    'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html',
  ],
  peers: {
    KICS: ['Lambda Function Without Tags'],
    'aws-config-rules': ['lambda_require_tags_with_valid_values'],
    'Security Hub': ['Lambda.6'],
    'Serverless Lens': ['OPS2'],
  },
  options: {
    tags: {
      type: 'array',
      default: [],
      description: 'The tags that every function has to have.',
      items: {
        type: 'object',
        required: ['key'],
        additionalProperties: false,
        properties: {
          key: { type: 'string', description: 'Key of the tag; upper and lower case differ.' },
          values: {
            type: 'array',
            items: { type: 'string' },
            description: 'The values that it may have; `*` matches any text. Missing: any that is not empty.',
          },
        },
      },
    },
  },

  on: 'function',
  check(fn, { options, report, matches, undecided }) {
    if (options.tags.length === 0) return;
    const { tags } = fn;
    if (tags.state === 'unknown') return;
    const own = tags.state === 'known' ? tags.value : new Map<string, never>();

    const missing = options.tags.filter(({ key }) => !['known', 'unknown'].includes(own.get(key)?.state ?? 'absent'));
    if (missing.length > 0) {
      const keys = missing.map(({ key }) => key);
      const namesakes = [...own].filter(
        ([key]) =>
          !keys.includes(key) &&
          isOneOf(
            key.toLowerCase(),
            keys.map((each) => each.toLowerCase()),
          ),
      );
      report({
        at: tags,
        message: `${fn.name} does not have the ${keys.length === 1 ? 'tag' : 'tags'} ${listOf(keys)}, so that whoever looks for functions by ${keys.length === 1 ? 'it' : 'them'} does not find it`,
        help: `add ${listOf(missing.map(({ key, values }) => (values === undefined ? key : `${key} (${anyOf(values)})`)))} to ${tags.name}`,
        label: tags.state === 'known' ? `without ${listOf(keys)}` : `no ${tags.name}`,
        related: namesakes.map(([key, value]) => ({
          at: value,
          message: `${key} is another key: upper and lower case differ`,
        })),
        subject: 'missing',
      });
    }
    for (const { key, values } of options.tags) {
      const value = own.get(key);
      // Where any value will do, it is enough that there is one.
      const isAny = values === undefined || values.includes('*');
      if (value?.state === 'unknown' && !isAny) undecided(`${key}: ${value.why}`, value);
      if (value?.state !== 'known') continue;
      const isFine =
        values === undefined ? value.value.parts.length > 0 : isAny || matches(value.value, values) !== 'no';
      if (isFine) continue;
      report({
        at: value,
        message:
          values === undefined
            ? `${fn.name} has the tag ${key} without a value, so that it says nothing`
            : `${fn.name} has the tag ${key} with the value ${spell(value.value)}, which is not one that your organisation uses`,
        help: `set it to ${values === undefined ? 'what it is for' : anyOf(values)}`,
        label: values === undefined ? 'empty' : 'not an allowed value',
        subject: key,
      });
    }
  },
});
