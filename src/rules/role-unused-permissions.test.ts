import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './role-unused-permissions.js';

const trust = (...services: string[]) =>
  `AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: [${services.map((each) => `${each}.amazonaws.com`).join()}] }, Action: sts:AssumeRole }] }`;

/** A function whose code is in src/app.js, and whose role allows some actions. */
const app = (
  actions: string,
  {
    runtime = 'nodejs22.x',
    handler = 'app.handler',
    from = 'src',
    properties = '',
    role = trust('lambda'),
    more = '',
  } = {},
) => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref AWS::StackName, prod] }
Resources:
  Save:
    Type: AWS::Lambda::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, Code: ${from}, Role: !GetAtt Role.Arn, ${properties} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      ${role}
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: ${actions}
                Resource: '*'
${more}
`;

const code = (text: string, more: Readonly<Record<string, string>> = {}) => ({
  files: { 'src/app.js': text, ...more },
});
const puts = code(`
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = (item) => client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: item }));
`);

describe('what is never called', () => {
  test('one of several actions', () => {
    expect(lint(rule, app('[dynamodb:PutItem, dynamodb:Scan]'), puts)).toMatchInlineSnapshot(`
      "17:44 error the inline policy of Role allows dynamodb:Scan, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                          Action: [dynamodb:PutItem, dynamodb:Scan]
                                                     ~~~~~~~~~~~~~ never called
        help: leave out dynamodb:Scan
        src/app.js:4:46 calls PutItem"
    `);
  });

  test('by code that is named as a file', () => {
    const template = app('[dynamodb:PutItem, dynamodb:Scan]', { from: './src/app.js' });
    expect(lint(rule, template, puts)).toContain('allows dynamodb:Scan, which the code of Save never calls');
  });

  test('a whole statement, and several', () => {
    expect(lint(rule, app('sns:Publish'), puts)).toMatchInlineSnapshot(`
      "17:25 error the inline policy of Role allows sns:Publish, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                          Action: sns:Publish
                                  ~~~~~~~~~~~ never called
        help: leave out the statement"
    `);
    expect(
      lint(rule, app('[sns:Publish, sqs:SendMessage, events:PutEvents, s3:GetObject, s3:PutObject]'), puts),
    ).toContain('allows sns:Publish, sqs:SendMessage, events:PutEvents and 2 more, which the code of Save never calls');
  });

  test('a part of a wildcard', () => {
    expect(lint(rule, app("'dynamodb:*'"), puts)).toMatchInlineSnapshot(`
      "17:25 error the inline policy of Role allows dynamodb:*, of which the code of Save needs dynamodb:PutItem only, so whoever gets into it can do what it never has to [role-unused-permissions]
                          Action: 'dynamodb:*'
                                  ~~~~~~~~~~~~ more than dynamodb:PutItem
        help: allow dynamodb:PutItem in place of dynamodb:*
        src/app.js:4:46 calls PutItem"
    `);
    expect(lint(rule, app("['dynamodb:PutI*']"), puts)).toBe('');
    expect(lint(rule, app("['dynamodb:Get*']"), puts)).toContain(
      'allows dynamodb:Get*, which the code of Save never calls',
    );
  });

  test('what is needed for certain, apart from what parameters may ask for', () => {
    const gets = code(
      `const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3'); new GetObjectCommand({});`,
    );
    expect(lint(rule, app("'s3:*'"), gets)).toMatchInlineSnapshot(`
      "17:25 error the inline policy of Role allows s3:*, of which the code of Save needs s3:GetObject only, so whoever gets into it can do what it never has to [role-unused-permissions]
                          Action: 's3:*'
                                  ~~~~~~ more than s3:GetObject
        help: allow s3:GetObject, with what its parameters ask for, in place of s3:*
        src/app.js:1:71 calls GetObject"
    `);
  });

  test('a policy template of SAM, in one finding', () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, CodeUri: src/ } }
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Policies:
        - DynamoDBCrudPolicy: { TableName: orders }
        - S3CrudPolicy: { BucketName: uploads }
