import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './log-group-retention.js';

const group = (properties: string, others = '') => `
Parameters: { Days: { Type: Number }, Class: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Access: { Type: AWS::Logs::LogGroup, Properties: ${properties} }
  ${others}
`;

test('a log group that says nothing', () => {
  expect(lint(rule, group('{ LogGroupName: access }'))).toMatchInlineSnapshot(`
    "5:3 warning Access has no RetentionInDays, so what is written to it is kept for ever [log-group-retention]
          Access: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: access } }
          ~~~~~~ no RetentionInDays
      help: set RetentionInDays to the number of days that its logs are needed"
  `);
});

test.each(['{ RetentionInDays: 30 }', "{ RetentionInDays: '30' }", '{ LogGroupClass: DELIVERY }'])(
  'one that is kept for a time: %s',
  (properties) => {
    expect(lint(rule, group(properties), { undecided: true })).toBe('');
  },
);

test('a retention or a class that only the deployment knows is not guessed at', () => {
  expect(lint(rule, group('{ RetentionInDays: !Ref Days }'), { undecided: true })).toMatchInlineSnapshot(
    `"5:76 undecided Access: RetentionInDays: Days is given at deployment"`,
  );
  expect(lint(rule, group('{ LogGroupClass: !Ref Class }'), { undecided: true })).toMatchInlineSnapshot(
    `"5:74 undecided Access: LogGroupClass: Class is given at deployment"`,
  );
});

test('the fewest days', () => {
  const options = { days: 365 };
  expect(lint(rule, group('{ RetentionInDays: 30 }'), { options })).toMatchInlineSnapshot(`
    "5:71 warning Access keeps logs for 30 days, and your organisation asks for 365 or more [log-group-retention]
          Access: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }
                                                                              ~~ not as long as asked for
      help: set RetentionInDays to 365 or more"
  `);
  expect(lint(rule, group('{}'), { options })).toContain('help: set RetentionInDays to 365 or more');
  expect(lint(rule, group('{ RetentionInDays: 365 }'), { options })).toBe('');
});

test('only in the branch that is wrong, and says when', () => {
  const days = '{ RetentionInDays: !If [IsProd, 365, !Ref AWS::NoValue] }';
  expect(lint(rule, group(days))).toMatchInlineSnapshot(`
    "5:94 warning Access has no RetentionInDays, so what is written to it is kept for ever [log-group-retention]
          Access: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: !If [IsProd, 365, !Ref AWS::NoValue] } }
                                                                                                     ~~~~~~~~~~~~ no RetentionInDays
      help: set RetentionInDays to the number of days that its logs are needed
      when IsProd is false"
  `);
});

test.each([
  ['its name by reference', "{ LogGroupName: !Sub '/aws/lambda/${Worker}' }", '{}'],
  ['its name, given', '{ LogGroupName: /aws/lambda/orders }', '{ FunctionName: orders }'],
  [
    'its name, put together',
    "{ LogGroupName: !Sub '/aws/lambda/${AWS::StackName}-w' }",
    "{ FunctionName: !Sub '${AWS::StackName}-w' }",
  ],
  ['the group that it names', '{}', '{ LoggingConfig: { LogGroup: !Ref Access } }'],
])('the log group of a function is another rule’s: %s', (_, properties, fn) => {
  expect(lint(rule, group(properties, `Worker: { Type: AWS::Lambda::Function, Properties: ${fn} }`))).toBe('');
  const isProd = `Worker: { Type: AWS::Lambda::Function, Condition: IsProd, Properties: ${fn} }`;
  expect(lint(rule, group(properties, isProd))).toBe('');
});

test('one that may be a function’s, or that of a function elsewhere, is looked at', () => {
  const worker = 'Worker: { Type: AWS::Lambda::Function, Properties: { FunctionName: orders } }';
  expect(lint(rule, group('{ LogGroupName: !Ref Class }', worker))).toContain('Access has no RetentionInDays');
  expect(lint(rule, group('{ LogGroupName: /aws/lambda/other }', worker))).toContain('Access has no RetentionInDays');
});
