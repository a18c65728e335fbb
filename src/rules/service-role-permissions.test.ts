import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './service-role-permissions.js';

const undecided = { undecided: true };

const app = (resource: string, policy: string, more = '') => `${more}
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Others: { Type: AWS::SQS::Queue }
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue Role } }
  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !ImportValue Role } }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: scheduler.amazonaws.com }, Action: sts:AssumeRole } }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: ${policy} } }]
${resource}
`;
const allow = (actions: string, resource = "'*'") => `[{ Effect: Allow, Action: [${actions}], Resource: ${resource} }]`;

describe('a schedule', () => {
  const schedule = (target: string, role = '!GetAtt Role.Arn') =>
    `  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: ${target}, RoleArn: ${role} } } }`;
  const sends = schedule('!GetAtt Jobs.Arn');

  test('may do what it is for', () => {
    expect(lint(rule, app(sends, allow('sqs:SendMessage', '!GetAtt Jobs.Arn')), undecided)).toBe('');
    expect(lint(rule, app(schedule('!GetAtt Worker.Arn'), allow('lambda:InvokeFunction')), undecided)).toBe('');
    expect(lint(rule, app(schedule("!Sub '${Worker.Arn}:live'"), allow("'lambda:Invoke*'")), undecided)).toBe('');
  });

  test('may not', () => {
    expect(lint(rule, app(sends, allow('sqs:ReceiveMessage')))).toMatchInlineSnapshot(`
      "13:83 error Nightly sends to Jobs, but its role Role does not allow sqs:SendMessage there, so nothing ever arrives [service-role-permissions]
            Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !GetAtt Jobs.Arn, RoleArn: !GetAtt Role.Arn } } }
                                                                                            ~~~~~~~~ needs sqs:SendMessage
        help: allow Role sqs:SendMessage on Jobs
        8:3 its role"
    `);
    expect(lint(rule, app(schedule('!Ref Flow'), allow('sqs:SendMessage')))).toContain(
      'Nightly starts Flow, but its role Role does not allow states:StartExecution there',
    );
  });

  test('may, but on another queue', () => {
    expect(lint(rule, app(sends, allow('sqs:SendMessage', '!GetAtt Others.Arn')))).toContain(
      'does not allow sqs:SendMessage there',
    );
  });

  test('calls an alias by its name, and may call that alias', () => {
    const alias = `  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, FunctionVersion: '1', Name: live } }`;
    const calls = (target: string) => app(`${schedule(target)}\n${alias}`, allow('lambda:InvokeFunction', '!Ref Live'));
    expect(lint(rule, calls("!Sub '${Worker.Arn}:live'"))).toBe('');
    expect(lint(rule, calls('!GetAtt Worker.Arn'))).toContain('does not allow lambda:InvokeFunction there');
  });

  test('to what lies elsewhere', () => {
    const elsewhere = schedule('arn:aws:sns:eu-west-1:111122223333:news');
    expect(lint(rule, app(elsewhere, allow('sns:Publish')), undecided)).toBe('');
    expect(lint(rule, app(elsewhere, allow('sqs:SendMessage')))).toContain('does not allow sns:Publish');
  });

  test('that calls the SDK', () => {
    const purge = schedule('arn:aws:scheduler:::aws-sdk:sqs:purgeQueue');
    expect(lint(rule, app(purge, allow('sqs:PurgeQueue')), undecided)).toBe('');
    expect(lint(rule, app(purge, allow('sqs:SendMessage')))).toContain('Nightly calls sqs:purgeQueue');
    expect(lint(rule, app(schedule('arn:aws:scheduler:::aws-sdk:glue:startCrawler'), allow('s3:GetObject')))).toBe('');
  });

  test('whose target or role only the deployment knows', () => {
    const parameters = 'Parameters: { Target: { Type: String } }';
    expect(
      lint(rule, app(schedule('!Ref Target'), allow('sqs:SendMessage'), parameters), undecided),
    ).toMatchInlineSnapshot(`"13:80 undecided Nightly: Target is given at deployment"`);
    expect(
      lint(rule, app(schedule('!GetAtt Jobs.Arn', 'arn:aws:iam::111122223333:role/r'), '[]'), undecided),
    ).toMatchInlineSnapshot(
      `"13:102 undecided Nightly: what arn:aws:iam::111122223333:role/r allows is known only outside this template"`,
    );
  });

  test('a queue that lets it in by itself', () => {
    const policy = `  Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Jobs], PolicyDocument: { Statement: { Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: sqs:SendMessage, Resource: '*' } } } }`;
    expect(lint(rule, app(`${sends}\n${policy}`, allow('sqs:ReceiveMessage')), undecided)).toContain(
      'may allow it by itself',
    );
  });

  test('a role that differs by a condition', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Prod: !Equals [!Ref Stage, prod] }';
    const either = `!If [Prod, ${allow('sqs:SendMessage')}, ${allow('sqs:ReceiveMessage')}]`;
    expect(lint(rule, app(sends, either, more))).toContain('when Prod is false');
  });
});

