import { expect, test } from 'vitest';
import rule from './function-timeout.js';
import { lint } from '../../test/support/lint.js';

/** A CloudFormation template with one function that has some properties. */
const template = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${properties}
`;

test('a function without a timeout is found', () => {
  expect(lint(rule, sam('Runtime: python3.13'))).toMatchInlineSnapshot(`
    "5:3 info Worker has no Timeout, so that Lambda stops it after 3 s, whatever its work needs [function-timeout]
          Worker:
          ~~~~~~ no Timeout
      help: set Timeout to a little more than its longest run takes"
  `);
});

test('any timeout will do without limits', () => {
  expect(lint(rule, sam('Timeout: 900'), { undecided: true })).toBe('');
  expect(lint(rule, sam('Runtime: python3.13', 'Globals: { Function: { Timeout: 20 } }'), { undecided: true })).toBe(
    '',
  );
  const parameters = 'Parameters: { Seconds: { Type: Number } }';
  expect(lint(rule, sam('Timeout: !Ref Seconds', parameters), { options: { maxBehindApi: 0 }, undecided: true })).toBe(
    '',
  );
});

test('limits', () => {
  const options = { min: 5, max: 60 };
  expect(lint(rule, template('Timeout: 61'), { options })).toMatchInlineSnapshot(`
    "8:16 info Worker may run for 61 s, longer than the 60 s that are allowed, and every hanging run is paid for [function-timeout]
              Timeout: 61
                       ~~ above 60 s
      help: set Timeout to a value between 5 and 60"
  `);
  expect(lint(rule, template('Timeout: 4'), { options })).toMatchInlineSnapshot(`
    "8:16 info Worker is stopped after 4 s, sooner than the 5 s that are asked for [function-timeout]
              Timeout: 4
                       ~ below 5 s
      help: set Timeout to a value between 5 and 60"
  `);
  expect(lint(rule, template('Timeout: 60'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('MemorySize: 128'), { options: { ...options, required: false } })).toMatchInlineSnapshot(`
    "4:3 info Worker is stopped after 3 s, the default without Timeout, sooner than the 5 s that are asked for [function-timeout]
          Worker:
          ~~~~~~ below 5 s
      help: set Timeout to a value between 5 and 60"
  `);
  expect(lint(rule, template('MemorySize: 128'), { options: { required: false }, undecided: true })).toBe('');
});

test('within limits, a value that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Seconds: { Type: Number } }';
  expect(
    lint(rule, template('Timeout: !Ref Seconds', parameters), { options: { max: 60 }, undecided: true }),
  ).toMatchInlineSnapshot(`"8:21 undecided Worker: Timeout: Seconds is given at deployment"`);
});

test('a default and a branch', () => {
  const parameters = 'Parameters: { Seconds: { Type: Number, Default: 300 } }';
  expect(lint(rule, template('Timeout: !Ref Seconds', parameters), { options: { max: 60 } })).toMatchInlineSnapshot(`
    "8:21 info Worker may run for 300 s, longer than the 60 s that are allowed, and every hanging run is paid for [function-timeout]
              Timeout: !Ref Seconds
                            ~~~~~~~ above 60 s
      help: set Timeout to 60 or less
      2:49 its value comes from here
      when Seconds keeps its default"
  `);
  const conditions = 'Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }';
  expect(lint(rule, template('Timeout: !If [IsProd, !Ref AWS::NoValue, 10]', conditions))).toMatchInlineSnapshot(`
    "8:34 info Worker has no Timeout, so that Lambda stops it after 3 s, whatever its work needs [function-timeout]
              Timeout: !If [IsProd, !Ref AWS::NoValue, 10]
                                         ~~~~~~~~~~~~ no Timeout
      help: set Timeout to a little more than its longest run takes
      when IsProd is true"
  `);
});

test('an event of an API waits no longer than its integration', () => {
  const events = (timeout: string) =>
    sam(`Timeout: ${timeout}
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get } }
        Post: { Type: HttpApi, Properties: { Path: /orders, Method: post } }`);
  expect(lint(rule, events('60'))).toMatchInlineSnapshot(`
    "9:16 info Worker may run for 60 s, but GET /orders and POST /orders give up after 29 s, so that nobody gets what it answers later [function-timeout]
              Timeout: 60
                       ~~ longer than its callers wait
      help: set Timeout to 29 or less, or let the work be done behind a queue
      11:9 GET /orders waits for Worker
      12:9 POST /orders waits for Worker"
  `);
  expect(lint(rule, events('30'), { undecided: true })).toBe('');
  expect(lint(rule, events('60'), { options: { maxBehindApi: 0 } })).toBe('');
});

test('a function behind a queue may take its time', () => {
  const queue = sam(
    'Timeout: 300\n      Events: { Jobs: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:1:jobs } } }',
  );
  expect(lint(rule, queue, { undecided: true })).toBe('');
});

const method = (integration: string) => `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 120 } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: abc123
      ResourceId: def456
      HttpMethod: GET
      Integration: { IntegrationHttpMethod: POST, ${integration} }
