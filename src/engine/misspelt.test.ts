import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import accessLog from '../rules/api-access-log.js';
import retention from '../rules/function-log-retention.js';
import boundary from '../rules/role-boundary-required.js';
import signing from '../rules/function-code-signing.js';
import timeout from '../rules/function-timeout.js';
import tracing from '../rules/function-tracing.js';

const fn = (...properties: readonly string[]) => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
${properties.map((line) => `      ${line}`).join('\n')}
`;

const slips = (found: string) => found.split('\n').filter((line) => /did you mean/.test(line));

test('a property that is misspelt is shown beside what is said to be missing', () => {
  expect(lint(signing, fn('CodeSigningConfigARN: arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-1')))
    .toMatchInlineSnapshot(`
      "3:3 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
            Worker:
            ~~~~~~ no CodeSigningConfigArn
        help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration
        7:7 did you mean CodeSigningConfigArn?"
    `);
});

test('by letters left out, put in, swapped or of another case', () => {
  const said = (property: string) => slips(lint(timeout, fn(property)));
  expect([...said('TimeOut: 10'), ...said('Timout: 10'), ...said('Timeuot: 10'), ...said('timeout: 10')])
    .toMatchInlineSnapshot(`
      [
        "  7:7 did you mean Timeout?",
        "  7:7 did you mean Timeout?",
        "  7:7 did you mean Timeout?",
        "  7:7 did you mean Timeout?",
      ]
    `);
  expect([...said('Time: 10'), ...said('MemorySize: 512'), ...said('Tmieuot: 10')]).toEqual([]);
});

test('within another property, and never where the right one stands', () => {
  expect(slips(lint(tracing, fn('TracingConfig: { mode: Active }')))).toMatchInlineSnapshot(`
    [
      "  7:24 did you mean Mode?",
    ]
  `);
  expect(slips(lint(tracing, fn('TracingConfig: { Mode: PassThrough, mode: Active }')))).toEqual([]);
  expect(slips(lint(tracing, fn('TracingConfig: !If [IsProd, { mode: Active }, !Ref AWS::NoValue]')))).toEqual([]);
});

test('a value that the advice quotes is no property', () => {
  const named = fn('FunctionName: worker-CODE', 'Code: { S3Bucket: releases, S3Key: worker.zip }');
  const found = lint(retention, named);
  expect(found).toContain('declare the log group /aws/lambda/worker-CODE with RetentionInDays');
  expect(slips(found)).toEqual([]);
});

test('where only the advice names the property', () => {
  const stage = `
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: abc123, StageName: live, AccessLogSettings: { DestinationArn: arn:x } }
`;
  expect(slips(lint(accessLog, stage))).toMatchInlineSnapshot(`
    [
      "  5:55 did you mean AccessLogSetting?",
    ]
  `);
});

test('in SAM, as it is written: also for what SAM makes of it', () => {
  const sam = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, PermisionBoundary: arn:aws:iam::123456789012:policy/limit }
`;
  expect(slips(lint(boundary, sam))).toMatchInlineSnapshot(`
    [
      "  6:41 did you mean PermissionsBoundary?",
    ]
  `);
});
