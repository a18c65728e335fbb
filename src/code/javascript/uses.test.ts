import { describe, expect, test } from 'vitest';
import { calls } from '../../../test/support/code.js';

const open = 'which method is called is known only when it runs';
const taken = 'what is taken of its client is known only when it runs';
const loaded = 'which module is loaded is known only when it runs';

/** Cases by what is special in them: code, and what is told of it. */
type Cases = readonly (readonly [what: string, code: Parameters<typeof calls>[0], told: string])[];

const check = (cases: Cases): void => {
  test.each(cases)('%s', (_, code, told) => {
    expect(calls(code)).toBe(told);
  });
};

describe('version 3, commands', () => {
  check([
    [
      'by name',
      `import { SendMessageCommand } from '@aws-sdk/client-sqs'; send(new SendMessageCommand({}));`,
      'sqs:sendmessage',
    ],
    [
      'under another name',
      `import { SendMessageCommand as Send } from '@aws-sdk/client-sqs'; new Send({});`,
      'sqs:sendmessage',
    ],
    [
      'of a namespace',
      `import * as sqs from '@aws-sdk/client-sqs'; new sqs.SendMessageCommand({});`,
      'sqs:sendmessage',
    ],
    [
      'of a default',
      `import sqs from '@aws-sdk/client-sqs'; const { SendMessageCommand: S } = sqs; new S({});`,
      'sqs:sendmessage',
    ],
    ['required', `const { SendMessageCommand } = require('@aws-sdk/client-sqs');`, 'sqs:sendmessage'],
    ['required at once', `new (require('@aws-sdk/client-sqs').SendMessageCommand)({});`, 'sqs:sendmessage'],
    [
      'required by another',
      `const sqs = module.require('@aws-sdk/client-sqs'); new sqs.SendMessageCommand({});`,
      'sqs:sendmessage',
    ],
    [
      'required by TypeScript',
      `import sqs = require('@aws-sdk/client-sqs'); new sqs.SendMessageCommand({});`,
      'sqs:sendmessage',
    ],
    ['imported when needed', `const { SendMessageCommand } = await import('@aws-sdk/client-sqs');`, 'sqs:sendmessage'],
    [
      'imported in a function',
      `const load = async () => (await import('@aws-sdk/client-sqs')).SendMessageCommand;`,
      'sqs:sendmessage',
    ],
    [
      'with types about it',
      `const sqs = (require('@aws-sdk/client-sqs') as any)!; new (sqs as any).SendMessageCommand({});`,
      'sqs:sendmessage',
    ],
    [
      'assigned later',
      `let sqs; sqs = require('@aws-sdk/client-sqs'); new sqs['SendMessageCommand']({});`,
      'sqs:sendmessage',
    ],
    [
      'through helpers of compilers',
      `const s_1 = __importStar(require('@aws-sdk/client-sqs')); new s_1.SendMessageCommand({}); const t = (0, tslib_1.__importDefault)(require('@aws-sdk/client-sns')); new t.default.PublishCommand({});`,
      'sqs:sendmessage sns:publish',
    ],
    [
      'of a path in the package',
      `import { SendMessageCommand } from '@aws-sdk/client-sqs/dist-cjs/commands/SendMessageCommand';`,
      'sqs:sendmessage',
    ],
    [
      'of batches',
      `import { SendMessageBatchCommand, DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';`,
      'sqs:sendmessage sqs:deletemessage',
    ],
    [
      'several services',
      `import * as s from '@aws-sdk/client-sns'; import * as e from '@aws-sdk/client-eventbridge'; new s.PublishCommand({}); new e.PutEventsCommand({});`,
      'sns:publish events:putevents',
    ],
    [
      'paginators and waiters',
      `import { paginateListTables, waitUntilTableExists } from '@aws-sdk/client-dynamodb';`,
      'dynamodb:listtables dynamodb:describetable',
    ],
    [
      'to be signed',
      `import { GetObjectTaggingCommand } from '@aws-sdk/client-s3'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; getSignedUrl(c, new GetObjectTaggingCommand({}));`,
      's3:getobjecttagging s3:getobjectversiontagging',
    ],
    [
      'types only',
      `import type { SendMessageCommand } from '@aws-sdk/client-sqs'; import { type PublishCommand } from '@aws-sdk/client-sns'; export type { QueryCommand } from '@aws-sdk/client-dynamodb';`,
      '',
    ],
    ['the client alone', `import { SQSClient } from '@aws-sdk/client-sqs'; new SQSClient({});`, ''],
    [
      'wrapped',
      `import { captureAWSv3Client } from 'aws-xray-sdk-core'; import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3'; captureAWSv3Client(new S3Client({})).send(new ListBucketsCommand({}));`,
      's3:listallmybuckets',
    ],
  ]);
});

