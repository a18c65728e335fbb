import { calledBy, defineRule, here, sourcesOf, spellLink } from './define.js';

/** A message that comes back while the function still works on it is worked on twice; and a mapping that makes sure of it is refused. */
export default defineRule({
  id: 'event-source-queue-timeout',
  title: 'A queue hides its messages for long enough for the function that works on them',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  ],
  peers: {
    'cfn-lint': ['E3505'],
    'cdk-nag': ['LambdaEventSourceSQSVisibilityTimeout'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    factor: {
      type: 'number',
      minimum: 1,
      default: 6,
      description:
        "How many times the function's timeout a message has to stay hidden, beside the batching window; 1: only what Lambda refuses is found.",
    },
  },

  on: 'mapping',
  check(mapping, { graph, options, report, undecided }) {
    if (!graph.quietly(() => sourcesOf(mapping)).includes('sqs')) return;
    const { source, function: called } = mapping;
    for (const link of [source, called]) {
      if (link.state === 'external') undecided(`${spellLink(link)} is not declared in ${here(mapping)}`, link);
    }
    const fn = calledBy(mapping);
    if (source.state !== 'known' || source.resource.kind !== 'queue' || fn === undefined) return;

    const queue = source.resource;
    const { visibilityTimeout: hidden } = queue;
    const { timeout } = fn;
    if (hidden.state !== 'known' || timeout.state !== 'known') return;
    const { factor } = options;
    const runs = factor * timeout.value;
    // What is too short for the runs alone is so whatever the window.
    const window = hidden.value < runs ? graph.quietly(() => mapping.batchingWindow) : mapping.batchingWindow;
    const gathered = window.state === 'known' && factor > 1 ? window.value : 0;
    const needed = runs + gathered;
    if (hidden.value >= needed) return;

    const seconds = (value: number): string => `${String(value)} s`;
    const isRefused = hidden.value < timeout.value;
    const times = factor === 1 ? '' : `${String(factor)} times `;
    const beside = gathered === 0 ? '' : ` plus the ${seconds(gathered)} for which its messages are gathered`;
    report({
      at: hidden,
      message: `${queue.name} hides a message for ${seconds(hidden.value)}${hidden.written ? '' : `, the default without ${hidden.name}`}, less than ${isRefused ? '' : times}the ${seconds(timeout.value)} that ${fn.name} may run${isRefused ? ', so Lambda refuses to read from it' : `${beside}, so a message may be handed out again while Lambda still tries to have it worked on`}`,
      help: queue.generated
        ? `make a queue of your own with ${hidden.name} ${String(needed)} or more, and name it where ${queue.owner} has this one made`
        : `set ${hidden.name} to ${String(needed)} or more${isRefused ? `, or shorten ${timeout.name} of ${fn.name}` : ''}`,
      label: isRefused ? 'shorter than a run' : `less than ${seconds(needed)}`,
      related: [
        {
          at: timeout,
          message: `${fn.name} may run for ${seconds(timeout.value)}${timeout.written ? '' : ' by default'}`,
        },
        { at: mapping, message: `${fn.name} reads from it` },
      ],
      ...(isRefused ? {} : { atMost: 'warning' }),
      about: queue,
      subject: mapping.address,
    });
  },
});
