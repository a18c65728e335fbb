import { get, literal, reference, scalar, type Node } from '../../../template/node.js';
import { build, mapOf, type Value } from '../build.js';
import { localId } from '../resource.js';
import { allowStatement, documentWith } from '../roles/policies.js';
import { roleProperties } from '../roles/role.js';
import { has, permit, put, refTo, refuse, taken, valueOf, type SamEvent } from './event.js';

/** How an event reaches what it starts: by a permission of the function, or by a role that may start the state machine. */
type Start = 'function' | 'state machine';

/**
 * `Schedule`: a rule that fires by the clock.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedule.html
 */
export function schedule(event: SamEvent, start: Start): void {
  if (!has(event, 'Schedule')) return;
  rule(event, start, {
    ScheduleExpression: valueOf(event, 'Schedule'),
    ...taken(event, { Name: 'Name', Description: 'Description' }),
  });
}

/**
 * `EventBridgeRule` and `CloudWatchEvent`: a rule for events of a bus.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html
 */
export function busRule(event: SamEvent, start: Start): void {
  rule(event, start, taken(event, { EventBusName: 'EventBusName', EventPattern: 'Pattern', Name: 'RuleName' }));
}

function rule(event: SamEvent, start: Start, own: Readonly<Record<string, Value | undefined>>): void {
  const { at, target } = event;
  const letter = deadLetter(event, true);
  const given = start === 'state machine' && event.type === 'Schedule' ? valueOf(event, 'RoleArn') : undefined;
  const role = start === 'state machine' ? (given ?? reference(`${event.id}Role`, 'Arn', at)) : undefined;
  const short = localId(event.context, event.id);
  const suffix = start === 'function' ? 'LambdaTarget' : 'StepFunctionsTarget';
  // A target's id has 64 characters at most.
  const name = valueOf(event, 'Target');
  put(event, {
    type: 'AWS::Events::Rule',
    what: 'rule',
    properties: {
      ...own,
      State: stateOf(event),
      Targets: [
        {
          Arn: target.arn(at),
          Id: get(name, 'Id') ?? short.slice(0, 64 - suffix.length) + suffix,
          RoleArn: role,
          ...taken(event, {
            Input: 'Input',
            InputPath: 'InputPath',
            RetryPolicy: 'RetryPolicy',
            InputTransformer: 'InputTransformer',
          }),
          DeadLetterConfig: letter === undefined ? undefined : mapOf({ Arn: letter }, letter.at),
        },
      ],
    },
  });
  if (start === 'function') permit(event, 'events.amazonaws.com', { SourceArn: reference(event.id, 'Arn', at) });
  else if (given === undefined) startRole(event, 'events.amazonaws.com');
}

/** The role by which a service starts a state machine; it takes over the machine's boundary. */
export function startRole(event: SamEvent, service: string): void {
  const { at, target } = event;
  const short = localId(event.context, `${event.id}Role`);
  put(event, {
    suffix: 'Role',
    type: 'AWS::IAM::Role',
    what: 'role',
    properties: roleProperties(
      service,
      [
        {
          name: `${short}StartExecutionPolicy`,
          document: documentWith([allowStatement('states:StartExecution', target.name(at), at)], at),
        },
      ],
      at,
      event.owner.properties.entries.get('PermissionsBoundary')?.value,
    ),
  });
}

function stateOf(event: SamEvent): Node | undefined {
  const state = valueOf(event, 'State');
  const enabled = valueOf(event, 'Enabled');
  if (state !== undefined && enabled !== undefined) {
    refuse(event, 'has both State and Enabled', 'Remove Enabled');
    return state;
  }
  if (enabled === undefined) return state;
  if (enabled.is !== 'scalar') return { ...enabled, word: 'Enabled' };
  return scalar(enabled.value === true || enabled.value === 'true' ? 'ENABLED' : 'DISABLED', enabled.at, 'Enabled');
}

/** The ARN of an event's dead-letter queue; one of `Type: SQS` is made, and for rules allowed to be sent to. */
function deadLetter(event: SamEvent, allow: boolean): Node | undefined {
  const config = valueOf(event, 'DeadLetterConfig');
  if (config?.is !== 'map') return config;
  const arn = get(config, 'Arn');
  const type = get(config, 'Type');
  if ((arn === undefined) === (type === undefined)) {
    refuse(event, 'has to have either Arn or Type in DeadLetterConfig', 'Set one of them', config.at);
    return arn;
  }
  if (arn !== undefined) return arn;
  if (literal(type) !== 'SQS') {
    refuse(event, 'can only have a DeadLetterConfig of Type SQS', 'Set Type to SQS', type?.at ?? config.at);
    return undefined;
  }
  const { at } = event;
  const named = literal(get(config, 'QueueLogicalId'));
  const queue = named === undefined ? `${event.id}Queue` : event.context.scope + named;
  put(event, { id: queue, type: 'AWS::SQS::Queue', what: 'dead-letter queue', properties: {} });
  const queueArn = reference(queue, 'Arn', at);
  if (allow) {
    const statement = build(
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': reference(event.id, 'Arn', at) } },
      },
      at,
    );
    put(event, {
      suffix: 'QueuePolicy',
      type: 'AWS::SQS::QueuePolicy',
      what: 'queue policy',
      properties: { PolicyDocument: documentWith([statement], at, '2012-10-17'), Queues: [refTo(queue, at)] },
    });
  }
  return queueArn;
}

/**
 * `ScheduleV2`: a schedule of EventBridge Scheduler with a role of its own.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html
 */
export function scheduleV2(event: SamEvent, start: Start): void {
  if (!has(event, 'ScheduleExpression')) return;
  const { at, target } = event;
  const short = localId(event.context, event.id);
  const letter = deadLetter(event, false);
  const role = valueOf(event, 'RoleArn');
  const unnamed = literal(valueOf(event, 'OmitName')) === 'true';
  put(event, {
    type: 'AWS::Scheduler::Schedule',
    what: 'schedule',
    properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ...(unnamed ? {} : { Name: short }),
      ...taken(
        event,
        Object.fromEntries(
          (
            'ScheduleExpression State Name Description FlexibleTimeWindow StartDate EndDate ' +
            'ScheduleExpressionTimezone GroupName KmsKeyArn'
          )
            .split(' ')
            .map((name) => [name, name]),
        ),
      ),
      Target: {
        Arn: target.arn(at),
        RoleArn: role ?? reference(`${event.id}Role`, 'Arn', at),
        ...taken(event, { Input: 'Input', RetryPolicy: 'RetryPolicy' }),
        DeadLetterConfig: letter === undefined ? undefined : mapOf({ Arn: letter }, letter.at),
      },
    },
  });
  if (role !== undefined) return;
  const invoke =
    start === 'function'
      ? { name: `${short}LambdaPolicy`, action: 'lambda:InvokeFunction', on: target.arn(at) }
      : { name: `${short}StartExecutionPolicy`, action: 'states:StartExecution', on: target.arn(at) };
  const policies = [{ name: invoke.name, document: documentWith([allowStatement(invoke.action, invoke.on, at)], at) }];
  if (letter !== undefined) {
    policies.push({
      name: `${short}SQSPolicy`,
      document: documentWith([allowStatement('sqs:SendMessage', letter, at)], at),
    });
  }
  put(event, {
    suffix: 'Role',
    type: 'AWS::IAM::Role',
    what: 'role',
    properties: roleProperties('scheduler.amazonaws.com', policies, at, valueOf(event, 'PermissionsBoundary')),
  });
}
