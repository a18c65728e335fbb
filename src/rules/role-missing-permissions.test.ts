import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-missing-permissions.js';

const trust = `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }`;
const inVpc = 'VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }';

/** A function with a role that has some properties, and a queue, a topic, a table and a stream. */
const app = (role: string, properties = '', more = '') => `
Parameters: { Given: { Type: String }, Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' }, Listed: { Type: CommaDelimitedList } }
Conditions: { IsProd: !Equals [!Ref AWS::StackName, prod] }
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Others: { Type: AWS::SQS::Queue, Properties: { QueueName: others } }
  Table: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  Clicks: { Type: AWS::Kinesis::Stream }
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, ${properties} } }
  Role: { Type: AWS::IAM::Role, Properties: { ${trust}, ${role} } }
${more}
`;

const allowing = (actions: string, resource: string, more = '') =>
  `Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: [${actions}], Resource: ${resource} ${more} }] } }]`;
const reading = (source: string) =>
  `  Reads: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker, EventSourceArn: ${source} } }`;
const queueActions = '"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"';
const undecided = { undecided: true };

test('a function in a VPC', () => {
  expect(lint(rule, app('Path: /', inVpc))).toMatchInlineSnapshot(`
    "9:104 error Worker is in a VPC, but its role Role does not allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface, so the deployment fails [role-missing-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] } } }
                                                                                                               ~~~~~~~~~~ needs ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface
      help: attach AWSLambdaVPCAccessExecutionRole to Role, or allow it ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface
      10:3 its role"
  `);
  const managed = (name: string) => `ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/${name}]`;
  expect(lint(rule, app(managed('AWSLambdaBasicExecutionRole'), inVpc))).toContain('is in a VPC');
  expect(lint(rule, app(managed('AWSLambdaVPCAccessExecutionRole'), inVpc), undecided)).toBe('');
  expect(lint(rule, app(allowing("'ec2:*NetworkInterface*'", "'*'"), inVpc), undecided)).toBe('');
  const within = (subnets: string) => lint(rule, app('Path: /', `VpcConfig: { SubnetIds: ${subnets} }`), undecided);
  // Neither can be empty.
  expect(within('!Ref Subnets')).toContain('is in a VPC');
  expect(within("!Split [',', !ImportValue subnets]")).toContain('is in a VPC');
  expect(within('!Ref Listed')).toMatchInlineSnapshot(`"9:109 undecided Worker: Listed is given at deployment"`);
  expect(lint(rule, app('Path: /', 'VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }'), undecided)).toBe('');
});

test('a part of what is needed', () => {
  expect(
    lint(rule, app(allowing('"ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"', "'*'"), inVpc)),
  ).toContain(
    'Worker is in a VPC, but its role Role does not allow ec2:DeleteNetworkInterface, so the deployment fails',
  );
});

test('a function that is traced', () => {
  expect(lint(rule, app('Path: /', 'TracingConfig: { Mode: Active }'))).toMatchInlineSnapshot(`
    "9:103 error Worker is traced, but its role Role does not allow xray:PutTraceSegments, so the deployment fails [role-missing-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, TracingConfig: { Mode: Active } } }
                                                                                                              ~~~~~~ needs xray:PutTraceSegments
      help: attach AWSXRayDaemonWriteAccess to Role, or allow it xray:PutTraceSegments
      10:3 its role"
  `);
  expect(lint(rule, app('Path: /', 'TracingConfig: { Mode: PassThrough }'), undecided)).toBe('');
  expect(lint(rule, app('Path: /'), undecided)).toBe('');
});

