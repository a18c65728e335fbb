import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './api-usage-plan.js';

const app = (more: string, { keys = 'true', stages = '' } = {}) => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Given, prod] }
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      ApiKeyRequired: ${keys}
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
  Clients: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [${stages}] } }
${more}`;

describe('a stage whose methods ask for keys', () => {
  test('is in a usage plan: by reference or by name', () => {
    for (const stage of ['!Ref Prod', 'prod']) {
      const stages = `{ ApiId: !Ref Orders, Stage: ${stage} }`;
      expect(lint(rule, app('', { stages }), { undecided: true })).toBe('');
    }
  });

  test('is in none, or in that of another stage', () => {
    expect(lint(rule, app(''))).toMatchInlineSnapshot(`
      "14:3 error Prod is in no usage plan of this template, but GET / of Orders asks for an API key, which is good only for the stages of its usage plans [api-usage-plan]
            Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
            ~~~~ no usage plan
        help: add the stage to ApiStages of a usage plan
        6:3 a key is asked for here"
    `);
    const stages = '{ ApiId: !Ref Orders, Stage: test }';
    expect(lint(rule, app('', { stages }))).toContain('Prod is in no usage plan of this template');
  });

  test('is so in one branch only', () => {
    expect(lint(rule, app('', { keys: '!If [IsProd, true, false]' }))).toContain('when IsProd is true');
    const stages = '!If [IsProd, { ApiId: !Ref Orders, Stage: !Ref Prod }, !Ref AWS::NoValue]';
    expect(lint(rule, app('', { stages }))).toContain('when IsProd is false');
  });

  test('what only the deployment knows is not guessed at', () => {
    const found = [
      app('', { keys: '!Ref Given' }),
      app('', { stages: '{ ApiId: !Ref Orders, Stage: !Ref Given }' }),
      app('  Other: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: !Ref Given } }'),
      'Resources: { Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !ImportValue Api } } }',
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "14:3 undecided Prod: whether its methods ask for API keys is known only at deployment
      14:3 undecided Prod: the stages of a usage plan are known only at deployment
      14:3 undecided Prod: the stages of a usage plan are known only at deployment
      1:14 undecided Prod: its API is not in this template"
    `);
  });
});

test('a stage whose methods ask for no key', () => {
  for (const keys of ['false', '!Ref AWS::NoValue']) {
    expect(lint(rule, app('', { keys }), { undecided: true })).toBe('');
  }
});

test('a preflight alone asks for none', () => {
  const text = app('').replace('HttpMethod: GET', 'HttpMethod: OPTIONS');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('the stage of a deployment', () => {
  const own =
    '  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Orders, StageName: v1 } }';
  const stages = '{ ApiId: !Ref Orders, Stage: !Ref Prod }';
  expect(lint(rule, app(own, { stages }))).toContain('the stage of Deployment is in no usage plan of this template');
});

const sam = (auth: string, event = '') => `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { Auth: { ${auth} } } }
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: '1'
      Handler: index.handler
      Runtime: nodejs22.x
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get${event} } } }
`;

test('SAM: ApiKeyRequired of the API or of an event, and its own usage plan', () => {
  expect(lint(rule, sam('ApiKeyRequired: true'))).toMatchInlineSnapshot(`
    "11:17 error the REST API that SAM makes for events without RestApiId is in no usage plan of this template, but GET /orders asks for an API key, which is good only for the stages of its usage plans [api-usage-plan]
              Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
                        ~~~ no usage plan
      help: set Auth.UsagePlan in Globals.Api, or add the stage to ApiStages of a usage plan
      11:17 a key is asked for here"
  `);
  expect(lint(rule, sam('', ', Auth: { ApiKeyRequired: true }'))).toContain('GET /orders asks for an API key');
  const planned = 'ApiKeyRequired: true, UsagePlan: { CreateUsagePlan: PER_API }';
  expect(lint(rule, sam(planned), { undecided: true })).toBe('');
  expect(lint(rule, sam(''), { undecided: true })).toBe('');
});

test('a body: a scheme for x-api-key, beside an authorizer', () => {
  const body = (security: string) => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: '2.0'
        securityDefinitions:
          key: { type: apiKey, in: header, name: x-api-key }
          iam: { type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: awsSigv4 }
        paths: { /orders: { get: { security: ${security} } } }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
`;
  expect(lint(rule, body('[{ iam: [], key: [] }]'))).toContain('GET /orders of Orders asks for an API key');
  expect(lint(rule, body('[{ iam: [] }]'), { undecided: true })).toBe('');
  expect(lint(rule, body('!ImportValue Security'), { undecided: true })).toMatchInlineSnapshot(
    `"12:3 undecided Prod: whether its methods ask for API keys is known only at deployment"`,
  );
});

test('HTTP APIs have no usage plans', () => {
  const text = `
Resources:
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Prod: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Http, StageName: prod } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a plan', () => {
  const planned = (stages: readonly Arguments[]) =>
    plan({
      'aws_api_gateway_rest_api.orders': { name: 'orders' },
      'aws_api_gateway_method.list': {
        rest_api_id: ref('aws_api_gateway_rest_api.orders.id'),
        resource_id: ref('aws_api_gateway_rest_api.orders.root_resource_id'),
        http_method: 'GET',
        authorization: 'NONE',
        api_key_required: true,
      },
      'aws_api_gateway_stage.prod': { rest_api_id: ref('aws_api_gateway_rest_api.orders.id'), stage_name: 'prod' },
      'aws_api_gateway_usage_plan.clients': { name: 'clients', api_stages: stages },
    });
  expect(lint(rule, planned([]), { path: 'plan.json' })).toMatchInlineSnapshot(`
    "plan.json:54:18 error aws_api_gateway_stage.prod is in no usage plan of this plan, but GET / of aws_api_gateway_rest_api.orders asks for an API key, which is good only for the stages of its usage plans [api-usage-plan]
              "address": "aws_api_gateway_stage.prod",
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no usage plan
      help: add the stage to api_stages of a usage plan
      plan.json:28:18 a key is asked for here"
  `);
  const stages = [
    {
      api_id: ref('aws_api_gateway_rest_api.orders.id'),
      stage: ref('aws_api_gateway_stage.prod.stage_name', 'prod'),
    },
  ];
  expect(lint(rule, planned(stages), { path: 'plan.json', undecided: true })).toBe('');
});
