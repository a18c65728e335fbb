import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './event-rule-dlq.js';

const template = (resource: string) => `
Parameters: { Queue: { Type: String }, Target: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: worker } }
  Jobs: { Type: AWS::SQS::Queue }
  Dead: { Type: AWS::SQS::Queue }
  Started: ${resource}
`;
const eventRule = (targets: string) =>
  template(`{ Type: AWS::Events::Rule, Properties: { EventPattern: {}, Targets: ${targets} } }`);

test('a target of an event rule without a dead-letter queue', () => {
  expect(lint(rule, eventRule('[{ Id: work, Arn: !GetAtt Worker.Arn }]'))).toMatchInlineSnapshot(`
    "8:81 warning Started has no dead-letter queue for Worker, so an event that can't be delivered is lost [event-rule-dlq]
          Started: { Type: AWS::Events::Rule, Properties: { EventPattern: {}, Targets: [{ Id: work, Arn: !GetAtt Worker.Arn }] } }
                                                                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to"
  `);
});

test('each target needs one', () => {
  const targets = `
      - { Id: work, Arn: !GetAtt Worker.Arn }
      - { Id: keep, Arn: !GetAtt Jobs.Arn, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }
      - { Id: tell, Arn: 'arn:aws:sns:eu-west-1:111122223333:news', DeadLetterConfig: { Arn: '' } }
      - { Id: any, Arn: !Ref Target }`;
  const text = template(`
    Type: AWS::Events::Rule
    Properties:
      Targets:${targets}`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:9 warning Started has no dead-letter queue for Worker, so an event that can't be delivered is lost [event-rule-dlq]
              - { Id: work, Arn: !GetAtt Worker.Arn }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to
    14:94 warning Started has no dead-letter queue for arn:aws:sns:eu-west-1:111122223333:news, so an event that can't be delivered is lost [event-rule-dlq]
              - { Id: tell, Arn: 'arn:aws:sns:eu-west-1:111122223333:news', DeadLetterConfig: { Arn: '' } }
                                                                                                     ~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to
    15:9 warning Started has no dead-letter queue for its target, so an event that can't be delivered is lost [event-rule-dlq]
              - { Id: any, Arn: !Ref Target }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to"
  `);
});

test.each(['!GetAtt Dead.Arn', "'arn:aws:sqs:eu-west-1:111122223333:dead'", '!ImportValue dead', '!Ref Queue'])(
  'a dead-letter queue: %s',
  (arn) => {
    const target = `{ Id: a, Arn: !GetAtt Worker.Arn, DeadLetterConfig: { Arn: ${arn} } }`;
    expect(lint(rule, eventRule(`[${target}]`), { undecided: true })).toBe('');
  },
);

test('a rule without targets has nothing to deliver', () => {
  expect(lint(rule, template('{ Type: AWS::Events::Rule, Properties: {} }'), { undecided: true })).toBe('');
});

test('targets that only the deployment knows are not guessed at', () => {
  expect(lint(rule, eventRule('!Ref Target'), { undecided: true })).toMatchInlineSnapshot(
    `"8:85 undecided Started: Targets: Target is given at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  const letters = '!If [IsProd, { Arn: !GetAtt Dead.Arn }, !Ref AWS::NoValue]';
  expect(lint(rule, eventRule(`[{ Id: a, Arn: !GetAtt Worker.Arn, DeadLetterConfig: ${letters} }]`)))
    .toMatchInlineSnapshot(`
    "8:178 warning Started has no dead-letter queue for Worker, so an event that can't be delivered is lost [event-rule-dlq]
          Started: { Type: AWS::Events::Rule, Properties: { EventPattern: {}, Targets: [{ Id: a, Arn: !GetAtt Worker.Arn, DeadLetterConfig: !If [IsProd, { Arn: !GetAtt Dead.Arn }, !Ref AWS::NoValue] }] } }
                                                                                                                                                                                         ~~~~~~~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to
      when IsProd is false"
  `);
  const inCondition = eventRule('[!If [IsProd, { Id: a, Arn: !GetAtt Worker.Arn }, !Ref AWS::NoValue]]');
  expect(lint(rule, inCondition)).toContain('when IsProd is true');
});

test('only some targets, by id or by ARN', () => {
  const options = { targets: ['arn:*:lambda:*', 'Jobs'] };
  const target = (arn: string) => eventRule(`[{ Id: a, Arn: ${arn} }]`);
  expect(lint(rule, target('!GetAtt Worker.Arn'), { options })).toContain('no dead-letter queue for Worker');
  const aliased = "!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:worker:live'";
  expect(lint(rule, target(aliased), { options })).toContain('no dead-letter queue for Worker');
  expect(lint(rule, target('!GetAtt Jobs.Arn'), { options })).toContain('no dead-letter queue for Jobs');
  expect(lint(rule, target('!GetAtt Jobs.Arn'), { options: { targets: ['Work*'] }, undecided: true })).toBe('');
  expect(lint(rule, target('arn:aws:sns:eu-west-1:111122223333:news'), { options, undecided: true })).toBe('');
  expect(lint(rule, target('!Ref Target'), { options, undecided: true })).toMatchInlineSnapshot(
    `"8:100 undecided Started: Target is given at deployment"`,
  );
});

test('events of functions and state machines', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS } } }
        Ordered:
          Type: EventBridgeRule
          Properties: { Pattern: { source: [shop] }, DeadLetterConfig: { Arn: !ImportValue dead } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {}
      Events:
        Paid: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } }
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "11:9 warning the rule of event Hourly of Worker has no dead-letter queue for Worker, so an event that can't be delivered is lost [event-rule-dlq]
                Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
                ~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to
    21:9 warning the rule of event Paid of Flow has no dead-letter queue for Flow, so an event that can't be delivered is lost [event-rule-dlq]
                Paid: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } }
                ~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that EventBridge may send to"
  `);
});
