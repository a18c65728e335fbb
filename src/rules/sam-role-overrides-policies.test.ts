import { expect, test } from 'vitest';
import rule from './sam-role-overrides-policies.js';
import { lint } from '../../test/support/lint.js';

const app = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src/
      ${properties.split('\n').join('\n      ')}
  Shared: { Type: AWS::IAM::Role, Properties: {} }
`;

const boundary = 'PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary';
const isProd = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';

test('a role alone, or settings without one, pass', () => {
  expect(lint(rule, app('Role: !GetAtt Shared.Arn'), { undecided: true })).toBe('');
  expect(lint(rule, app(`${boundary}\nPolicies: [AWSXrayWriteOnlyAccess]`), { undecided: true })).toBe('');
});

test('a boundary beside a role limits nothing', () => {
  expect(lint(rule, app(`Role: !GetAtt Shared.Arn\n${boundary}`))).toMatchInlineSnapshot(`
    "12:7 error Worker has Role, so its PermissionsBoundary limits nothing: SAM leaves it out [sam-role-overrides-policies]
              PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary
              ~~~~~~~~~~~~~~~~~~~ has no effect
      help: move PermissionsBoundary to Shared, or remove Role
      11:21 Role is given here"
  `);
});

test('each setting beside a role is a finding', () => {
  const properties = [
    'Role: arn:aws:iam::123456789012:role/worker',
    'Policies: AWSXrayWriteOnlyAccess',
    'AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] }',
    'RolePath: /workers/',
  ];
  expect(lint(rule, app(properties.join('\n')))).toMatchInlineSnapshot(`
    "12:7 error Worker has Role, so its Policies grant nothing: SAM leaves them out [sam-role-overrides-policies]
              Policies: AWSXrayWriteOnlyAccess
              ~~~~~~~~ has no effect
      help: move Policies to the role that Role names, or remove Role
      11:13 Role is given here
    13:7 error Worker has Role, so its AssumeRolePolicyDocument does nothing: SAM leaves it out [sam-role-overrides-policies]
              AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] }
              ~~~~~~~~~~~~~~~~~~~~~~~~ has no effect
      help: move AssumeRolePolicyDocument to the role that Role names, or remove Role
      11:13 Role is given here
    14:7 error Worker has Role, so its RolePath does nothing: SAM leaves it out [sam-role-overrides-policies]
              RolePath: /workers/
              ~~~~~~~~ has no effect
      help: move RolePath to the role that Role names, or remove Role
      11:13 Role is given here"
  `);
});

test('settings that are empty or left out are no settings', () => {
  const properties = [
    'Role: !GetAtt Shared.Arn',
    'Policies: []',
    'PermissionsBoundary: !Ref AWS::NoValue',
    "RolePath: ''",
  ];
  expect(lint(rule, app(properties.join('\n')))).toBe('');
});

test('a boundary from Globals is meant for the functions without a role', () => {
  const globals = `Globals: { Function: { ${boundary}, RolePath: /workers/ } }`;
  expect(lint(rule, app('Role: !GetAtt Shared.Arn', globals))).toBe('');
  expect(lint(rule, app(`Role: !GetAtt Shared.Arn\n${boundary}`, globals))).toContain('limits nothing');
});

test('where a condition leaves Role out, the settings still count', () => {
  const role = (branches: string) => `Role: !If [IsProd, ${branches}]\n${boundary}`;
  expect(lint(rule, app(role('!GetAtt Shared.Arn, !Ref AWS::NoValue'), isProd))).toMatchInlineSnapshot(`
    "13:7 info Worker has Role, so its PermissionsBoundary limits nothing: SAM leaves it out [sam-role-overrides-policies]
              PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary
              ~~~~~~~~~~~~~~~~~~~ has no effect
      help: move PermissionsBoundary to Shared, or remove Role
      12:17 Role is given here
      when IsProd is true"
  `);
  expect(lint(rule, app(role('!Ref AWS::NoValue, !GetAtt Shared.Arn'), isProd))).toContain('when IsProd is false');
  expect(lint(rule, app(role('!Ref AWS::NoValue, !Ref AWS::NoValue'), isProd))).toBe('');
  expect(lint(rule, app(role('!GetAtt Shared.Arn, !ImportValue role'), isProd))).toContain('error Worker has Role');
});

test('a role from a parameter takes their effect, whatever its value', () => {
  const parameters = "Parameters: { RoleArn: { Type: String, Default: '' } }";
  expect(lint(rule, app(`Role: !Ref RoleArn\n${boundary}`, parameters))).toMatchInlineSnapshot(`
    "12:7 error Worker has Role, so its PermissionsBoundary limits nothing: SAM leaves it out [sam-role-overrides-policies]
              PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary
              ~~~~~~~~~~~~~~~~~~~ has no effect
      help: move PermissionsBoundary to the role that Role names, or remove Role
      11:18 Role is given here"
  `);
});

const flow = (properties: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Done, States: { Done: { Type: Succeed } } }
      ${properties}
`;

test('a state machine with a role drops its path, and its boundary unless events need it', () => {
  const role = 'Role: arn:aws:iam::123456789012:role/flow';
  expect(lint(rule, flow(`${role}\n      RolePath: /flows/\n      ${boundary}`))).toMatchInlineSnapshot(`
    "9:7 error Flow has Role, so its RolePath does nothing: SAM leaves it out [sam-role-overrides-policies]
              RolePath: /flows/
              ~~~~~~~~ has no effect
      help: move RolePath to the role that Role names, or remove Role
      8:13 Role is given here
    10:7 error Flow has Role, so its PermissionsBoundary limits nothing: SAM leaves it out [sam-role-overrides-policies]
              PermissionsBoundary: arn:aws:iam::123456789012:policy/boundary
              ~~~~~~~~~~~~~~~~~~~ has no effect
      help: move PermissionsBoundary to the role that Role names, or remove Role
      8:13 Role is given here"
  `);
  const events = 'Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }';
  expect(lint(rule, flow(`${role}\n      ${boundary}\n      ${events}`))).toBe('');
  expect(lint(rule, flow(`RolePath: /flows/\n      ${boundary}`))).toBe('');
});

test('plain CloudFormation has nothing that is left out', () => {
  const text = 'Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Role: a, Policies: [b] } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('JSON is judged like YAML', () => {
  const text = `{ "Transform": "AWS::Serverless-2016-10-31", "Resources": {
  "Worker": { "Type": "AWS::Serverless::Function", "Properties": { "Handler": "app.handler", "Runtime": "python3.13", "CodeUri": "src/",
    "Role": "arn:aws:iam::123456789012:role/worker",
    "Policies": ["AWSXrayWriteOnlyAccess"]
  } }
} }`;
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:4:5 error Worker has Role, so its Policies grant nothing: SAM leaves them out [sam-role-overrides-policies]
            "Policies": ["AWSXrayWriteOnlyAccess"]
            ~~~~~~~~~~ has no effect
      help: move Policies to the role that Role names, or remove Role
      template.json:3:13 Role is given here"
  `);
});

test.each(['Role: 3', 'Role: [a]', 'Role: {}', 'Role: null', "Role: ''"])(
  'a role of the wrong kind is no crash: %s',
  (role) => {
    expect(lint(rule, app(`${role}\nPolicies: { a: [3] }\nRolePath: [x]`))).not.toContain('crashed');
  },
);
