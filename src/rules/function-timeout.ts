import { callsOf, defineRule, isManaged, listOf, managedOptions, rangeOf } from './define.js';

/** Lambda's default of 3 seconds is nobody's decision; and an API has given up long before a function with minutes is done. */
export default defineRule({
  id: 'function-timeout',
  title: 'A function sets its timeout, within limits',
  severity: 'info',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-function-settings-check.html',
  ],
  peers: {
    'cdk-nag': ['LambdaDefaultTimeout'],
    'serverless-rules': ['ES1006', 'aws_lambda_function_default_timeout'],
    'AWS Config': ['LAMBDA_FUNCTION_SETTINGS_CHECK'],
    'Serverless Lens': ['PERF1'],
  },
  presets: {
    strict: 'warning',
    // What the managed rule takes where its parameters say nothing else.
    'config-parity': ['error', { required: false, min: 3, max: 3, maxBehindApi: 0, osOnly: false, images: false }],
  },
  options: {
    required: {
      type: 'boolean',
      default: true,
      description: 'Whether a function has to set its timeout, instead of taking the default of 3 seconds.',
    },
    min: { type: 'integer', minimum: 0, default: 0, description: 'The shortest timeout, in seconds; 0: any.' },
    max: { type: 'integer', minimum: 0, default: 0, description: 'The longest timeout, in seconds; 0: any.' },
    maxBehindApi: {
      type: 'integer',
      minimum: 0,
      default: 30,
      description: 'The longest timeout, in seconds, of a function whose answer an API Gateway waits for; 0: any.',
    },
    ...managedOptions,
  },

  on: 'function',
  check(fn, { options, report, undecided, graph }) {
    if (!isManaged(fn, options)) return;
    const { min, max, maxBehindApi } = options;
    // Where it is only asked for, any value will do, also one that only the deployment knows.
    const isJudged = min > 0 || max > 0 || maxBehindApi > 0;
    const timeout = isJudged ? fn.timeout : graph.quietly(() => fn.timeout);
    if (timeout.state !== 'known') return;

    const { name, value, written } = timeout;
    const asked = rangeOf(min, max);
    const help = `set ${name} to ${asked === '' ? 'a little more than its longest run takes' : asked}`;
    if (!written && options.required) {
      report({
        at: timeout,
        message: `${fn.name} has no ${name}, so that Lambda stops it after ${String(value)} s, whatever its work needs`,
        help,
        label: `no ${name}`,
      });
      return;
    }
    if (value < min || (max > 0 && value > max)) {
      const isLow = value < min;
      report({
        at: timeout,
        message: isLow
          ? `${fn.name} is stopped after ${String(value)} s${written ? '' : `, the default without ${name}`}, sooner than the ${String(min)} s that are asked for`
          : `${fn.name} may run for ${String(value)} s${written ? '' : `, the default without ${name}`}, longer than the ${String(max)} s that are allowed, and every hanging run is paid for`,
        help,
        label: isLow ? `below ${String(min)} s` : `above ${String(max)} s`,
      });
    }

    if (maxBehindApi === 0 || !written) return;
    const slower = callsOf(fn, graph).filter(({ limit }) => value > (limit ?? maxBehindApi));
    const waiting = slower.filter(({ invocation }) => invocation.is === 'RequestResponse');
    const mayWait = slower.find(({ invocation }) => invocation.is === 'unknown');
    if (waiting.length === 0 && mayWait?.invocation.is === 'unknown') undecided(mayWait.invocation.open, mayWait);
    // An option beyond what any API waits by itself says that the account's quota was raised.
    const most = (usual: number): number => (maxBehindApi > 30 ? maxBehindApi : Math.min(maxBehindApi, usual));
    const shortest = Math.min(...waiting.map(({ limit, usual }) => limit ?? most(usual)));
    if (waiting.length === 0) return;
    report({
      at: timeout,
      message: `${fn.name} may run for ${String(value)} s, but ${listOf(waiting)} ${waiting.length === 1 ? 'gives' : 'give'} up after ${String(shortest)} s, so that nobody gets what it answers later`,
      help: `set ${name} to ${String(Math.floor(shortest))} or less, or let the work be done behind a queue`,
      label: 'longer than its callers wait',
      related: waiting.map((each) => ({ at: each, message: `${each.name} waits for ${fn.name}` })).slice(0, 6),
      subject: 'api',
    });
  },
});
