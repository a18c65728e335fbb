import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-single-purpose.js';

const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
${properties.replaceAll(/^/gm, '      ')}
`;

const queue = 'Jobs: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:111122223333:jobs } }';
const nightly = "Nightly: { Type: Schedule, Properties: { Schedule: 'rate(1 day)' } }";
const news = 'News: { Type: SNS, Properties: { Topic: arn:aws:sns:eu-west-1:111122223333:news } }';
const events = (...all: readonly string[]) => `Events:\n${all.map((each) => `  ${each}`).join('\n')}`;

test('many kinds of events', () => {
  expect(lint(rule, sam(events(queue, nightly, news)))).toMatchInlineSnapshot(`
    "5:3 error Worker is invoked by events, sns and sqs, so it likely does a job for each, with the rights and the limits that all of them need together [function-single-purpose]
          Worker:
          ~~~~~~ 3 kinds of events
      help: give each kind of event a function of its own, or raise the option maxTriggerKinds, which is 2
      11:9 invoked by events
      12:9 invoked by sns
      10:9 invoked by sqs"
  `);
  expect(lint(rule, sam(events(queue, nightly, news)), { options: { maxTriggerKinds: 3 }, undecided: true })).toBe('');
});

test('two kinds of events, two of one kind, and none', () => {
  expect(lint(rule, sam(events(queue, nightly)), { undecided: true })).toBe('');
  expect(lint(rule, sam(events(nightly, nightly.replace('Nightly', 'Hourly'), queue)), { undecided: true })).toBe('');
  expect(lint(rule, sam('Timeout: 3'), { undecided: true })).toBe('');
});

test('a branch', () => {
  const resources = `
Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Web: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Worker.Arn, AuthType: AWS_IAM } }
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Worker, EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }
  Files:
    Type: AWS::Lambda::Permission
    Condition: IsProd
    Properties: { FunctionName: !Ref Worker, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com }
`;
  expect(lint(rule, resources)).toMatchInlineSnapshot(`
    "4:3 error Worker is invoked by s3, sqs and its URL, so it likely does a job for each, with the rights and the limits that all of them need together [function-single-purpose]
          Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
          ~~~~~~ 3 kinds of events
      help: give each kind of event a function of its own, or raise the option maxTriggerKinds, which is 2
      9:3 invoked by s3
      6:3 invoked by sqs
      5:3 invoked by its URL
      when IsProd is true"
  `);
});

test('a feed of one branch, and one of another function', () => {
  const resources = (of: string, condition = '') => `
Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Other: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Web: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Worker.Arn, AuthType: AWS_IAM } }
  Files:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Worker, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com }
  Feed:
    Type: AWS::Lambda::EventSourceMapping${condition}
    Properties: { FunctionName: !Ref ${of}, EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }
`;
  expect(lint(rule, resources('Worker', '\n    Condition: IsProd'))).toContain('when IsProd is true');
  expect(lint(rule, resources('Other'))).toBe('');
});

test('a value that only the deployment knows is not guessed at', () => {
  const resources = `
Parameters: { Who: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Files:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Worker, Action: lambda:InvokeFunction, Principal: !Ref Who }
`;
  expect(lint(rule, resources, { undecided: true })).toMatchInlineSnapshot(
    `"7:93 undecided Worker: Principal: Who is given at deployment"`,
  );
});

test('many services in its policies; those that feed it, logs and managed policies of AWS are not counted', () => {
  const policies = (...actions: readonly string[]) =>
    `Policies:\n  - PowerUserAccess\n  - Statement: [{ Effect: Allow, Action: ['${actions.join("', '")}'], Resource: '*' }]`;
  const few = ['dynamodb:GetItem', 's3:GetObject', 'sns:Publish', 'ses:SendEmail', 'kms:Decrypt', 'logs:*'];
  const text = (...actions: readonly string[]) => sam(`${policies(...actions)}\n${events(queue)}`);
  expect(lint(rule, text(...few, 'sqs:ReceiveMessage', 'S3:PutObject'))).toBe('');
  expect(lint(rule, text(...few, 'bedrock:InvokeModel'))).toMatchInlineSnapshot(`
    "5:3 error Worker may use 6 services (dynamodb, s3, sns, ses, kms and bedrock), so it likely does several jobs, and whoever gets into it has the rights of all of them [function-single-purpose]
          Worker:
          ~~~~~~ 6 services
      help: split it into functions that need a few services each, or raise the option maxServices, which is 5
      11:49 may use dynamodb
      11:69 may use s3
      11:85 may use sns
      11:100 may use ses
      11:117 may use kms
      11:142 may use bedrock"
  `);
  expect(lint(rule, text(...few, '*', '*:Get*'))).toBe('');
  const network = text(...few, 'ec2:CreateNetworkInterface');
  expect(lint(rule, network)).toContain('may use 6 services');
  const inVpc = 'CodeUri: src/\n      VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }';
  expect(lint(rule, network.replace('CodeUri: src/', inVpc))).toBe('');
  const many = ['polly:Describe*', 'translate:*', 'textract:*', 'comprehend:*', 'rekognition:*', 'transcribe:*'];
  expect(lint(rule, text(...few, ...many))).toContain(
    'may use 11 services (dynamodb, s3, sns, ses, kms and 6 more), so it',
  );
});

test('one function behind all routes', () => {
  const api = (path: string, type = 'HttpApi') =>
    sam(events(`All: { Type: ${type}, Properties: { Path: '${path}', Method: any } }`));
  expect(lint(rule, api('/{proxy+}'))).toMatchInlineSnapshot(`
    "10:9 error ANY /{proxy+} sends every request to Worker, so Worker has the rights, the memory and the timeout that all routes need together [function-single-purpose]
                All: { Type: HttpApi, Properties: { Path: '/{proxy+}', Method: any } }
                ~~~ every request
      help: give each route a function of its own, or set the option allowProxy if this is meant"
  `);
  expect(lint(rule, api('/{proxy+}', 'Api'))).toContain('ANY /{proxy+} sends every request to Worker');
  expect(lint(rule, api('/orders/{proxy+}'), { undecided: true })).toBe('');
  expect(lint(rule, api('/{proxy+}'), { options: { allowProxy: true }, undecided: true })).toBe('');
});

test('one function behind $default, in resources of their own', () => {
  const text = `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler } }
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Worker.Arn }
  All:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: $default, Target: !Sub 'integrations/\${Call}' }
`;
  expect(lint(rule, text)).toContain('$default of Api sends every request to Worker');
  const other = `
  Other: { Type: AWS::Lambda::Function, Properties: { Handler: other.handler } }
  CallOther:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Other.Arn }
  List:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: GET /orders, Target: !Sub 'integrations/\${CallOther}' }
`;
  expect(lint(rule, text + other)).toBe('');
  expect(lint(rule, text.replace('!GetAtt Worker.Arn', 'https://example.com'), { undecided: true })).toBe('');
});

test('subnets that only the deployment knows have nothing to do with it', () => {
  const properties = 'VpcConfig: { SubnetIds: !Ref Subnets, SecurityGroupIds: [sg-1] }';
  expect(
    lint(rule, sam(properties, "Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }"), { undecided: true }),
  ).toBe('');
});
