import { expect, test } from 'vitest';
import rule from './function-async-failure.js';
import { lint } from '../../test/support/lint.js';
import { constant, planText, refs } from '../../test/support/plan-text.js';

const sam = (worker: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
${worker.replace(/^/gm, '      ')}
${rest}`;

const nightly = `Events:
  Nightly:
    Type: Schedule
    Properties: { Schedule: rate(1 day) }
`;

test('a schedule whose failures go nowhere', () => {
  expect(lint(rule, sam(nightly))).toMatchInlineSnapshot(`
    "4:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from the rule of event Nightly of Worker is lost if it fails [function-async-failure]
          Worker:
          ~~~~~~ nowhere for events that fail
      help: set EventInvokeConfig.DestinationConfig.OnFailure, or DeadLetterQueue.TargetArn
      11:9 invokes it asynchronously"
  `);
});

test.each([
  ['a dead-letter queue', 'DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }'],
  ['one that is imported', 'DeadLetterQueue: { Type: SQS, TargetArn: !ImportValue dead-letters }'],
  ['a destination', 'EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }'],
  [
    'a destination elsewhere',
    "EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS, Destination: 'arn:aws:sns:eu-west-1:123456789012:failed' } } }",
  ],
])('%s will do', (_, property) => {
  const text = sam(nightly + property, '  Dead: { Type: AWS::SQS::Queue }');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a destination for successes alone will not', () => {
  const settings = 'EventInvokeConfig: { MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: { Type: SQS } } }';
  expect(lint(rule, sam(nightly + settings))).toContain('Worker has neither');
});

test('only what is accepted counts', () => {
  const queue = nightly + 'DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }';
  expect(lint(rule, sam(queue, '  Dead: { Type: AWS::SQS::Queue }'), { options: { accept: ['destination'] } }))
    .toMatchInlineSnapshot(`
      "4:3 warning Worker has no failure destination, so an event from the rule of event Nightly of Worker is lost if it fails [function-async-failure]
            Worker:
            ~~~~~~ nowhere for events that fail
        help: set EventInvokeConfig.DestinationConfig.OnFailure
        11:9 invokes it asynchronously"
    `);
  const destination = nightly + 'EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }';
  expect(lint(rule, sam(destination), { options: { accept: ['dlq'] } })).toMatchInlineSnapshot(`
    "4:3 warning Worker has no dead-letter queue, so an event from the rule of event Nightly of Worker is lost if it fails [function-async-failure]
          Worker:
          ~~~~~~ nowhere for events that fail
      help: set DeadLetterQueue.TargetArn
      11:9 invokes it asynchronously"
  `);
});

test.each([
  ['an API', '{ Type: Api, Properties: { Path: /, Method: get } }'],
  ['a queue', '{ Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }'],
  ['a stream', '{ Type: Kinesis, Properties: { Stream: !GetAtt Jobs.Arn, StartingPosition: LATEST } }'],
  ['a skill', '{ Type: AlexaSkill }'],
])('%s waits for the outcome', (_, event) => {
  expect(lint(rule, sam(`Events: { One: ${event} }`, '  Jobs: { Type: AWS::SQS::Queue }'))).toBe('');
});

test.each(['', ', TargetParameters: { LambdaFunctionParameters: { InvocationType: REQUEST_RESPONSE } }'])(
  'a pipe waits for the outcome where it does not say otherwise',
  (more) => {
    const pipe = `  Pipe: { Type: AWS::Pipes::Pipe, Properties: { Target: !GetAtt Worker.Arn${more} } }`;
    expect(lint(rule, sam('MemorySize: 256', pipe))).toBe('');
  },
);

test('whether it waits may be known only at deployment', () => {
  const later = (resource: string) =>
    lint(rule, `Parameters: { Kind: { Type: String } }\n${plain(resource)}`, { undecided: true });
  const kind = 'TargetParameters: { LambdaFunctionParameters: { InvocationType: !Ref Kind } }';
  expect(
    later(`Pipe: { Type: AWS::Pipes::Pipe, Properties: { Target: !GetAtt Worker.Arn, ${kind} } }`),
  ).toMatchInlineSnapshot(
    `"5:146 undecided Worker: TargetParameters.LambdaFunctionParameters.InvocationType: Kind is given at deployment"`,
  );
  const mail = '{ LambdaAction: { FunctionArn: !GetAtt Worker.Arn, InvocationType: !Ref Kind } }';
  expect(
    later(`Mail: { Type: AWS::SES::ReceiptRule, Properties: { Rule: { Actions: [${mail}] } } }`),
  ).toMatchInlineSnapshot(`"5:144 undecided Worker: LambdaAction.InvocationType: Kind is given at deployment"`);
});

test('a function that nothing invokes is not judged', () => {
  expect(lint(rule, sam('MemorySize: 256'), { undecided: true })).toBe('');
});

test.each([
  ['EventBridgeRule', '{ Pattern: { source: [orders] } }'],
  ['CloudWatchEvent', '{ Pattern: { source: [orders] } }'],
  ['ScheduleV2', '{ ScheduleExpression: rate(1 day) }'],
  ['S3', '{ Bucket: !Ref Files, Events: s3:ObjectCreated:* }'],
  ['SNS', '{ Topic: !Ref News }'],
  ['IoTRule', "{ Sql: SELECT * FROM 'topic' }"],
  ['CloudWatchLogs', "{ LogGroupName: orders, FilterPattern: '' }"],
])('%s does not wait for the outcome', (type, properties) => {
  const rest = '  Files: { Type: AWS::S3::Bucket }\n  News: { Type: AWS::SNS::Topic }';
  const text = sam(`Events: { One: { Type: ${type}, Properties: ${properties} } }`, rest);
  expect(lint(rule, text)).toContain('Worker has neither');
});

const worker = '{ Type: AWS::Lambda::Function, Properties: { FunctionName: orders-worker } }';
const plain = (rest: string, properties = worker) => `
Resources:
  Worker: ${properties}
${rest.replace(/^/gm, '  ')}
`;

test.each([
  ['a rule', 'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Worker.Arn }] } }'],
  ['a schedule', 'Tick: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !GetAtt Worker.Arn } } }'],
  [
    'a bucket',
    'Files: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:*", Function: !GetAtt Worker.Arn }] } } }',
  ],
  [
    'a bucket, by the custom resource of the CDK',
    'Told: { Type: Custom::S3BucketNotifications, Properties: { BucketName: files, NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ["s3:*"], LambdaFunctionArn: !GetAtt Worker.Arn }] } } }',
  ],
  [
    'a subscription',
    'Sub: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Worker.Arn } }',
  ],
  [
    'a subscription by a protocol that only the deployment knows',
    'Sub: { Type: AWS::SNS::Subscription, Properties: { Protocol: !ImportValue protocol, Endpoint: !GetAtt Worker.Arn } }',
  ],
  [
    'a pipe',
    'Pipe: { Type: AWS::Pipes::Pipe, Properties: { Target: !GetAtt Worker.Arn, TargetParameters: { LambdaFunctionParameters: { InvocationType: FIRE_AND_FORGET } } } }',
  ],
  [
    'a topic',
    'News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Worker.Arn }] } }',
  ],
  [
    'an IoT rule',
    'Things: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: !GetAtt Worker.Arn } }] } } }',
  ],
  [
    'the error action of an IoT rule',
    'Things: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { Actions: [], ErrorAction: { Lambda: { FunctionArn: !GetAtt Worker.Arn } } } } }',
  ],
  [
    'mail',
    'Mail: { Type: AWS::SES::ReceiptRule, Properties: { Rule: { Actions: [{ LambdaAction: { FunctionArn: !GetAtt Worker.Arn } }] } } }',
  ],
  ['logs', 'Logs: { Type: AWS::Logs::SubscriptionFilter, Properties: { DestinationArn: !GetAtt Worker.Arn } }'],
  [
    'an ARN as text',
    'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: arn:aws:lambda:eu-west-1:123456789012:function:orders-worker }] } }',
  ],
  [
    'an ARN with an alias behind it',
    'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:orders-worker:live" }] } }',
  ],
])('%s by a plain resource', (_, resource) => {
  expect(lint(rule, plain(resource))).toContain('Worker has neither');
});

test.each([
  [
    'a subscription of a queue',
    'Sub: { Type: AWS::SNS::Subscription, Properties: { Protocol: sqs, Endpoint: !GetAtt Jobs.Arn } }\nJobs: { Type: AWS::SQS::Queue }',
  ],
  [
    'mail that waits',
    'Mail: { Type: AWS::SES::ReceiptRule, Properties: { Rule: { Actions: [{ LambdaAction: { FunctionArn: !GetAtt Worker.Arn, InvocationType: RequestResponse } }] } } }',
  ],
  [
    'a rule for something else',
    'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !Ref Other }] } }',
  ],
])('%s does not count', (_, resource) => {
  expect(lint(rule, plain(resource), { undecided: true })).toBe('');
});

const ticking = 'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Worker.Arn }] } }';

test.each([
  ['name by Ref', '!Ref Worker'],
  ['ARN', '!GetAtt Worker.Arn'],
  ['literal name', 'orders-worker'],
  ['literal ARN', 'arn:aws:lambda:eu-west-1:123456789012:function:orders-worker'],
])('settings that name the function by %s', (_, name) => {
  const config = `Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: ${name}, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }`;
  expect(lint(rule, plain(`${ticking}\n${config}`), { undecided: true })).toBe('');
});

test('a name that is put together is the same name', () => {
  const config =
    "Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Sub '${AWS::StackName}-worker', Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }";
  const named =
    "{ Type: AWS::Lambda::Function, Properties: { FunctionName: !Join ['-', [!Ref AWS::StackName, worker]] } }";
  expect(lint(rule, plain(`${ticking}\n${config}`, named), { undecided: true })).toBe('');
});

test('settings of an alias don’t count for calls of the function itself', () => {
  const config =
    'Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: live, FunctionVersion: "1" } }\n' +
    'Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Worker, Qualifier: live, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }';
  expect(lint(rule, plain(`${ticking}\n${config}`))).toMatchInlineSnapshot(`
    "3:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from Rule is lost if it fails [function-async-failure]
          Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders-worker } }
          ~~~~~~ nowhere for events that fail
      help: set DestinationConfig.OnFailure.Destination of an event invoke config, or DeadLetterConfig.TargetArn
      4:3 invokes it asynchronously
      6:3 this destination is for another version or alias"
  `);
  expect(lint(rule, plain(`${ticking.replace('!GetAtt Worker.Arn', '!Ref Live')}\n${config}`))).toBe('');
});

test.each([
  ['the function', '!GetAtt Worker.Arn', '$LATEST', 'given'],
  ['the function', '!GetAtt Worker.Arn', 'live', 'lost'],
  ['the function', '!GetAtt Worker.Arn', '!Ref Which', 'given'],
  ['an alias', '!Ref Live', 'live', 'given'],
  ['an alias', '!Ref Live', '$LATEST', 'lost'],
  ['an alias', '!Ref Live', 'next', 'lost'],
  ['an alias by the ARN of the function', '!Sub "${Worker.Arn}:live"', 'live', 'given'],
  ['an alias by the ARN of the function', '!Sub "${Worker.Arn}:live"', '$LATEST', 'lost'],
  ['an alias', '!Ref Live', '!Ref Which', 'given'],
  ['an alias', '!Ref Live', "!Sub '${AWS::StackName}-x'", 'given'],
  ['an alias whose name is made at deployment', '!Ref Named', '"7"', 'given'],
  ['an alias whose name is made at deployment', '!Ref Named', '$LATEST', 'lost'],
])('calls of %s, %s, and settings for %s: %s', (_, target, qualifier, expected) => {
  const text = `