describe('version 3, what is taken is not told', () => {
  check([
    [
      'a name put together',
      `import * as d from '@aws-sdk/client-dynamodb'; new d[\`\${name}Command\`]({});`,
      `dynamodb: ${taken}\nkinesis: dynamodb may call it for this\ns3: dynamodb may call it for this`,
    ],
    ['kept first', `const q = require('@aws-sdk/client-sqs'); const C = q[name]; new C({});`, `sqs: ${taken}`],
    [
      'handed on, and named elsewhere',
      {
        'app.js': `const { SendMessageCommand } = require('./aws');`,
        'aws.js': `module.exports = require('@aws-sdk/client-sqs');`,
      },
      'sqs:sendmessage',
    ],
    [
      'handed on, and named by a text',
      `const all = { q: require('@aws-sdk/client-sqs') }; run(all.q, 'PurgeQueueCommand');`,
      'sqs:purgequeue',
    ],
    [
      'handed on by a promise',
      `import('@aws-sdk/client-sqs').then(({ SendMessageCommand }) => new SendMessageCommand({}));`,
      'sqs:sendmessage',
    ],
    ['handed on, and taken when it runs', `use(require('@aws-sdk/client-sqs')); make[name]();`, `sqs: ${taken}`],
    [
      'exported again by a file',
      { 'app.ts': `import { SendMessageCommand } from './aws.js';`, 'aws.ts': `export * from '@aws-sdk/client-sqs';` },
      'sqs:sendmessage',
    ],
    [
      'exported again by name',
      {
        'app.ts': `import { Send } from './aws.js';`,
        'aws.ts': `export { SendMessageCommand as Send } from '@aws-sdk/client-sqs';`,
      },
      'sqs:sendmessage',
    ],
    [
      'a name in another scope',
      `import * as q from '@aws-sdk/client-sqs'; const f = (q) => q.PurgeQueueCommand; new q.SendMessageCommand({});`,
      'sqs:sendmessage sqs:purgequeue',
    ],
    [
      'an operation that is not known',
      `import { InventedCommand } from '@aws-sdk/client-sqs';`,
      'sqs: what Invented needs is not known',
    ],
    [
      'an operation that makes more than it says',
      `import { CreateTableCommand } from '@aws-sdk/client-dynamodb';`,
      'dynamodb: what CreateTable needs is not known',
    ],
  ]);
});

describe('version 3, methods', () => {
  check([
    [
      'of a client',
      `import { SNS } from '@aws-sdk/client-sns'; const sns = new SNS({}); sns.publish({}); other.run();`,
      'sns:publish',
    ],
    [
      'of a field',
      `import { SNS as Topics } from '@aws-sdk/client-sns'; class A { #sns = new Topics({}); say() { return this.#sns?.publish({}); } }`,
      'sns:publish',
    ],
    [
      'handed to a function',
      `import { SNS } from '@aws-sdk/client-sns'; const say = ({ publish }) => publish(); say(new SNS({}));`,
      'sns:publish',
    ],
    [
      'in another file',
      {
        'app.ts': `import { sns } from './aws'; sns.publish({});`,
        'aws/index.ts': `import * as s from '@aws-sdk/client-sns'; export const sns = new s.SNS({});`,
      },
      'sns:publish',
    ],
    [
      'whose name ends as a command does',
      `import { SSM } from '@aws-sdk/client-ssm'; new SSM({}).sendCommand({});`,
      'ssm:sendcommand',
    ],
    ['by a name', `import { SQS } from '@aws-sdk/client-sqs'; new SQS({})['purgeQueue']({});`, 'sqs:purgequeue'],
    [
      'by a name that only a run tells',
      `import { SQS } from '@aws-sdk/client-sqs'; new SQS({})[name]({});`,
      `sqs: ${open}`,
    ],
    ['bound', `import { SQS } from '@aws-sdk/client-sqs'; const q = new SQS({}); q[name].bind(q)({});`, `sqs: ${open}`],
    [
      'of an operation without an action of its name',
      `import { S3 } from '@aws-sdk/client-s3'; new S3({}).getBucketReplication({}); new S3({}).renameObject({});`,
      's3:getreplicationconfiguration\ns3: what RenameObject needs is not known',
    ],
  ]);
});

