import { arnSegments } from '../../iam/resources.js';
import type { Kind } from '../../resources/index.js';
import { wholeText } from '../../values/text.js';
import type { Resource } from '../resource.js';

/** What Lambda reads from for a function, by the service's name in ARNs; a DocumentDB cluster is one of `rds`. */
export type EventSource = 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'rds';

const sourceOf: { readonly [K in Kind]?: EventSource } = {
  queue: 'sqs',
  stream: 'kinesis',
  table: 'dynamodb',
  globalTable: 'dynamodb',
  kafkaCluster: 'kafka',
  broker: 'mq',
  documentCluster: 'rds',
};
const sources: readonly EventSource[] = [...new Set(Object.values(sourceOf))];

/**
 * What an event source mapping may read from: one source where that is known. An ARN that only the deployment knows is one of
 * those whose settings the mapping has: Lambda makes no other.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export function sourcesOf({ source, startingPosition, database }: Resource<'mapping'>): readonly EventSource[] {
  // Servers of one's own have no ARN.
  if (source.state === 'absent') return ['kafka'];
  if (source.state === 'known') return [sourceOf[source.resource.kind] ?? 'sqs'];
  const [, , service = []] = source.state === 'external' ? arnSegments(source.text.parts) : [];
  const named = sources.find((each) => each === wholeText({ parts: service }));
  if (named !== undefined) return [named];
  if (database.state === 'known') return ['rds'];
  const rest: readonly EventSource[] = database.state === 'unknown' ? ['rds'] : [];
  const unplaced = ['sqs', 'mq', ...rest] as const;
  const placed = ['kinesis', 'dynamodb', 'kafka', ...rest] as const;
  if (startingPosition.state === 'unknown') return [...unplaced, ...placed];
  return startingPosition.state === 'absent' ? unplaced : placed;
}
