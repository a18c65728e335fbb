import { defineRule, isExempt, isGiven, runsAtEdge, spell } from './define.js';

/** What AWS Config asks of every function, whether or not anything invokes it asynchronously. */
export default defineRule({
  id: 'function-dlq',
  title: 'Every function has a dead-letter queue or topic',
  severity: 'off',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-dlq-check.html',
  ],
  peers: {
    checkov: ['CKV_AWS_116'],
    'guard-rules-registry': ['LAMBDA_DLQ_CHECK'],
    'cdk-nag': ['LambdaDLQ'],
    'AWS Config': ['LAMBDA_DLQ_CHECK'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    types: {
      type: 'array',
      items: { type: 'string', enum: ['SQS', 'SNS'] },
      default: ['SQS', 'SNS'],
      description: 'What may be the target: a queue, a topic.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that need none, or tags as `Key=Value`; `*` matches any text.',
    },
  },
  presets: { strict: 'warning', 'config-parity': 'error' },

  on: 'function',
  check(fn, { graph, options, report, matches, undecided }) {
    if (isExempt(fn, options.exempt) || runsAtEdge(fn, graph)) return;
    // Both kinds are there: any target will do, also one that only the deployment knows.
    const target = graph.quietly(() => fn.deadLetter);
    const wanted = options.types.map((type) => nouns[type]).join(' or ');
    const help = `set ${target.name} to the ARN of ${wanted === '' ? 'a queue or a topic' : wanted}`;
    if (!isGiven(target)) {
      report({
        at: target,
        message: `${fn.name} has no ${target.name}, so no dead-letter queue takes the events whose asynchronous invocation fails`,
        help,
        label: 'no dead-letter queue',
        subject: 'dead letters',
      });
      return;
    }
    if (options.types.length !== 1) return;
    if (target.state === 'unknown') undecided(target.why, target);
    const is = target.state === 'known' ? { queue: 'SQS', topic: 'SNS' }[target.resource.kind] : undefined;
    const globs = options.types.map((type) => `arn:*:${type.toLowerCase()}:*`);
    const isOther =
      target.state === 'known'
        ? !options.types.some((type) => type === is)
        : target.state === 'external' && matches(target.text, globs) === 'no';
    if (!isOther) return;
    const what =
      target.state === 'known' ? target.resource.name : target.state === 'external' ? spell(target.text) : '';
    report({
      at: target,
      message: `the dead letters of ${fn.name} go to ${what}, which is not ${wanted}`,
      help,
      label: `not ${wanted}`,
      subject: 'dead letters',
    });
  },
});

const nouns = { SQS: 'a queue', SNS: 'a topic' } as const;
