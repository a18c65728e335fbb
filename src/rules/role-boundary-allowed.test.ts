import { expect, test } from 'vitest';
import rule from './role-boundary-allowed.js';
import { lint } from '../../test/support/lint.js';

const role = (boundary: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      PermissionsBoundary: ${boundary}
`;

const options = { allowed: ['arn:*:iam::*:policy/lambda-dev-boundary'] };
const pinned = { allowed: ['arn:aws:iam::123456789012:policy/lambda-dev-boundary'] };
const other = 'arn:aws:iam::123456789012:policy/my-boundary';
const limit = '\n  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }\n';

test('nothing is judged before the boundaries are named', () => {
  expect(lint(rule, role(other), { undecided: true })).toBe('');
  expect(lint(rule, role('!Ref Limit') + limit, { undecided: true })).toBe('');
});

test.each([
  'arn:aws:iam::123456789012:policy/lambda-dev-boundary',
  "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/lambda-dev-boundary'",
  "!Join [':', [arn, !Ref 'AWS::Partition', iam, '', !Ref 'AWS::AccountId', policy/lambda-dev-boundary]]",
])('a boundary of the organisation: %s', (boundary) => {
  expect(lint(rule, role(boundary), { options, undecided: true })).toBe('');
});

test('a boundary of somebody else', () => {
  expect(lint(rule, role(other), { options })).toMatchInlineSnapshot(`
    "8:28 error FnRole has arn:aws:iam::123456789012:policy/my-boundary as its PermissionsBoundary, which is no boundary policy of the organisation [role-boundary-allowed]
              PermissionsBoundary: arn:aws:iam::123456789012:policy/my-boundary
                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved boundary
      help: set PermissionsBoundary to one that matches arn:*:iam::*:policy/lambda-dev-boundary"
  `);
  expect(lint(rule, role(other), { options: pinned })).toContain(
    'help: set PermissionsBoundary to arn:aws:iam::123456789012:policy/lambda-dev-boundary',
  );
  expect(lint(rule, role("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/mine'"), { options: pinned })).toContain('mine');
  expect(lint(rule, role('arn:aws:iam::aws:policy/PowerUserAccess'), { options })).toContain('PowerUserAccess');
});

test('an account that only the deployment knows is not guessed at', () => {
  const own = role("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/lambda-dev-boundary'");
  expect(lint(rule, own, { options: pinned })).toBe('');
  expect(lint(rule, own, { options: pinned, undecided: true })).toMatchInlineSnapshot(
    `"8:33 undecided FnRole: parts of it are known only at deployment"`,
  );
  expect(lint(rule, own, { options: pinned, parameters: { 'AWS::AccountId': '123456789012' }, undecided: true })).toBe(
    '',
  );
});

test('a boundary that only the deployment knows is not guessed at', () => {
  const parameter = 'Parameters: { Limit: { Type: String } }' + role('!Ref Limit');
  expect(lint(rule, parameter, { options })).toBe('');
  expect(lint(rule, parameter, { options, undecided: true })).toMatchInlineSnapshot(
    `"8:33 undecided FnRole: PermissionsBoundary: Limit is given at deployment"`,
  );
  expect(lint(rule, parameter, { options, parameters: { Limit: other } })).toContain('my-boundary');
  expect(lint(rule, role('!ImportValue Limit'), { options, undecided: true })).toContain('undecided');
});

test('a default, and every value that is allowed', () => {
  const text = `Parameters:
  Limit:
    Type: String
    Default: arn:aws:iam::123456789012:policy/lambda-dev-boundary
    AllowedValues: [arn:aws:iam::123456789012:policy/lambda-dev-boundary, ${other}]
`;
  expect(lint(rule, text + role('!Ref Limit'), { options })).toMatchInlineSnapshot(`
    "13:33 error FnRole has arn:aws:iam::123456789012:policy/my-boundary as its PermissionsBoundary, which is no boundary policy of the organisation [role-boundary-allowed]
              PermissionsBoundary: !Ref Limit
                                        ~~~~~ not an approved boundary
      help: set PermissionsBoundary to one that matches arn:*:iam::*:policy/lambda-dev-boundary
      5:75 its value comes from here
      when Limit is arn:aws:iam::123456789012:policy/my-boundary"
  `);
  const byDefault = `Parameters: { Limit: { Type: String, Default: '${other}' } }`;
  expect(lint(rule, byDefault + role('!Ref Limit'), { options })).toContain('when Limit keeps its default');
});

test('only in the branch that is wrong, and says when', () => {
  const text =
    'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }' +
    role(`!If [IsDev, '${other}', arn:aws:iam::123456789012:policy/lambda-dev-boundary]`);
  expect(lint(rule, text, { options })).toContain('when IsDev is true');
});

test('a boundary that the template makes itself', () => {
  expect(lint(rule, role('!Ref Limit') + limit, { options })).toMatchInlineSnapshot(`
    "8:33 info FnRole has Limit as its PermissionsBoundary, which this template makes itself, so its authors can widen it [role-boundary-allowed]
              PermissionsBoundary: !Ref Limit
                                        ~~~~~ made in this template
      help: set PermissionsBoundary to one that matches arn:*:iam::*:policy/lambda-dev-boundary
      10:3 Limit is made here"
  `);
});

test('a missing boundary is the matter of role-boundary-required', () => {
  expect(lint(rule, role('!Ref AWS::NoValue'), { options, undecided: true })).toBe('');
  expect(lint(rule, role("''"), { options, undecided: true })).toBe('');
});

test('the boundary of a function or of Globals, for the role that SAM makes', () => {
  const text = (where: string, globals = '') => `
Transform: AWS::Serverless-2016-10-31
${globals}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/ ${where} }
`;
  const own = `, PermissionsBoundary: ${other}`;
  expect(lint(rule, text(own), { options })).toMatchInlineSnapshot(`
    "7:99 error the role that SAM makes for Fn has arn:aws:iam::123456789012:policy/my-boundary as its PermissionsBoundary, which is no boundary policy of the organisation [role-boundary-allowed]
            Properties: { Handler: app.handler, Runtime: nodejs22.x, CodeUri: src/ , PermissionsBoundary: arn:aws:iam::123456789012:policy/my-boundary }
                                                                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved boundary
      help: set PermissionsBoundary to one that matches arn:*:iam::*:policy/lambda-dev-boundary"
  `);
  expect(lint(rule, text('', `Globals: { Function: { PermissionsBoundary: '${other}' } }`), { options })).toContain(
    '3:',
  );
  expect(lint(rule, text(`${own}, Role: 'arn:aws:iam::123456789012:role/app'`), { options, undecided: true })).toBe('');
});

test('a template in JSON', () => {
  const text = JSON.stringify({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: other } } },
  });
  expect(lint(rule, text, { options, path: 'template.json' })).toContain('template.json:1:');
});

test.each(['{ a: 1 }', '[x]', '7', 'true'])('a boundary of a wrong type: %s', (boundary) => {
  expect(lint(rule, role(boundary), { options })).not.toContain('crashed');
});
