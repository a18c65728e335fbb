import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './function-log-permissions.js';

const trust = `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }`;

/** A function with a role that has some properties. */
const app = (role: string, more = '', properties = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref AWS::StackName, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, ${properties} } }
  Role: { Type: AWS::IAM::Role, Properties: { ${trust}, ${role} } }
${more}
`;

const allowing = (actions: string, resource: string) =>
  `Policies: [{ PolicyName: logs, PolicyDocument: { Statement: [{ Effect: Allow, Action: [${actions}], Resource: ${resource} }] } }]`;
const all = (resource: string) =>
  allowing('"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"', resource);
const writing = (resource: string) => allowing('"logs:CreateLogStream", "logs:PutLogEvents"', resource);
const group = (name: string) => `  Group: { Type: AWS::Logs::LogGroup, Properties: { ${name} } }`;
const own = "LogGroupName: !Sub '/aws/lambda/${Worker}'";

test('a role that has nothing about logs', () => {
  expect(lint(rule, app('Path: /'))).toMatchInlineSnapshot(`
    "5:70 info Worker has the role Role, which does not let it write to /aws/lambda/\${Worker}, so nothing that it logs is kept [function-log-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn,  } }
                                                                             ~~~~~~~~ writes no logs
      help: attach AWSLambdaBasicExecutionRole to Role, or allow it logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker}"
  `);
});

test.each([
  'ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  'ManagedPolicyArns: [!Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"]',
  all("'*'"),
  all("'arn:aws:logs:*:*:*'"),
  all("!Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:*'"),
  all("!Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*'"),
  all("!Sub 'arn:aws:logs:*:*:log-group:/aws/lambda/${AWS::StackName}-Worker-*'"),
  all("!Sub 'arn:aws-cn:logs:*:*:log-group:/aws/lambda/${Worker}:*'"),
  allowing("'logs:*'", "'arn:aws:logs:*:*:log-group:*:*'"),
])('a role that may write: %s', (role) => {
  expect(lint(rule, app(role), { undecided: true })).toBe('');
});

test('a function of SAM gets what it needs, also beside policies of its own', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/, Handler: a.b, Runtime: python3.13, Policies: [AmazonS3ReadOnlyAccess] } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a log group that nobody makes', () => {
  expect(lint(rule, app(writing("'*'")))).toMatchInlineSnapshot(`
    "5:70 info Worker has the role Role, which does not allow logs:CreateLogGroup, and nothing in this template makes /aws/lambda/\${Worker}, so nothing that it logs is kept until somebody does [function-log-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn,  } }
                                                                             ~~~~~~~~ makes no log group
      help: declare the log group /aws/lambda/\${Worker}, or allow Role logs:CreateLogGroup"
  `);
  expect(lint(rule, app(writing("'*'"), group(own)), { undecided: true })).toBe('');
  expect(lint(rule, app(writing("'*'")), { options: { allowNoCreateLogGroup: true }, undecided: true })).toBe('');
});

test('a log group of one’s own', () => {
  const named = 'LoggingConfig: { LogGroup: !Ref Group }';
  expect(lint(rule, app(writing('!GetAtt Group.Arn'), group(''), named), { undecided: true })).toBe('');
  expect(lint(rule, app(writing("!Sub 'arn:aws:logs:*:*:log-group:${Group}:*'"), group(''), named))).toBe('');
  expect(
    lint(rule, app(writing("'arn:aws:logs:*:*:log-group:/aws/lambda/*'"), group('LogGroupName: /apps/worker'), named)),
  ).toMatchInlineSnapshot(`
    "5:70 info Worker has the role Role, which does not let it write to Group, so nothing that it logs is kept [function-log-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, LoggingConfig: { LogGroup: !Ref Group } } }
                                                                             ~~~~~~~~ writes no logs
      help: attach AWSLambdaBasicExecutionRole to Role, or allow it logs:CreateLogStream and logs:PutLogEvents on the streams of Group
      6:322 allowed on this alone"
  `);
});

test('logs are written to streams, which the name of the group alone does not hold', () => {
  const role = all("'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/worker'");
  expect(lint(rule, app(role, '', 'FunctionName: worker'))).toMatchInlineSnapshot(`
    "5:70 info Worker has the role Role, which does not allow logs:PutLogEvents on /aws/lambda/worker, so nothing that it logs is kept [function-log-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, FunctionName: worker } }
                                                                             ~~~~~~~~ writes no logs
      help: attach AWSLambdaBasicExecutionRole to Role, or allow it logs:PutLogEvents on the streams of /aws/lambda/worker
      6:345 allowed on this alone"
  `);
});

test('what another function is called', () => {
  expect(
    lint(rule, app(all("'arn:aws:logs:*:*:log-group:/aws/lambda/other:*'"), '', 'FunctionName: worker')),
  ).toContain('does not let it write to /aws/lambda/worker');
});

test('a Deny takes it away, and so does a boundary', () => {
  const denied = `Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }, { Effect: Deny, Action: 'logs:PutLogEvents', Resource: '*' }] } }]`;
  expect(lint(rule, app(denied))).toContain('does not allow logs:PutLogEvents on /aws/lambda/${Worker}');
  const bounded = `ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole], PermissionsBoundary: !Ref Limit`;
  const limit =
    '  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }';
  expect(lint(rule, app(bounded, limit))).toContain('which does not let it write to');

  const help = (text: string) => /help: .*/.exec(lint(rule, text))?.[0];
  expect(help(app(denied))).toMatchInlineSnapshot(
    `"help: take logs:PutLogEvents on the streams of /aws/lambda/\${Worker} out of what Role denies"`,
  );
  expect(help(app(bounded, limit))).toMatchInlineSnapshot(
    `"help: allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker} in Limit"`,
  );
  const denying = limit.replace(
    '[{',
    '[{ Effect: Allow, Action: "*", Resource: "*" }, { Effect: Deny, Action: "logs:*", Resource: "*" }, {',
  );
  expect(help(app(bounded, denying))).toMatchInlineSnapshot(
    `"help: take logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker} out of what Limit denies"`,
  );
  expect(help(app('PermissionsBoundary: !Ref Limit', limit))).toMatchInlineSnapshot(
    `"help: attach AWSLambdaBasicExecutionRole to Role, or allow it logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker}, in its boundary as well"`,
  );
});

test('a policy beside the role', () => {
  const policy = `  More: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: 'logs:*', Resource: '*' }] } } }`;
  expect(lint(rule, app('Path: /', policy), { undecided: true })).toBe('');
});

test('what can’t be told', () => {
  const told = (role: string, properties = '') => lint(rule, app(role, '', properties), { undecided: true });
  expect(told('ManagedPolicyArns: [!Ref Given]')).toMatchInlineSnapshot(
    `"6:204 undecided Worker: Given is given at deployment"`,
  );
  expect(told(all('!Ref Given'))).toMatchInlineSnapshot(
    `"6:350 undecided Worker: it can't be told whether Worker writes there"`,
  );
  expect(told(all("!Sub 'arn:aws:logs:*:*:log-group:/aws/lambda/${Given}:*'"))).toMatchInlineSnapshot(
    `"6:350 undecided Worker: it can't be told whether Worker writes there"`,
  );
  expect(told(writing("'*'"), 'LoggingConfig: { LogGroup: /apps/shared }')).toMatchInlineSnapshot(
    `"5:107 undecided Worker: the log group /apps/shared is not declared in this template"`,
  );
  const conditional = `Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: 'logs:*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': eu-west-1 } } }] } }]`;
  expect(told(conditional)).toMatchInlineSnapshot(
    `"6:282 undecided Worker: it can't be told whether the condition on aws:RequestedRegion is met"`,
  );
  const made = app('Path: /').replace('!GetAtt Role.Arn', 'arn:aws:iam::111122223333:role/shared');
  expect(lint(rule, made, { undecided: true })).toMatchInlineSnapshot(
    `"5:62 undecided Worker: what arn:aws:iam::111122223333:role/shared allows is known only outside this template"`,
  );
  expect(
    lint(rule, made.replace('arn:aws:iam::111122223333:role/shared', '!Ref Given'), { undecided: true }),
  ).toMatchInlineSnapshot(`"5:67 undecided Worker: Role: Given is given at deployment"`);
});

test('only in the branch that is wrong', () => {
  const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  expect(lint(rule, app(`ManagedPolicyArns: !If [IsProd, [${basic}], []]`))).toMatchInlineSnapshot(`
    "5:70 info Worker has the role Role, which does not let it write to /aws/lambda/\${Worker}, so nothing that it logs is kept [function-log-permissions]
          Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn,  } }
                                                                             ~~~~~~~~ writes no logs
      help: attach AWSLambdaBasicExecutionRole to Role, or allow it logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker}
      when IsProd is false"
  `);
});

test('Lambda@Edge logs under a name of its own', () => {
  const edge = app(
    all("'arn:aws:logs:*:*:log-group:/aws/lambda/us-east-1.worker:*'"),
    '',
    'FunctionName: worker',
  ).replace('Service: lambda.amazonaws.com', 'Service: [lambda.amazonaws.com, edgelambda.amazonaws.com]');
  expect(lint(rule, edge, { undecided: true })).toBe('');
});

test('a plan without its sources does not tell what stands behind the ARN of the log group', () => {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const text = plan({
    'aws_lambda_function.worker': { function_name: 'worker', role: ref('aws_iam_role.worker.arn') },
    'aws_cloudwatch_log_group.worker': { name: '/aws/lambda/worker' },
    'aws_iam_role.worker': { assume_role_policy: JSON.stringify({ Statement: [trust] }) },
    'aws_iam_role_policy.logs': {
      role: ref('aws_iam_role.worker.id'),
      policy: ref('data.aws_iam_policy_document.logs.json'),
    },
    'data.aws_iam_policy_document.logs': {
      statement: [
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [ref('aws_cloudwatch_log_group.worker.arn')],
        },
      ],
    },
  });
  expect(lint(rule, text, { path: 'plan.json', undecided: true })).toMatchInlineSnapshot(
    `"plan.json:113:17 undecided aws_lambda_function.worker: it can't be told whether aws_lambda_function.worker writes there"`,
  );
});

test('the role that SAM makes is named once', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      InlineCode: x
      Policies: [{ Statement: { Effect: Deny, Action: 'logs:*', Resource: 'arn:aws:logs:*:*:*' } }]
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 info Worker has the role that SAM makes for Worker, which does not let it write to /aws/lambda/\${Worker}, so nothing that it logs is kept [function-log-permissions]
          Worker:
          ~~~~~~ writes no logs
      help: take logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the streams of /aws/lambda/\${Worker} out of what the role that SAM makes for Worker denies"
  `);
});
