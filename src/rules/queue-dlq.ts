import {
  defineRule,
  here,
  isGiven,
  isNamed,
  isOneOf,
  printText,
  redriveOf,
  takesDeadLetters,
  wholeText,
} from './define.js';

/** What queues are called that take what others could not work on. */
const deadLetters = /dlq|dead[-_ ]?letter/i;

/** A message that can't be worked on comes back until it is too old, and then it is gone. */
export default defineRule({
  id: 'queue-dlq',
  title: 'A work queue hands messages that keep failing to a dead-letter queue',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  ],
  peers: {
    'cdk-nag': ['AwsSolutions-SQS3', 'SQSRedrivePolicy', 'SQSQueueDLQ'],
    'serverless-rules': ['ES6000', 'aws_sqs_queue_redrive_policy'],
    'Control Tower': ['CT.SQS.PR.1'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Queues that need none: logical ids or names; `*` matches any text.',
    },
  },

  on: 'queue',
  check(queue, { graph, options, report, undecided }) {
    if (isNamed(queue, options.exempt)) return;
    const name = graph.quietly(() => queue.queueName);
    const literal = name.state === 'known' ? wholeText(name.value) : undefined;
    if (literal !== undefined && isOneOf(literal, options.exempt)) return;
    // Any target will do, also one that only the deployment knows.
    const redrive = graph.quietly(() => redriveOf(queue, graph));
    if (isGiven(redrive)) return;
    const isLast = takesDeadLetters(queue, graph);
    if (isLast.is === 'maybe') undecided(isLast.why, isLast.at);
    if (isLast.is !== 'no') return;
    const names = [queue.name, ...(name.state === 'known' ? [printText(name.value)] : [])];
    if (names.some((each) => deadLetters.test(each))) {
      report({
        at: redrive,
        message: `${queue.name} is a dead-letter queue by its name, but nothing in ${here(queue)} hands its failures to it`,
        help: 'name it where the queue or function is whose failures it takes, or list it in the option exempt if that is elsewhere',
        label: 'takes nothing here',
        subject: 'dead letters',
        atMost: 'info',
        confidence: 'medium',
      });
      return;
    }
    report({
      at: redrive,
      message: `${queue.name} has no dead-letter queue, so a message that can't be worked on comes back until it expires and is lost`,
      help: queue.generated
        ? `make a queue of your own with ${redrive.name}, and name it where ${queue.owner} has this one made`
        : `set ${redrive.name}, or list it in the option exempt if nothing is lost with its messages`,
      label: `no ${redrive.name}`,
      subject: 'dead letters',
    });
  },
});