describe('a durable function', () => {
  const durable = 'DurableConfig: { ExecutionTimeout: 3600 }';
  const own = 'lambda:CheckpointDurableExecution, lambda:GetDurableExecutionState';
  const policy = (resource: string) =>
    `  Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: own, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: [${own}], Resource: ${resource} }] } } }`;
  const lints = (resource: string, properties = durable) =>
    lint(rule, app('Path: /', properties, policy(resource)), undecided);

  test('without the rights for its executions', () => {
    expect(lint(rule, app('Path: /', durable))).toMatchInlineSnapshot(`
      "9:115 error Worker is durable, but its role Role does not allow lambda:CheckpointDurableExecution and lambda:GetDurableExecutionState on its executions, so its executions fail at their first step [role-missing-permissions]
            Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, DurableConfig: { ExecutionTimeout: 3600 } } }
                                                                                                                            ~~~~ needs lambda:CheckpointDurableExecution and lambda:GetDurableExecutionState
        help: attach AWSLambdaBasicDurableExecutionRolePolicy to Role, or allow it lambda:CheckpointDurableExecution and lambda:GetDurableExecutionState on the ARN of Worker with :* at its end
        10:3 its role"
    `);
    const managed =
      'ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicDurableExecutionRolePolicy]';
    expect(lint(rule, app(managed, durable), undecided)).toBe('');
    expect(lint(rule, app('Path: /', 'DurableConfig: !Ref AWS::NoValue'), undecided)).toBe('');
  });

  const arn = 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:';
  const named = `${durable}, FunctionName: work`;
  test.each([
    ["'*'"],
    ["!Sub '${Worker.Arn}:*'"],
    [`!Sub '${arn}\${Worker}:*'`],
    [`!Sub '${arn}work:*'`],
    ["'arn:aws:lambda:*:*:function:wo*'"],
  ])('on its executions: %s', (resource) => {
    expect(lints(resource, named)).toBe('');
  });

  test.each([
    ['!GetAtt Worker.Arn'],
    [`!Sub '${arn}\${Worker}'`],
    [`!Sub '${arn}work'`],
    [`!Sub '${arn}play:*'`],
    ['!GetAtt Jobs.Arn'],
  ])('not on its own ARN, nor on that of others: %s', (resource) => {
    expect(lints(resource, named)).toContain('does not allow lambda:CheckpointDurableExecution');
  });

  test('unknown', () => {
    expect(lints(`!Sub '${arn}work:*'`)).toMatchInlineSnapshot(
      `"11:228 undecided Worker: it can't be told whether it is allowed on what it is needed for"`,
    );
    expect(
      lint(rule, app('Path: /', 'DurableConfig: { ExecutionTimeout: !ImportValue time }'), undecided),
    ).toMatchInlineSnapshot(`"9:128 undecided Worker: imported from another stack"`);
  });
});

describe('failures', () => {
  const failing = 'DeadLetterConfig: { TargetArn: !GetAtt Jobs.Arn }';
  test('a dead-letter queue', () => {
    expect(lint(rule, app('Path: /', failing))).toMatchInlineSnapshot(`
      "9:119 error Worker sends what fails to Jobs, but its role Role does not allow sqs:SendMessage there, so the deployment fails [role-missing-permissions]
            Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, DeadLetterConfig: { TargetArn: !GetAtt Jobs.Arn } } }
                                                                                                                                ~~~~~~~~ needs sqs:SendMessage
        help: allow Role sqs:SendMessage on Jobs
        10:3 its role"
    `);
    expect(lint(rule, app(allowing('"sqs:SendMessage"', '!GetAtt Jobs.Arn'), failing), undecided)).toBe('');
    expect(lint(rule, app(allowing('"sqs:SendMessage"', '!GetAtt Others.Arn'), failing))).toContain(
      'does not allow sqs:SendMessage there',
    );
  });

  test('settings for asynchronous invocation', () => {
    const config = `  Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Worker, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:eu-west-1:111122223333:failed' } } } }`;
    expect(lint(rule, app('Path: /', '', config), undecided)).toMatchInlineSnapshot(
      `"11:159 undecided Config: whether a policy of arn:aws:sns:eu-west-1:111122223333:failed allows it by itself is known only where that is made"`,
    );
    expect(lint(rule, app(allowing('"sns:Publish"', "'arn:aws:sns:*:*:failed'"), '', config), undecided)).toBe('');
    const own = config.replace("'arn:aws:sns:eu-west-1:111122223333:failed'", '!Ref Failed');
    const topic = '  Failed: { Type: AWS::SNS::Topic, Properties: { TopicName: failed } }';
    const told = (resource: string) =>
      lint(rule, app(allowing('"sns:Publish"', resource), '', `${own}\n${topic}`), undecided);
    expect(told('!Ref Failed')).toBe('');
    expect(told("'arn:aws:sns:*:*:alarms'")).toContain(
      'Worker sends what fails to Failed, but its role Role does not allow sns:Publish there, so the deployment fails',
    );
  });

  test('records of a mapping', () => {
    const mapping = `  Reads: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Clicks.Arn, DestinationConfig: { OnFailure: { Destination: !GetAtt Jobs.Arn } } } }`;
    expect(lint(rule, app(allowing('"kinesis:*"', "'*'"), '', mapping))).toContain(
      'Worker sends what fails to Jobs, but its role Role does not allow sqs:SendMessage there, so what fails is lost',
    );
  });
});

