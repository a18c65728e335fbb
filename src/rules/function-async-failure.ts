import { asyncTriggers, defineRule, failureDestination, failureWord, isGiven, listOf } from './define.js';

/** Who calls asynchronously never hears of a failure: after two more attempts the event is gone, unless somewhere is said where to. */
export default defineRule({
  id: 'function-async-failure',
  title: 'A function that is invoked asynchronously has a place for events that fail',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
  ],
  peers: {
    checkov: ['CKV_AWS_116'],
    'guard-rules-registry': ['LAMBDA_DLQ_CHECK'],
    'cdk-nag': ['LambdaDLQ', 'LambdaAsyncFailureDestination'],
    'serverless-rules': ['ES1007', 'aws_lambda_event_invoke_config_async_on_failure'],
    'AWS Config': ['LAMBDA_DLQ_CHECK'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    accept: {
      type: 'array',
      items: { type: 'string', enum: ['dlq', 'destination'] },
      default: ['dlq', 'destination'],
      description: 'What will do: a dead-letter queue or topic of the function, a destination for failures.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    const triggers = asyncTriggers(fn, graph);
    if (triggers.length === 0) return;
    const takesDlq = options.accept.includes('dlq');
    const takesDestination = options.accept.includes('destination');
    const deadLetter = graph.quietly(() => fn.deadLetter);
    if (takesDlq && isGiven(deadLetter)) return;

    const sent = triggers.map((trigger) => failureDestination(trigger, fn, graph));
    const mayBeLost = takesDestination ? triggers.filter((_, index) => sent[index]?.is !== 'given') : triggers;
    const lost = mayBeLost.filter((trigger) => trigger.open === undefined);
    const [first] = lost;
    if (first === undefined) {
      for (const trigger of mayBeLost) if (trigger.open !== undefined) undecided(trigger.open.why, trigger.open);
      return;
    }
    const open = takesDestination ? sent.find((each) => each.is === 'unknown') : undefined;
    if (open?.is === 'unknown') {
      undecided(open.why, open.at);
      return;
    }

    const other = takesDestination ? sent.find((each) => each.is === 'none' && each.other !== undefined) : undefined;
    const places = [
      ...(takesDestination ? ['a failure destination'] : []),
      ...(takesDlq ? ['a dead-letter queue'] : []),
    ];
    const words = [...(takesDestination ? [failureWord(fn)] : []), ...(takesDlq ? [deadLetter.name] : [])];
    const called =
      first.qualifier === undefined ? '' : ` through ${first.qualifier.name.replace(` of ${fn.name}`, '')}`;
    report({
      at: fn,
      message: `${fn.name} has ${missing(places)}, so an event from ${listOf(lost.map(({ from }) => from))}${called} is lost if it fails`,
      help: `set ${words.join(', or ')}`,
      label: 'nowhere for events that fail',
      related: [
        ...lost.slice(0, 3).map(({ from }) => ({ at: from, message: 'invokes it asynchronously' })),
        ...(other?.is === 'none' && other.other !== undefined
          ? [{ at: other.other, message: 'this destination is for another version or alias' }]
          : []),
      ],
      subject: 'failure',
    });
  },
});

const missing = (places: readonly string[]): string =>
  places.length > 1 ? `neither ${places.join(' nor ')}` : `no ${places.join('').replace(/^an? /, '')}`;
