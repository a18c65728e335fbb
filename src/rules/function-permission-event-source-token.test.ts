import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-permission-event-source-token.js';

const app = (token: string, before = '') => `${before}
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Fn
      Action: lambda:InvokeFunction
      Principal: alexa-connectedhome.amazon.com
      ${token}
`;

test('a token that is written out, and not shown', () => {
  expect(lint(rule, app('EventSourceToken: correct-horse-9'))).toMatchInlineSnapshot(`
    "10:25 warning Permission writes out the EventSourceToken that whoever invokes Fn has to show, so whoever may read the template has it, too [function-permission-event-source-token]
              EventSourceToken: ●●●●●●●●●●●●●●●
                                ~~~~~~~~~~~~~~~ a token in clear
      help: take it from a parameter without a default, or from Secrets Manager, and choose a new one"
  `);
});

test('the default of a parameter', () => {
  const given = (more: string) => `Parameters: { Proof: { Type: String, NoEcho: true${more} } }`;
  const text = app('EventSourceToken: !Ref Proof', given(', Default: correct-horse-9'));
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:30 warning Permission writes out the EventSourceToken that whoever invokes Fn has to show, so whoever may read the template has it, too [function-permission-event-source-token]
              EventSourceToken: !Ref Proof
                                     ~~~~~ a token in clear
      help: take it from a parameter without a default, or from Secrets Manager, and choose a new one
      1:61 its value comes from here
      when Proof keeps its default"
  `);
  expect(lint(rule, text, { parameters: { Proof: 'something-else' } })).toBe('');
  expect(lint(rule, app('EventSourceToken: !Ref Proof', given('')), { undecided: true })).toBe('');
});

test('the default of a parameter for a secret is told by parameter-noecho', () => {
  const given = 'Parameters: { InvokerToken: { Type: String, NoEcho: true, Default: correct-horse-9 } }';
  expect(lint(rule, app('EventSourceToken: !Ref InvokerToken', given), { undecided: true })).toBe('');
});

test.each([
  'EventSourceToken: "{{resolve:secretsmanager:invoker:SecretString:token}}"',
  'EventSourceToken: !ImportValue Token',
  'EventSourceToken: amzn1.ask.skill.11112222-3333-4444-5555-666677778888',
  'EventSourceToken: ""',
  '',
])('a token from elsewhere, the id of a skill, or none: %s', (token) => {
  expect(lint(rule, app(token), { undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const conditions = "Conditions: { IsDev: !Equals [!Ref 'AWS::StackName', dev] }";
  const text = app('EventSourceToken: !If [IsDev, correct-horse-9, !ImportValue Token]', conditions);
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('an event of SAM', () => {
  const text = (id: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: src/
      Events: { Skill: { Type: AlexaSkill${id} } }
`;
  expect(lint(rule, text(', Properties: { SkillId: correct-horse-9 }'))).toContain('writes out the SkillId');
  expect(lint(rule, text(', Properties: { SkillId: amzn1.ask.skill.1 }'), { undecided: true })).toBe('');
  expect(lint(rule, text(''), { undecided: true })).toBe('');
});
