import { defineRule, isExempt } from './define.js';

/** Functions share one pool of concurrency: without a limit, one of them can take all of it, and the others stand still. */
export default defineRule({
  id: 'function-reserved-concurrency',
  title: 'A function reserves concurrency, within limits',
  severity: 'off',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-concurrency-check.html',
  ],
  peers: {
    checkov: ['CKV_AWS_115'],
    cfn_nag: ['W92'],
    'guard-rules-registry': ['LAMBDA_CONCURRENCY_CHECK'],
    'cdk-nag': ['LambdaConcurrency'],
    'AWS Config': ['LAMBDA_CONCURRENCY_CHECK'],
    'Serverless Lens': ['REL1'],
  },
  presets: { strict: 'warning', 'config-parity': ['error', { allowZero: true }] },
  options: {
    min: { type: 'integer', minimum: 0, default: 0, description: 'The least that is to be reserved; 0: anything.' },
    max: { type: 'integer', minimum: 0, default: 0, description: 'The most that may be reserved; 0: anything.' },
    allowZero: {
      type: 'boolean',
      default: false,
      description: 'Whether a function may reserve 0, which switches it off.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that need no reservation, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph }) {
    const { min, max } = options;
    if (isExempt(fn, options.exempt)) return;
    // Without limits it is enough that there is a value.
    const reserved = min > 1 || max > 0 ? fn.reservedConcurrency : graph.quietly(() => fn.reservedConcurrency);
    if (reserved.state === 'unknown') return;

    const { name } = reserved;
    const least = min > 1 ? String(min) : '';
    const range =
      max > 0
        ? least === ''
          ? `${String(max)} or less`
          : `a value between ${least} and ${String(max)}`
        : `${least} or more`;
    const help = `set ${name} to ${min > 1 || max > 0 ? range : 'the most instances that it may have at a time'}`;
    // -1 is how Terraform says none.
    if (reserved.state === 'absent' || reserved.value < 0) {
      report({
        at: reserved,
        message: `${fn.name} has no ${name}, so that a burst of events lets it take the concurrency of all other functions of the account`,
        help,
        label: `no ${name}`,
      });
      return;
    }
    const { value } = reserved;
    if (value === 0) {
      if (options.allowZero) return;
      report({
        at: reserved,
        message: `${fn.name} has ${name} 0, which switches it off: Lambda refuses every call of it`,
        help: `${help}; if it is meant to be off, say so with the option allowZero`,
        label: 'switched off',
      });
      return;
    }
    const isLow = value < min;
    if (!isLow && (max === 0 || value <= max)) return;
    report({
      at: reserved,
      message: isLow
        ? `${fn.name} reserves a concurrency of ${String(value)}, less than the ${String(min)} that are asked for, so that it is throttled sooner than planned`
        : `${fn.name} reserves a concurrency of ${String(value)}, more than the ${String(max)} that it may have, and takes them from all other functions`,
      help,
      label: isLow ? `below ${String(min)}` : `above ${String(max)}`,
    });
  },
});
