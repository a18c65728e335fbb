import { defineRule, isManaged, managedOptions, rangeOf } from './define.js';

/** Memory decides on processor time and on the price of every run; the default of 128 MB is the slowest there is. */
export default defineRule({
  id: 'function-memory',
  title: 'A function sets its memory, within limits',
  severity: 'info',
  pillar: 'performance',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-settings-check.html',
  ],
  peers: {
    'cdk-nag': ['LambdaDefaultMemorySize'],
    'serverless-rules': ['ES1005', 'aws_lambda_function_default_memory'],
    'AWS Config': ['LAMBDA_FUNCTION_SETTINGS_CHECK'],
    'Serverless Lens': ['PERF1', 'COST1'],
  },
  presets: {
    strict: 'warning',
    // What the managed rule takes where its parameters say nothing else.
    'config-parity': ['error', { required: false, min: 128, max: 128, osOnly: false, images: false }],
  },
  options: {
    required: {
      type: 'boolean',
      default: true,
      description: 'Whether a function has to set its memory, instead of taking the default of 128 MB.',
    },
    min: { type: 'integer', minimum: 0, default: 0, description: 'The least memory, in MB; 0: any.' },
    max: { type: 'integer', minimum: 0, default: 0, description: 'The most memory, in MB; 0: any.' },
    ...managedOptions,
  },

  on: 'function',
  check(fn, { options, report, graph }) {
    if (!isManaged(fn, options)) return;
    const { min, max } = options;
    const memory = min > 0 || max > 0 ? fn.memorySize : graph.quietly(() => fn.memorySize);
    if (memory.state !== 'known') return;

    const { name, value, written } = memory;
    const asked = rangeOf(min, max);
    const help = `set ${name} to ${asked === '' ? 'what its load has been measured to need' : asked}`;
    // What runs on managed instances has another default, and another least.
    const hasInstances = !written && graph.quietly(() => fn.capacityProvider).state !== 'absent';
    if (hasInstances) return;
    if (!written && options.required) {
      report({
        at: memory,
        message: `${fn.name} has no ${name}, so that it gets ${String(value)} MB and the processor time that goes with them, the least there is`,
        help,
        label: `no ${name}`,
      });
      return;
    }
    const isLow = value < min;
    if (!isLow && (max === 0 || value <= max)) return;
    const has = `${fn.name} has ${String(value)} MB of memory${written ? '' : `, the default without ${name}`}`;
    report({
      at: memory,
      message: isLow
        ? `${has}, less than the ${String(min)} MB that are asked for`
        : `${has}, more than the ${String(max)} MB that are allowed, and every run is paid by its memory`,
      help,
      label: isLow ? `below ${String(min)} MB` : `above ${String(max)} MB`,
    });
  },
});
