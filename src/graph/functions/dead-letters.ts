import type { Kind } from '../../resources/index.js';
import { isTerraform } from '../../resources/spelling.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { AnyResource, Link, Resource, ResourceBase, Spot } from '../resource.js';

/**
 * The queues that a resource of each kind hands to what it could not deliver or work on.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
const sending: { readonly [K in Kind]?: (resource: Resource<K>) => readonly Link<Kind>[] } = {
  queue: ({ deadLetterQueue }) => [deadLetterQueue],
  queueRedrive: ({ deadLetterQueue }) => [deadLetterQueue],
  function: ({ deadLetter }) => [deadLetter],
  eventInvokeConfig: ({ onFailure }) => [onFailure],
  mapping: ({ onFailure }) => [onFailure],
  topicSubscription: ({ deadLetterQueue }) => [deadLetterQueue],
  eventRule: ({ targets }) =>
    targets.state === 'known' ? targets.value.map(({ deadLetterQueue }) => deadLetterQueue) : [],
  eventTarget: ({ deadLetterQueue }) => [deadLetterQueue],
  eventBus: ({ deadLetterQueue }) => [deadLetterQueue],
  schedule: ({ deadLetterQueue }) => [deadLetterQueue],
  roleUser: ({ streamDeadLetterQueue, tableDeadLetterQueue }) => [streamDeadLetterQueue, tableDeadLetterQueue],
};

/** Whether something hands its failures to a queue, which is then the last stop; or what keeps that from being told. */
export function takesDeadLetters(
  queue: Resource<'queue'>,
  graph: Graph,
): { readonly is: 'yes' | 'no' } | { readonly is: 'maybe'; readonly why: string; readonly at: Spot } {
  return graph.quietly(() => {
    if (isOpenTo(queue.redrivePermission)) return { is: 'yes' };
    const allowing = graph
      .mentioning('queueRedriveAllow', queue.address)
      .some((each) => graph.exists(each) && leadsTo(each.queue, queue) && isOpenTo(each.redrivePermission));
    if (allowing || senders.some((kind) => graph.naming(kind, queue).some((each) => sends(each, queue, graph)))) {
      return { is: 'yes' };
    }
    // A plan may hide where failures go; nothing else does without a name for it.
    if (!isTerraform(queue.language)) return { is: 'no' };
    const hidden = graph.kept(hiddenLink, graph);
    return hidden?.state === 'unknown' ? { is: 'maybe', why: hidden.why, at: hidden } : { is: 'no' };
  });
}

/** Some link of which not even is known what it leads to. */
const hiddenLink = (graph: Graph): Link<Kind> | undefined =>
  senders
    .flatMap((kind) => graph.all(kind).flatMap((each) => linksOf(each)))
    .find((link) => link.state === 'unknown' && link.identity === undefined);

const senders = Object.keys(sending) as (keyof typeof sending)[];

const linksOf = (resource: AnyResource): readonly Link<Kind>[] =>
  (sending[resource.kind] as ((resource: AnyResource) => readonly Link<Kind>[]) | undefined)?.(resource) ?? [];

function sends(from: AnyResource, queue: Resource<'queue'>, graph: Graph): boolean {
  if (from.address === queue.address || !graph.exists(from)) return false;
  return linksOf(from).some((link) => leadsTo(link, queue, queue.queueName) || mayLead(link, from, queue, graph));
}

/** A redrive policy of which a plan keeps nothing but that it refers to the queue: it can do so in one way only. */
const mayLead = (link: Link<Kind>, from: ResourceBase, { address }: ResourceBase, graph: Graph): boolean =>
  link.state === 'unknown' &&
  link.identity === undefined &&
  (from.kind === 'queue' || from.kind === 'queueRedrive') &&
  graph.mentioned(from.address).has(address);

/** Whether a queue says by itself that others may hand their failures to it; all may where it says nothing. */
const isOpenTo = (permission: Resource<'queue'>['redrivePermission']): boolean =>
  permission.state === 'known' && permission.value !== 'denyAll';

/** Where a queue's own failures go: its own setting, or that of a resource which sets it. */
export function redriveOf(queue: Resource<'queue'>, graph: Graph): Link<'queue'> {
  const own = queue.deadLetterQueue;
  if (own.state !== 'absent') return own;
  const beside = graph
    .mentioning('queueRedrive', queue.address)
    .find((each) => graph.exists(each) && leadsTo(each.queue, queue));
  return beside?.deadLetterQueue ?? own;
}