describe('documents of DynamoDB', () => {
  check([
    [
      'commands',
      `import { PutCommand, BatchGetCommand, TransactWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';`,
      'dynamodb:putitem dynamodb:batchgetitem dynamodb:conditioncheckitem dynamodb:deleteitem dynamodb:updateitem dynamodb:scan',
    ],
    [
      'of a namespace',
      `import * as lib from '@aws-sdk/lib-dynamodb'; import * as d from '@aws-sdk/client-dynamodb'; lib.DynamoDBDocumentClient.from(new d.DynamoDBClient({})).send(new lib.QueryCommand({}));`,
      'dynamodb:query',
    ],
    [
      'methods',
      `import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; const d = DynamoDBDocument.from(c); d.put({}); d.batchWrite({});`,
      'dynamodb:putitem dynamodb:batchwriteitem',
    ],
    [
      'PartiQL',
      `import { ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';`,
      'dynamodb:partiqlselect dynamodb:partiqlinsert dynamodb:partiqlupdate dynamodb:partiqldelete',
    ],
    [
      'what is not an item',
      `import { ExportTableToPointInTimeCommand } from '@aws-sdk/lib-dynamodb';`,
      'kinesis: dynamodb may call it for this\ns3: dynamodb may call it for this\ndynamodb: what ExportTableToPointInTime needs is not known',
    ],
  ]);
});

describe('version 2', () => {
  check([
    [
      'a class of all',
      `const AWS = require('aws-sdk'); const sns = new AWS.SNS(); sns.publish({}).promise();`,
      'sns:publish',
    ],
    ['a class alone', `import { SNS } from 'aws-sdk'; new SNS().publish({});`, 'sns:publish'],
    ['by its file', `import SNS from 'aws-sdk/clients/sns'; new SNS().publish({});`, 'sns:publish'],
    [
      'taken out',
      `const { DynamoDB: { DocumentClient } } = require('aws-sdk'); new DocumentClient().put({});`,
      'dynamodb:putitem',
    ],
    [
      'by another name',
      `import AWS from 'aws-sdk'; const Queue = AWS.SQS; new Queue().receiveMessage({});`,
      'sqs:receivemessage',
    ],
    ['traced', `const AWS = AWSXRay.captureAWS(require('aws-sdk')); new AWS.SNS().publish({});`, 'sns:publish'],
    [
      'traced later',
      `import * as raw from 'aws-sdk'; const AWS = xray.captureAWS(raw); new AWS.SNS().publish({});`,
      'sns:publish',
    ],
    [
      'configured',
      `import AWS, { AWSError } from 'aws-sdk'; AWS.config.update({}); AWS.config.credentials = new AWS.SharedIniFileCredentials({}); type T = AWS.S3.Types.A;`,
      '',
    ],
    [
      'a name of TypeScript',
      `import * as AWS from 'aws-sdk'; import Topics = AWS.SNS; new Topics().publish({});`,
      'sns:publish',
    ],
    [
      'uploads',
      `import S3 from 'aws-sdk/clients/s3'; new S3().upload({});`,
      's3:putobject s3:putobjectacl s3:putobjectlegalhold s3:putobjectretention s3:putobjecttagging s3:putobjectversionacl s3:putobjectversiontagging s3:bypassgovernanceretention s3:abortmultipartupload s3:listmultipartuploadparts s3:listbucketmultipartuploads',
    ],
    [
      'signs by a name',
      `import S3 from 'aws-sdk/clients/s3'; new S3().getSignedUrlPromise(isAcl ? 'putObjectAcl' : 'getObjectAcl', {});`,
      's3:putobjectacl s3:putobjectversionacl s3:getobjectacl s3:getobjectversionacl',
    ],
    [
      'signs by what only a run tells',
      `import SNS from 'aws-sdk/clients/sns'; new SNS().makeRequest(name, {});`,
      'sns: what is asked for is known only when it runs',
    ],
    [
      'signs behind another name',
      `import SNS from 'aws-sdk/clients/sns'; const sns = new SNS(); const ask = sns.makeRequest.bind(sns); ask(name);`,
      'sns: what is asked for is known only when it runs',
    ],
    ['waits', `import S3 from 'aws-sdk/clients/s3'; new S3().waitFor('bucketExists', {});`, 's3:listbucket'],
    [
      'types of documents',
      `import { DocumentClient } from 'aws-sdk/lib/dynamodb/document_client'; import { PromiseResult } from 'aws-sdk/lib/request';`,
      '',
    ],
    [
      'a service that calls others',
      `const { Athena } = AWS; const AWS = require('aws-sdk'); new Athena();`,
      'what Athena of aws-sdk does with other services is not known',
    ],
    [
      'of a name that only a run tells',
      `const AWS = require('aws-sdk'); const C = AWS[name]; new C();`,
      'what is used of aws-sdk is known only when it runs',
    ],
    ['handed on', `module.exports = require('aws-sdk');`, 'what is used of aws-sdk is known only when it runs'],
    [
      'without a class',
      `import { Signers } from 'aws-sdk'; new Signers.V4(request, 'es');`,
      'what Signers of aws-sdk does with other services is not known',
    ],
    [
      'a service of any kind',
      `new (require('aws-sdk').Service)({ apiConfig });`,
      'what Service of aws-sdk does with other services is not known',
    ],
    [
      'signatures by their file',
      `const V4 = require('aws-sdk/lib/signers/v4');`,
      'what aws-sdk/lib/signers/v4 does is not known',
    ],
  ]);
});

