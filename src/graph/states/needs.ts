import { neededOfSdk } from '../../code/clients.js';
import { isPassive } from '../../resources/passive.data.js';
import { addTo } from '../../source/groups.js';
import { type Text, globOf, printText } from '../../values/text.js';
import type { Need } from '../functions/needs.js';
import type { Graph } from '../graph.js';
import type { Resource, Spot } from '../resource.js';
import { type Target, targetIn } from '../rights/targets.js';
import { type Task, definitionOf } from './definition.js';
import { type Integration, integrations, logDelivery, managedRule } from './integrations.data.js';

/** What a state machine needs of its role, for one or more of its states or for itself. */
export interface StateNeed extends Need {
  /** The other states that need the same. */
  readonly others: readonly Spot[];
  /** All that is needed together with it, where that is more than is asked for. */
  readonly together?: readonly string[];
}

/** What a state machine needs of its role, as far as its definition is known. */
export interface StateNeeds {
  readonly needs: readonly StateNeed[];
  readonly unknowns: readonly (Spot & { readonly why: string })[];
}

const eachTime = 'so each execution that comes there fails';
const refused = 'so the deployment fails';

/** What the states of a state machine call, what they wait by, and what sends its logs. */
export function needsOfStateMachine(machine: Resource<'stateMachine'>, graph: Graph): StateNeeds {
  const { tasks, distributed, unknowns } = definitionOf(machine, graph);
  const each = tasks.map((task) => ({ task, needs: needsOfTask(task, graph) }));
  const open = each.flatMap(({ task: { resource }, needs: why }) =>
    typeof why === 'string' ? [{ at: resource.at, why }] : [],
  );
  const needs = [
    ...each.flatMap(({ needs: found }) => (typeof found === 'string' ? [] : found)),
    ...distributed.map((at) =>
      need(at, 'runs the items of a map as executions', [['states:StartExecution']], eachTime),
    ),
    ...needsOfLogs(machine),
  ];
  return { needs: together(needs), unknowns: [...unknowns, ...open] };
}

const need = (at: Spot, says: string, actions: Need['actions'], effect: string): Need => ({
  at,
  says,
  actions,
  effect,
});

/** What a task needs; where that can't be told, why. */
function needsOfTask({ resource, state, given }: Task, graph: Graph): readonly Need[] | string {
  const inState = `in its state "${state}"`;
  const invoke = [['lambda:InvokeFunction']];
  const called = calledIn(resource, 'lambda', graph);
  if (called !== undefined)
    return [{ ...need(resource, `calls ${called.link.name} ${inState}`, invoke, eachTime), ...onCalled(called) }];
  const written = globOf(resource);
  if (/^arn:[^:]+:lambda:/.test(written))
    return [need(resource, `calls ${printText(resource)} ${inState}`, invoke, eachTime)];
  if (/^arn:[^:]+:states:[^:]+:[^:]+:activity:/.test(written) || isActivity(resource, graph)) return [];
  const [, sdk, service = '', api = '', pattern = ''] = integrated.exec(written) ?? [];
  if (service === '') return `what its state "${state}" calls is known only at deployment`;
  const what = `${sdk ?? ''}${service}:${api}`;
  const found: Integration = (sdk === undefined && integrations.get(what)) || { actions: neededOfSdk(service, api) };
  if (found.actions.length === 0) return `what ${what} needs is not known`;
  const named = given.get(namedBy.get(`${service}:${api}`) ?? '');
  const on = named && calledIn(named, service, graph);
  const isQualified = ['Qualifier', 'Qualifier.$'].some((name) => given.has(name));
  const calls: Need = {
    ...need(resource, `calls ${what} ${inState}`, found.actions, eachTime),
    ...(on && onCalled({ ...on, ...(isQualified && { qualified: true }) })),
  };
  if (found.managedRule !== true || !pattern.startsWith('.sync')) return [calls];
  const rule = managedRule.map((action) => [action]);
  return [calls, need(resource, `waits for ${what} ${inState}`, rule, refused)];
}

/** Whether a text is the ARN of an activity of this template: workers ask for its tasks, and Step Functions calls nothing. */
const isActivity = ({ parts: [first, ...others] }: Text, graph: Graph): boolean =>
  others.length === 0 &&
  typeof first === 'object' &&
  isPassive(graph.raw(first.resource?.address ?? '')?.type, 'activity');

/** `arn:aws:states:::aws-sdk:dynamodb:query`, `arn:aws:states:::ecs:runTask.sync`; a star stands for a hole. */
const integrated = /^arn:[^:]+:states:::(aws-sdk:)?([\w-]+):(\w+)(\.\w+(?::2)?)?$/;

/** What of a call names the resource that it is about, where that is looked at, by service and API. */
const namedBy: ReadonlyMap<string, string> = new Map([
  ['lambda:invoke', 'FunctionName'],
  ['sns:publish', 'TopicArn'],
  ['sqs:sendMessage', 'QueueUrl'],
  ['states:startExecution', 'StateMachineArn'],
]);

/** A resource of this template that is called, or an alias or a version of one. */
type Called = Target & Required<Pick<Target, 'link'>>;

/** What a text names of these, be it by its ARN, its name, or a version or an alias behind it. */
function calledIn(text: Text, service: string, graph: Graph): Called | undefined {
  const target = targetIn(text, graph);
  return target?.service === service && target.link !== undefined ? { ...target, link: target.link } : undefined;
}

/** An alias is let in by its own ARN or by that of what it stands for: whether it is one of these is looked at for functions alone. */
function onCalled({ link, qualified }: Called): Pick<Need, 'on' | 'qualified' | 'there'> {
  const { kind, name } = link.resource;
  if (kind === 'functionAlias' || (kind !== 'function' && qualified === true)) return {};
  return { on: link, there: `on ${name}`, ...(qualified && { qualified }) };
}

function needsOfLogs({ logLevel }: Resource<'stateMachine'>): readonly (Need & Pick<StateNeed, 'together'>)[] {
  if (logLevel.state !== 'known' || logLevel.value === 'OFF') return [];
  return [{ ...need(logLevel, 'logs its executions', [[logDelivery[0]]], refused), together: logDelivery }];
}

/** What several states need alike is told once. */
function together(needs: readonly (Need & Pick<StateNeed, 'together'>)[]): readonly StateNeed[] {
  const groups = new Map<string, Need[]>();
  for (const each of needs)
    addTo(groups, `${each.actions.join(' ')} ${each.on?.state === 'known' ? each.on.resource.address : ''}`, each);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, others: others.map(({ at }) => at) }],
  );
}
