import { covers } from '../../iam/patterns.js';
import { arnSegments, scopeOf } from '../../iam/resources.js';
import { arns } from '../../resources/arns.js';
import { groupsOf } from '../../source/groups.js';
import { onceFor } from '../../source/once.js';
import { type Parts, type Text, type Verdict, textOf, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { givenName, leadsTo, leadsToFunction } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { aliasesOf } from './triggers.js';

/** A bucket, queue, topic, table or stream of the template of which each change invokes a function. */
export interface Feed {
  readonly source: Resource<'bucket' | 'queue' | 'topic' | 'table' | 'stream'>;
  /** What connects the two. */
  readonly by: Spot;
  /** The actions that make such a change. */
  readonly actions: readonly string[];
}

/** What makes new work for whoever is invoked by a resource of each kind. */
const writing: Readonly<Record<Feed['source']['kind'], readonly string[]>> = {
  bucket: ['s3:PutObject'],
  queue: ['sqs:SendMessage'],
  topic: ['sns:Publish'],
  table: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
  stream: ['kinesis:PutRecord', 'kinesis:PutRecords'],
};

/**
 * What feeds a function, each once, without a filter between the two: what a filter lets through of that which the function writes, only
 * its code tells.
 */
export function feedsOf(fn: Resource<'function'>, graph: Graph): readonly Feed[] {
  const all = graph.quietly(() =>
    [fn, ...aliasesOf(fn, graph)].flatMap((target) => [
      ...byMapping(target, graph),
      ...bySubscription(target, graph),
      ...byNotification(target, graph),
    ]),
  );
  return groupsOf(all, ({ source }) => source).map(([feed]) => feed);
}

type Target = Resource<'function' | 'functionAlias'>;

function byMapping(target: Target, graph: Graph): readonly Feed[] {
  return graph.naming('mapping', target).flatMap((by): readonly Feed[] => {
    const { source, filters } = by;
    if (!graph.exists(by) || !leadsToFunction(by.function, target) || source.state !== 'known') return [];
    const isFiltered = filters.state === 'unknown' || (filters.state === 'known' && filters.value.length > 0);
    const { resource } = source;
    if (isFiltered || (resource.kind !== 'queue' && resource.kind !== 'table' && resource.kind !== 'stream')) return [];
    return [{ source: resource, by, actions: writing[resource.kind] }];
  });
}

function bySubscription(target: Target, graph: Graph): readonly Feed[] {
  const actions = writing.topic;
  const beside = graph.naming('topicSubscription', target).flatMap((by): readonly Feed[] => {
    const { topic, endpoint, filter } = by;
    if (!graph.exists(by) || !leadsToFunction(endpoint, target) || topic.state !== 'known' || filter !== undefined)
      return [];
    return [{ source: topic.resource, by, actions }];
  });
  const within = graph.naming('topic', target).flatMap((source): readonly Feed[] => {
    const { subscriptions } = source;
    if (!graph.exists(source) || subscriptions.state !== 'known') return [];
    const own = subscriptions.value.filter(({ endpoint }) => leadsToFunction(endpoint, target));
    return own.map((by) => ({ source, by, actions }));
  });
  return [...beside, ...within];
}

type Notified = Resource<'bucketNotification'>['notified'];

function byNotification(target: Target, graph: Graph): readonly Feed[] {
  const within = graph.naming('bucket', target).filter((bucket) => graph.exists(bucket));
  const beside = graph.naming('bucketNotification', target).filter((each) => graph.exists(each));
  const buckets = beside.length === 0 ? [] : graph.all('bucket').filter((bucket) => graph.exists(bucket));
  return [
    ...within.flatMap((source) => notifications(source, source.notified, target)),
    ...beside.flatMap(({ bucket, notified }) => {
      const source = buckets.find((each) => leadsTo(bucket, each, each.bucketName));
      return source === undefined ? [] : notifications(source, notified, target);
    }),
  ];
}

function notifications(source: Resource<'bucket'>, notified: Notified, target: Target): readonly Feed[] {
  if (notified.state !== 'known') return [];
  return notified.value.flatMap((by): readonly Feed[] => {
    if (!leadsToFunction(by.function, target) || by.filter !== undefined || by.events.state !== 'known') return [];
    const isForNew = by.events.value.some(
      (event) => event.state === 'known' && wholeText(event.value)?.startsWith('s3:ObjectCreated:') === true,
    );
    return isForNew ? [{ source, by, actions: writing.bucket }] : [];
  });
}

/** The service in the ARN of a kind, and what stands there before a name. */
function arnBefore(kind: Feed['source']['kind']): { readonly service: string; readonly head: string } {
  const [, , service = '', , , resource = ''] = arns[kind].split(':');
  return { service, head: resource.slice(0, -1) };
}

/** The resources of the template that a pattern speaks of. */
const mentioned = onceFor(({ parts }: Text): readonly string[] =>
  parts.flatMap((part) => (typeof part === 'object' && part.resource !== undefined ? [part.resource.address] : [])),
);

/** Whether a pattern speaks of others only: nearly all of a large policy do, and need not be compared. */
function isOfOthers(pattern: Text, source: Feed['source']): boolean {
  const addresses = mentioned(pattern);
  if (addresses.length === 0 || addresses.includes(source.address)) return false;
  const name = nameOf(source);
  return name === undefined || mentioned(name).length === 0;
}

/** Whether a pattern of a policy's resources holds a resource that feeds a function: certainly, whatever the deployment knows. */
export function holdsFeed(pattern: Text, source: Feed['source']): Verdict {
  if (isOfOthers(pattern, source)) return 'no';
  const { service, head } = arnBefore(source.kind);
  const own = { name: source.address };
  const parts = pattern.parts.flatMap((part, index): Parts => {
    if (typeof part === 'string' || part.resource?.address !== source.address) return [part];
    const { attribute } = part.resource;
    // A topic gives its ARN for its id, too.
    if (/^arn$/i.test(attribute) || (source.kind === 'topic' && index === 0))
      return [`arn:aws:${service}:::${head}`, own];
    return /arn$/i.test(attribute) ? [part] : [own];
  });
  const given = nameOf(source);
  const names: readonly Parts[] = [[own], ...(given === undefined ? [] : [given.parts])];
  const text = textOf(parts, pattern.at);
  if (wholeText(text) === '*') return 'yes';
  const segments = arnSegments(text.parts);
  if (segments.length < 6) return scopeOf(pattern).breadth === 'unknown' ? 'maybe' : 'no';
  if (wholeText({ parts: segments[2] ?? [] }) !== service) return 'no';
  const held = { parts: segments[5] ?? [] };
  const isHeld = names.some((name) => {
    const whole = textOf([head, ...name], pattern.at);
    if (source.kind !== 'bucket') return covers(held, whole) === 'yes';
    // What is written to is one of the objects in it.
    const inside = textOf([...name, '/*'], pattern.at);
    return covers(held, inside) === 'yes' || covers(inside, held) === 'yes';
  });
  return isHeld ? 'yes' : 'no';
}

/** The name of a resource, where one is given. */
function nameOf(source: Feed['source']): Text | undefined {
  const name = givenName(source);
  return name?.state === 'known' && name.value.parts.length > 0 ? name.value : undefined;
}

/** Whether a function may go round in loops by its own settings; in Terraform these are a resource of its own. */
export const isToldToLoop = (fn: Resource<'function'>, graph: Graph): boolean =>
  graph.quietly(() =>
    [
      fn,
      ...graph.naming('recursionConfig', fn).filter((each) => graph.exists(each) && leadsToFunction(each.of, fn)),
    ].some(({ recursiveLoop }) => recursiveLoop.state === 'known' && recursiveLoop.value === 'Allow'),
  );