Parameters: { Which: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders-worker } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: live, FunctionVersion: "1" } }
  Named: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: !Ref Which, FunctionVersion: "1" } }
  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: ${target} }] } }
  Config:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: orders-worker
      Qualifier: ${qualifier}
      DestinationConfig: { OnFailure: { Destination: !ImportValue failed } }
`;
  const found = lint(rule, text, { undecided: true });
  if (expected === 'given') expect(found).toBe('');
  else expect(found).toContain('this destination is for another version or alias');
});

test.each([
  ['!Ref Live', 'given'],
  ['!Ref Next', 'lost'],
  ['!GetAtt Worker.Arn', 'lost'],
])('settings that name an alias, and calls of %s: %s', (target, expected) => {
  const text = plain(`Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: ${target} }] } }
Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: live, FunctionVersion: "1" } }
Next: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: next, FunctionVersion: "1" } }
Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Live, Qualifier: live, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }`);
  const found = lint(rule, text, { undecided: true });
  if (expected === 'given') expect(found).toBe('');
  else expect(found).toContain('Worker has neither');
});

test('settings count where they are deployed, and for the function that they name', () => {
  const config = (name: string, more = ''): string =>
    `Config: { Type: AWS::Lambda::EventInvokeConfig${more}, Properties: { FunctionName: ${name}, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }`;
  const conditions = "Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }\n";
  const found = (settings: string): string =>
    lint(rule, conditions + plain(`${ticking}\n${settings}\nOther: { Type: AWS::Lambda::Function }`), {
      undecided: true,
    });
  expect(found(config('!Ref Worker', ', Condition: IsProd'))).toContain('when IsProd is false');
  expect(found(config('!ImportValue worker', ', Condition: IsProd'))).toMatchInlineSnapshot(`
    "4:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from Rule is lost if it fails [function-async-failure]
          Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders-worker } }
          ~~~~~~ nowhere for events that fail
      help: set DestinationConfig.OnFailure.Destination of an event invoke config, or DeadLetterConfig.TargetArn
      5:3 invokes it asynchronously
      when IsProd is false"
  `);
  expect(found(config('!Ref Other'))).toContain('Worker has neither');
  expect(found(config('!Sub "${Other}"'))).toContain('Worker has neither');
  expect(found(config('another-worker'))).toContain('Worker has neither');
  expect(found(config('!Select [0, !Split ["e", !Ref Other]]'))).toContain('Worker has neither');
});

test('settings that name nothing they send to', () => {
  const config =
    'Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Worker, Qualifier: $LATEST, MaximumRetryAttempts: 0 } }';
  expect(lint(rule, plain(`${ticking}\n${config}`))).not.toContain('another version');
});

test('calls through an alias are said to be', () => {
  const alias =
    'Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, Name: live, FunctionVersion: "1" } }';
  const called = ticking.replace('!GetAtt Worker.Arn', '!Ref Live');
  expect(lint(rule, plain(`${called}\n${alias}`))).toContain('an event from Rule through Live is lost');
});

test('the alias that SAM publishes has the settings of the function', () => {
  const settings = 'AutoPublishAlias: live\nEventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }';
  expect(lint(rule, sam(nightly + settings), { undecided: true })).toBe('');
  expect(lint(rule, sam(nightly + 'AutoPublishAlias: live'))).toContain(
    'so an event from the rule of event Nightly of Worker through the alias live is lost if it fails',
  );
});

test('settings for a function that only the deployment knows may be for this one', () => {
  const config =
    'Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !ImportValue worker, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !ImportValue failed } } } }';
  expect(lint(rule, plain(`${ticking}\n${config}`), { undecided: true })).toMatchInlineSnapshot(
    `"5:92 undecided Worker: imported from another stack"`,
  );
});

test('only where the trigger is deployed', () => {
  const text = `
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Rule:
    Type: AWS::Events::Rule
    Condition: IsProd
    Properties: { Targets: [{ Id: a, Arn: !GetAtt Worker.Arn }] }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from Rule is lost if it fails [function-async-failure]
          Worker: { Type: AWS::Lambda::Function }
          ~~~~~~ nowhere for events that fail
      help: set DestinationConfig.OnFailure.Destination of an event invoke config, or DeadLetterConfig.TargetArn
      6:3 invokes it asynchronously
      when IsProd is true"
  `);
});

test('Globals count, and JSON is read like YAML', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } } } },
    Resources: {
      Worker: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: 'src/',
          Handler: 'app.handler',
          Runtime: 'nodejs22.x',
          Events: { Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } },
        },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json', undecided: true })).toBe('');
  const without = text.replace(/"Globals":\{.*?\}\}\}\}\},/, '');
  expect(lint(rule, without, { path: 'template.json' })).toContain('Worker has neither');
});

const rest = (parameters: string, uri = '${Worker.Arn}') => `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api } }
  Jobs:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${uri}/invocations
        RequestParameters: { ${parameters} }`;

const event = `integration.request.header.X-Amz-Invocation-Type: "'Event'"`;

test('a method of a REST API that invokes asynchronously', () => {
  expect(lint(rule, sam('', rest(event)))).toMatchInlineSnapshot(`
    "4:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from the method Jobs is lost if it fails [function-async-failure]
          Worker:
          ~~~~~~ nowhere for events that fail
      help: set EventInvokeConfig.DestinationConfig.OnFailure, or DeadLetterQueue.TargetArn
      13:3 invokes it asynchronously"
  `);
  expect(lint(rule, sam('', rest('')), { undecided: true })).toBe('');
  expect(lint(rule, sam('', rest(event.replace('Event', 'DryRun'))), { undecided: true })).toBe('');
});

test('whether a method invokes asynchronously is known only at the request', () => {
  const asked = rest('integration.request.header.X-Amz-Invocation-Type: method.request.header.InvocationType');
  expect(lint(rule, sam('', asked), { undecided: true })).toMatchInlineSnapshot(
    `"13:3 undecided Worker: the invocation type is known only at the request or at deployment"`,
  );
});

test('a method that invokes an alias asynchronously', () => {
  const settings = (qualifier: string) => `
  Settings:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Worker
      Qualifier: ${qualifier}
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:123456789012:failed' } }`;
  const live = 'AutoPublishAlias: live';
  const called = (qualifier: string, uri = '${Worker.Arn}:live') =>
    lint(rule, sam(live, rest(event, uri) + settings(qualifier)), { undecided: true });
  expect(called('live')).toBe('');
  expect(called('live', '${Worker.Alias}')).toBe('');
  expect(called('$LATEST', '${Worker.Arn}')).toBe('');
  expect(called('live', '${Worker.Arn}')).toContain('this destination is for another version or alias');
  expect(called('$LATEST')).toMatchInlineSnapshot(`
    "4:3 warning Worker has neither a failure destination nor a dead-letter queue, so an event from the method Jobs through the alias live is lost if it fails [function-async-failure]
          Worker:
          ~~~~~~ nowhere for events that fail
      help: set EventInvokeConfig.DestinationConfig.OnFailure, or DeadLetterQueue.TargetArn
      13:3 invokes it asynchronously
      25:3 this destination is for another version or alias"
  `);
});