test('what is asked for by a constant, and by what is called so', () => {
  const s3 = `import S3 from 'aws-sdk/clients/s3'; const s3 = new S3();`;
  const open = 's3: what is asked for is known only when it runs';
  expect(calls(`${s3} const name = 'listObjects'; s3.getSignedUrl(name, {});`)).toBe('s3:listbucket');
  expect(calls(`${s3} let name = 'listObjects'; name = event.name; s3.getSignedUrl(name, {});`)).toContain(open);
  expect(calls(`${s3} const name = 'a'; const sign = (name) => s3.getSignedUrl(name, {});`)).toContain(open);
  expect(calls(`${s3} util.promisify(s3.getSignedUrl.bind(s3))`)).toContain(open);
  expect(calls(`${s3} promisify(s3.getSignedUrl)('x')`)).toContain(open);
  expect(calls(`${s3} router.get('/', own.getSignedUrl);`)).toBe('');
  expect(calls(`import SNS from 'aws-sdk/clients/sns'; s3.getSignedUrl(name);`)).toBe('');
});

describe('services that call others for their caller', () => {
  check([
    [
      'whichever operation',
      `import { DetectFacesCommand } from '@aws-sdk/client-rekognition';`,
      'kinesis: rekognition may call it for this\ns3: rekognition may call it for this\nsns: rekognition may call it for this',
    ],
    [
      'some operations',
      `import { GetParameterCommand } from '@aws-sdk/client-ssm';`,
      'ssm:getparameter\nsecretsmanager: ssm may call it for this',
    ],
    ['others do not', `import { DescribeParametersCommand } from '@aws-sdk/client-ssm';`, 'ssm:describeparameters'],
    [
      'whatever a document says',
      `import { StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';`,
      'ssm: what StartAutomationExecution needs is not known\nwhat ssm does for this is not known',
    ],
    [
      'any service',
      `import { QueryCommand } from '@aws-sdk/client-athena';`,
      'what @aws-sdk/client-athena does with other services is not known',
    ],
    [
      'any service, for some operations',
      `import { CreateInvalidationCommand, CreateDistributionCommand } from '@aws-sdk/client-cloudfront';`,
      'what cloudfront calls for this is not known',
    ],
    [
      'none',
      `import { PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi'; import { CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';`,
      '',
    ],
    [
      'data of a cluster',
      `import { RDSDataClient } from '@aws-sdk/client-rds-data'; import { drizzle } from 'drizzle-orm/aws-data-api/pg'; drizzle(new RDSDataClient({}));`,
      'rds-data: which of it drizzle-orm/aws-data-api/pg calls is not known\nsecretsmanager: rds-data may call it for this',
    ],
  ]);
});

