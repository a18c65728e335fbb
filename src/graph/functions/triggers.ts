import type { Kind } from '../../resources/index.js';
import { type Text, wholeText as nameOf, printText } from '../../values/text.js';
import { type Open, openIn } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { callsOf } from '../apis/backends.js';
import { isGiven, leadsToFunction } from '../naming.js';
import { wordOf } from '../phrases.js';
import type { AnyResource, Link, Resource, ResourceBase, Spot } from '../resource.js';

/** Something that invokes a function and does not wait for what comes of it. */
export interface Trigger {
  readonly from: Spot & { readonly name: string };
  /** The alias or version that it invokes; none: the function itself. */
  readonly qualifier: Resource<'functionAlias'> | undefined;
  /** Why it can't be told whether it waits after all. */
  readonly open: Open | undefined;
}

/**
 * What a resource of each kind invokes asynchronously.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
const invoking: { readonly [K in Kind]?: (resource: Resource<K>) => readonly Link<'function' | 'functionAlias'>[] } = {
  eventRule: ({ targets }) => each(targets, ({ target }) => [target]),
  eventTarget: ({ target }) => [target],
  schedule: ({ target }) => [target],
  roleUser: ({ invocationType: type, pipeTarget }) =>
    type.state === 'known' && type.value !== 'FIRE_AND_FORGET' ? [] : [pipeTarget],
  bucket: ({ notified }) => each(notified, (block) => [block.function]),
  bucketNotification: ({ notified }) => each(notified, (block) => [block.function]),
  topic: ({ subscriptions }) => each(subscriptions, subscribed),
  topicSubscription: (subscription) => subscribed(subscription),
  iotRule: ({ actions, errorFunction }) => [...each(actions, (action) => [action.function]), errorFunction],
  receiptRule: ({ actions }) =>
    each(actions, ({ function: fn, invocationType: type }) =>
      type.state === 'known' && type.value !== 'Event' ? [] : [fn],
    ),
  subscriptionFilter: ({ destination }) => [destination],
};

/** Why it can't be told whether a resource waits for what it invokes. */
function doubtOf(from: AnyResource): Open | undefined {
  if (from.kind === 'roleUser') return openIn(from.invocationType);
  if (from.kind !== 'receiptRule') return undefined;
  return each(from.actions, ({ invocationType }) => [openIn(invocationType)]).find((open) => open !== undefined);
}

type Subscribed = Pick<Resource<'topicSubscription'>, 'protocol' | 'endpoint'>;

/** Only the protocol `lambda` takes the ARN of a function: one that is not known can be no other. */
const subscribed = ({ protocol, endpoint }: Subscribed): readonly Link<'function' | 'functionAlias'>[] =>
  protocol.state === 'unknown' || (protocol.state === 'known' && protocol.value === 'lambda')
    ? [endpoint as Link<'function' | 'functionAlias'>]
    : [];

function each<T, R>(
  blocks: { readonly state: 'known'; readonly value: readonly T[] } | { readonly state: 'absent' | 'unknown' },
  of: (block: T) => readonly R[],
): readonly R[] {
  return blocks.state === 'known' ? blocks.value.flatMap(of) : [];
}

/** Everything that invokes a function asynchronously, in the world that is being looked at. */
export function asyncTriggers(fn: Resource<'function'>, graph: Graph): readonly Trigger[] {
  return graph.quietly(() => {
    const aliases = aliasesOf(fn, graph);
    const found = (Object.keys(invoking) as (keyof typeof invoking)[]).flatMap((kind) => {
      const linksOf = invoking[kind] as (resource: ResourceBase) => readonly Link<'function' | 'functionAlias'>[];
      return [fn, ...aliases].flatMap((target): readonly Trigger[] => {
        const resources: readonly AnyResource[] = graph.naming(kind, target);
        return resources
          .filter((from) => graph.exists(from))
          .flatMap((from) => {
            const links = linksOf(from).filter((link) => leadsToFunction(link, target));
            const called = links.map((link) => (target.kind === 'functionAlias' ? target : aliasBehind(link, aliases)));
            return [...new Set(called)].map((qualifier) => ({ from, qualifier, open: doubtOf(from) }));
          });
      });
    });
    return [...found, ...routesTo(fn, aliases, graph)];
  });
}