test('the namesake of a function in another region has failure destinations of its own', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:orders';
  const destination_config = [{ on_failure: [{ destination: 'arn:aws:sqs:eu-west-2:123456789012:failed' }] }];
  const fn = { after: { function_name: 'orders' }, unknown: { arn: true } };
  const subscription = { after: { protocol: 'lambda', topic_arn: topic }, unknown: { endpoint: true } };
  const text = planText(
    {
      'aws_lambda_function.one': fn,
      'aws_lambda_function.two': fn,
      'aws_sns_topic_subscription.one': subscription,
      'aws_sns_topic_subscription.two': subscription,
      'aws_lambda_function_event_invoke_config.two': { after: { function_name: 'orders', destination_config } },
    },
    {
      resources: {
        'aws_lambda_function.one': { function_name: constant('orders') },
        'aws_lambda_function.two': { function_name: constant('orders') },
        'aws_sns_topic_subscription.one': {
          protocol: constant('lambda'),
          topic_arn: constant(topic),
          endpoint: refs('aws_lambda_function.one.arn'),
        },
        'aws_sns_topic_subscription.two': {
          protocol: constant('lambda'),
          topic_arn: constant(topic),
          endpoint: refs('aws_lambda_function.two.arn'),
        },
        'aws_lambda_function_event_invoke_config.two': {
          function_name: refs('aws_lambda_function.two.function_name'),
          destination_config: [{ on_failure: [{ destination: refs('var.failed') }] }],
        },
      },
      meta: {
        'aws_lambda_function.one': { provider_config_key: 'aws' },
        'aws_lambda_function.two': { provider_config_key: 'aws.london' },
        'aws_lambda_function_event_invoke_config.two': { provider_config_key: 'aws.london' },
      },
    },
  );
  const found = lint(rule, text, { path: 'plan.json' });
  expect(found).toContain('aws_lambda_function.one has neither');
  expect(found).not.toContain('aws_lambda_function.two has neither');
});

