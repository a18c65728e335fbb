import { expect, test } from 'vitest';
import rule from './function-log-retention.js';
import { lint } from '../../test/support/lint.js';
import { constant, planText, refs } from '../../test/support/plan-text.js';

const app = (group: string, fn = '{ Type: AWS::Lambda::Function }') => `
Parameters: { Name: { Type: String } }
Resources:
  Worker: ${fn}
  Logs: { Type: AWS::Logs::LogGroup, Properties: ${group} }
`;

test('a function whose log group nobody declares', () => {
  expect(lint(rule, 'Resources: { Worker: { Type: AWS::Lambda::Function } }')).toMatchInlineSnapshot(`
    "1:14 warning no log group is declared for Worker, so Lambda makes one that keeps its logs for ever [function-log-retention]
        Resources: { Worker: { Type: AWS::Lambda::Function } }
                     ~~~~~~ its logs are kept for ever
      help: declare the log group /aws/lambda/\${Worker} with RetentionInDays, or name one in LoggingConfig.LogGroup"
  `);
  const named = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } } }';
  expect(lint(rule, named)).toContain('declare the log group /aws/lambda/orders with');
});

test('a role that may make no log group leaves nothing to keep', () => {
  const denied = (resource: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      InlineCode: x
      Policies: [{ Statement: { Effect: Deny, Action: logs:CreateLogGroup, Resource: '${resource}' } }]
`;
  expect(lint(rule, denied('*'))).toBe('');
  expect(lint(rule, denied('arn:aws:logs:*:*:*'))).toBe('');
  expect(lint(rule, denied('arn:aws:logs:*:*:log-group:/aws/lambda/other*'))).toContain('keeps its logs for ever');
});

test('a group without a retention is found at the group, once for all who write to it', () => {
  const text = `
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Logs } } }
  Two: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Logs } } }
  Logs: { Type: AWS::Logs::LogGroup }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:3 warning Logs has no RetentionInDays, so what functions write to it is kept for ever [function-log-retention]
          Logs: { Type: AWS::Logs::LogGroup }
          ~~~~ no RetentionInDays
      help: set RetentionInDays to the number of days that its logs are needed
      3:3 One writes to it"
  `);
});

test('a name that is worked out of what only the deployment knows is that of the function', () => {
  const fn = (name: string) =>
    `Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: ${name} } } }`;
  const stack = "!Join ['-', [orders, !Select [2, !Split ['/', !Ref AWS::StackId]]]]";
  expect(lint(rule, fn(stack))).toContain('declare the log group /aws/lambda/${Worker} with');
  expect(lint(rule, fn("!Sub '${AWS::StackName}-w'"))).toContain('group /aws/lambda/${AWS::StackName}-w with');
});

const names = {
  '!Sub': "{ LogGroupName: !Sub '/aws/lambda/${Worker}', RetentionInDays: 14 }",
  '!Join': "{ LogGroupName: !Join ['', ['/aws/lambda/', !Ref Worker]], RetentionInDays: 14 }",
  'a map of !Sub': "{ LogGroupName: !Sub ['/aws/lambda/${Fn}', { Fn: !Ref Worker }], RetentionInDays: 14 }",
};

test.each(Object.entries(names))('the name of the function by %s', (_, group) => {
  expect(lint(rule, app(group), { undecided: true })).toBe('');
  const named = "{ Type: AWS::Lambda::Function, Properties: { FunctionName: !Sub '${AWS::StackName}-worker' } }";
  expect(lint(rule, app(group, named), { undecided: true })).toBe('');
});

test.each([
  ['orders', '/aws/lambda/orders'],
  ['!Ref Name', "!Sub '/aws/lambda/${Name}'"],
  ["!Sub '${AWS::StackName}-worker'", "!Join ['', [/aws/lambda/, !Ref AWS::StackName, -worker]]"],
])('a name that is given to both: %s', (name, group) => {
  const fn = `{ Type: AWS::Lambda::Function, Properties: { FunctionName: ${name} } }`;
  expect(lint(rule, app(`{ LogGroupName: ${group}, RetentionInDays: 14 }`, fn), { undecided: true })).toBe('');
});

const edge = (group: string) => `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: [lambda.amazonaws.com, edgelambda.amazonaws.com] } }
  Edge: { Type: AWS::Lambda::Function, Properties: { FunctionName: redirect, Role: !GetAtt Role.Arn } }
  ${group}