describe('what is read from', () => {
  test('a queue', () => {
    expect(lint(rule, app('Path: /', '', reading('!GetAtt Jobs.Arn')))).toMatchInlineSnapshot(`
      "11:116 error Worker reads from Jobs, but its role Role does not allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes there, so the deployment fails [role-missing-permissions]
            Reads: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn } }
                                                                                                                             ~~~~~~~~ needs sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes
        help: attach AWSLambdaSQSQueueExecutionRole to Role, or allow it sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes on Jobs
        10:3 its role"
    `);
    const told = (role: string) => lint(rule, app(role, '', reading('!GetAtt Jobs.Arn')), undecided);
    expect(told(allowing(queueActions, '!GetAtt Jobs.Arn'))).toBe('');
    expect(told(allowing(queueActions, "'*'"))).toBe('');
    expect(told(allowing(queueActions, "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*'"))).toBe('');
    expect(told(allowing(queueActions, '!GetAtt Others.Arn'))).toContain('does not allow sqs:ReceiveMessage');
    expect(told(allowing('"sqs:ReceiveMessage"', '!GetAtt Jobs.Arn'))).toContain(
      'does not allow sqs:DeleteMessage and sqs:GetQueueAttributes there',
    );
  });

  test.each([
    ['!GetAtt Clicks.Arn', '"kinesis:GetRecords", "kinesis:DescribeStreamSummary"', '!GetAtt Clicks.Arn'],
    ['!GetAtt Clicks.Arn', '"kinesis:SubscribeToShard", "kinesis:DescribeStream"', "'*'"],
    ['!GetAtt Table.StreamArn', '"dynamodb:Get*", "dynamodb:DescribeStream"', '!GetAtt Table.StreamArn'],
    ['!GetAtt Table.StreamArn', '"dynamodb:*"', "!Sub '${Table.Arn}/stream/*'"],
    ['!GetAtt Others.Arn', queueActions, "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:others'"],
    ['!GetAtt Others.Arn', queueActions, "'arn:aws:sqs:*:*:oth*'"],
  ])('%s, with %s on %s', (source, actions, resource) => {
    expect(lint(rule, app(allowing(actions, resource), '', reading(source)), undecided)).toBe('');
    expect(lint(rule, app('Path: /', '', reading(source)))).toContain('so the deployment fails');
  });

  test('a consumer of a stream, with what is about the stream on that', () => {
    const consumer = '  Own: { Type: AWS::Kinesis::StreamConsumer, Properties: { StreamARN: !GetAtt Clicks.Arn } }';
    const subscribing = (resource: string, own: string) =>
      `Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: 'kinesis:SubscribeToShard', Resource: ${own} }, { Effect: Allow, Action: 'kinesis:DescribeStream', Resource: ${resource} }] } }]`;
    const told = (resource: string) =>
      lint(
        rule,
        app(subscribing(resource, '!GetAtt Own.ConsumerARN'), '', `${consumer}\n${reading('!GetAtt Own.ConsumerARN')}`),
        undecided,
      );
    expect(told('!GetAtt Clicks.Arn')).toBe('');
    expect(told('!GetAtt Jobs.Arn')).toContain('does not allow kinesis:DescribeStream there');
    const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream';
    const elsewhere = (stream: string) =>
      lint(
        rule,
        app(
          subscribing(`'${arn}/${stream}'`, `'${arn}/clicks/consumer/*'`),
          '',
          reading(`'${arn}/clicks/consumer/c:1'`),
        ),
        undecided,
      );
    expect(elsewhere('clicks')).toBe('');
    expect(elsewhere('others')).toContain('undecided Reads: whether a policy of');
  });

  test('what hands on the ARN that it is given', () => {
    const param = '  Param: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !GetAtt Jobs.Arn } }';
    const told = (resource: string) =>
      lint(rule, app(allowing(queueActions, resource), '', `${reading('!GetAtt Jobs.Arn')}\n${param}`), undecided);
    expect(told('!GetAtt Param.Value')).toMatchInlineSnapshot(
      `"10:353 undecided Reads: it can't be told whether it is allowed on what it is needed for"`,
    );
    expect(told("!Sub 'arn:aws:sqs:*:*:${Param}-jobs'")).toContain("it can't be told whether it is allowed");
  });

  test('a queue with a name, where another one is named', () => {
    const told = (resource: string) =>
      lint(rule, app(allowing(queueActions, resource), '', reading('!GetAtt Others.Arn')), undecided);
    expect(told('!GetAtt Jobs.Arn')).toContain('does not allow sqs:ReceiveMessage');
    expect(told("!Sub '${Jobs.Arn}*'")).toContain("it can't be told whether it is allowed");
  });

  test('of other sources nothing is said', () => {
    const source = "'arn:aws:mq:eu-west-1:111122223333:broker:b:b-1'";
    expect(lint(rule, app('Path: /', '', reading(source)), undecided)).toBe('');
    expect(lint(rule, app('Path: /', '', reading('!Ref Given')), undecided)).toBe('');
  });

  test('a queue with a name, by a pattern of names', () => {
    const told = (resource: string) =>
      lint(rule, app(allowing(queueActions, resource), '', reading('!GetAtt Others.Arn')), undecided);
    for (const other of ["'arn:aws:sqs:*:*:others-dlq'", '!GetAtt Jobs.Arn'])
      expect(told(other)).toContain('Worker reads from Others, but its role Role does not allow sqs:ReceiveMessage');
    for (const open of ["!Sub 'arn:aws:sqs:*:*:${Given}'", '!GetAtt Nested.Outputs.QueueArn'])
      expect(told(open)).toContain("undecided Reads: it can't be told whether it is allowed on what it is needed for");
  });

  test('something made elsewhere, whose policy is not known', () => {
    const queue = "'arn:aws:sqs:eu-west-1:111122223333:jobs'";
    const told = (role: string) => lint(rule, app(role, '', reading(queue)), undecided);
    expect(told('Path: /')).toMatchInlineSnapshot(
      `"11:108 undecided Reads: whether a policy of arn:aws:sqs:eu-west-1:111122223333:jobs allows it by itself is known only where that is made"`,
    );
    expect(told(allowing(queueActions, "'arn:aws:sqs:*:*:jobs'"))).toBe('');
  });

  test('something that lets the role in by its own policy', () => {
    const allow = (principal: string, resource: string) =>
      `{ Statement: [{ Effect: Allow, Principal: ${principal}, Action: '*', Resource: ${resource} }] }`;
    const policies: Record<string, (principal: string) => string> = {
      '!GetAtt Jobs.Arn': (principal) =>
        `  Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Jobs], PolicyDocument: ${allow(principal, '!GetAtt Jobs.Arn')} } }`,
      '!GetAtt Clicks.Arn': (principal) =>
        `  Policy: { Type: AWS::Kinesis::ResourcePolicy, Properties: { ResourceArn: !GetAtt Clicks.Arn, ResourcePolicy: ${allow(principal, '!GetAtt Clicks.Arn')} } }`,
      '!GetAtt Guarded.StreamArn': (principal) =>
        `  Guarded: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE, ResourcePolicy: { PolicyDocument: ${allow(principal, "'*'")} } } } }`,
    };
    const told = (principal: string) =>
      Object.entries(policies).map(([source, policy]) =>
        lint(rule, app('Path: /', '', `${reading(source)}\n${policy(principal)}`), undecided),
      );
    expect(told('{ AWS: !GetAtt Role.Arn }')).toMatchInlineSnapshot(`
      [
        "12:3 undecided Reads: the policy of Jobs may allow it by itself",
        "12:3 undecided Reads: the policy of Clicks may allow it by itself",
        "12:3 undecided Reads: the policy of Guarded may allow it by itself",
      ]
    `);
    for (const message of told('{ Service: sns.amazonaws.com }')) expect(message).toContain('so the deployment fails');
    // The policy of another table says nothing of this one.
    const other = policies['!GetAtt Guarded.StreamArn']?.('{ AWS: !GetAtt Role.Arn }') ?? '';
    expect(lint(rule, app('Path: /', '', `${reading('!GetAtt Table.StreamArn')}\n${other}`))).toContain(
      'does not allow',
    );
  });
});