test('in a state, the namesake in another module has failure destinations of its own', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:orders';
  const destination_config = [{ on_failure: [{ destination: 'arn:aws:sqs:eu-west-2:123456789012:failed' }] }];
  const resources = (module: string, region: string) => {
    const arn = `arn:aws:lambda:${region}:123456789012:function:orders`;
    const all = {
      aws_lambda_function: { arn, function_name: 'orders' },
      aws_sns_topic_subscription: { endpoint: arn, protocol: 'lambda', topic_arn: topic },
      ...(module === 'two' && {
        aws_lambda_function_event_invoke_config: { function_name: 'orders', destination_config },
      }),
    };
    return Object.entries(all).map(([type, values]) => {
      const depends_on = type === 'aws_lambda_function' ? [] : [`module.${module}.aws_lambda_function.x`];
      return { address: `module.${module}.${type}.x`, mode: 'managed', type, name: 'x', values, depends_on };
    });
  };
  const child_modules = [
    { address: 'module.one', resources: resources('one', 'eu-west-1') },
    { address: 'module.two', resources: resources('two', 'eu-west-2') },
  ];
  const text = JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: { root_module: { child_modules } },
  });
  const found = lint(rule, text, { path: 'state.json' });
  expect(found).toContain('module.one.aws_lambda_function.x has neither');
  expect(found).not.toContain('module.two.aws_lambda_function.x has neither');
});