`;
    expect(lint(rule, template, puts)).toMatchInlineSnapshot(`
      "10:11 error DynamoDBCrudPolicy of Save allows dynamodb:GetItem, dynamodb:DeleteItem, dynamodb:Scan and 6 more, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                  - DynamoDBCrudPolicy: { TableName: orders }
                    ~~~~~~~~~~~~~~~~~~ never called
        help: allow dynamodb:PutItem in a statement of your own, in place of DynamoDBCrudPolicy
        src/app.js:4:46 calls PutItem
      11:11 error S3CrudPolicy of Save allows s3:GetObject, s3:ListBucket, s3:GetBucketLocation and 6 more, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                  - S3CrudPolicy: { BucketName: uploads }
                    ~~~~~~~~~~~~ never called
        help: leave out S3CrudPolicy"
    `);
  });

  test('a connector of SAM, in one finding', () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::SimpleTable }
  Save:
    Type: AWS::Serverless::Function
    Connectors:
      Table: { Properties: { Destination: { Id: Orders }, Permissions: [Read, Write] } }
    Properties: { Runtime: nodejs22.x, CodeUri: src/, Handler: app.handler }
`;
    expect(lint(rule, template, puts)).toMatchInlineSnapshot(`
      "8:7 error the policy of the connector Table of Save allows dynamodb:GetItem, dynamodb:Query, dynamodb:Scan and 9 more, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                Table: { Properties: { Destination: { Id: Orders }, Permissions: [Read, Write] } }
                ~~~~~ never called
        help: allow dynamodb:PutItem in a statement of your own, in place of the connector Table
        src/app.js:4:46 calls PutItem"
    `);
    expect(lint(rule, template, code('export const handler = () => 1;'))).toContain(
      'help: leave out the connector Table',
    );
  });

  test('a policy that several roles have: what the code of all of them calls', () => {
    const policy = `
  Other:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, Handler: other.handler, Code: src, Role: !GetAtt OtherRole.Arn }
  OtherRole: { Type: AWS::IAM::Role, Properties: { ${trust('lambda')} } }
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Role, !Ref OtherRole]
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:GetItem, dynamodb:Scan], Resource: '*' }]
`;
    const files = {
      files: {
        ...puts.files,
        'src/other.js': `const { GetItemCommand } = require('@aws-sdk/client-dynamodb'); new GetItemCommand({});`,
      },
    };
    expect(lint(rule, app('dynamodb:PutItem', { more: policy }), files)).toMatchInlineSnapshot(`
      "29:83 error Policy allows dynamodb:Scan, which the code of Save and Other never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                  Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:GetItem, dynamodb:Scan], Resource: '*' }]
                                                                                            ~~~~~~~~~~~~~ never called
        help: leave out dynamodb:Scan
        src/app.js:4:46 calls PutItem
        src/other.js:1:65 calls GetItem"
    `);
  });

  test('where a condition gives it', () => {
    const actions = '!If [IsProd, dynamodb:Scan, dynamodb:PutItem]';
    expect(lint(rule, app(actions), puts)).toContain('when IsProd is true');
  });
});

describe('what is called', () => {
  test('by the handler or by what it imports, in JavaScript and TypeScript', () => {
    const files = code(`import { save } from './lib/save.js'; export const handler = save;`, {
      'src/lib/save.ts': `import { PutItemCommand } from '@aws-sdk/client-dynamodb'; export const save = (): object => new PutItemCommand({} as never);`,
    });
    expect(lint(rule, app('dynamodb:PutItem'), files)).toBe('');
  });

  test('in the template itself', () => {
    const from = `{ ZipFile: "new (require('@aws-sdk/client-sqs').SendMessageCommand)({})" }`;
    const template = app('[sqs:SendMessage, sqs:PurgeQueue]', { from });
    expect(lint(rule, template)).toContain('allows sqs:PurgeQueue, which the code of Save never calls');
  });

  test('what a pipeline may bring in place of what the template has', () => {
    const from = '{ ZipFile: "exports.handler = async () => ({ statusCode: 503 })" }';
    expect(lint(rule, app('sqs:SendMessage', { from }))).toMatchInlineSnapshot(`""`);
  });

  test('what Lambda needs itself', () => {
    const more = `
  Jobs: { Type: AWS::SQS::Queue }
  Reads: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Save, EventSourceArn: !GetAtt Jobs.Arn } }
`;
    const actions = '[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:SendMessage]';
    const properties = 'DeadLetterConfig: { TargetArn: !GetAtt Jobs.Arn }';
    expect(lint(rule, app(actions, { more, properties }), puts)).toBe('');
    expect(lint(rule, app(actions, { more }), puts)).toContain('allows sqs:SendMessage, which');
    expect(lint(rule, app(actions, {}), puts)).toContain('sqs:DeleteMessage');
  });

  test('options', () => {
    expect(lint(rule, app('dynamodb:Scan'), { ...puts, options: { keep: ['dynamodb:S*'] } })).toBe('');
  });
});

describe('not applicable', () => {
  test.each([
    ['services of which not everything is known', app("['logs:*', 'kms:Decrypt', '*']")],
    ['no action', app('dynamodb:CreateItem')],
    [
      'what is denied',
      app('dynamodb:Scan').replace('Effect: Allow\n                Action', 'Effect: Deny\n                Action'),
    ],
    ['a role that nothing has', app('dynamodb:Scan').replace('!GetAtt Role.Arn', '!Ref Given')],
  ])('%s', (_, template) => {
    expect(lint(rule, template, { ...puts, undecided: true })).toBe('');
  });
});