test('a Deny takes it away, and so does a boundary', () => {
  const denied = `Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }, { Effect: Deny, Action: 'ec2:CreateNetworkInterface', Resource: '*' }] } }]`;
  expect(lint(rule, app(denied, inVpc))).toContain('its role Role denies ec2:CreateNetworkInterface, so');
  const bounded = `ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole], PermissionsBoundary: !Ref Limit`;
  const limit =
    '  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }';
  expect(lint(rule, app(bounded, inVpc, limit))).toMatchInlineSnapshot(`
    "9:104 error Worker is in a VPC, but Limit, the boundary of Role, does not allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface, so the deployment fails [role-missing-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] } } }
                                                                                                               ~~~~~~~~~~ needs ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface
      help: allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and ec2:DeleteNetworkInterface in Limit
      10:296 the boundary of Role"
  `);
  const bare = 'PermissionsBoundary: !Ref Limit';
  expect(lint(rule, app(bare, inVpc, limit))).toContain('its role Role does not allow ec2:CreateNetworkInterface');
  expect(lint(rule, app(bare, inVpc, limit))).toContain('ec2:DeleteNetworkInterface, in its boundary as well');
  expect(lint(rule, app(bare, inVpc, limit.replace('s3:*', 'ec2:*')))).toContain('ec2:DeleteNetworkInterface\n');
  const denying = limit.replace(
    '[{',
    '[{ Effect: Allow, Action: "*", Resource: "*" }, { Effect: Deny, Action: "ec2:Create*", Resource: "*" }, {',
  );
  expect(lint(rule, app(bounded, inVpc, denying))).toMatchInlineSnapshot(`
    "9:104 error Worker is in a VPC, but Limit, the boundary of Role, denies ec2:CreateNetworkInterface, so the deployment fails [role-missing-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] } } }
                                                                                                               ~~~~~~~~~~ needs ec2:CreateNetworkInterface
      help: take ec2:CreateNetworkInterface out of what Limit denies
      10:296 the boundary of Role"
  `);
  const ofAws = 'PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess';
  expect(lint(rule, app(bounded.replace('PermissionsBoundary: !Ref Limit', ofAws), inVpc))).toContain(
    'help: give Role a boundary that allows ec2:CreateNetworkInterface and ec2:DeleteNetworkInterface\n',
  );
});

