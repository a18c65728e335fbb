import {
  anyOf,
  defineRule,
  here,
  isNamed,
  keeperOf,
  saysSecret,
  secretNames,
  spellLink,
  variablesOf,
} from './define.js';

/** Lambda encrypts environment variables anyway; a key of one's own also says who may read them, and can be withdrawn. */
export default defineRule({
  id: 'function-env-kms',
  title: 'Environment variables are encrypted with a customer managed key',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/encryption-best-practices/lambda.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
  ],
  peers: { checkov: ['CKV_AWS_173'], 'Serverless Lens': ['SEC3'] },
  presets: { strict: 'info' },
  options: {
    allowedKeys: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'The keys that may be used: ARNs, or logical ids of keys in the template; `*` matches any text. Empty: any customer managed key.',
    },
    onlyWhenSensitiveNames: {
      type: 'boolean',
      default: false,
      description: 'Whether only functions are judged that have a variable whose name says that it is a secret.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, matches, undecided }) {
    const { allowedKeys: allowed } = options;
    const key = graph.quietly(() => fn.encryptionKey);
    const keeper = keeperOf(key);
    if (keeper.is === 'owner' && allowed.length === 0) return;
    const { environment } = fn;
    if (environment.state !== 'known' || environment.value.size === 0) return;
    const secret = variablesOf(fn, graph).find(({ name }) => saysSecret(name, secretNames));
    if (options.onlyWhenSensitiveNames && secret === undefined) return;

    const related = secret === undefined ? [] : [{ at: secret, message: `${secret.name} is a secret, by its name` }];
    switch (keeper.is) {
      case 'unknown':
        undecided(keeper.why, keeper.at);
        return;
      case 'owner': {
        const isLocal = key.state === 'known';
        if (isLocal ? isNamed(key.resource, allowed) : key.state !== 'external' || matches(key.text, allowed) !== 'no')
          return;
        report({
          at: key,
          message: `${fn.name} encrypts its environment variables with ${spellLink(key)}, ${isLocal ? `which ${here(fn)} makes itself, so it` : 'which'} is not among the approved keys`,
          help: `set ${key.name} to ${anyOf(allowed)}`,
          label: 'not approved',
          related,
          subject: 'key',
        });
        return;
      }
      default:
        report({
          at: key,
          message: `${fn.name} has no customer managed key for its environment variables, so no key policy of yours says who may read them`,
          help: `set ${key.name} to ${allowed.length > 0 ? anyOf(allowed) : 'a customer managed key that those who deploy may use'}`,
          label: keeper.is === 'AWS' ? 'a key of AWS' : `no ${key.name}`,
          related,
          subject: 'key',
        });
    }
  },
});
