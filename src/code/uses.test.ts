import { describe, expect, test } from 'vitest';
import { parseModule } from './parse.js';
import { programOf, readCode } from './modules.js';
import { usesOf } from './uses.js';

/** What a handler calls, and why it may call more: files by their paths, of which the first is the handler. */
function calls(files: string | Record<string, string>): string {
  const all = new Map(Object.entries(typeof files === 'string' ? { 'app.ts': files } : files));
  const [[path, text] = ['', '']] = all;
  const read = (name: string) => (all.has(name) ? { path: name, text: all.get(name) ?? '' } : undefined);
  const { actions, services, gaps } = usesOf(
    programOf([{ path, text }], { read, code: (file) => readCode(file, parseModule) }),
  );
  return [
    [...actions].map(([action]) => action).join(' '),
    ...[...services].map(([service, { why }]) => `${service}: ${why}`),
    ...gaps.map(({ why }) => why),
  ].join('\n');
}

describe('clients of version 3', () => {
  test('commands, by names of their own and under others', () => {
    expect(
      calls(`
        import { SQSClient, SendMessageCommand as Send, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
        import * as events from '@aws-sdk/client-eventbridge';
        const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
        await new SQSClient({}).send(new Send({}));
        new events.PutEventsCommand({});`),
    ).toBe('sqs:sendmessage events:putevents states:startexecution');
  });

  test('clients whose methods are the operations', () => {
    expect(
      calls(`import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({}); s3.deleteObjects({}); other.run();`),
    ).toBe(
      's3:deleteobject s3:deleteobjectversion s3:bypassgovernanceretention s3:getobject s3:listbucket s3:listbucketversions',
    );
    expect(calls(`import { SQS } from '@aws-sdk/client-sqs'; new SQS({})[name]({});`)).toBe(
      '\nsqs: which method is called is known only when it runs',
    );
  });
});
