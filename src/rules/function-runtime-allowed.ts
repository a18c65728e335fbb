import { anyOf, defineRule, isImage, isOneOf, isOsOnly } from './define.js';

/** A platform team patches, scans and builds for some runtimes; functions on others are nobody's. */
export default defineRule({
  id: 'function-runtime-allowed',
  title: 'A function runs on one of the runtimes of the platform',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-settings-check.html',
  ],
  peers: { 'AWS Config': ['LAMBDA_FUNCTION_SETTINGS_CHECK'], 'Serverless Lens': ['OPS2'] },
  presets: { strict: 'error', 'config-parity': ['error', { osOnly: false }] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The runtimes that may be used; `*` matches any text. Empty: all that are not in `deny`.',
    },
    deny: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Runtimes that may not be used, also where `allow` has them; `*` matches any text.',
    },
    osOnly: {
      type: 'boolean',
      default: true,
      description:
        'Whether OS-only runtimes (`provided.al2023`) are held against `allow`; AWS Config passes them over.',
    },
  },

  on: 'function',
  check(fn, { options, report }) {
    const { allow, deny } = options;
    if (allow.length === 0 && deny.length === 0) return;
    if (isImage(fn) !== false) return;
    const { runtime } = fn;
    if (runtime.state !== 'known') return;

    const name = runtime.value;
    const isDenied = isOneOf(name, deny);
    const isSpared = isOsOnly(name) && !options.osOnly;
    if (!isDenied && (allow.length === 0 || isSpared || isOneOf(name, allow))) return;
    report({
      at: runtime,
      message: isDenied
        ? `${fn.name} runs on ${name}, which is not to be used on this platform`
        : `${fn.name} runs on ${name}, which is not among the runtimes that this platform looks after`,
      help: `set ${runtime.name} to ${allow.length === 0 ? 'another runtime' : anyOf(allow)}`,
      label: isDenied ? 'denied' : 'not on the list',
    });
  },
});
