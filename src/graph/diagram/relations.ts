import type { Kind } from '../../resources/index.js';
import { printText } from '../../values/text.js';
import { itemsOf } from '../../values/value.js';
import { domainOf } from '../apis/domains.js';
import { redriveOf } from '../functions/dead-letters.js';
import type { Graph } from '../graph.js';
import type { AnyResource, Link, Resource } from '../resource.js';
import { managedPoliciesOf } from '../rights/attachments.js';
import { isOfTemplate } from '../rights/policy-templates.js';
import type { DiagramKind } from './diagram.js';
import type { End, Part, Relation, Thing } from './relation.js';

/** The relations of a resource, in pieces that are read apart. */
type Reads<K extends Kind> = readonly ((resource: Resource<K>, graph: Graph) => readonly Relation[])[];

const one = (
  from: End,
  label: string,
  to: End,
  asTo: DiagramKind,
  asFrom: DiagramKind = 'resource',
): readonly Relation[] => [{ from, to, label, as: [asFrom, asTo] }];

const blocks = <T>(list: { readonly state: string; readonly value?: readonly T[] }): readonly T[] => list.value ?? [];

const holder: Reads<'role'>[number] & Reads<'user'>[number] = (who, graph) =>
  managedPoliciesOf(who, graph).flatMap((policy) => one(who, 'has', policy, 'policy'));

const unnamed = 'inline policy';

/** Inline policies have no life of their own, but are what a role may do. */
function inline(who: Resource<'role'> | Resource<'user'>): readonly Relation[] {
  return blocks(who.inlinePolicies).flatMap(({ policyName, document, at }, index) => {
    // A policy template of SAM is known by its own name.
    const isTemplate = who.generated && isOfTemplate(document);
    const name = policyName.state === 'known' && !who.generated ? printText(policyName.value) : unnamed;
    const policy: Thing = {
      kind: 'policy',
      noun: isTemplate ? 'policy template' : name === unnamed ? 'policy' : 'inline policy',
      label: isTemplate ? document.name : name,
      key: `inline ${who.address} ${String(index)} ${String(at.start)}`,
      address: who.address,
      owner: who.owner,
      at,
    };
    return one(who, 'has', policy, 'policy');
  });
}

const failures = (from: End, label: string, to: Link<'queue' | 'topic'>): readonly Relation[] =>
  one(from, label, to, 'queue', 'function');

/** What says by itself what it starts. */
const aimed: Reads<'eventTarget' | 'schedule'> = [
  (from) => one(from, 'acts as', from.role, 'role'),
  (from, graph) => {
    const named = ifFunction(from, 'triggers', from.target);
    return named.length > 0 ? named : calls(from, graph);
  },
  (from) => failures(from, 'dead letters', from.deadLetterQueue),
];