`;

test('a function for Lambda@Edge writes to a group of another name', () => {
  const group = (name: string) =>
    edge(`Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '${name}', RetentionInDays: 14 } }`);
  expect(lint(rule, edge(''))).toContain('declare the log group /aws/lambda/us-east-1.redirect with RetentionInDays');
  expect(lint(rule, group('/aws/lambda/us-east-1.redirect'), { undecided: true })).toBe('');
  expect(lint(rule, group('/aws/lambda/us-east-1.${Edge}'), { undecided: true })).toBe('');
  expect(lint(rule, group('/aws/lambda/us-east-1.other'))).toContain('no log group is declared for Edge');
});

test('the group of another function is none', () => {
  expect(lint(rule, app('{ LogGroupName: /aws/lambda/other, RetentionInDays: 14 }'))).toContain(
    'no log group is declared',
  );
  expect(lint(rule, app('{ RetentionInDays: 14 }'))).toContain('no log group is declared');
});

test('the group that LoggingConfig names wins', () => {
  const fn =
    '{ Type: AWS::Lambda::Function, Properties: { FunctionName: orders, LoggingConfig: { LogGroup: /apps } } }';
  expect(lint(rule, app('{ LogGroupName: /apps, RetentionInDays: 14 }', fn), { undecided: true })).toBe('');
  expect(lint(rule, app('{ LogGroupName: /apps }', fn))).toContain('Logs has no RetentionInDays');
  expect(lint(rule, app('{ LogGroupName: /aws/lambda/orders }', fn), { undecided: true })).toMatchInlineSnapshot(
    `"4:105 undecided Worker: the log group /apps is not declared in this template"`,
  );
});

test.each([
  ['a group that is imported', 'LoggingConfig: { LogGroup: !ImportValue logs }', '{ RetentionInDays: 14 }'],
  [
    'a name that may be the same',
    "FunctionName: !Sub '${AWS::StackName}-w'",
    "{ LogGroupName: !Sub '/aws/lambda/${Name}' }",
  ],
  [
    'a retention that is given at deployment',
    'FunctionName: orders',
    '{ LogGroupName: /aws/lambda/orders, RetentionInDays: !Ref Name }',
  ],
])('%s can’t be judged', (_, property, group) => {
  const fn = `{ Type: AWS::Lambda::Function, Properties: { ${property} } }`;
  expect(lint(rule, app(group, fn), { undecided: true })).toContain('undecided Worker');
});

test('limits', () => {
  const text = app("{ LogGroupName: !Sub '/aws/lambda/${Worker}', RetentionInDays: 14 }");
  expect(lint(rule, text, { options: { days: [14, 30], minDays: 7, maxDays: 30 } })).toBe('');
  expect(lint(rule, text, { options: { days: [30, 90] } })).toMatchInlineSnapshot(`
    "5:113 warning Logs keeps logs for 14 days, which is not what your organisation asks for [function-log-retention]
          Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/\${Worker}', RetentionInDays: 14 } }
                                                                                                                        ~~ not as long as asked for
      help: set RetentionInDays to 30 or 90
      4:3 Worker writes to it"
  `);
  expect(lint(rule, text, { options: { minDays: 30 } })).toContain('help: set RetentionInDays to 30 or more');
  expect(lint(rule, text, { options: { maxDays: 7 } })).toContain('help: set RetentionInDays to 7 or less');
  expect(lint(rule, text, { options: { minDays: 1, maxDays: 7 } })).toContain(
    'set RetentionInDays to a value between 1 and 7',
  );
});

test('only in the branch that is wrong, and says when', () => {
  const text = `
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/\${Worker}
      RetentionInDays: !If [IsProd, !Ref AWS::NoValue, 7]
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:42 warning Logs has no RetentionInDays, so what functions write to it is kept for ever [function-log-retention]
              RetentionInDays: !If [IsProd, !Ref AWS::NoValue, 7]
                                                 ~~~~~~~~~~~~ no RetentionInDays
      help: set RetentionInDays to the number of days that its logs are needed
      5:3 Worker writes to it
      when IsProd is true"
  `);
});

test('a group that is there in one branch only', () => {
  const text = `
