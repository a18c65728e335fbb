import { neededOfSdk } from '../../code/clients.js';
import { type Text, globOf, mayBeStar, whyOpen } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import { type Need, readingFrom } from '../functions/needs.js';
import type { Graph } from '../graph.js';
import { spellNamed } from '../phrases.js';
import type { Link, Resource, Spot } from '../resource.js';
import { type Target, targetIn } from './targets.js';

/** What a service does with a role that it is given for this. */
export interface Delivery {
  readonly role: Link<'role'>;
  readonly needs: readonly Need[];
  /** Why more may be needed. */
  readonly open: readonly (Spot & { readonly why: string })[];
}

/** What acts with a role of its own to bring events to something. */
export type Deliverer = Resource<'schedule'> | Resource<'eventRule'> | Resource<'eventTarget'> | Resource<'roleUser'>;

/** What each service does to a target of a kind, in words, and one of these actions it needs for that. */
interface Act {
  readonly verb: string;
  readonly actions: readonly string[];
}

/**
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
const acts: Readonly<Record<string, Act>> = {
  'api-destination': { verb: 'calls', actions: ['events:InvokeApiDestination'] },
  events: { verb: 'puts events on', actions: ['events:PutEvents'] },
  kinesis: { verb: 'writes to', actions: ['kinesis:PutRecord', 'kinesis:PutRecords'] },
  lambda: { verb: 'calls', actions: ['lambda:InvokeFunction'] },
  sns: { verb: 'publishes to', actions: ['sns:Publish'] },
  sqs: { verb: 'sends to', actions: ['sqs:SendMessage'] },
  states: { verb: 'starts', actions: ['states:StartExecution', 'states:StartSyncExecution'] },
};

/** What may be a target of each service, as far as it acts there with the role and not with a policy of the target. */
const ofScheduler = ['events', 'kinesis', 'lambda', 'sns', 'sqs', 'states'];
const ofRules = ['api-destination', 'events', 'kinesis', 'states'];
const ofPipes = ['api-destination', 'events', 'kinesis', 'lambda', 'sns', 'sqs', 'states'];

const lost = 'so nothing ever arrives';

/** What a service does with the roles that something gives it, in the world that is being looked at. */
export function deliveriesOf(by: Deliverer, graph: Graph): readonly Delivery[] {
  switch (by.kind) {
    case 'schedule':
      return [delivery(by.role, [by.arn], [...ofSdk(by.arn), ...acting(by.arn, ofScheduler, graph)])];
    case 'eventTarget':
      return [delivery(by.role, [by.arn], acting(by.arn, ofRules, graph))];
    case 'eventRule': {
      const targets = by.targets.state === 'known' ? by.targets.value : [];
      return targets.map(({ role, arn }) => delivery(role, [arn], acting(arn, ofRules, graph)));
    }
    case 'roleUser': {
      const { pipeSource: from, pipeEnrichment: through, pipeTargetArn: to } = by;
      const needs = [...taking(from, graph), ...[through, to].flatMap((each) => acting(each, ofPipes, graph))];
      return [delivery(by.roleArn, [from, through, to], needs)];
    }
  }
}

function delivery(role: Link<'role'>, ends: readonly Value<Text>[], needs: readonly Need[]): Delivery {
  const open = ends.flatMap((each) => {
    if (each.state === 'unknown') return [{ at: each.at, why: each.why }];
    const isOpen = each.state === 'known' && mayBeStar(each.value);
    return isOpen ? [{ at: each.at, why: whyOpen(each.value) }] : [];
  });
  return { role, needs, open };
}

function acting(to: Value<Text>, services: readonly string[], graph: Graph): readonly Need[] {
  const target = to.state === 'known' ? targetIn(to.value, graph) : undefined;
  const act = target && services.includes(target.service) ? acts[target.service] : undefined;
  if (to.state !== 'known' || target === undefined || act === undefined) return [];
  const says = `${act.verb} ${spellNamed(to.value, graph)}`;
  return [{ at: to, says, actions: [act.actions], ...on(target), effect: lost }];
}

/** An alias is let in by its own ARN or its function's: whether it is one of these is not looked at. */
const on = ({ link, qualified }: Target): Pick<Need, 'on' | 'qualified'> =>
  link === undefined || link.resource.kind === 'functionAlias' ? {} : { on: link, ...(qualified && { qualified }) };

/** A call of the SDK that a schedule makes: `arn:aws:scheduler:::aws-sdk:sqs:purgeQueue`. */
function ofSdk(to: Value<Text>): readonly Need[] {
  const [, service, api] =
    (to.state === 'known' && /^arn:[^:]+:scheduler:::aws-sdk:(\w+):(\w+)$/.exec(globOf(to.value))) || [];
  if (service === undefined || api === undefined) return [];
  const actions = neededOfSdk(service, api);
  return actions.length === 0 ? [] : [{ at: to, says: `calls ${service}:${api}`, actions, effect: lost }];
}

function taking(from: Value<Text>, graph: Graph): readonly Need[] {
  const source = from.state === 'known' ? targetIn(from.value, graph) : undefined;
  const read = source && readingFrom(source.service);
  if (from.state !== 'known' || source === undefined || read === undefined) return [];
  const { actions } = read;
  const says = `reads from ${spellNamed(from.value, graph)}`;
  return [{ at: from, says, actions, ...on(source), effect: 'so nothing ever comes through it' }];
}
