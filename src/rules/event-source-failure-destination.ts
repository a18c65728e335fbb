import { defineRule, isGiven, sourcesOf } from './define.js';

/** What can't be worked on is tried until it is too old; then it is skipped, and nobody learns what it was. */
export default defineRule({
  id: 'event-source-failure-destination',
  title: 'A mapping of a stream or of Kafka has a place for records that fail',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html',
  ],
  peers: {
    'cdk-nag': ['LambdaEventSourceMappingDestination'],
    'serverless-rules': ['ES1001', 'aws_lambda_event_source_mapping_failure_destination'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    kinds: {
      type: 'array',
      items: { type: 'string', enum: ['kinesis', 'dynamodb', 'kafka'] },
      default: ['kinesis', 'dynamodb', 'kafka'],
      description: 'The sources whose mappings need one; `kafka` is MSK and Kafka of your own.',
    },
  },

  on: 'mapping',
  check(mapping, { graph, options, report, undecided }) {
    const kinds: readonly string[] = options.kinds;
    const sources = graph.quietly(() => sourcesOf(mapping));
    if (!sources.some((each) => kinds.includes(each))) return;
    // Any target will do, also one that only the deployment knows.
    const { onFailure, source } = graph.quietly(() => ({ onFailure: mapping.onFailure, source: mapping.source }));
    if (isGiven(onFailure)) return;
    if (!sources.every((each) => kinds.includes(each))) {
      undecided('what it reads from is known only at deployment', source);
      return;
    }
    report({
      at: onFailure,
      message: `${mapping.name} has no ${onFailure.name}, so records that keep failing are skipped in the end, and nobody learns which`,
      help: `set ${onFailure.name} to the ARN of a queue, a topic or a bucket`,
      label: 'nowhere for records that fail',
      related: source.state === 'known' ? [{ at: source.resource, message: 'its records come from here' }] : [],
      subject: 'failure',
    });
  },
});