`;
const uri = 'Uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations"';

test('a method of a REST API, with a timeout of its own', () => {
  expect(lint(rule, method(`Type: AWS_PROXY, ${uri}`))).toMatchInlineSnapshot(`
    "3:65 info Worker may run for 120 s, but the method Get gives up after 29 s, so that nobody gets what it answers later [function-timeout]
          Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 120 } }
                                                                        ~~~ longer than its callers wait
      help: set Timeout to 29 or less, or let the work be done behind a queue
      4:3 the method Get waits for Worker"
  `);
  expect(lint(rule, method(`Type: AWS_PROXY, TimeoutInMillis: 10000, ${uri}`))).toContain(
    'the method Get gives up after 10 s',
  );
  const after = (maxBehindApi: number) => lint(rule, method(`Type: AWS_PROXY, ${uri}`), { options: { maxBehindApi } });
  expect(after(60)).toContain('gives up after 60 s');
  expect(after(10)).toContain('gives up after 10 s');
  // More than the limit of the service: the quota has been raised.
  expect(lint(rule, method(`Type: AWS_PROXY, TimeoutInMillis: 120000, ${uri}`), { undecided: true })).toBe('');
});

test('an integration that is no proxy waits, unless it says otherwise', () => {
  const waits = 'Worker may run for 120 s, but the method Get gives up after 29 s';
  const custom = (more: string) => lint(rule, method(`Type: AWS, ${more}, ${uri}`), { undecided: true });
  const typed = (type: string) =>
    custom(`RequestParameters: { integration.request.header.X-Amz-Invocation-Type: ${type} }`);
  expect(custom('RequestParameters: { integration.request.header.Accept: method.request.header.Accept }')).toContain(
    waits,
  );
  expect(custom(`RequestTemplates: { application/json: '{ "id": $input.json("$.id") }' }`)).toContain(waits);
  expect(typed(`"'RequestResponse'"`)).toContain(waits);
  expect(typed(`"'Event'"`)).toBe('');
  expect(custom(`RequestParameters: { integration.request.header.x-amz-invocation-type: "'Event'" }`)).toBe('');
  expect(typed('method.request.header.InvocationType')).toMatchInlineSnapshot(
    `"4:3 undecided Worker: the invocation type is known only at the request or at deployment"`,
  );
  expect(custom('RequestParameters: !Ref AWS::NoValue')).toContain(waits);
  const overriding = `RequestTemplates: { application/json: '#set($context.requestOverride.header.X-Amz-Invocation-Type = "Event")' }`;
  expect(custom(overriding)).toMatchInlineSnapshot(
    `"4:3 undecided Worker: a mapping template may set the invocation type"`,
  );
  expect(typed('!Ref AWS::NoValue')).toContain(waits);
  expect(custom('RequestTemplates: !Ref AWS::NoValue')).toContain(waits);
  expect(custom('RequestTemplates: { application/json: !Ref AWS::NoValue }')).toContain(waits);
  const unknown = 'Parameters: { Kind: { Type: String } }';
  const given = (more: string) => lint(rule, unknown + method(`Type: AWS, ${more}, ${uri}`), { undecided: true });
  const atRequest = 'undecided Worker: the invocation type is known only at the request or at deployment';
  expect(given('RequestParameters: !Ref Kind')).toBe(`4:3 ${atRequest}`);
  const include = '{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://files/parameters.yaml } } }';
  expect(given(`RequestParameters: ${include}`)).toBe(`4:3 ${atRequest}`);
  const header = 'integration.request.header.X-Amz-Invocation-Type';
  expect(given(`RequestParameters: { ${header}: !Ref Kind }`)).toBe(`4:3 ${atRequest}`);
  const mapped = '4:3 undecided Worker: a mapping template may set the invocation type';
  expect(given('RequestTemplates: !Ref Kind')).toBe(mapped);
  expect(given('RequestTemplates: { application/json: !Ref Kind }')).toBe(mapped);
  expect(given(overriding.replace('{', '{ text/plain: "$input.body",'))).toBe(mapped);
  expect(lint(rule, unknown + method(`Type: !Ref Kind, ${uri}`), { undecided: true })).toMatchInlineSnapshot(
    `"4:3 undecided Worker: the type of its integration is known only at deployment"`,
  );
  expect(lint(rule, method(`Type: HTTP, ${uri}`), { undecided: true })).toBe('');
});

test('an operation of a body that invokes asynchronously', () => {
  const body = (integration: string) => `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 120 } }
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: '2.0'
        paths:
          /jobs: { post: { x-amazon-apigateway-integration: { httpMethod: POST, ${integration}, ${uri.replace('Uri', 'uri')} } } }
