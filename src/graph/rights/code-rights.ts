import type { Call, CodeUse } from '../../code/uses.js';
import type { Gap } from '../../code/gap.js';
import type { Statement } from '../../iam/document.js';
import { isAboutAssuming } from '../../iam/trust.js';
import { wholeText } from '../../values/text.js';
import { callsOfCode } from '../functions/code.js';
import { needsOfFunction } from '../functions/needs.js';
import { sourcesOf } from '../functions/sources.js';
import { aliasesOf } from '../functions/triggers.js';
import type { Graph } from '../graph.js';
import { isGiven, leadsToFunction } from '../naming.js';
import type { Resource } from '../resource.js';
import { functionsWith, isHandedOn, otherRoleUsers } from './role-users.js';

/** What the code of all functions with a role may need of it, and what Lambda needs of it for them. */
export interface RoleUse extends CodeUse {
  readonly functions: readonly Resource<'function'>[];
  /** Actions in lower case that Lambda itself may need. */
  readonly ofLambda: ReadonlySet<string>;
}

/** What may be needed of some roles; `others` are patterns of packages that call nothing of AWS. */
export function useOf(roles: readonly Resource<'role'>[], others: readonly string[], graph: Graph): RoleUse {
  const functions = [...new Set(roles.flatMap((role) => functionsWith(role, graph, Infinity)))];
  const actions = new Map<string, Call>();
  const services = new Map<string, Gap>();
  const gaps = roles.flatMap((role) => userBeside(role, graph) ?? []);
  for (const fn of functions) {
    const use = callsOfCode(fn, others, graph);
    if ('gap' in use) {
      gaps.push(use.gap);
      continue;
    }
    for (const [action, call] of use.actions) if (!actions.has(action)) actions.set(action, call);
    for (const [service, gap] of use.services) if (!services.has(service)) services.set(service, gap);
    for (const gap of use.gaps) gaps.push(gap);
  }
  return {
    functions,
    actions,
    services,
    gaps,
    ofLambda: new Set(functions.flatMap((fn) => actionsOfLambda(fn, graph))),
  };
}

/** Why something else than functions of the template may act with a role. */
function userBeside(role: Resource<'role'>, graph: Graph): Gap | undefined {
  const [other] = otherRoleUsers(role, graph).filter(({ by }) => graph.exists(by));
  if (other !== undefined) return { why: `${other.by.name} acts with ${role.name}, too`, at: other.role.at };
  if (isHandedOn(role, graph)) return { why: `functions of others may have ${role.name}, too`, at: role.at };
  const { trust } = role;
  if (trust.state !== 'known' || trust.value.unknowns.length > 0) {
    return { why: `what may act with ${role.name} is known only at deployment`, at: trust.at };
  }
  const foreign = trust.value.statements.find((statement) => !isForLambda(statement));
  return foreign && { why: `not only Lambda may act with ${role.name}`, at: foreign.at };
}

const isForLambda = (statement: Statement): boolean =>
  statement.effect === 'Deny' ||
  !isAboutAssuming(statement) ||
  (statement.principals ?? []).every(
    ({ type, value }) => type === 'Service' && /^lambda\.amazonaws\.com(?:\.cn)?$/.test(wholeText(value) ?? ''),
  );

/** What is sent where an invocation fails, or succeeds, wherever that goes. */
const sending = [
  'events:putevents',
  'lambda:invokefunction',
  's3:listbucket',
  's3:putobject',
  'sns:publish',
  'sqs:sendmessage',
];

/**
 * What Lambda reads from a source with; what it needs where access is by a secret is among the rest.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html
 */
const reading: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    dynamodb: ['describestream', 'getrecords', 'getsharditerator', 'liststreams'].map((name) => `dynamodb:${name}`),
    kinesis: [
      'describestream',
      'describestreamconsumer',
      'describestreamsummary',
      'getrecords',
      'getsharditerator',
      'listshards',
      'liststreams',
      'subscribetoshard',
    ].map((name) => `kinesis:${name}`),
    sqs: ['changemessagevisibility', 'deletemessage', 'getqueueattributes', 'getqueueurl', 'receivemessage'].map(
      (name) => `sqs:${name}`,
    ),
  }),
);

/** The actions that Lambda itself may need of the role of a function, in lower case. */
export function actionsOfLambda(fn: Resource<'function'>, graph: Graph): readonly string[] {
  const targets = [fn, ...aliasesOf(fn, graph)];
  const mappings = targets.flatMap((target) =>
    graph.naming('mapping', target).filter((each) => leadsToFunction(each.function, target)),
  );
  const configs = targets.flatMap((target) => graph.naming('eventInvokeConfig', target));
  const sends = isGiven(fn.deadLetter) || configs.length > 0 || mappings.some(({ onFailure }) => isGiven(onFailure));
  return [
    ...needsOfFunction(fn).flatMap(({ actions }) => actions.flat().map((action) => action.toLowerCase())),
    ...(sends ? sending : []),
    ...mappings.flatMap(sourcesOf).flatMap((source) => reading.get(source) ?? ['secretsmanager:getsecretvalue']),
  ];
}
