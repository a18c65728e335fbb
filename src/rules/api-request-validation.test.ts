import { describe, expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './api-request-validation.js';

const app = (verb: string, settings = '', { checks = '', more = '', type = 'AWS_PROXY' } = {}) => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Place:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: ${verb}
      AuthorizationType: AWS_IAM
      Integration: { Type: ${type}, Uri: 'arn:aws:apigateway:eu-west-1:lambda:path/x' }
      ${settings}
  Checks: { Type: AWS::ApiGateway::RequestValidator, Properties: { RestApiId: !Ref Orders${checks} } }
${more}`;
const validator = 'RequestValidatorId: !Ref Checks';
const parameters = 'RequestParameters: { method.request.querystring.page: true, method.request.header.X-Trace: false }';

describe('a method', () => {
  test('validates what it takes, or takes nothing', () => {
    expect(lint(rule, app('POST', validator, { checks: ', ValidateRequestBody: true' }), { undecided: true })).toBe('');
    expect(lint(rule, app('GET'), { undecided: true })).toBe('');
    const both = { checks: ', ValidateRequestBody: true, ValidateRequestParameters: true' };
    expect(lint(rule, app('POST', `${validator}\n      ${parameters}`, both), { undecided: true })).toBe('');
  });

  test('takes bodies without validating them', () => {
    expect(lint(rule, app('POST'))).toMatchInlineSnapshot(`
      "4:3 error POST / of Orders validates no bodies, so its backend runs for requests that can't be right [api-request-validation]
            Place:
            ~~~~~ not validated
        help: set RequestValidatorId to a request validator with ValidateRequestBody, and give the method a model for the body"
    `);
    expect(lint(rule, app('PUT', validator))).toMatchInlineSnapshot(`
      "12:32 error PUT / of Orders validates no bodies, so its backend runs for requests that can't be right [api-request-validation]
                RequestValidatorId: !Ref Checks
                                         ~~~~~~ not validated
        help: set RequestValidatorId to a request validator with ValidateRequestBody, and give the method a model for the body"
    `);
  });

  test('requires parameters without validating them', () => {
    expect(lint(rule, app('GET', parameters))).toMatchInlineSnapshot(`
      "4:3 error GET / of Orders validates none of the parameters that it requires (page), so its backend runs for requests that can't be right [api-request-validation]
            Place:
            ~~~~~ not validated
        help: set RequestValidatorId to a request validator with ValidateRequestParameters"
    `);
    expect(lint(rule, app('POST', parameters))).toContain(
      'validates neither bodies nor the parameters that it requires',
    );
    const path = 'RequestParameters: { method.request.path.id: true, method.request.querystring.page: false }';
    expect(lint(rule, app('GET', path), { undecided: true })).toBe('');
  });

  test('has no backend that would have to cope', () => {
    expect(lint(rule, app('POST', '', { type: 'MOCK' }), { undecided: true })).toBe('');
    expect(lint(rule, app('OPTIONS', parameters), { undecided: true })).toBe('');
  });

  test('by branch', () => {
    const text = app('POST', validator, { checks: ', ValidateRequestBody: !If [IsProd, true, false]', more: given });
    expect(lint(rule, text)).toContain('when IsProd is false');
  });

  test('what only the deployment knows is not guessed at', () => {
    const found = [
      app('POST', 'RequestValidatorId: !Ref Given', { more: given }),
      app('POST', 'RequestValidatorId: a1b2c3'),
      app('POST', validator, { checks: ', ValidateRequestBody: !Ref Given', more: given }),
      app('!Ref Given', '', { more: given }),
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "12:32 undecided Place: Given is given at deployment
      12:27 undecided Place: its validator is not in this template
      13:118 undecided Place: Given is given at deployment
      4:3 undecided Place: its method is known only at deployment"
    `);
  });

  test('other methods, if the options say so', () => {
    const options = { methods: ['any'] };
    expect(lint(rule, app('ANY'), { undecided: true })).toBe('');
    expect(lint(rule, app('ANY'), { options })).toContain('ANY / of Orders validates no bodies');
    expect(lint(rule, app('POST'), { options, undecided: true })).toBe('');
  });
});

test('SAM: RequestModel and RequestParameters of an event', () => {
  const sam = (event: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Models: { Order: { type: object } } }
  Place:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: '1'
      Handler: index.handler
      Runtime: nodejs22.x
      Events: { Post: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: post${event} } } }