describe('what an operation needs', () => {
  check([
    [
      'its own action and those of its parameters',
      `import { PutBucketPolicyCommand, PutObjectRetentionCommand } from '@aws-sdk/client-s3';`,
      's3:putbucketpolicy s3:putobjectretention s3:bypassgovernanceretention',
    ],
    [
      'reading, under a condition',
      `import { ListBucketsCommand } from '@aws-sdk/client-s3'; const input = { IfMatch: tag };`,
      's3:listallmybuckets s3:getobject',
    ],
    [
      'moving of messages',
      `import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';`,
      'sqs:startmessagemovetask sqs:deletemessage sqs:getqueueattributes sqs:receivemessage sqs:sendmessage',
    ],
    [
      'secrets by the dozen',
      `import { BatchGetSecretValueCommand } from '@aws-sdk/client-secrets-manager';`,
      'secretsmanager:batchgetsecretvalue secretsmanager:getsecretvalue secretsmanager:describesecret secretsmanager:listsecrets',
    ],
    [
      'tags',
      `import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';`,
      'secretsmanager:createsecret secretsmanager:replicatesecrettoregions secretsmanager:tagresource',
    ],
    ['invocation', `import { InvokeCommand } from '@aws-sdk/client-lambda';`, 'lambda:invokefunction'],
  ]);
});

describe('packages', () => {
  check([
    [
      'that call nothing',
      `import axios from 'axios'; import { z } from 'zod'; import fp from 'lodash/fp'; import { randomUUID } from 'node:crypto'; import fs from 'fs/promises'; import { Logger } from '@aws-lambda-powertools/logger/types';`,
      '',
    ],
    ['that are not known', `import { Table } from '@our/tables/deep';`, 'what @our/tables calls of AWS is not known'],
    [
      'named as something known',
      `import x from 'zod-tables'; import y from '@zod/zod';`,
      'what zod-tables calls of AWS is not known\nwhat @zod/zod calls of AWS is not known',
    ],
    [
      'idempotency',
      `import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';`,
      'dynamodb:getitem dynamodb:putitem dynamodb:updateitem dynamodb:deleteitem',
    ],
    [
      'durable functions',
      `import { withDurableExecution } from '@aws/durable-execution-sdk-js';`,
      'lambda:checkpointdurableexecution lambda:getdurableexecutionstate lambda:invokefunction',
    ],
    [
      'parameters of one service',
      `import { getSecret } from '@aws-lambda-powertools/parameters/secrets';`,
      'secretsmanager:getsecretvalue',
    ],
    [
      'uploads',
      `import { Upload } from '@aws-sdk/lib-storage';`,
      's3:putobject s3:putobjectacl s3:putobjectlegalhold s3:putobjectretention s3:putobjecttagging s3:putobjectversionacl s3:putobjectversiontagging s3:bypassgovernanceretention s3:abortmultipartupload s3:listmultipartuploadparts s3:listbucketmultipartuploads',
    ],
    [
      'forms for uploads',
      `import { createPresignedPost } from '@aws-sdk/s3-presigned-post';`,
      's3:putobject s3:putobjectacl s3:putobjectlegalhold s3:putobjectretention s3:putobjecttagging s3:putobjectversionacl s3:putobjectversiontagging s3:bypassgovernanceretention',
    ],
    [
      'a signer of requests',
      `import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';`,
      's3: which of it @aws-sdk/s3-request-presigner calls is not known',
    ],
    [
      'a table of objects',
      `import { model } from 'dynamoose';`,
      'dynamodb: which of it dynamoose calls is not known\nkinesis: dynamodb may call it for this\ns3: dynamodb may call it for this',
    ],
    ['modules of a project', `import x from '#lib';`, 'what #lib calls of AWS is not known'],
    [
      'by an address',
      `import x from 'https://example.org/x.js'; import y from 'data:text/javascript,1';`,
      'what https: calls of AWS is not known\nwhat data:text calls of AWS is not known',
    ],
  ]);
});

describe('ways to call what is not named', () => {
  check([
    ['modules by a name that only a run tells', 'require(name); import(`./${name}.js`);', `${loaded}\n${loaded}`],
    ['require under another name', `const ask = require; ask('aws-sdk');`, loaded],
    [
      'require of its own making',
      `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); require('axios');`,
      "what it runs by module can't be told",
    ],
    [
      'require that is only asked about',
      `typeof require; require.resolve('x'); if (require.main === module) run();`,
      '',
    ],
    ['modules by a pattern', `import.meta.glob('./handlers/*.js');`, loaded],
    ['programs', `import { spawn } from 'child_process';`, "what it runs by child_process can't be told"],
    [
      'text as code',
      `eval(text); globalThis.eval(text); new Function('a', text); const e = eval;`,
      'it runs text as code\nit runs text as code\nit runs text as code\nit runs text as code',
    ],
    ['what looks like it', `const eval_ = { evaluate() {} }; Function('return this')(); foo(Function);`, ''],
    ['signatures in a text', `const algorithm = 'AWS4-HMAC-SHA256';`, 'it signs requests by itself'],
    [
      'signatures in a template',
      'const key = hmac(`AWS4${secret}`, date); const scope = `${date}/${region}/s3/aws4_request`;',
      'it signs requests by itself\nit signs requests by itself',
    ],
    ['credentials', 'load(process.env.AWS_SECRET_ACCESS_KEY)', 'who is given its own credentials is not known'],
    [
      'credentials that are taken',
      'const { AWS_SECRET_ACCESS_KEY } = process.env;',
      'who is given its own credentials is not known',
    ],
    [
      'credentials that are asked for',
      `const { secretAccessKey } = await chain();`,
      'who is given its own credentials is not known',
    ],
    ['credentials of others', `const credentials = { secretAccessKey: given };`, ''],
    ['what a module loads with', `const load = module.require; load(name);`, loaded],
    ['signatures in a form', `const form = { AWSAccessKeyId: id };`, 'it signs requests by itself'],
  ]);
});