describe('undecided', () => {
  const undecided = (template: string, files = puts) => lint(rule, template, { ...files, undecided: true });

  test.each([
    ['exported', 'Outputs: { Role: { Value: !GetAtt Role.Arn, Export: { Name: ours } } }'],
    [
      'in the Parameter Store',
      '  At: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !GetAtt Role.Arn } }',
    ],
    [
      'of a stack that is not at hand',
      '  Other: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://b.s3.amazonaws.com/t.yaml, Parameters: { Role: !GetAtt Role.Arn } } }',
    ],
  ])('a role that is %s', (_, more) => {
    expect(undecided(app('dynamodb:Scan', { more }))).toContain(
      'undecided Role: functions of others may have Role, too',
    );
  });

  test('a role that is only shown', () => {
    const more = 'Outputs: { Role: { Value: !GetAtt Role.Arn } }';
    expect(undecided(app('dynamodb:Scan', { more }))).toContain('which the code of Save never calls');
  });

  test('what a policy may allow', () => {
    expect(undecided(app("[!Ref Given, !Sub 'dynamodb:${Given}', !Sub 'kms:${Given}']"))).toMatchInlineSnapshot(
      `"17:31 undecided Role: \${Given} is known only at deployment"`,
    );
    expect(
      undecided(
        app('dynamodb:Scan').replace(
          'Effect: Allow\n                Action',
          'Effect: !Ref Given\n                Action',
        ),
      ),
    ).toMatchInlineSnapshot(`"17:25 undecided Role: it can't be told whether the statement allows or denies"`);
    expect(undecided(app('!Split [",", !Ref Given]'))).toMatchInlineSnapshot(
      `"17:32 undecided Role: \${the split of values that only the deployment knows} is known only at deployment"`,
    );
  });

  test('a policy that a role elsewhere has, too', () => {
    const more = `
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Role, theirs]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: dynamodb:Scan, Resource: '*' }] }
`;
    expect(undecided(app('dynamodb:PutItem', { more }))).toMatchInlineSnapshot(
      `"20:3 undecided Policy: a role that is made elsewhere has Policy, too"`,
    );
  });

  test.each([
    ['a language that is not read', { runtime: 'ruby3.4' }, 'only code for Node.js and Python is read'],
    ['layers', { properties: 'Layers: [!Ref Given]' }, 'what its layers call is not known'],
    ['a handler that is not there', { handler: 'gone.handler' }, 'there is no gone of JavaScript or TypeScript in src'],
    ['a handler that is given', { handler: '!Ref Given' }, 'its handler is known only at deployment'],
    ['code in a bucket', { from: '{ S3Bucket: b, S3Key: k }' }, 'its code is not beside the template'],
    ['another service', { role: trust('lambda', 'edgelambda') }, 'not only Lambda may act with Role'],
  ])('%s', (_, setup, why) => {
    expect(undecided(app('dynamodb:Scan', setup))).toContain(why);
  });

  test.each([
    [`import x from 'our-lib';`, 'what our-lib calls of AWS is not known'],
    [`import x from '@aws-sdk/client-athena';`, 'what @aws-sdk/client-athena does with other services is not known'],
    ['require(`./${process.env.NAME}`);', 'which module is loaded is known only when it runs'],
    [`import './gone.js';`, './gone.js is not there, or is no code'],
    [`import { exec } from 'node:child_process';`, "what it runs by child_process can't be told"],
    ['eval(text);', 'it runs text as code'],
    [`sign('AWS4-HMAC-SHA256');`, 'it signs requests by itself'],
    ['const = 1;', "src/app.js can't be read as JavaScript or TypeScript"],
  ])('%s', (text, why) => {
    expect(undecided(app('dynamodb:Scan'), code(text))).toContain(why);
  });

  test('a service that another one may call', () => {
    const files = code(`import { DetectFacesCommand } from '@aws-sdk/client-rekognition'; new DetectFacesCommand({});`);
    expect(undecided(app('[s3:GetObject, dynamodb:Scan]'), files)).toMatchInlineSnapshot(`
      "17:40 error the inline policy of Role allows dynamodb:Scan, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                          Action: [s3:GetObject, dynamodb:Scan]
                                                 ~~~~~~~~~~~~~ never called
        help: leave out dynamodb:Scan"
    `);
  });

  test('packages that its user knows to call nothing', () => {
    const files = { ...code(`import x from 'our-lib/deep';`), options: { quietPackages: ['our-lib'] } };
    expect(undecided(app('dynamodb:Scan'), files)).toContain('which the code of Save never calls');
  });
});
