import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-trust-confused-deputy.js';

const role = (...statements: readonly string[]) => `
Parameters:
  Given: { Type: String }
  Stage: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Nightly:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
${statements.map((each) => `          - ${each}\n`).join('')}`;
const allow = (service: string, condition = '') =>
  `{ Effect: Allow, Principal: { Service: ${service} }, Action: 'sts:AssumeRole'${condition && `, Condition: ${condition}`} }`;
const found = (...statements: readonly string[]) => lint(rule, role(...statements), { undecided: true });

test('a service that may come for anybody', () => {
  expect(found(allow('scheduler.amazonaws.com'))).toMatchInlineSnapshot(`
    "13:52 error Nightly lets scheduler.amazonaws.com assume it without saying for whom, so it is up to the service which account it acts for [role-trust-confused-deputy]
                  - { Effect: Allow, Principal: { Service: scheduler.amazonaws.com }, Action: 'sts:AssumeRole' }
                                                           ~~~~~~~~~~~~~~~~~~~~~~~ for whomever
      help: add a condition on aws:SourceAccount, or on aws:SourceArn"
  `);
  expect(found(allow("!Sub 'states.${AWS::Region}.amazonaws.com'"))).toContain('Nightly lets');
});

test('a condition that says for whom', () => {
  for (const condition of [
    '{ StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }',
    "{ StringEquals: { AWS:SourceAccount: ['111122223333'] } }",
    "{ ArnLike: { aws:SourceArn: !Sub 'arn:aws:scheduler:*:${AWS::AccountId}:schedule/*' } }",
    '{ StringEqualsIfExists: { aws:SourceAccount: !Ref AWS::AccountId } }',
    '{ StringEquals: { aws:SourceOrgID: o-a1b2c3d4e5 } }',
    '{ StringEquals: { aws:SourceAccount: !Ref Given } }',
  ]) {
    expect(found(allow('scheduler.amazonaws.com', condition))).toBe('');
  }
});

test('a condition that does not', () => {
  for (const condition of [
    "{ ArnLike: { aws:SourceArn: 'arn:aws:scheduler:*:*:schedule/*' } }",
    "{ StringLike: { aws:SourceAccount: '*' } }",
    "{ StringNotEquals: { aws:SourceAccount: '111122223333' } }",
    '{ StringEquals: { sts:ExternalId: nightly } }',
  ]) {
    expect(found(allow('scheduler.amazonaws.com', condition))).toContain('without saying for whom');
  }
});

test('a Deny for all others', () => {
  const deny =
    "{ Effect: Deny, Principal: '*', Action: 'sts:AssumeRole', Condition: { StringNotEquals: { aws:SourceAccount: !Ref AWS::AccountId } } }";
  expect(found(allow('scheduler.amazonaws.com'), deny)).toBe('');
  const ofService = deny.replace("'*'", '{ Service: scheduler.amazonaws.com }');
  expect(found(allow('scheduler.amazonaws.com'), ofService)).toBe('');
  expect(found(allow('events.amazonaws.com'), ofService)).toContain('lets events.amazonaws.com assume it');
});

test('beside a service that sends no such keys', () => {
  expect(found(allow('[lambda.amazonaws.com, events.amazonaws.com, pipes.amazonaws.com]'))).toMatchInlineSnapshot(`
    "13:75 error Nightly lets events.amazonaws.com and pipes.amazonaws.com assume it without saying for whom, so it is up to the service which account it acts for [role-trust-confused-deputy]
                  - { Effect: Allow, Principal: { Service: [lambda.amazonaws.com, events.amazonaws.com, pipes.amazonaws.com] }, Action: 'sts:AssumeRole' }
                                                                                  ~~~~~~~~~~~~~~~~~~~~ for whomever
      help: put events.amazonaws.com and pipes.amazonaws.com into a statement of its own, with a condition on aws:SourceAccount, or on aws:SourceArn"
  `);
});

test('services that are not judged, unless the option has them', () => {
  const text = role(allow('lambda.amazonaws.com'), allow('glue.amazonaws.com'));
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { services: ['glue'] } })).toContain('glue.amazonaws.com');
});

test('what does not let it assume the role', () => {
  const statement = allow('scheduler.amazonaws.com');
  expect(found(statement.replace('Allow', 'Deny'))).toBe('');
  expect(found(statement.replace('sts:AssumeRole', 'sts:TagSession'))).toBe('');
});

test('who is no service', () => {
  expect(
    found("{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' }"),
  ).toBe('');
});

test('a role that SAM makes', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Done, States: { Done: { Type: Succeed } } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('what only the deployment knows', () => {
  expect(found(allow('!Ref Given'))).toMatchInlineSnapshot(
    `"13:57 undecided Nightly: \${Given} is known only at deployment"`,
  );
  expect(found('!Ref Given')).toMatchInlineSnapshot(`"13:18 undecided Nightly: Given is given at deployment"`);
  expect(found(allow('scheduler.amazonaws.com', '!Ref Given'))).toMatchInlineSnapshot(
    `"13:121 undecided Nightly: Given is given at deployment"`,
  );
});

test('only where the condition makes it so', () => {
  const condition = '!If [IsProd, { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }, !Ref AWS::NoValue]';
  expect(found(allow('scheduler.amazonaws.com', condition))).toContain('when IsProd is false');
});