Parameters: { Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Logs:
    Type: AWS::Logs::LogGroup
    Condition: IsProd
    Properties: { LogGroupName: !Sub '/aws/lambda/\${Worker}', RetentionInDays: 7 }
`;
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('SAM, with Globals', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { LoggingConfig: { LogGroup: !Ref Logs } } }
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: app.handler, Runtime: nodejs22.x }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('the custom resource of the CDK counts, and JSON is read like YAML', () => {
  const text = JSON.stringify({
    Resources: {
      Worker: { Type: 'AWS::Lambda::Function' },
      WorkerLogRetention: {
        Type: 'Custom::LogRetention',
        Properties: {
          LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: 'Worker' }]] },
          RetentionInDays: 7,
        },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json', undecided: true })).toBe('');
});

test('a template without functions has nothing to judge', () => {
  expect(lint(rule, 'Resources: { Logs: { Type: AWS::Logs::LogGroup } }', { undecided: true })).toBe('');
});

test('a name that is worked out of another resource may be that of any function', () => {
  const template = `
Resources:
  Names: { Type: Custom::Names }
  Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: !Select [6, !Split [':', !GetAtt Names.Arn]], RetentionInDays: 30 }
`;
  expect(lint(rule, template, { undecided: true })).toMatchInlineSnapshot(
    `"7:41 undecided Worker: it can't be told whether Logs is the log group of Worker"`,
  );
});

test('a log group is that of the function in its own region', () => {
  const fn = { function_name: 'orders' };
  const group = (days: number) => ({ name: '/aws/lambda/orders', retention_in_days: days });
  const written = { name: constant('/aws/lambda/orders'), retention_in_days: refs('var.days') };
  const text = planText(
    {
      'aws_lambda_function.one': { after: fn },
      'aws_lambda_function.two': { after: fn },
      'aws_cloudwatch_log_group.one': { after: group(14) },
      'aws_cloudwatch_log_group.two': { after: group(0) },
    },
    {
      resources: {
        'aws_lambda_function.one': { function_name: constant('orders') },
        'aws_lambda_function.two': { function_name: constant('orders') },
        'aws_cloudwatch_log_group.one': written,
        'aws_cloudwatch_log_group.two': written,
      },
      meta: {
        'aws_lambda_function.one': { provider_config_key: 'aws' },
        'aws_lambda_function.two': { provider_config_key: 'aws.london' },
        'aws_cloudwatch_log_group.one': { provider_config_key: 'aws' },
        'aws_cloudwatch_log_group.two': { provider_config_key: 'aws.london' },
      },
    },
  );
  const found = lint(rule, text, { path: 'plan.json' });
  expect(found).toContain('aws_cloudwatch_log_group.two has retention_in_days 0');
  expect(found).toContain('aws_lambda_function.two writes to it');
  expect(found).not.toContain('aws_lambda_function.one writes to it');
});

test('a group for delivery keeps its logs for a day, whatever is set', () => {
  const group = (more: string) => `
Parameters: { Class: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { LoggingConfig: { LogGroup: !Ref Logs } } }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupClass: ${more} } }
`;
  expect(lint(rule, group('DELIVERY'), { undecided: true })).toBe('');
  expect(lint(rule, group('INFREQUENT_ACCESS'))).toContain('Logs has no RetentionInDays');
  expect(lint(rule, group('!Ref Class'), { undecided: true })).toContain('undecided');
});
