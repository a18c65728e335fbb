import { defineRule, isGiven, wordOf } from './define.js';

const protocols = ['lambda', 'sqs', 'firehose', 'http', 'https', 'application', 'sms', 'email', 'email-json'] as const;

/** What SNS can't deliver it throws away, at once where it may not call its subscriber. */
export default defineRule({
  id: 'topic-subscription-dlq',
  title: 'Each subscription of a topic has a dead-letter queue',
  severity: 'info',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  ],
  peers: {
    'cdk-nag': ['SNSRedrivePolicy'],
    'serverless-rules': ['ES7000', 'aws_sns_topic_subscription_redrive_policy'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    protocols: {
      type: 'array',
      items: { type: 'string', enum: protocols },
      default: ['lambda', 'sqs', 'firehose', 'http', 'https'],
      description: 'The protocols of which a subscription needs one.',
    },
  },

  on: ['topicSubscription', 'topic'],
  check(subject, { graph, options, report, undecided }) {
    const all =
      subject.kind === 'topicSubscription'
        ? [{ of: subject, queue: graph.quietly(() => subject.deadLetterQueue) }]
        : // Within a topic there is no place for one.
          (subject.subscriptions.state === 'known' ? subject.subscriptions.value : []).map((of) => ({
            of,
            queue: undefined,
          }));
    const word = wordOf('topicSubscription', 'deadLetterQueue', subject);
    for (const { of, queue } of all) {
      // Any queue will do, also one that only the deployment knows.
      if (queue !== undefined && isGiven(queue)) continue;
      const [protocol, endpoint] = graph.quietly(() => [of.protocol, of.endpoint]);
      if (protocol.state === 'unknown') undecided(protocol.why, protocol);
      if (protocol.state !== 'known' || !options.protocols.some((each) => each === protocol.value)) continue;
      // An address may have a secret in it.
      const to = endpoint.state === 'known' ? endpoint.resource.name : 'its subscriber';
      report({
        at: queue ?? of,
        message: `${subject.name} has ${queue === undefined ? 'a subscription that can have no' : 'no'} dead-letter queue, so a message that can't be delivered to ${to} is lost`,
        help:
          queue === undefined
            ? `declare the subscription as a resource of its own, with ${word}`
            : `set ${word} to the ARN of a queue that SNS may send to`,
        label: queue === undefined ? 'no dead-letter queue' : `no ${word}`,
        subject: `dead letters of ${to}`,
      });
    }
  },
});
