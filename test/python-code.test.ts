import { describe, expect, test } from 'vitest';
import missing from '../src/rules/role-missing-permissions.js';
import rule from '../src/rules/role-unused-permissions.js';
import { lint } from './support/lint.js';

const puts = `
import os
import boto3

table = boto3.resource('dynamodb').Table(os.environ['TABLE'])

def handler(event, context):
    table.put_item(Item=event.get('item'))
`;
const unused = 'allows dynamodb:Scan, which the code of Save never calls';

/** What is said of a function that may put and scan, or why nothing is. */
function said(properties: string, files: Readonly<Record<string, string>>, more = ''): string {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    ${more}
    Properties:
      Runtime: python3.13
      Policies: { Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:Scan], Resource: '*' }] }
      ${properties}
`;
  return lint(rule, template, { files, undecided: true });
}

const fn = (more = '') => `CodeUri: src\n      Handler: app.handler\n      ${more}`;

test('what is never called, and what is', () => {
  expect(said(fn(), { 'src/app.py': puts })).toMatchInlineSnapshot(`
    "9:75 error the role that SAM makes for Save allows dynamodb:Scan, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
              Policies: { Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:Scan], Resource: '*' }] }
                                                                                  ~~~~~~~~~~~~~ never called
      help: leave out dynamodb:Scan
      src/app.py:8:11 calls PutItem"
  `);
});

test('a policy template of SAM', () => {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handler
      Policies: [{ S3CrudPolicy: { BucketName: uploads } }]
`;
  const reads = `import boto3\ndef handler(event, _):\n  return boto3.client('s3').get_object(Bucket='b', Key='k')\n`;
  expect(lint(rule, template, { files: { 'src/app.py': reads } })).toMatchInlineSnapshot(`
    "10:20 error S3CrudPolicy of Save allows s3:GetBucketLocation, s3:PutObject, s3:PutObjectAcl and 3 more, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
              Policies: [{ S3CrudPolicy: { BucketName: uploads } }]
                           ~~~~~~~~~~~~ never called
      help: allow s3:GetObject, with what its parameters ask for, in a statement of your own, in place of S3CrudPolicy
      src/app.py:3:29 calls GetObject"
  `);
});

describe('where the code of a function lies', () => {
  test.each([
    ['in a folder', 'CodeUri: src/, Handler: app.handler', 'src/app.py'],
    ['in a folder of it, with a slash', 'CodeUri: ., Handler: src/app.handler', 'src/app.py'],
    ['in a package', 'CodeUri: src, Handler: orders.save.handler', 'src/orders/save.py'],
    ['in what a package begins with', 'CodeUri: src, Handler: orders.handler', 'src/orders/__init__.py'],
    ['beside the template, unsaid', 'Handler: app.handler', 'app.py'],
  ])('%s', (_, properties, path) => {
    const lines = properties.replaceAll(', ', '\n      ');
    expect(said(lines, { [path]: puts })).toContain(unused);
    expect(said(lines, { 'other/app.py': puts })).toMatch(/undecided .*there is no \S+\.py in /);
  });

  test('where SAM builds it', () => {
    const files = { 'src/app.py': puts };
    expect(said(fn(), files, 'Metadata: { BuildMethod: python-uv }')).toContain(unused);
    expect(said(fn(), files, 'Metadata: { BuildMethod: makefile }')).toContain('its code is not beside the template');
  });

  test('in the template', () => {
    const template = `
Resources:
  Save:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          import boto3, cfnresponse
          def handler(event, context):
            boto3.client('sqs').purge_queue(QueueUrl='q')
            cfnresponse.send(event, context, 'SUCCESS', {})
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: [sqs:PurgeQueue, sqs:SendMessage], Resource: '*' }] } }]
`;
    expect(lint(rule, template)).toMatchInlineSnapshot(`
      "19:109 error the inline policy of Role allows sqs:SendMessage, which the code of Save never calls, so whoever gets into it can do what it never has to [role-unused-permissions]
                Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: [sqs:PurgeQueue, sqs:SendMessage], Resource: '*' }] } }]
                                                                                                                      ~~~~~~~~~~~~~~~ never called
        help: leave out sqs:SendMessage
        10:18 calls PurgeQueue"
    `);
  });

  test('in an asset of the CDK', () => {
    const template = `
Resources:
  Save:
    Type: AWS::Lambda::Function
    Metadata: { 'aws:asset:path': asset.0123, 'aws:asset:property': Code }
    Properties: { Runtime: python3.13, Handler: app.handler, Role: !GetAtt Role.Arn, Code: { S3Bucket: b, S3Key: k } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:Scan], Resource: '*' }] } }]
`;
    expect(lint(rule, template, { files: { 'asset.0123/app.py': puts } })).toContain(unused);
  });
});

