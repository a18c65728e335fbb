import type { PolicyDocument } from '../../iam/document.js';
import { covers, overlaps } from '../../iam/patterns.js';
import { arnSegments, scopeOf } from '../../iam/resources.js';
import { arnOfKind, arns } from '../../resources/arns.js';
import type { Kind } from '../../resources/index.js';
import { isTerraform } from '../../resources/spelling.js';
import { type Text, type Verdict, textOf, wholeText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { givenName, isGiven, leadsTo } from '../naming.js';
import { spellLink } from '../phrases.js';
import type { AnyResource, Link, Resource, Spot } from '../resource.js';
import { serviceOf } from '../rights/permissions.js';
import type { PolicyHome } from '../rights/policy-homes.js';
import { policiesOn, policyService } from '../rights/resource-policies.js';
import { functionsWith } from '../rights/role-users.js';
import { sourcesOf } from './sources.js';
import { aliasesOf } from './triggers.js';

/** What Lambda does with the role of a function for one of its settings, beside what its code does. */
export interface Need {
  /** The setting. */
  readonly at: Spot;
  /** What it makes of the function, in words: `is in a VPC`. */
  readonly says: string;
  /** One action of each of these groups has to be allowed. */
  readonly actions: readonly (readonly string[])[];
  /** What on; none: the setting is about no one resource. */
  readonly on?: Link<Kind>;
  /** Whether it is needed on the executions of that, a durable function, whose ARNs are longer than its own. */
  readonly executions?: true;
  /** Whether it is needed on a version or an alias of that, a function: the ARN of an alias may hold it, too. */
  readonly qualified?: true;
  /** How to speak of that, where its name alone does not say it, and where `says` does not name it. */
  readonly where?: string;
  readonly there?: string;
  /** A managed policy of AWS that allows all of it. */
  readonly policy?: string;
  /** What comes of it where the role does not allow it. */
  readonly effect: string;
  /** Why the setting may come to nothing. */
  readonly doubt?: string;
}

const refused = 'so the deployment fails';

/**
 * What the settings of a function itself need.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @see https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
 */
export function needsOfFunction(fn: Resource<'function'>): readonly Need[] {
  const { subnets, tracing, deadLetter, executionTimeout } = fn;
  const needs: Need[] = [];
  if (subnets.state === 'unknown' || (subnets.state === 'known' && subnets.value.length > 0)) {
    needs.push({
      ...(subnets.state === 'unknown' && subnets.some !== true && { doubt: subnets.why }),
      at: subnets,
      says: 'is in a VPC',
      actions: [['ec2:CreateNetworkInterface'], ['ec2:DescribeNetworkInterfaces'], ['ec2:DeleteNetworkInterface']],
      policy: 'AWSLambdaVPCAccessExecutionRole',
      effect: refused,
    });
  }
  if (tracing.state === 'known' && tracing.value === 'Active') {
    needs.push({
      at: tracing,
      says: 'is traced',
      actions: [['xray:PutTraceSegments']],
      policy: 'AWSXRayDaemonWriteAccess',
      effect: refused,
    });
  }
  if (executionTimeout.state !== 'absent') {
    const { name, address } = fn;
    needs.push({
      ...(executionTimeout.state === 'unknown' && { doubt: executionTimeout.why }),
      at: executionTimeout,
      says: 'is durable',
      actions: [['lambda:CheckpointDurableExecution'], ['lambda:GetDurableExecutionState']],
      on: { state: 'known', name, at: fn.at, resource: fn, identity: `resource:${address}` },
      executions: true,
      there: 'on its executions',
      where: `the ARN of ${name} with :* at its end`,
      policy: 'AWSLambdaBasicDurableExecutionRolePolicy',
      effect: 'so its executions fail at their first step',
    });
  }
  return [...needs, ...sending(deadLetter, refused)];
}

/**
 * What the settings for asynchronous invocation need.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const needsOfInvokeConfig = ({ onFailure }: Resource<'eventInvokeConfig'>): readonly Need[] =>
  sending(onFailure, refused);

/** What Lambda and EventBridge Pipes read with, by the service; of others it is not known for certain. */
const readings: ReadonlyMap<string, { readonly actions: Need['actions']; readonly policy: string }> = new Map(
  Object.entries({
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
    sqs: {
      actions: [['sqs:ReceiveMessage'], ['sqs:DeleteMessage'], ['sqs:GetQueueAttributes']],
      policy: 'AWSLambdaSQSQueueExecutionRole',
    },
    // https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html; consumers of one's own are subscribed to.
    kinesis: {
      actions: [
        ['kinesis:GetRecords', 'kinesis:SubscribeToShard'],
        ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:DescribeStreamConsumer'],
      ],
      policy: 'AWSLambdaKinesisExecutionRole',
    },
    // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
    dynamodb: {
      actions: [['dynamodb:GetRecords'], ['dynamodb:GetShardIterator'], ['dynamodb:DescribeStream']],
      policy: 'AWSLambdaDynamoDBExecutionRole',
    },
  }),
);

export const readingFrom = (service: string): ReturnType<typeof readings.get> => readings.get(service);

/** What an event source mapping needs. */
export function needsOfMapping(mapping: Resource<'mapping'>): readonly Need[] {
  const { source, onFailure } = mapping;
  const lost = sending(onFailure, 'so what fails is lost');
  const [service, ...others] = sourcesOf(mapping);
  const needed = service === undefined || others.length > 0 ? undefined : readings.get(service);
  if (needed === undefined) return lost;
  return [{ at: source, says: `reads from ${spellLink(source)}`, on: source, ...needed, effect: refused }, ...lost];
}

const sends: ReadonlyMap<string, string> = new Map([
  ['queue', 'sqs:SendMessage'],
  ['sqs', 'sqs:SendMessage'],
  ['topic', 'sns:Publish'],
  ['sns', 'sns:Publish'],
]);

/** What sending to a queue or topic needs; elsewhere other services are the judges. */
function sending(to: Link<Kind>, effect: string): readonly Need[] {
  if (!isGiven(to)) return [];
  const service = to.state === 'external' ? wholeText({ parts: arnSegments(to.text.parts)[2] ?? [] }) : undefined;
  const action = sends.get(to.state === 'known' ? to.resource.kind : (service ?? ''));
  if (action === undefined) return [];
  return [{ at: to, says: `sends what fails to ${spellLink(to)}`, on: to, actions: [[action]], effect }];
}

/** The actions that Lambda needs of a role for all functions that have it, as AWS spells them. */
export const neededActions = (role: Resource<'role'>, graph: Graph): ReadonlySet<string> =>
  graph.kept(actionsFor, role);

function actionsFor(role: Resource<'role'>, graph: Graph): ReadonlySet<string> {
  const needs = functionsWith(role, graph, Infinity).flatMap((fn) => [
    ...needsOfFunction(fn),
    ...[fn, ...aliasesOf(fn, graph)].flatMap((target) => [
      ...graph.naming('mapping', target).flatMap(needsOfMapping),
      ...graph.naming('eventInvokeConfig', target).flatMap(needsOfInvokeConfig),
    ]),
  ]);
  return new Set(needs.flatMap(({ actions }) => actions.flat()));
}

/**
 * Whether a pattern of a policy's resources holds what a link names, or its executions; in which region and account does not matter.
 */
export function holdsTarget(pattern: Text, target: Link<Kind>, graph: Graph, executions?: true): Verdict {
  if (['star', 'effectively-star'].includes(scopeOf(pattern).breadth)) return 'yes';
  const [, , , , , rest = []] = arnSegments(pattern.parts);
  if (wholeText({ parts: rest }) === '*') return 'yes';
  if (target.state === 'external') {
    const meant = [target.text, consumedBy(target.text)];
    if (meant.some((text) => covers(pattern, text) === 'yes')) return 'yes';
    return meant.every((text) => overlaps(pattern, text) === 'no') ? 'no' : 'maybe';
  }
  if (target.state !== 'known') return 'maybe';
  const { resource } = target;
  const references = pattern.parts.flatMap((part) => (typeof part === 'object' ? (part.resource ?? []) : []));
  // A table is meant by its streams, too.
  const isMeant = references.some(({ address }) => address === resource.address);
  const isOfExecutions = executions === true && resource.kind === 'function';
  if (isMeant) return isOfExecutions ? holdsExecutions(pattern, resource) : 'yes';
  // Through a consumer its stream is read.
  if (resource.kind === 'stream' && isGiven(resource.consumed)) return holdsTarget(pattern, resource.consumed, graph);
  // What hands on what it is given (a parameter in the Parameter Store, a nested stack) may give the ARN that is needed.
  const areOthers = references.length > 0 && references.every(({ address }) => hasArn(graph.resource(address)));
  if (areOthers && isWholeArn(pattern)) return 'no';
  const name = resource.kind === 'function' ? resource.functionName : givenName(resource);
  if (isOfExecutions) return areOthers ? 'no' : holdsExecutions(pattern, resource);
  // What has no name of its own is named by nothing but a reference.
  if (name?.state !== 'known') return areOthers && name?.state !== 'unknown' ? 'no' : 'maybe';
  const verdict = overlaps(pattern, arnOf(resource.kind, name.value));
  // What stands in for AWS where a plan is tried gives ARNs that do not hold the names.
  return verdict === 'no' && isTerraform(resource.language) ? 'maybe' : verdict;
}

/**
 * Whether a pattern holds the executions of a durable function. Their ARNs go on behind one of its versions, so that its own
 * ARN names none of them.
 */
function holdsExecutions({ parts, at }: Text, { address, functionName, language }: Resource<'function'>): Verdict {
  const attributes = parts.flatMap((part) =>
    typeof part === 'object' && part.resource?.address === address ? [part] : [],
  );
  if (attributes.some(({ partly, resource }) => partly === true || /^qualified/.test(resource?.attribute ?? '')))
    return 'maybe';
  // What has no name of its own is named by nothing but a reference.
  if (functionName.state !== 'known' && attributes.length === 0) return 'maybe';
  const name = functionName.state === 'known' ? functionName.value.parts : [address];
  const arn = [arns.function.slice(0, -1), ...name];
  const named = parts.flatMap((part) => {
    if (typeof part === 'string' || part.resource?.address !== address) return [part];
    return /arn$/i.test(part.resource.attribute) ? arn : name;
  });
  const verdict = overlaps(textOf(named, at), textOf([...arn, ':*/durable-execution/*'], at));
  return verdict === 'no' && isTerraform(language) && attributes.length === 0 ? 'maybe' : verdict;
}

/** What an ARN may go on with behind a name: a table is read by its streams, and a function called by its versions and aliases. */
const behind: Partial<Record<Kind, string>> = { function: '*', table: '/stream/*' };

/** The ARN of what has a name, in any region and account. */
function arnOf(kind: Kind, { parts, at }: Text): Text {
  const begin = (arnOfKind(kind) ?? '').replace(/[*^]$/, '');
  return textOf([begin, ...parts, behind[kind] ?? ''], at);
}

/** Whether a pattern names a version or an alias of a function, as far as those are resources of the template. */
export const namesAliasOf = ({ parts }: Text, target: Link<Kind>, graph: Graph): boolean =>
  target.state === 'known' &&
  parts.some((part) => {
    const named = typeof part === 'object' ? graph.resource(part.resource?.address ?? '') : undefined;
    return named?.kind === 'functionAlias' && graph.quietly(() => leadsTo(named.of, target.resource));
  });

/** The ARN of a stream, of that of its consumer: `stream/clicks/consumer/c:1`. */
function consumedBy({ parts, at }: Text): Text {
  const index = parts.findIndex((part) => typeof part === 'string' && part.includes('/consumer/'));
  const part = parts[index];
  if (typeof part !== 'string') return { parts, at };
  return textOf([...parts.slice(0, index), part.slice(0, part.indexOf('/consumer/'))], at);
}

const hasArn = (resource: AnyResource | undefined): boolean =>
  resource !== undefined && arnOfKind(resource.kind) !== undefined;

/** Whether a pattern is the ARN of a resource, with nothing around it. */
const isWholeArn = ({ parts: [only, ...others] }: Text): boolean =>
  typeof only === 'object' &&
  others.length === 0 &&
  only.partly !== true &&
  /arn$/i.test(only.resource?.attribute ?? '');

/** Why a role may not need what it lacks: what it is needed on has a policy that lets in others than services, or may have one. */
export function letIn(target: Link<Kind> | undefined, graph: Graph): (Spot & { readonly why: string }) | undefined {
  if (target?.state === 'external')
    return {
      at: target.at,
      why: `whether a policy of ${spellLink(target)} allows it by itself is known only where that is made`,
    };
  if (target?.state !== 'known') return undefined;
  const { resource } = target;
  const home = graph.quietly(() => guarding(resource, graph).find((each) => each.documents().some(mayLetIn)));
  return home && { at: home.at, why: `the policy of ${resource.name} may allow it by itself` };
}

/** Why a role may not need an action that it lacks: a policy of what belongs to the service may allow it by itself. */
export function letInByService(service: string, graph: Graph): (Spot & { readonly why: string }) | undefined {
  const home = graph.quietly(() => homesOf(service, graph).find((each) => each.documents().some(mayLetIn)));
  const permission =
    service === 'lambda' ? graph.all('permission').find((each) => !isForService(each, graph)) : undefined;
  if (home === undefined && permission === undefined) return undefined;
  return home === undefined
    ? permission && { at: permission.at, why: `${permission.name} may allow it by itself` }
    : { at: home.at, why: `the policy of ${home.holder.name} may allow it by itself` };
}

const isForService = ({ principal }: Resource<'permission'>, graph: Graph): boolean =>
  graph.quietly(() => principal.state === 'known' && serviceOf(principal.value) !== undefined);

/** The policies that guard a resource; of a stream, all that guard streams, as each says only within which one it guards. */
function guarding(resource: Resource<Kind>, graph: Graph): readonly PolicyHome[] {
  switch (resource.kind) {
    case 'queue':
    case 'topic':
      return policiesOn(resource, graph);
    case 'globalTable':
    case 'table':
      return homesOf('dynamodb', graph).filter(
        ({ holder }) => holder.kind === 'resourcePolicy' || holder.address === resource.address,
      );
    case 'stream':
      return homesOf('kinesis', graph);
    default:
      return [];
  }
}

const homesOf = (service: string, graph: Graph): readonly PolicyHome[] =>
  graph.all('policyHome').filter((home) => policyService(home) === service && graph.exists(home));

const mayLetIn = (document: Value<PolicyDocument>): boolean =>
  document.state === 'unknown' ||
  (document.state === 'known' &&
    (document.value.unknowns.length > 0 ||
      document.value.statements.some(
        ({ effect, principals }) => effect !== 'Deny' && principals?.every(({ type }) => type === 'Service') !== true,
      )));
