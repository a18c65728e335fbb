import { expect, test } from 'vitest';
import rule from './role-boundary-required.js';
import { lint } from '../../test/support/lint.js';

const role = (more: string, service = 'lambda.amazonaws.com') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: 'sts:AssumeRole' }]
      ${more}
`;

const fn = (more: string, globals = '') => `
Transform: AWS::Serverless-2016-10-31
${globals}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      ${more}
`;

const boundary = 'PermissionsBoundary: arn:aws:iam::123456789012:policy/lambda-dev-boundary';

test('a role with a boundary', () => {
  expect(lint(rule, role(boundary), { undecided: true })).toBe('');
  const own = `${role('PermissionsBoundary: !Ref Limit')}
  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
`;
  expect(lint(rule, own, { undecided: true })).toBe('');
});

test('a role without one', () => {
  expect(lint(rule, role('Path: /app/'))).toMatchInlineSnapshot(`
    "3:3 error FnRole has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
          FnRole:
          ~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary to the boundary policy of your organisation"
  `);
});

test('a boundary that is nothing', () => {
  expect(lint(rule, role('PermissionsBoundary: !Ref AWS::NoValue'))).toMatchInlineSnapshot(`
    "8:33 error FnRole has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
              PermissionsBoundary: !Ref AWS::NoValue
                                        ~~~~~~~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary to the boundary policy of your organisation"
  `);
  expect(lint(rule, role("PermissionsBoundary: ''"))).toContain('FnRole has no PermissionsBoundary');
  expect(
    lint(rule, "Parameters: { Limit: { Type: String, Default: '' } }" + role('PermissionsBoundary: !Ref Limit')),
  ).toContain('when Limit keeps its default');
});

test('a boundary that only the deployment knows is one', () => {
  const text = 'Parameters: { Limit: { Type: String } }' + role('PermissionsBoundary: !Ref Limit');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, role('PermissionsBoundary: !ImportValue Limit'), { undecided: true })).toBe('');
});

test('what a macro puts there may be a boundary or not', () => {
  expect(lint(rule, role('Fn::Transform: { Name: Guard }'))).toBe('');
  expect(lint(rule, role('Fn::Transform: { Name: Guard }'), { undecided: true })).toContain('undecided FnRole');
});

test('only in the branch that is wrong, and says when', () => {
  const text =
    "Parameters: { Limit: { Type: String, Default: '' } }\nConditions: { HasLimit: !Not [!Equals [!Ref Limit, '']] }" +
    role('PermissionsBoundary: !If [HasLimit, !Ref Limit, !Ref AWS::NoValue]');
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "9:60 error FnRole has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
              PermissionsBoundary: !If [HasLimit, !Ref Limit, !Ref AWS::NoValue]
                                                                   ~~~~~~~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary to the boundary policy of your organisation
      when HasLimit is false"
  `);
});

test('roles for anything, unless only those count that code acts with', () => {
  const batch = role('Path: /app/', 'batch.amazonaws.com');
  const options = { appliesTo: 'execution' };
  expect(lint(rule, batch)).toContain('FnRole has no PermissionsBoundary');
  expect(lint(rule, batch, { options, undecided: true })).toBe('');
  expect(lint(rule, role('Path: /app/'), { options })).toContain('FnRole has no PermissionsBoundary');
});

test('roles that are exempt by id, name or path', () => {
  const options = { exempt: ['Custom*', 'ops-*', '/break-glass/*'] };
  expect(lint(rule, role('Path: /app/').replace('FnRole', 'CustomRole'), { options })).toBe('');
  expect(lint(rule, role('RoleName: ops-1'), { options })).toBe('');
  expect(lint(rule, role('Path: /break-glass/app/'), { options })).toBe('');
  expect(lint(rule, role('RoleName: !ImportValue Name'), { options, undecided: true })).toContain('FnRole has no');
});

test('roles that AWS makes for itself', () => {
  expect(lint(rule, role('Path: /aws-service-role/events.amazonaws.com/'))).toBe('');
  expect(
    lint(rule, 'Resources: { Linked: { Type: AWS::IAM::ServiceLinkedRole, Properties: { AWSServiceName: x } } }'),
  ).toBe('');
});

test('the role that SAM makes', () => {
  expect(lint(rule, fn('Timeout: 3'))).toMatchInlineSnapshot(`
    "5:3 error the role that SAM makes for Fn has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
          Fn:
          ~~ no PermissionsBoundary
      help: set PermissionsBoundary of Fn, or of all functions under Globals, to the boundary policy of your organisation"
  `);
  expect(lint(rule, fn(boundary), { undecided: true })).toBe('');
});

