import { get, list, literal, parameter, reference, scalar, type Node } from '../../../template/node.js';
import { build, sub } from '../build.js';
import { property } from '../resource.js';
import { documentWith } from '../roles/policies.js';
import { has, permit, put, refTo, refuse, taken, valueOf, type FunctionEvent } from './event.js';
import { allowQueue } from './sources.js';

/**
 * `SNS`: a subscription, or a queue between the topic and the function.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html
 */
export function lowerSns(event: FunctionEvent): void {
  const topic = valueOf(event, 'Topic');
  if (!has(event, 'Topic') || topic === undefined) return;
  const queue = valueOf(event, 'SqsSubscription');
  const { at } = event;
  if (queue === undefined || literal(queue) === 'false') {
    permit(event, 'sns.amazonaws.com', { SourceArn: topic });
    subscribe(event, 'lambda', event.target.arn(at));
    return;
  }
  if (queue.is === 'map') {
    const arn = get(queue, 'QueueArn');
    const url = get(queue, 'QueueUrl');
    if (arn === undefined || url === undefined) {
      refuse(event, 'needs QueueArn and QueueUrl in SqsSubscription', 'Set both', queue.at);
      return;
    }
    const named = literal(get(queue, 'QueuePolicyLogicalId'));
    throughQueue(event, topic, arn, url, {
      ...(named === undefined ? {} : { policy: event.context.scope + named }),
      batch: get(queue, 'BatchSize'),
    });
    return;
  }
  const id = `${event.id}Queue`;
  put(event, {
    id,
    type: 'AWS::SQS::Queue',
    what: 'queue',
    properties: { FifoQueue: fifo(event, topic) },
  });
  throughQueue(event, topic, reference(id, 'Arn', at), refTo(id, at), {});
}

/** A queue for a FIFO topic of the template has to be one, too. */
function fifo(event: FunctionEvent, topic: Node): Node | undefined {
  if (topic.is !== 'reference') return undefined;
  const resource = event.context.resources.get(topic.to);
  const value = resource === undefined ? undefined : property(resource, 'FifoTopic');
  return value !== undefined && literal(value) !== 'false' ? value : undefined;
}

function subscribe(event: FunctionEvent, protocol: string, endpoint: Node): void {
  put(event, {
    type: 'AWS::SNS::Subscription',
    what: 'subscription',
    properties: {
      Protocol: protocol,
      Endpoint: endpoint,
      ...taken(event, {
        TopicArn: 'Topic',
        Region: 'Region',
        FilterPolicy: 'FilterPolicy',
        FilterPolicyScope: 'FilterPolicyScope',
        RedrivePolicy: 'RedrivePolicy',
      }),
    },
  });
}

function throughQueue(
  event: FunctionEvent,
  topic: Node,
  arn: Node,
  url: Node,
  options: { readonly policy?: string; readonly batch?: Node | undefined },
): void {
  const { at } = event;
  const statement = build(
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': topic } },
    },
    at,
  );
  put(event, {
    id: options.policy ?? `${event.id}QueuePolicy`,
    type: 'AWS::SQS::QueuePolicy',
    what: 'queue policy',
    properties: { PolicyDocument: documentWith([statement], at, '2012-10-17'), Queues: [url] },
  });
  subscribe(event, 'sqs', arn);
  put(event, {
    suffix: 'EventSourceMapping',
    type: 'AWS::Lambda::EventSourceMapping',
    what: 'mapping',
    properties: {
      FunctionName: event.target.name(at),
      EventSourceArn: arn,
      BatchSize: options.batch ?? scalar(10, at),
      Enabled: true,
    },
  });
  allowQueue(event);
}

/**
 * `CloudWatchLogs`: a subscription filter of a log group.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cloudwatchlogs.html
 */
export function lowerLogs(event: FunctionEvent): void {
  const group = valueOf(event, 'LogGroupName');
  if (!has(event, 'LogGroupName', 'FilterPattern') || group === undefined) return;
  const { at } = event;
  const arn = sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*', at, {
    Group: group,
  });
  const permission = permit(event, 'logs.amazonaws.com', { SourceArn: arn });
  put(event, {
    type: 'AWS::Logs::SubscriptionFilter',
    what: 'subscription filter',
    properties: {
      ...taken(event, { LogGroupName: 'LogGroupName', FilterPattern: 'FilterPattern' }),
      DestinationArn: event.target.arn(at),
    },
    attributes: { DependsOn: { key: at, value: list([scalar(permission.address, at)], at) } },
  });
}

/**
 * `IoTRule`: a topic rule.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-iotrule.html
 */
export function lowerIot(event: FunctionEvent): void {
  if (!has(event, 'Sql')) return;
  const { at } = event;
  const rule = { Rule: refTo(event.id, at) };
  permit(event, 'iot.amazonaws.com', {
    SourceArn: sub('arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${Rule}', at, rule),
    SourceAccount: parameter('AWS::AccountId', at),
  });
  put(event, {
    type: 'AWS::IoT::TopicRule',
    what: 'topic rule',
    properties: {
      TopicRulePayload: {
        RuleDisabled: false,
        ...taken(event, { Sql: 'Sql', AwsIotSqlVersion: 'AwsIotSqlVersion' }),
        Actions: [{ Lambda: { FunctionArn: event.target.arn(at) } }],
      },
    },
  });
}

/**
 * `AlexaSkill`: nothing but the permission, which is open to every skill where the event names none.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-alexaskill.html
 */
export function lowerAlexa(event: FunctionEvent): void {
  permit(event, 'alexa-appkit.amazon.com', taken(event, { EventSourceToken: 'SkillId' }));
}