test('a role that has it in some deployments', () => {
  const policies = `ManagedPolicyArns: [!If [IsProd, 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole', !Ref AWS::NoValue]]`;
  expect(lint(rule, app(policies, inVpc))).toContain('when IsProd is false');
});

test('what can’t be told', () => {
  const told = (role: string, properties = inVpc) => lint(rule, app(role, properties), undecided);
  expect(told('ManagedPolicyArns: [!Ref Given]')).toMatchInlineSnapshot(
    `"10:204 undecided Worker: Given is given at deployment"`,
  );
  expect(
    told(allowing('"ec2:*"', "'*'", ", Condition: { StringEquals: { 'ec2:Vpc': !Ref Given } }")),
  ).toMatchInlineSnapshot(`"10:285 undecided Worker: it can't be told whether the condition on ec2:Vpc is met"`);
  expect(told('Policies: [{ PolicyName: p, PolicyDocument: { Statement: [] } }]')).toMatchInlineSnapshot(
    `"10:189 undecided Worker: what a policy of Role without a statement stands for can't be told"`,
  );
  const elsewhere = app('Path: /', inVpc).replace('!GetAtt Role.Arn', '!Ref Given');
  expect(lint(rule, elsewhere, undecided)).toMatchInlineSnapshot(
    `"9:67 undecided Worker: Role: Given is given at deployment"`,
  );
});