describe('texts of all kinds', () => {
  const puts = `import { PutItemCommand } from '@aws-sdk/client-dynamodb';`;
  check([
    ['a mark at the beginning', `\uFEFF${puts}`, 'dynamodb:putitem'],
    ['ends of lines', `\r\n${puts}\r\nexport const a = 1;\r\n`, 'dynamodb:putitem'],
    ['the first line of a script', { 'app.js': `#!/usr/bin/env node\n${puts}` }, 'dynamodb:putitem'],
    ['markup', { 'app.tsx': `${puts} export const A = <T,>(x: T) => <p>{x}</p>;` }, 'dynamodb:putitem'],
    [
      'decorators',
      `${puts} @Injectable() export class A { constructor(@Inject('x') private readonly x: string) {} @Get() get() {} }`,
      'dynamodb:putitem',
    ],
    [
      'types by their use',
      `${puts} const a = <T>x; enum B { C } namespace D { export const e = 1 } declare module 'f'; abstract class G { declare h: string }`,
      'dynamodb:putitem',
    ],
    ['attributes of imports', `${puts} import data from './data.json' with { type: 'json' };`, 'dynamodb:putitem'],
    [
      'await at the top',
      { 'app.mjs': `const { PutItemCommand } = await import('@aws-sdk/client-dynamodb'); using x = y;` },
      'dynamodb:putitem',
    ],
    [
      'names of objects',
      `${puts} const __proto__ = a.__proto__; x.constructor.toString.hasOwnProperty('valueOf'); new constructor(); const { toString } = x;`,
      'dynamodb:putitem',
    ],
    [
      'operations named as what objects have',
      `import { S3 } from '@aws-sdk/client-s3'; a.toString(); a.constructor(); a['__proto__'](); a.ToString();`,
      '',
    ],
    [
      'imports in a circle',
      { 'a.ts': `import './b'; ${puts}`, 'b.ts': `import './a'; import './b';` },
      'dynamodb:putitem',
    ],
    ['half a file', `${puts} export const handler = async () => {`, "app.ts can't be read as JavaScript or TypeScript"],
    ['no code', `<%= name %>`, "app.ts can't be read as JavaScript or TypeScript"],
    ['a binary', '\0\0\u0001PK', "app.ts can't be read as JavaScript or TypeScript"],
  ]);

  test('three million characters, and one more', () => {
    const long = `${puts}//`;
    expect(calls(long.padEnd(3_000_000, '-'))).toBe('dynamodb:putitem');
    expect(calls(long.padEnd(3_000_001, '-'))).toBe("app.ts can't be read as JavaScript or TypeScript");
  });

  test.each([
    ['brackets', `x = ${'['.repeat(50_000)}${']'.repeat(50_000)};`],
    ['calls', `x = ${'f('.repeat(50_000)}${')'.repeat(50_000)};`],
    ['members', `x${'.a'.repeat(50_000)};`],
    ['choices', `x = ${'a ? '.repeat(20_000)}b${' : c'.repeat(20_000)};`],
    ['templates', `x = ${'`${'.repeat(5_000)}1${'}`'.repeat(5_000)};`],
    ['wrappers', `import * as q from '@aws-sdk/client-sqs'; x = ${'captureAWS('.repeat(3_000)}q${')'.repeat(3_000)};`],
    ['casts', `x = ${'('.repeat(3_000)}require${' as any)'.repeat(3_000)}('x');`],
  ])('deep %s end without a crash', (_, text) => {
    expect(() => calls(text)).not.toThrow();
  });
});