`;
  expect(lint(rule, body('type: aws'))).toContain('POST /jobs gives up after 29 s');
  const sent = `requestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }`;
  expect(lint(rule, body(`type: aws, ${sent}`), { undecided: true })).toBe('');
});

test('who streams, or does not wait, gets the whole answer', () => {
  const streamed = uri.replace('2015-03-31', '2021-11-15').replace('invocations', 'response-streaming-invocations');
  expect(lint(rule, method(`Type: AWS_PROXY, ${streamed}`), { undecided: true })).toBe('');
});

test('an integration of an HTTP API, by an alias', () => {
  const text = (protocol: string, type = 'AWS_PROXY') => `
Parameters: { Kind: { Type: String } }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 31 } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Worker, FunctionVersion: "1", Name: live } }
  Shop: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol}, Name: shop } }
  Call:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Shop, IntegrationType: ${type}, IntegrationUri: !Ref Live }
`;
  expect(lint(rule, text('HTTP'))).toMatchInlineSnapshot(`
    "4:65 info Worker may run for 31 s, but the integration Call gives up after 30 s, so that nobody gets what it answers later [function-timeout]
          Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 31 } }
                                                                        ~~ longer than its callers wait
      help: set Timeout to 30 or less, or let the work be done behind a queue
      7:3 the integration Call waits for Worker"
  `);
  expect(lint(rule, text('HTTP', '!Ref Kind'))).toContain('the integration Call gives up after 30 s');
  expect(lint(rule, text('WEBSOCKET'), { undecided: true })).toBe('');
});

test('a quick-created API, and the authorizer of an API', () => {
  const quick = `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 31 } }
  Shop: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Name: shop, Target: !GetAtt Worker.Arn } }
`;
  expect(lint(rule, quick)).toContain('the API Shop gives up after 30 s');
  const authorizer = `
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 31 } }
  Guard: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN, AuthorizerUri: !GetAtt Worker.Arn } }
`;
  expect(lint(rule, authorizer, { undecided: true })).toBe('');
});

test('as AWS Config judges: LAMBDA_FUNCTION_SETTINGS_CHECK with its parameter timeout', () => {
  const verdict = (properties: string, timeout: number) => {
    const options = { required: false, min: timeout, max: timeout, maxBehindApi: 0 };
    return lint(rule, template(properties), { options }) === '' ? 'COMPLIANT' : 'NON_COMPLIANT';
  };
  expect(verdict('Timeout: 3', 3)).toBe('COMPLIANT');
  expect(verdict('MemorySize: 128', 3)).toBe('COMPLIANT');
  expect(verdict('Timeout: 4', 3)).toBe('NON_COMPLIANT');
  expect(verdict('Timeout: 30', 30)).toBe('COMPLIANT');
  expect(verdict('MemorySize: 128', 30)).toBe('NON_COMPLIANT');
});