test('SAM gives the roles that it makes what their functions need', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SQS::Queue }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: python3.13
      Tracing: Active
      VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }
      Events: { Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }
`;
  expect(lint(rule, text, undecided)).toBe('');
  const own = `${text.replace('Tracing:', 'Role: !GetAtt Role.Arn\n      Tracing:')}  Role: { Type: AWS::IAM::Role, Properties: { ${trust} } }\n`;
  expect(lint(rule, own).match(/does not allow [^,]+/g)).toMatchInlineSnapshot(`
    [
      "does not allow xray:PutTraceSegments",
      "does not allow ec2:CreateNetworkInterface",
      "does not allow sqs:SendMessage there",
      "does not allow sqs:SendMessage there",
      "does not allow sqs:ReceiveMessage",
    ]
  `);
});

describe('what the code calls, by the option', () => {
  const handler = 'Runtime: nodejs22.x, Handler: app.save, Code: src';
  const asked = { options: { code: true }, undecided: true };
  const repository = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as lib from '@aws-sdk/lib-dynamodb';
const client = lib.DynamoDBDocumentClient.from(new DynamoDBClient({}));
export class Orders {
  save(item) { return client.send(new lib.PutCommand({ TableName: 'orders', Item: item })); }
  find(id) { return client.send(new GetItemCommand({ TableName: 'orders', Key: { id } })); }
}
export const all = () => client.send(new lib.ScanCommand({ TableName: 'orders' }));
`;
  const files = {
    'src/app.ts': `import { Orders } from './orders.js'; const orders = new Orders(); export const save = async (item: object) => orders.save(item);`,
    'src/orders.js': repository,
  };

  test('by what the handler leads to alone', () => {
    expect(lint(rule, app(allowing('sqs:SendMessage', "'*'"), handler), { ...asked, files })).toMatchInlineSnapshot(`
      "9:70 error the code of Worker calls PutItem, but its role Role does not allow dynamodb:PutItem, so AWS refuses it [role-missing-permissions]
            Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, Runtime: nodejs22.x, Handler: app.save, Code: src } }
                                                                               ~~~~~~~~ needs dynamodb:PutItem
        help: allow dynamodb:PutItem on what is called, or leave out what calls it
        src/orders.js:6:35 calls PutItem"
    `);
    expect(lint(rule, app(allowing('sqs:SendMessage', "'*'"), handler), { files, undecided: true })).toBe('');
    expect(lint(rule, app(allowing('dynamodb:PutItem', "'*'"), handler), { ...asked, files })).toBe('');
    expect(lint(rule, app(allowing("'dynamodb:Put*'", '!GetAtt Table.Arn'), handler), { ...asked, files })).toBe('');
  });

  test('code in another language is not even read', () => {
    const python = {
      get 'src/app.py'(): string {
        throw new Error('read for nothing');
      },
    };
    const text = app(allowing('sqs:SendMessage', "'*'"), handler.replace('nodejs22.x', 'python3.13'));
    expect(lint(rule, text, { ...asked, files: python })).toBe('');
  });

  test.each([
    [
      'in the module of the handler',
      `const { SFNClient, StartExecutionCommand: Start } = require('@aws-sdk/client-sfn'); exports.save = () => new SFNClient({}).send(new Start({}));`,
      'calls StartExecution',
    ],
    [
      'behind a wrapper',
      `import { PutEventsCommand } from '@aws-sdk/client-eventbridge'; function main() { return new PutEventsCommand({}); } export const save = wrap(main);`,
      'events:PutEvents',
    ],
    [
      'of another name',
      `import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'; const run = () => new SendMessageBatchCommand({}); export { run as save };`,
      'sqs:SendMessage',
    ],
    [
      'in what is exported as a whole',
      `const { InvokeCommand } = require('@aws-sdk/client-lambda'); module.exports = { save: () => new InvokeCommand({}) };`,
      'lambda:InvokeFunction',
    ],
  ])('%s', (_, text, said) => {
    expect(lint(rule, app('Path: /', handler), { ...asked, files: { 'src/app.js': text } })).toContain(said);
  });

  test.each([
    [
      'in another handler',
      `import { PutEventsCommand } from '@aws-sdk/client-eventbridge'; export const other = () => new PutEventsCommand({}); export const save = () => 1;`,
    ],
    [
      'by somebody else',
      `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; export const save = (credentials) => new S3Client({ credentials }).send(new GetObjectCommand({}));`,
    ],
    [
      'of which other actions are needed',
      `import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'; export const save = () => new TransactWriteItemsCommand({});`,
    ],
    [
      'and bears the name of what every object has',
      `import { constructorCommand } from '@aws-sdk/client-s3'; export const save = () => new constructorCommand({});`,
    ],
    [
      'by names of members alone',
      `import { PutEventsCommand } from '@aws-sdk/client-eventbridge'; function run() { return new PutEventsCommand({}); } export const save = (event) => event.run;`,
    ],
  ])('not what is called %s', (_, text) => {
    expect(lint(rule, app('Path: /', handler), { ...asked, files: { 'src/app.js': text } })).toBe('');
  });

  test('not where other functions, with other roles, have the same handler', () => {
    const other = (role: string) =>
      `  Other: { Type: AWS::Lambda::Function, Properties: { Role: ${role}, ${handler} } }`;
    expect(lint(rule, app('Path: /', handler, other('!GetAtt Roles.Arn')), { ...asked, files })).toBe('');
    expect(lint(rule, app('Path: /', handler, other('!GetAtt Role.Arn')), { ...asked, files })).toContain('PutItem');
  });

  test('not where its environment switches it off', () => {
    const text = `import { PublishCommand } from '@aws-sdk/client-sns'; export const save = async () => { if (!process.env.TOPIC) return; new PublishCommand({}); };`;
    const lints = (environment: string): string =>
      lint(rule, app('Path: /', `${handler}, Environment: { Variables: ${environment} }`), {
        ...asked,
        files: { 'src/app.js': text },
      });
    expect(lints('{ TOPIC: jobs }')).toContain('calls Publish');
    expect(lints("{ TOPIC: '' }")).toBe('');
    expect(lints('{ OTHER: jobs }')).toBe('');
  });

  test('not where other actions let in, too', () => {
    const text = `import { PutObjectCommand } from '@aws-sdk/client-s3'; export const save = () => new PutObjectCommand({});`;
    const lints = (action: string): string =>
      lint(rule, app(allowing(action, "'*'"), handler), { ...asked, files: { 'src/app.js': text } });
    expect(lints('s3:PutObject')).toBe('');
    expect(lints('s3express:CreateSession')).toBe('');
    expect(lints("'s3-outposts:*'")).toBe('');
    expect(lints('s3:PutObjectTagging')).toContain('does not allow s3:PutObject,');
  });

  test('where a policy of the service may allow it', () => {
    const policy = `  Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Jobs], PolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: sqs:SendMessage, Resource: '*' }] } } }`;
    const text = `import { SendMessageCommand } from '@aws-sdk/client-sqs'; export const save = () => new SendMessageCommand({});`;
    expect(
      lint(rule, app('Path: /', handler, policy), { ...asked, files: { 'src/app.js': text } }),
    ).toMatchInlineSnapshot(`"11:3 undecided Worker: the policy of Policy may allow it by itself"`);
  });

  test('within the template, by the role that SAM makes', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      InlineCode: |
        const { PublishCommand } = require('@aws-sdk/client-sns');
        exports.handler = () => new PublishCommand({});
`;
    expect(lint(rule, text, asked)).toMatchInlineSnapshot(`
      "4:3 error the code of Worker calls Publish, but the role that SAM makes for Worker does not allow sns:Publish, so AWS refuses it [role-missing-permissions]
            Worker:
            ~~~~~~ needs sns:Publish
        help: allow sns:Publish on what is called, or leave out what calls it
        9:19 calls Publish"
    `);
  });
});

test('a role that SAM makes, which knows nothing of what stands beside its function', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Worker: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/, Handler: a.b, Runtime: python3.13 } }
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:70 error Worker reads from Jobs, but the role that SAM makes for Worker does not allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes there, so the deployment fails [role-missing-permissions]
            Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn }
                                                                             ~~~~~~~~ needs sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes
      help: under Policies, name AWSLambdaSQSQueueExecutionRole, or allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes on Jobs
      5:3 its role"
  `);
});