`;
  expect(lint(rule, sam(''))).toMatchInlineSnapshot(`
    "13:17 error POST /orders of Orders validates no bodies, so its backend runs for requests that can't be right [api-request-validation]
              Events: { Post: { Type: Api, Properties: { RestApiId: !Ref Orders, Path: /orders, Method: post } } }
                        ~~~~ not validated
      help: set RequestModel of the event, with ValidateBody true"
  `);
  expect(lint(rule, sam(', RequestModel: { Model: Order }'))).toContain('validates no bodies');
  expect(lint(rule, sam(', RequestModel: { Model: Order, ValidateBody: true }'), { undecided: true })).toBe('');
  const required = ', RequestParameters: [method.request.querystring.page: { Required: true }]';
  expect(lint(rule, sam(`, RequestModel: { Model: Order, ValidateBody: true }${required}`))).toContain(
    'validates none of the parameters that it requires (page)',
  );
});

describe('an operation of a body', () => {
  const body = (operation: string, root = '') => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        x-amazon-apigateway-request-validators:
          all: { validateRequestBody: true, validateRequestParameters: true }
          parameters: { validateRequestBody: false, validateRequestParameters: true }
        ${root}
        paths:
          /orders:
            post: { x-amazon-apigateway-integration: { type: aws_proxy, uri: 'arn:x' }${operation} }
`;
  const named = (name: string) => `x-amazon-apigateway-request-validator: ${name}`;

  test('has a validator of its own, or that of the document', () => {
    expect(lint(rule, body(`, ${named('all')}`), { undecided: true })).toBe('');
    expect(lint(rule, body('', named('all')), { undecided: true })).toBe('');
    expect(lint(rule, body(`, ${named('parameters')}`, named('all')))).toContain('validates no bodies');
  });

  test('has none', () => {
    const required =
      ', parameters: [{ in: query, name: page, required: true }, { in: path, name: id, required: true }]';
    expect(lint(rule, body(required))).toMatchInlineSnapshot(`
      "14:13 error POST /orders of Orders validates neither bodies nor the parameters that it requires (page), so its backend runs for requests that can't be right [api-request-validation]
                      post: { x-amazon-apigateway-integration: { type: aws_proxy, uri: 'arn:x' }, parameters: [{ in: query, name: page, required: true }, { in: path, name: id, required: true }] }
                      ~~~~ not validated
        help: give it an x-amazon-apigateway-request-validator with validateRequestBody and validateRequestParameters, and a schema for the body"
    `);
  });

  test('one that is not there, or a definition that is not read', () => {
    const text =
      'Resources: { Orders: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b } } } }';
    const found = [body(`, ${named('other')}`), text].map((each) => lint(rule, each, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "14:128 undecided Orders: what its validator checks is known only at deployment
      1:86 undecided Orders: its definition is a file that is not read"
    `);
  });
});

test('HTTP APIs validate nothing', () => {
  const text = `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Place: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Orders, RouteKey: POST /orders, Target: x } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a plan', () => {
  const path = 'plan.json';
  const method = {
    rest_api_id: ref('aws_api_gateway_rest_api.orders.id'),
    resource_id: ref('aws_api_gateway_rest_api.orders.root_resource_id'),
    http_method: 'POST',
  };
  const planned = (more: Arguments = {}, checks = true) =>
    plan({
      'aws_api_gateway_rest_api.orders': { name: 'orders' },
      'aws_api_gateway_request_validator.checks': { name: 'checks', validate_request_body: checks },
      'aws_api_gateway_method.place': { ...method, authorization: 'NONE', ...more },
      'aws_api_gateway_integration.place': { ...method, type: 'AWS_PROXY', uri: 'arn:x' },
    });
  expect(lint(rule, planned(), { path })).toContain(
    'help: set request_validator_id to a request validator with validate_request_body',
  );
  const named = { request_validator_id: ref('aws_api_gateway_request_validator.checks.id') };
  expect(lint(rule, planned(named), { path, undecided: true })).toBe('');
  expect(lint(rule, planned(named, false), { path })).toContain('validates no bodies');
});

test('events of state machines have no RequestModel', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Done, States: { Done: { Type: Succeed } } }
      Events: { Start: { Type: Api, Properties: { Path: /start, Method: post } } }
`;
  expect(lint(rule, text)).toContain('help: give it an x-amazon-apigateway-request-validator with validateRequestBody');
});