test('targets of a rule', () => {
  const to = (target: string) =>
    `  Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: t, Arn: ${target}, RoleArn: !GetAtt Role.Arn }] } }`;
  expect(lint(rule, app(to('!Ref Flow'), allow('states:StartExecution', '!Ref Flow')), undecided)).toBe('');
  expect(lint(rule, app(to('!Ref Flow'), allow('lambda:InvokeFunction')))).toMatchInlineSnapshot(`
    "13:79 error Rule starts Flow, but its role Role does not allow states:StartExecution there, so nothing ever arrives [service-role-permissions]
          Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: t, Arn: !Ref Flow, RoleArn: !GetAtt Role.Arn }] } }
                                                                                      ~~~~ needs states:StartExecution
      help: allow Role states:StartExecution on Flow
      8:3 its role"
  `);
  // It is let in by a permission of the function.
  expect(lint(rule, app(to('!GetAtt Worker.Arn'), allow('states:StartExecution')), undecided)).toBe('');
});

test('a pipe', () => {
  const pipe = `  Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: !GetAtt Role.Arn, Source: !GetAtt Orders.StreamArn, Enrichment: !GetAtt Worker.Arn, Target: !GetAtt Jobs.Arn } }`;
  const all =
    'dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:DescribeStream, lambda:InvokeFunction, sqs:SendMessage';
  expect(lint(rule, app(pipe, allow(all)), undecided)).toBe('');
  expect(lint(rule, app(pipe, allow('lambda:InvokeFunction')))).toMatchInlineSnapshot(`
    "13:92 error Pipe reads from Orders, but its role Role does not allow dynamodb:GetRecords, dynamodb:GetShardIterator and dynamodb:DescribeStream there, so nothing ever comes through it [service-role-permissions]
          Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: !GetAtt Role.Arn, Source: !GetAtt Orders.StreamArn, Enrichment: !GetAtt Worker.Arn, Target: !GetAtt Jobs.Arn } }
                                                                                                   ~~~~~~~~~~~~~~~~ needs dynamodb:GetRecords, dynamodb:GetShardIterator and dynamodb:DescribeStream
      help: allow Role dynamodb:GetRecords, dynamodb:GetShardIterator and dynamodb:DescribeStream on Orders
      8:3 its role
    13:158 error Pipe sends to Jobs, but its role Role does not allow sqs:SendMessage there, so nothing ever arrives [service-role-permissions]
          Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: !GetAtt Role.Arn, Source: !GetAtt Orders.StreamArn, Enrichment: !GetAtt Worker.Arn, Target: !GetAtt Jobs.Arn } }
                                                                                                                                                                     ~~~~~~~~ needs sqs:SendMessage
      help: allow Role sqs:SendMessage on Jobs
      8:3 its role"
  `);
});

test('what takes a role for something else', () => {
  const source = `  Source: { Type: AWS::AppSync::DataSource, Properties: { Type: AMAZON_DYNAMODB, ServiceRoleArn: !GetAtt Role.Arn } }`;
  expect(lint(rule, app(source, allow('s3:GetObject')), undecided)).toBe('');
});

test('a plan', () => {
  const trust = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const text = plan({
    'aws_iam_role.r': { assume_role_policy: trust },
    'aws_sfn_state_machine.flow': {},
    'aws_cloudwatch_event_target.t': {
      role_arn: ref('aws_iam_role.r.arn'),
      arn: ref('aws_sfn_state_machine.flow.arn'),
    },
  });
  expect(lint(rule, text)).toContain('its role aws_iam_role.r does not allow states:StartExecution');
});

test.each(['constructor', 'toString', '__proto__'])('a service that is called %s', (service) => {
  const arn = `arn:aws:${service}:eu-west-1:111122223333:x`;
  const pipe = `  Pipe: { Type: AWS::Pipes::Pipe, Properties: { RoleArn: !GetAtt Role.Arn, Source: '${arn}', Target: '${arn}' } }`;
  expect(lint(rule, app(pipe, allow('s3:GetObject')), undecided)).toBe('');
});