/** Everything that leads from one resource to another. */
const relations: { readonly [K in Kind]?: Reads<K> } = {
  function: [
    (fn) => one(fn, 'acts as', fn.role, 'role'),
    (fn) => itemsOf(fn.layers).flatMap((layer) => one(fn, 'uses', layer, 'layer')),
    (fn) => one(fn, 'signed by', fn.codeSigningConfig, 'code signing'),
    (fn) => failures(fn, 'dead letters', fn.deadLetter),
  ],
  codeSigningConfig: [
    (config) => itemsOf(config.publishers).flatMap((profile) => one(config, 'trusts', profile, 'code signing')),
  ],
  role: [holder, (role) => inline(role), (role) => one(role, 'bounded by', role.boundary, 'boundary')],
  user: [holder, (user) => inline(user), (user) => one(user, 'bounded by', user.boundary, 'boundary')],
  managedPolicy: [
    (policy) => itemsOf(policy.roles).flatMap((role) => one(role, 'has', policy, 'policy', 'role')),
    (policy) => itemsOf(policy.users).flatMap((user) => one(user, 'has', policy, 'policy', 'user')),
  ],
  attachedPolicy: [
    (policy) => [...itemsOf(policy.roles), policy.role].flatMap((role) => one(role, 'has', policy, 'policy', 'role')),
    (policy) => [...itemsOf(policy.users), policy.user].flatMap((user) => one(user, 'has', policy, 'policy', 'user')),
  ],
  functionUrl: [(url) => one(url, 'calls', url.function, 'function')],
  mapping: [
    ({ source, function: fn }) => one(source, 'feeds', fn, 'function', 'event source'),
    ({ function: fn, onFailure }) => failures(fn, 'failures', onFailure),
  ],
  eventInvokeConfig: [({ function: fn, onFailure }) => failures(fn, 'failures', onFailure)],
  queue: [(queue, graph) => failures(queue, 'dead letters', redriveOf(queue, graph))],
  topic: [
    (topic) => blocks(topic.subscriptions).flatMap(({ endpoint }) => one(topic, 'notifies', endpoint, 'function')),
  ],
  topicSubscription: [
    ({ topic, endpoint, protocol }) =>
      protocol.state === 'known' && ['lambda', 'sqs'].includes(protocol.value)
        ? one(topic, 'notifies', endpoint, protocol.value === 'sqs' ? 'queue' : 'function', 'topic')
        : [],
    ({ topic, deadLetterQueue }) => failures(topic, 'dead letters', deadLetterQueue),
  ],
  bucket: [(bucket) => blocks(bucket.notified).flatMap((each) => one(bucket, 'notifies', each.function, 'function'))],
  bucketNotification: [
    (each, graph) =>
      [...graph.mentioned(each.address)]
        .flatMap((address) => graph.resource(address) ?? [])
        .filter(({ kind }) => kind === 'bucket')
        .flatMap((bucket) => blocks(each.notified).flatMap((to) => one(bucket, 'notifies', to.function, 'function'))),
  ],
  eventRule: [
    (rule) => blocks(rule.targets).flatMap(({ target }) => ifFunction(rule, 'triggers', target)),
    (rule) => blocks(rule.targets).flatMap((target) => failures(rule, 'dead letters', target.deadLetterQueue)),
    (rule) =>
      [rule.role, ...blocks(rule.targets).map(({ role }) => role)].flatMap((role) =>
        one(rule, 'acts as', role, 'role'),
      ),
  ],
  eventBus: [(bus) => failures(bus, 'dead letters', bus.deadLetterQueue)],
  iotRule: [
    (rule) =>
      [...blocks(rule.actions).map((action) => action.function), rule.errorFunction].flatMap((fn) =>
        ifFunction(rule, 'triggers', fn),
      ),
  ],
  receiptRule: [(rule) => blocks(rule.actions).flatMap((action) => ifFunction(rule, 'triggers', action.function))],
  stateMachine: [(machine) => one(machine, 'acts as', machine.role, 'role'), (machine, graph) => calls(machine, graph)],
  eventTarget: aimed,
  schedule: aimed,
  roleUser: [
    (user) => [user.roleArn, user.serviceRole].flatMap((role) => one(user, 'acts as', role, 'role')),
    (user, graph) => calls(user, graph),
    (user) =>
      [user.streamDeadLetterQueue, user.tableDeadLetterQueue].flatMap((queue) => failures(user, 'dead letters', queue)),
  ],
  graphqlApi: [
    (api) =>
      [api.userPool, ...blocks(api.additional).map(({ userPool }) => userPool)].flatMap((pool) =>
        one(api, 'guarded by', pool, 'user pool'),
      ),
  ],
  basePathMapping: [(mapping) => one(domainOf(mapping), 'serves', mapping.api, 'api', 'domain')],
  apiMapping: [(mapping) => one(domainOf(mapping), 'serves', mapping.api, 'api', 'domain')],
};

/** What is no function is drawn only where the dictionary knows it. */
const ifFunction = (from: End, label: string, to: Link<'function' | 'functionAlias'>): readonly Relation[] =>
  to.state === 'known' || (to.state === 'external' && /:function:/.test(printText(to.text)))
    ? one(from, label, to, 'function')
    : [];

/** A state machine or a pipe names functions anywhere in its definition, and the input of a schedule may do so, too. */
const calls = (
  user: Resource<'roleUser' | 'stateMachine' | 'schedule' | 'eventTarget'>,
  graph: Graph,
): readonly Relation[] =>
  [...graph.mentioned(user.address)]
    .flatMap((address) => graph.resource(address) ?? [])
    .filter((each) => ['function', 'functionAlias'].includes(each.kind) && graph.exists(each))
    .flatMap((fn) => one(user, 'calls', fn, 'function'));

/** All relations between resources, part by part, in the order of the template. */
export function partsOf(graph: Graph): readonly Part[] {
  return graph.template.resources.flatMap(({ address }) => {
    const resource = graph.resource(address);
    if (resource === undefined) return [];
    const reads = (relations[resource.kind] ?? []) as readonly ((
      resource: AnyResource,
      graph: Graph,
    ) => readonly Relation[])[];
    return reads.map((read) => ({
      exists: () => graph.exists(resource),
      relations: () => read(resource, graph),
    }));
  });
}
