import type { PolicyCondition, Statement } from '../../iam/document.js';
import type { Kind } from '../../resources/index.js';
import { addTo } from '../../source/groups.js';
import { isWithin } from '../../source/source.js';
import { wholeText } from '../../values/text.js';
import { type Unknown, itemsOf } from '../../values/value.js';
import { narrowsBy } from '../apis/api-policy.js';
import { listOf, spell } from '../phrases.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { isAnybodys } from './permissions.js';
import type { PolicyHome } from './policy-homes.js';

const judged: ReadonlySet<string> = new Set<Kind>([
  'bucket',
  'eventBus',
  'eventBusStatement',
  'globalTable',
  'key',
  'logDestination',
  'logGroup',
  'otherResourcePolicy',
  'queue',
  'repository',
  'resourcePolicy',
  'searchDomain',
  'secret',
  'table',
  'topic',
]);
const services = [
  'dynamodb',
  'ecr',
  'es',
  'events',
  'kinesis',
  'kms',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
] as const;

/** The service whose resource a policy guards; `undefined`: it is none of those policies, or that of an API. */
export function policyService({ use, holder }: PolicyHome): (typeof services)[number] | undefined {
  if (use !== 'resource' || !judged.has(holder.kind)) return undefined;
  const words = holder.type
    .toLowerCase()
    .replace(/cloudwatch_(event|log)/, '$1s')
    .replace(/(?:open|elastic)search(?:service)?/, 'es')
    .split(/::|_/);
  return services.find((service) => words.includes(service));
}

type Guarded = Resource<'queue'> | Resource<'topic'> | Resource<'bucket'>;

/** The policies of the template that guard a queue, a topic or a bucket: its own, and those that name it. */
export function policiesOn(resource: Guarded, graph: Graph): readonly PolicyHome[] {
  const byAddress = graph.once(homesByAddress);
  const naming = graph
    .naming('resourcePolicy', resource)
    .filter((each) => graph.exists(each) && guards(each, resource));
  return [resource, ...naming]
    .flatMap(({ address }) => byAddress.get(address) ?? [])
    .filter((home) => home.documents().some(({ state }) => state !== 'absent'));
}

function guards(policy: Resource<'resourcePolicy'>, resource: Guarded): boolean {
  const { queues, topics, queue, topic, bucket } = policy;
  const name =
    resource.kind === 'queue'
      ? resource.queueName
      : resource.kind === 'topic'
        ? resource.topicName
        : resource.bucketName;
  return [...itemsOf(queues), ...itemsOf(topics), queue, topic, bucket].some((link) => leadsTo(link, resource, name));
}

const homesByAddress = (graph: Graph): ReadonlyMap<string, readonly PolicyHome[]> => {
  const found = new Map<string, PolicyHome[]>();
  for (const home of graph.all('policyHome')) addTo(found, home.address, home);
  return found;
};

/** The statements of a policy; what can't be told of it goes to `undecided`. */
export function statementsIn(home: PolicyHome, undecided: (why: string, at: Spot) => void): readonly Statement[] {
  return home.documents().flatMap((document) => {
    if (document.state === 'unknown') undecided(document.why, document);
    if (document.state !== 'known') return [];
    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    return document.value.statements;
  });
}

/**
 * The same, and which of the statements are known as a whole: what can't be told of one may be the condition that narrows it.
 */
export function readStatements(
  home: PolicyHome,
  undecided: (why: string, at: Spot) => void,
): { readonly statements: readonly Statement[]; readonly isWhole: (statement: Statement) => boolean } {
  const hidden: Spot[] = [];
  const statements = statementsIn(home, (why, at) => {
    hidden.push(at);
    undecided(why, at);
  });
  return { statements, isWhole: ({ at }) => !hidden.some((spot) => isWithin(spot.at, at)) };
}

/** Whether callers are kept out before the policy is asked: from a search domain by its network, or as none of its own users. */
export function keptApart({ holder }: PolicyHome): 'yes' | 'no' | Unknown {
  if (holder.kind !== 'searchDomain') return 'no';
  const { subnets, hasUsers } = holder;
  if ((subnets.state === 'known' && subnets.value.length > 0) || (hasUsers.state === 'known' && hasUsers.value))
    return 'yes';
  return subnets.state === 'unknown' ? subnets : hasUsers.state === 'unknown' ? hasUsers : 'no';
}

/** What a statement is about, in words. */
export const sayActions = ({ actions }: Statement): string =>
  actions === undefined ? 'all but some actions' : listOf(actions.map(spell));

/** What a statement with NotAction is about. */
export const sayAllBut = ({ notActions = [] }: Statement): string =>
  `every action but ${listOf(notActions.map(spell)) || 'what NotAction names'}`;

/** Keys that tell callers apart beside those of every policy. */
const more = new Set([
  'aws:federatedprovider',
  'aws:principalservicename',
  'aws:sourceowner',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'sns:endpoint',
]);
/** Keys that any caller can meet. */
const idle =
  /^(?:aws:(?:currenttime|epochtime|multifactorauth(?:age|present)|referer|requestedregion|securetransport|tlsversion|useragent|viaawsservice)|events:(?:detail-type|detail\..*|source|targetarn)|kms:viaservice|s3:(?:authtype|prefix|delimiter|max-keys|signatureage|signatureversion|tlsversion|versionid|x-amz-.*)|sns:protocol)$/;

/** Keys that limit callers, but not to what was found with them. */
const known =
  /^aws:(?:source(?:account|arn|ip|orgid|orgpaths|vpce?)|principal(?:account|arn|orgid|orgpaths)|vpcsourceip|userid|username)$/;

/** Whether a condition of an Allow limits who is let in; `maybe`: nobody here knows its key. */
export function limiting(condition: PolicyCondition): 'yes' | 'no' | 'maybe' {
  const { operator, key, values } = condition;
  if (values.length === 0) return 'maybe';
  if (values.some(isAnybodys)) return 'no';
  if (narrowsBy(condition, 'Allow') !== undefined) return 'yes';
  const plain = operator.toLowerCase().replace(/^foranyvalue:/, '');
  if (plain.startsWith('forallvalues:') || plain.endsWith('ifexists') || plain === 'null' || plain.includes('not'))
    return 'no';
  const name = key.toLowerCase();
  if (more.has(name)) return values.some((value) => wholeText(value) === '') ? 'maybe' : 'yes';
  if (idle.test(name)) return 'no';
  return known.test(name) ? 'no' : 'maybe';
}
