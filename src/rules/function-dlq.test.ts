import { expect, test } from 'vitest';
import rule from './function-dlq.js';
import { lint } from '../../test/support/lint.js';

const app = (properties: string) => `
Parameters: { Target: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { ${properties} } }
  Dead: { Type: AWS::SQS::Queue }
  News: { Type: AWS::SNS::Topic }
`;

test('a function without a dead-letter queue', () => {
  expect(lint(rule, app('Timeout: 3'))).toMatchInlineSnapshot(`
    "5:3 error Worker has no DeadLetterConfig.TargetArn, so no dead-letter queue takes the events whose asynchronous invocation fails [function-dlq]
          Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
          ~~~~~~ no dead-letter queue
      help: set DeadLetterConfig.TargetArn to the ARN of a queue or a topic"
  `);
});

test.each([
  '!GetAtt Dead.Arn',
  '!Ref News',
  '!Ref Target',
  '!ImportValue dead',
  'arn:aws:sqs:eu-west-1:123456789012:d',
])('any target will do: %s', (arn) => {
  expect(lint(rule, app(`DeadLetterConfig: { TargetArn: ${arn} }`), { undecided: true })).toBe('');
});

test.each(['{}', '!Ref AWS::NoValue', "{ TargetArn: '' }"])('no target is none: %s', (config) => {
  expect(lint(rule, app(`DeadLetterConfig: ${config}`))).toContain('Worker has no DeadLetterConfig.TargetArn');
});

test('only targets of the types that are asked for', () => {
  const options = { types: ['SQS'] };
  const to = (arn: string) => lint(rule, app(`DeadLetterConfig: { TargetArn: ${arn} }`), { options, undecided: true });
  expect(to('!GetAtt Dead.Arn')).toBe('');
  expect(to('arn:aws:sqs:eu-west-1:123456789012:dead')).toBe('');
  expect(to("!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:dead'")).toBe('');
  expect(to('!Ref News')).toMatchInlineSnapshot(`
    "5:92 error the dead letters of Worker go to News, which is not a queue [function-dlq]
          Worker: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !Ref News } } }
                                                                                                   ~~~~ not a queue
      help: set DeadLetterConfig.TargetArn to the ARN of a queue"
  `);
  expect(to('arn:aws:sns:eu-west-1:123456789012:news')).toMatchInlineSnapshot(`
    "5:87 error the dead letters of Worker go to arn:aws:sns:eu-west-1:123456789012:news, which is not a queue [function-dlq]
          Worker: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: arn:aws:sns:eu-west-1:123456789012:news } } }
                                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not a queue
      help: set DeadLetterConfig.TargetArn to the ARN of a queue"
  `);
  expect(to('!Ref Target')).toMatchInlineSnapshot(`"5:92 undecided Worker: Target is given at deployment"`);
});

test('only in the branch that is wrong, and says when', () => {
  const text = app('DeadLetterConfig: !If [IsProd, { TargetArn: !GetAtt Dead.Arn }, !Ref AWS::NoValue]');
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('exempt functions', () => {
  expect(lint(rule, app('FunctionName: api-orders'), { options: { exempt: ['api-*'] } })).toBe('');
});

test('SAM, with Globals, and as JSON', () => {
  const text = (globals: object) =>
    JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Globals: { Function: globals },
      Resources: {
        Worker: {
          Type: 'AWS::Serverless::Function',
          Properties: { CodeUri: 'src/', Handler: 'app.handler', Runtime: 'nodejs22.x' },
        },
      },
    });
  const queue = { DeadLetterQueue: { Type: 'SQS', TargetArn: 'arn:aws:sqs:eu-west-1:123456789012:dead' } };
  expect(lint(rule, text(queue), { path: 'template.json' })).toBe('');
  expect(lint(rule, text({}), { path: 'template.json' })).toContain('Worker has no DeadLetterQueue.TargetArn');
});

test('a template without functions has nothing to judge', () => {
  expect(lint(rule, 'Resources: { Dead: { Type: AWS::SQS::Queue } }', { undecided: true })).toBe('');
});
