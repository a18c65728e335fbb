import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './schedule-dlq.js';

const template = (target: string) => `
Parameters: { Queue: { Type: String }, Target: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function }
  Dead: { Type: AWS::SQS::Queue }
  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: ${target} } }
`;

test('a schedule without a dead-letter queue', () => {
  expect(lint(rule, template('{ Arn: !GetAtt Worker.Arn }'))).toMatchInlineSnapshot(`
    "7:60 info Nightly has no dead-letter queue, so a run of Worker that can't be started is lost without a word [schedule-dlq]
          Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: !GetAtt Worker.Arn } } }
                                                                   ~~~~~~ no Target.DeadLetterConfig.Arn
      help: set Target.DeadLetterConfig.Arn to the ARN of a queue that the role of the schedule may send to"
  `);
  expect(
    lint(rule, template("{ Arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/c', DeadLetterConfig: {} }")),
  ).toContain('a run of arn:aws:ecs:eu-west-1:111122223333:cluster/c that');
});

test('whatever its target is', () => {
  expect(lint(rule, template('{ Arn: !Ref Target }'))).toContain('Nightly has no dead-letter queue, so a run of ');
  expect(lint(rule, template('{ Arn: !ImportValue target }'))).toContain('a run of its target that');
});

test.each(['!GetAtt Dead.Arn', "'arn:aws:sqs:eu-west-1:111122223333:dead'", '!ImportValue dead', '!Ref Queue'])(
  'a dead-letter queue: %s',
  (arn) => {
    const text = template(`{ Arn: !GetAtt Worker.Arn, DeadLetterConfig: { Arn: ${arn} } }`);
    expect(lint(rule, text, { undecided: true })).toBe('');
  },
);

test('a target that only the deployment knows may have one', () => {
  expect(lint(rule, template('!ImportValue target'), { undecided: true })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const letters = '!If [IsProd, { Arn: !GetAtt Dead.Arn }, !Ref AWS::NoValue]';
  expect(lint(rule, template(`{ Arn: !GetAtt Worker.Arn, DeadLetterConfig: ${letters} }`))).toContain(
    'when IsProd is false',
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
        Nightly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
        Kept: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), DeadLetterConfig: { Type: SQS } } }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {}
      Events:
        Weekly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(7 days) } }
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "12:9 info the schedule of event Nightly of Worker has no dead-letter queue, so a run of Worker that can't be started is lost without a word [schedule-dlq]
                Nightly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
                ~~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that the role of the schedule may send to
    19:9 info the schedule of event Weekly of Flow has no dead-letter queue, so a run of Flow that can't be started is lost without a word [schedule-dlq]
                Weekly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(7 days) } }
                ~~~~~~ no DeadLetterConfig.Arn
      help: set DeadLetterConfig.Arn to the ARN of a queue that the role of the schedule may send to"
  `);
});