/** The routes whose integration invokes a function asynchronously, or may. */
function routesTo(
  fn: Resource<'function'>,
  aliases: readonly Resource<'functionAlias'>[],
  graph: Graph,
): readonly Trigger[] {
  return callsOf(fn, graph).flatMap(({ at, name, uri, invocation }): readonly Trigger[] => {
    if (invocation.is !== 'Event' && invocation.is !== 'unknown') return [];
    const open = invocation.is === 'unknown' ? { at, why: invocation.open } : undefined;
    return [{ from: { at, name }, qualifier: aliasIn(uri, aliases), open }];
  });
}

/** The alias that the URI of an integration calls. */
function aliasIn(uri: Text, aliases: readonly Resource<'functionAlias'>[]): Trigger['qualifier'] {
  const written = printText(uri);
  return aliases.find(
    ({ address, aliasName }) =>
      uri.parts.some((part) => typeof part === 'object' && part.resource?.address === address) ||
      (aliasName.state === 'known' && written.includes(`:${printText(aliasName.value)}/invocations`)),
  );
}

/** The aliases and versions of a function in the world that is being looked at. */
export const aliasesOf = (fn: Resource<'function'>, graph: Graph): readonly Resource<'functionAlias'>[] =>
  graph.naming('functionAlias', fn).filter((alias) => graph.exists(alias) && leadsToFunction(alias.of, fn));

/** The alias whose name stands behind the ARN of its function. */
function aliasBehind(link: Link<Kind>, aliases: readonly Resource<'functionAlias'>[]): Trigger['qualifier'] {
  if (link.state !== 'known' || link.qualifier === undefined) return undefined;
  return aliases.find(({ aliasName }) => aliasName.state === 'known' && nameOf(aliasName.value) === link.qualifier);
}

/** What to set so that failed calls of a function are sent somewhere, in the words of its author. */
export function failureWord(fn: Resource<'function'>): string {
  const word = wordOf('eventInvokeConfig', 'onFailure', fn);
  return fn.language === 'sam' ? word : `${word} of an event invoke config`;
}

/** Where the failures of a trigger's calls go, or what keeps it from being told. */
export type Destination =
  | { readonly is: 'given' }
  | { readonly is: 'none'; readonly other?: Spot }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Spot };

/** Whether failed calls of a trigger are sent anywhere by settings for asynchronous invocation. */
export function failureDestination({ qualifier }: Trigger, fn: Resource<'function'>, graph: Graph): Destination {
  return graph.quietly(() => {
    const settings = settingsOf(fn, graph);
    const sending = settings.filter(({ config }) => isGiven(config.onFailure));
    if (sending.some((each) => isFor(each, qualifier))) return { is: 'given' };
    const open = graph
      .all('eventInvokeConfig')
      .find((each) => isStranger(each, graph) && graph.exists(each) && each.function.state === 'unknown');
    if (open?.function.state === 'unknown') return { is: 'unknown', why: open.function.why, at: open.function };
    const [other] = sending;
    return { is: 'none', ...(other === undefined ? {} : { other: other.config }) };
  });
}

interface Settings {
  readonly config: Resource<'eventInvokeConfig'>;
  readonly alias: Resource<'functionAlias'> | undefined;
}

function settingsOf(fn: Resource<'function'>, graph: Graph): readonly Settings[] {
  return [undefined, ...aliasesOf(fn, graph)].flatMap((alias) =>
    graph
      .naming('eventInvokeConfig', alias ?? fn)
      .filter((config) => graph.exists(config) && leadsToFunction(config.function, alias ?? fn))
      .map((config) => ({ config, alias })),
  );
}

/** Settings count for one version or alias only: `$LATEST` where they name none. Names that can't be told may be the same. */
function isFor({ config, alias }: Settings, called: Resource<'functionAlias'> | undefined): boolean {
  if (alias !== undefined) return called?.address === alias.address;
  const { qualifier } = config;
  if (qualifier.state === 'unknown') return true;
  const written = qualifier.state === 'known' ? nameOf(qualifier.value) : '$LATEST';
  if (called === undefined) return written === '$LATEST' || written === undefined;
  const { aliasName } = called;
  const name = aliasName.state === 'known' ? nameOf(aliasName.value) : undefined;
  return written === undefined || name === undefined ? written !== '$LATEST' : written === name;
}

/** Whether something belongs to a function that is named by what only the deployment knows. */
export const isStranger = ({ address }: ResourceBase, graph: Graph): boolean =>
  ![...graph.mentioned(address)].some((each) => graph.resource(each)?.kind === 'function');