test('Globals give it a boundary, and a function may take it away', () => {
  const globals = `Globals: { Function: { ${boundary} } }`;
  expect(lint(rule, fn('Timeout: 3', globals), { undecided: true })).toBe('');
  expect(lint(rule, fn('PermissionsBoundary: !Ref AWS::NoValue', globals))).toMatchInlineSnapshot(`
    "5:3 error the role that SAM makes for Fn has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
          Fn:
          ~~ no PermissionsBoundary
      help: set PermissionsBoundary of Fn, or of all functions under Globals, to the boundary policy of your organisation"
  `);
});

test('what Globals leave out is set there, once for all functions', () => {
  const globals =
    'Conditions: { HasLimit: !Equals [!Ref AWS::Region, eu-west-1] }\n' +
    `Globals: { Function: { PermissionsBoundary: !If [HasLimit, !ImportValue Limit, !Ref AWS::NoValue] } }`;
  expect(lint(rule, fn('Timeout: 3', globals))).toMatchInlineSnapshot(`
    "4:85 error the role that SAM makes for Fn has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
        Globals: { Function: { PermissionsBoundary: !If [HasLimit, !ImportValue Limit, !Ref AWS::NoValue] } }
                                                                                            ~~~~~~~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary under Globals to the boundary policy of your organisation
      when HasLimit is false"
  `);
});

test('a role outside the template is not judged', () => {
  const text = fn(`Role: arn:aws:iam::123456789012:role/app\n      ${boundary}`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('with a role of its own, the boundary of the function does nothing', () => {
  const text = `${fn(`Role: !GetAtt FnRole.Arn\n      ${boundary}`)}
  FnRole: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
`;
  expect(lint(rule, text)).toContain('FnRole has no PermissionsBoundary');
});

test('a role that SAM makes in one branch', () => {
  const text =
    'Parameters: { Role: { Type: String, Default: "" } }\nConditions: { HasRole: !Not [!Equals [!Ref Role, ""]] }' +
    fn('Role: !If [HasRole, !Ref Role, !Ref AWS::NoValue]');
  expect(lint(rule, text)).toContain('the role that SAM makes for Fn has no PermissionsBoundary');
  expect(lint(rule, text, { parameters: { Role: 'arn:aws:iam::123456789012:role/app' } })).toBe('');
});

test('a state machine of SAM and what starts it', () => {
  const text = (more: string, nightly = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.json
      ${more}
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Nightly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) ${nightly} } }
`;
  expect(lint(rule, text('Name: flow'))).toMatchInlineSnapshot(`
    "4:3 error the role that SAM makes for Flow has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
          Flow:
          ~~~~ no PermissionsBoundary
      help: set PermissionsBoundary of Flow to the boundary policy of your organisation
    10:9 error the role of event Hourly of Flow has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
                Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
                ~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary of Flow to the boundary policy of your organisation
    11:9 error the role of event Nightly of Flow has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
                Nightly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day)  } }
                ~~~~~~~ no PermissionsBoundary
      help: set PermissionsBoundary of the event to the boundary policy of your organisation"
  `);
  expect(lint(rule, text(boundary, `, ${boundary}`), { undecided: true })).toBe('');
});

test('roles that SAM makes without a place for a boundary', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaInline: 'type Query { a: String }'
      Auth: { Type: AWS_IAM }
      DataSources: { DynamoDb: { Orders: { TableName: orders, TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders' } } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      AutoPublishAlias: live
      DeploymentPreference: { Type: AllAtOnce }
      ${boundary}
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 info the role for logging of Api can have no PermissionsBoundary, so nothing limits it but its policies [role-boundary-required]
          Api:
          ~~~ no PermissionsBoundary
      help: put a role of your own, with a boundary, into Logging.CloudWatchLogsRoleArn
    9:34 info the role for a data source of Api can have no PermissionsBoundary, so nothing limits it but its policies [role-boundary-required]
              DataSources: { DynamoDb: { Orders: { TableName: orders, TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders' } } }
                                         ~~~~~~ no PermissionsBoundary
      help: put a role of your own, with a boundary, into ServiceRoleArn
    17:7 info the role that SAM makes for deployments can have no PermissionsBoundary, so nothing limits it but its policies [role-boundary-required]
              DeploymentPreference: { Type: AllAtOnce }
              ~~~~~~~~~~~~~~~~~~~~ no PermissionsBoundary
      help: put a role of your own, with a boundary, into DeploymentPreference.Role"
  `);
});

test('a template in JSON', () => {
  const text = JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: {} } } }, null, 2);
  expect(lint(rule, text, { path: 'template.json' })).toContain(
    'template.json:3:5 error Role has no PermissionsBoundary',
  );
});

test.each([
  'PermissionsBoundary: { a: 1 }',
  'PermissionsBoundary: [x]',
  'PermissionsBoundary: 7',
  'PermissionsBoundary:',
])('a boundary of a wrong type: %s', (more) => {
  expect(lint(rule, role(more))).not.toContain('crashed');
});