describe('modules', () => {
  test('of the package are followed', () => {
    const files = {
      'src/app.py': 'from store.items import Items\nitems = Items()\ndef handler(event, _):\n  items.save(event)',
      'src/store/items.py': puts,
    };
    expect(said(fn(), files)).toContain(unused);
  });

  test('in folders of PYTHONPATH', () => {
    const files = { 'src/app.py': 'from items import save', 'src/lib/items.py': puts };
    const path = (value: string) => fn(`Environment: { Variables: { PYTHONPATH: "${value}" } }`);
    expect(said(path('/var/task/lib:/opt/python'), files)).toContain(unused);
    expect(said(path('/var/task'), files)).toContain('what items calls of AWS is not known');
    expect(said(path('/mnt/lib'), files)).toContain('what PYTHONPATH loads is not known');
    expect(said(fn('Environment: { Variables: { PYTHONPATH: !Ref AWS::StackName } }'), files)).toContain('PYTHONPATH');
  });

  test('in layers that SAM builds', () => {
    const template = (metadata: string, code = 'CodeUri: src') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shared:
    Type: AWS::Serverless::LayerVersion
    ${metadata}
    Properties: { ContentUri: layers/shared }
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      ${code}
      Handler: app.handler
      Layers: [!Ref Shared]
      Policies: { Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:Scan], Resource: '*' }] }
`;
    const files = { 'src/app.py': 'from items import save', 'layers/shared/items.py': puts };
    const unknown = 'what its layers call is not known';
    expect(lint(rule, template('Metadata: { BuildMethod: python3.13 }'), { files })).toContain(unused);
    for (const metadata of ['', 'Metadata: { BuildMethod: makefile }', 'Metadata: { BuildMethod: nodejs22.x }']) {
      expect(lint(rule, template(metadata), { files, undecided: true })).toContain(unknown);
    }
    const inline = template('Metadata: { BuildMethod: python3.13 }', 'InlineCode: "from items import save"');
    expect(lint(rule, inline, { files, undecided: true })).toContain(unknown);
  });

  test('that their user knows to call nothing', () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src
      Handler: app.handler
      Policies: { Statement: [{ Effect: Allow, Action: dynamodb:Scan, Resource: '*' }] }
`;
    const files = { 'src/app.py': 'from our_lib.deep import x' };
    expect(lint(rule, template, { files, undecided: true })).toContain('what our_lib calls of AWS is not known');
    expect(lint(rule, template, { files, options: { quietPackages: ['our_*'] } })).toContain(
      'which the code of Save never calls',
    );
  });
});

describe('what runs beside the code', () => {
  const files = { 'src/app.py': puts };

  test.each([
    ['wrapped', 'Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: /var/task/wrap } }', 'AWS_LAMBDA_EXEC_WRAPPER'],
    ['in a layer', 'Layers: [!Sub "arn:aws:lambda:${AWS::Region}:123456789012:layer:ours:1"]', 'what its layers call'],
  ])('%s', (_, more, why) => {
    expect(said(fn(more), files)).toMatch(new RegExp(`undecided .*${why}`));
  });

  test('options of node are none of it, and layers that call nothing', () => {
    const options = 'Environment: { Variables: { NODE_OPTIONS: --require ./trace.js } }';
    expect(said(fn(options), files)).toContain(unused);
    const layer = 'arn:aws:lambda:${AWS::Region}:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7';
    expect(said(fn(`Layers: [!Sub "${layer}"]`), files)).toContain(unused);
  });
});

test.each([
  ['boto3.client(name)', 'which client is made is known only when it runs'],
  ["getattr(boto3.client('dynamodb'), name)()", 'dynamodb: what is asked of its client is known only when it runs'],
  ['import subprocess', "what it does by subprocess can't be told"],
  ['def', "src/app.py can't be read as Python"],
])('undecided: %s', (code, why) => {
  expect(said(fn(), { 'src/app.py': `import boto3\n${code}` })).toContain(why);
});

test('what is missing is asked of code for Node.js only', () => {
  const template = `
Resources:
  Save:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.13, Handler: app.handler, Code: src, Role: !GetAtt Role.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
`;
  expect(lint(missing, template, { files: { 'src/app.py': puts }, options: { code: true }, undecided: true })).toBe('');
});
