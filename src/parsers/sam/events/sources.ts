import { get, literal, type Entry, type Node } from '../../../template/node.js';
import { mapOf, withEntries, type Value } from '../build.js';
import { localId } from '../resource.js';
import { awsManaged } from '../roles/managed-policies.js';
import { documentWith } from '../roles/policies.js';
import { has, put, refuse, taken, valueOf, type FunctionEvent } from './event.js';
import { sendPolicyName, sendStatements } from './invoke-config.js';
import { documentDbPolicy, kafkaPolicy, mqPolicy, mskPolicy, type SourcePolicy } from './source-policies.js';

/** What kinds of sources differ in. */
interface Source {
  /** The property that names it. */
  readonly property?: string;
  /** Further properties that it needs. */
  readonly needs: readonly string[];
  /** A policy of AWS that the function's role gets. */
  readonly managed?: string;
  /** Statements that the function's role gets. */
  readonly policy?: (event: FunctionEvent) => SourcePolicy | undefined;
  readonly kafka?: 'AmazonManagedKafkaEventSourceConfig' | 'SelfManagedKafkaEventSourceConfig';
}

const sources: Readonly<Record<string, Source>> = {
  SQS: { property: 'Queue', needs: [], managed: 'service-role/AWSLambdaSQSQueueExecutionRole' },
  Kinesis: { property: 'Stream', needs: ['StartingPosition'], managed: 'service-role/AWSLambdaKinesisExecutionRole' },
  DynamoDB: { property: 'Stream', needs: ['StartingPosition'], managed: 'service-role/AWSLambdaDynamoDBExecutionRole' },
  MSK: {
    property: 'Stream',
    needs: ['StartingPosition'],
    managed: 'service-role/AWSLambdaMSKExecutionRole',
    policy: mskPolicy,
    kafka: 'AmazonManagedKafkaEventSourceConfig',
  },
  MQ: { property: 'Broker', needs: ['SourceAccessConfigurations'], policy: mqPolicy },
  SelfManagedKafka: {
    needs: ['KafkaBootstrapServers', 'Topics', 'SourceAccessConfigurations'],
    policy: kafkaPolicy,
    kafka: 'SelfManagedKafkaEventSourceConfig',
  },
  DocumentDB: {
    property: 'Cluster',
    needs: ['DatabaseName', 'SourceAccessConfigurations'],
    policy: documentDbPolicy,
  },
};

/** Types of events that a mapping polls for. */
export const sourceTypes = Object.keys(sources);

const copied = (
  'StartingPosition StartingPositionTimestamp BatchSize Enabled MaximumBatchingWindowInSeconds MaximumRetryAttempts ' +
  'BisectBatchOnFunctionError MaximumRecordAgeInSeconds ParallelizationFactor Topics Queues ' +
  'SourceAccessConfigurations TumblingWindowInSeconds FunctionResponseTypes FilterCriteria KmsKeyArn ScalingConfig ' +
  'ProvisionedPollerConfig MetricsConfig LoggingConfig'
).split(' ');

/**
 * Events that Lambda polls for: an event source mapping, and what the function's role needs for it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function lowerSource(event: FunctionEvent): void {
  const source = Object.hasOwn(sources, event.type) ? sources[event.type] : undefined;
  if (source === undefined) return;
  if (!has(event, ...(source.property === undefined ? [] : [source.property]), ...source.needs)) return;
  put(event, {
    type: 'AWS::Lambda::EventSourceMapping',
    what: 'mapping',
    properties: {
      FunctionName: event.target.name(event.at),
      ...(source.property === undefined ? {} : taken(event, { EventSourceArn: source.property })),
      ...taken(event, Object.fromEntries(copied.map((name) => [name, name]))),
      ...special(event, source),
      DestinationConfig: destinationOf(event),
    },
  });
  allowSource(event, source);
}

function special(event: FunctionEvent, source: Source): Record<string, Value | undefined> {
  const servers = valueOf(event, 'KafkaBootstrapServers');
  const group = valueOf(event, 'ConsumerGroupId');
  const registry = valueOf(event, 'SchemaRegistryConfig');
  const made: Record<string, Value | undefined> = {};
  if (servers !== undefined) {
    made['SelfManagedEventSource'] = mapOf({ Endpoints: { KafkaBootstrapServers: servers } }, servers.at);
  }
  if (source.kafka !== undefined && (group ?? registry) !== undefined) {
    made[source.kafka] = { ConsumerGroupId: group, SchemaRegistryConfig: registry };
  }
  if (event.type === 'DocumentDB') {
    made['DocumentDBEventSourceConfig'] = taken(event, {
      DatabaseName: 'DatabaseName',
      CollectionName: 'CollectionName',
      FullDocument: 'FullDocument',
    });
  }
  return made;
}

/** DestinationConfig without the Type by which SAM knows what the role needs. */
function destinationOf(event: FunctionEvent): Node | undefined {
  const config = valueOf(event, 'DestinationConfig');
  const failure = config?.is === 'map' ? config.entries.get('OnFailure') : undefined;
  if (config?.is !== 'map' || failure?.value.is !== 'map') return config;
  const type = literal(get(failure.value, 'Type'));
  if (type === undefined) return config;
  const destination = get(failure.value, 'Destination');
  if (!['SQS', 'SNS', 'S3', 'Kafka'].includes(type)) {
    refuse(event, `cannot send to a destination of Type ${type}`, 'Use SQS, SNS, S3 or Kafka', failure.key);
  }
  const statements = destination === undefined ? [] : sendStatements(type, destination, event.at);
  if (statements.length > 0 && type !== 'EventBridge' && type !== 'Lambda') {
    const name = sendPolicyName(localId(event.context, event.id), type);
    event.permissions.allow(name, documentWith(statements, event.at), event.at);
  }
  const rest: Entry = { key: failure.key, value: withEntries(failure.value, { Type: undefined }) };
  return withEntries(config, { OnFailure: rest });
}

function allowSource(event: FunctionEvent, source: Source): void {
  const { context, permissions, at } = event;
  if (source.managed !== undefined) permissions.manage(awsManaged(context, source.managed, at));
  const document = source.policy?.(event);
  if (document === undefined) return;
  permissions.allow(document.name, documentWith(document.statements, at, document.version), at);
}

/** What a queue that is made between a topic and the function asks of the role. */
export const allowQueue = (event: FunctionEvent): void => {
  const managed = awsManaged(event.context, 'service-role/AWSLambdaSQSQueueExecutionRole', event.at);
  event.permissions.manage(managed);
};
