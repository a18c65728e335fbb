import { expect, test } from 'vitest';
import rule from './role-name-pattern.js';
import { lint } from '../../test/support/lint.js';

const role = (more: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      ${more}
`;

const options = { namePattern: 'lambdaDev*' };

test('without a pattern nothing is judged', () => {
  expect(lint(rule, role('RoleName: anything'), { undecided: true })).toBe('');
});

test('a name that matches', () => {
  expect(lint(rule, role('RoleName: lambdaDevOrders'), { options, undecided: true })).toBe('');
  expect(lint(rule, role('RoleName: !Sub "lambdaDev-${AWS::Region}"'), { options, undecided: true })).toBe('');
});

test('a name that does not', () => {
  expect(lint(rule, role('RoleName: orders-role'), { options })).toMatchInlineSnapshot(`
    "8:17 error FnRole is named orders-role, which does not match lambdaDev*, so the deployer may not make it [role-name-pattern]
              RoleName: orders-role
                        ~~~~~~~~~~~ does not match lambdaDev*
      help: set RoleName to a name that matches lambdaDev*"
  `);
});

test('a name that is made at deployment begins with that of the stack', () => {
  expect(lint(rule, role(''), { options })).toBe('');
  expect(lint(rule, role(''), { options, undecided: true })).toMatchInlineSnapshot(
    `"3:3 undecided FnRole: parts of it are known only at deployment"`,
  );
  expect(lint(rule, role(''), { options: { namePattern: '*-role' } })).toBe('');
  expect(lint(rule, role(''), { options: { namePattern: 'lambdaDev????' } })).toMatchInlineSnapshot(`
    "3:3 error FnRole gets a name like \${AWS::StackName}-FnRole-\${suffix}, which can't match lambdaDev????, so the deployer may not make it [role-name-pattern]
          FnRole:
          ~~~~~~ no RoleName
      help: set RoleName to a name that matches lambdaDev????"
  `);
});

test('a name has to be written', () => {
  expect(lint(rule, role(''), { options: { ...options, requireExplicitName: true } })).toMatchInlineSnapshot(`
    "3:3 error FnRole has no RoleName, so its name is made up at deployment [role-name-pattern]
          FnRole:
          ~~~~~~ no RoleName
      help: set RoleName to a name that matches lambdaDev*"
  `);
});

test('a name that only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Name: { Type: String } }${role('RoleName: !Ref Name')}`;
  expect(lint(rule, text, { options })).toBe('');
  expect(lint(rule, text, { options, undecided: true })).toContain('undecided FnRole');
});

test('by default of a parameter, and by branch', () => {
  const standard = `Parameters: { Name: { Type: String, Default: app } }${role('RoleName: !Ref Name')}`;
  expect(lint(rule, standard, { options })).toContain('when Name keeps its default');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  const branch = conditions + role('RoleName: !If [IsDev, lambdaDevA, lambdaProdA]');
  expect(lint(rule, branch, { options })).toContain('when IsDev is false');
});

test('the path', () => {
  const path = { pathPattern: '/apps/*' };
  expect(lint(rule, role('Path: /apps/orders/'), { options: path, undecided: true })).toBe('');
  expect(lint(rule, role('Path: /service/'), { options: path })).toMatchInlineSnapshot(`
    "8:13 error FnRole has the Path /service/, which does not match /apps/*, so the deployer may not make it [role-name-pattern]
              Path: /service/
                    ~~~~~~~~~ does not match /apps/*
      help: set Path to one that matches /apps/*"
  `);
  expect(lint(rule, role(''), { options: path })).toContain('FnRole has no Path, so it is made in /');
});

test('a role that SAM makes has no name of its own, but a path', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/ }
`;
  expect(lint(rule, text, { options: { requireExplicitName: true, pathPattern: '/apps/*' } })).toMatchInlineSnapshot(`
    "4:3 error the role that SAM makes for Fn has no RoleName, so its name is made up at deployment [role-name-pattern]
          Fn:
          ~~ no RoleName
      help: write a role of your own, and name it in Role
    4:3 error the role that SAM makes for Fn has no RolePath, so it is made in /, which does not match /apps/* [role-name-pattern]
          Fn:
          ~~ no RolePath
      help: set RolePath of Fn to one that matches /apps/*"
  `);
});

test('only execution roles, where it is asked for', () => {
  const text = role('RoleName: audit').replace('lambda.amazonaws.com', 'ec2.amazonaws.com');
  expect(lint(rule, text, { options })).toContain('FnRole is named audit');
  expect(lint(rule, text, { options: { ...options, allRoles: false } })).toBe('');
});

test('in JSON', () => {
  const json = JSON.stringify({
    Resources: { FnRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'orders' } } },
  });
  expect(lint(rule, json, { path: 'template.json', options })).toContain('FnRole is named orders');
});
