import { describe, expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { plan } from '../../test/support/plan.js';
import rule from './api-cors-origins.js';

const http = (cors: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, CorsConfiguration: { ${cors} } } }
${more}`;

describe('an HTTP API', () => {
  test('names origins, or sends no credentials', () => {
    const settings = [
      'AllowOrigins: [https://example.com], AllowCredentials: true',
      "AllowOrigins: ['*']",
      "AllowOrigins: ['*'], AllowCredentials: false",
      "AllowOrigins: ['https://*.example.com'], AllowCredentials: true",
      'AllowCredentials: true',
    ];
    for (const cors of settings) expect(lint(rule, http(cors), { undecided: true })).toBe('');
  });

  test('lets every origin send credentials', () => {
    expect(lint(rule, http("AllowOrigins: ['*'], AllowCredentials: true"))).toMatchInlineSnapshot(`
      "3:113 warning Orders lets pages of any origin send credentials, which API Gateway refuses, so it is not deployed [api-cors-origins]
            Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } } }
                                                                                                                          ~~~ any origin
        help: name the origins that need it in CorsConfiguration.AllowOrigins, or send no credentials
        3:137 credentials are allowed here"
    `);
    expect(lint(rule, http("AllowOrigins: ['https://*'], AllowCredentials: true"))).toMatchInlineSnapshot(`
      "3:113 warning Orders lets every page of https://* send credentials, so any site that a user visits can act for them [api-cors-origins]
            Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: ['https://*'], AllowCredentials: true } } }
                                                                                                                          ~~~~~~~~~~~ any origin
        help: name the origins that need it in CorsConfiguration.AllowOrigins, or send no credentials
        3:145 credentials are allowed here"
    `);
  });

  test('does so by branch', () => {
    const cors = "AllowOrigins: ['https://*'], AllowCredentials: !If [IsProd, false, true]";
    expect(lint(rule, http(cors, given))).toContain('when IsProd is false');
  });

  test('what only the deployment knows is not guessed at', () => {
    const found = [
      http("AllowOrigins: ['*'], AllowCredentials: !Ref Given", given),
      http('AllowOrigins: !Ref Given, AllowCredentials: true', given),
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "3:142 undecided Orders: Given is given at deployment
      3:117 undecided Orders: Given is given at deployment"
    `);
    expect(lint(rule, http('AllowOrigins: !Ref Given', given), { undecided: true })).toBe('');
  });

  test('a default', () => {
    const more = "Parameters: { Origin: { Type: String, Default: 'https://*' } }";
    expect(lint(rule, http('AllowOrigins: [!Ref Origin], AllowCredentials: true', more))).toContain(
      'when Origin keeps its default',
    );
  });

  test('SAM, and the extension of a body', () => {
    const sam = (cors: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: ${cors} } }
`;
    expect(lint(rule, sam("{ AllowOrigins: ['https://*'], AllowCredentials: true }"))).toMatchInlineSnapshot(`
      "4:95 warning Orders lets every page of https://* send credentials, so any site that a user visits can act for them [api-cors-origins]
            Orders: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: { AllowOrigins: ['https://*'], AllowCredentials: true } } }
                                                                                                        ~~~~~~~~~~~ any origin
        help: name the origins that need it in AllowOrigins, or send no credentials
        4:127 credentials are allowed here"
    `);
    for (const cors of ['true', "'*'", '{ AllowOrigins: [https://example.com], AllowCredentials: true }']) {
      expect(lint(rule, sam(cors), { undecided: true })).toBe('');
    }
    const body = `
Resources:
  Orders:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        x-amazon-apigateway-cors: { allowOrigins: ['http://*'], allowCredentials: true }
`;
    expect(lint(rule, body)).toMatchInlineSnapshot(`
      "8:52 warning Orders lets every page of http://* send credentials, so any site that a user visits can act for them [api-cors-origins]
                  x-amazon-apigateway-cors: { allowOrigins: ['http://*'], allowCredentials: true }
                                                             ~~~~~~~~~~ any origin
        help: name the origins that need it in allowOrigins, or send no credentials
        8:83 credentials are allowed here"
    `);
  });
});

const headers = (origin: string, credentials = "'true'") =>
  `method.response.header.Access-Control-Allow-Origin: "${origin}", method.response.header.Access-Control-Allow-Credentials: "${credentials}"`;
const rest = (parameters: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Preflight:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Orders
      ResourceId: !GetAtt Orders.RootResourceId
      HttpMethod: OPTIONS
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        IntegrationResponses:
          - StatusCode: '200'
            ResponseParameters: { ${parameters} }
${more}`;

describe('a REST API', () => {
  test('answers with named origins, or without credentials', () => {
    const answers = [
      headers("'https://example.com'"),
      headers("'*'", "'false'"),
      headers('integration.response.header.Origin'),
      `method.response.header.Access-Control-Allow-Origin: "'*'"`,
    ];
    for (const answer of answers.filter((each) => !each.includes('integration.response'))) {
      expect(lint(rule, rest(answer), { undecided: true })).toBe('');
    }
    expect(lint(rule, rest(answers[2] ?? ''), { undecided: true })).toMatchInlineSnapshot(
      `"15:87 undecided Preflight: it is known only with each answer"`,
    );
  });

  test('answers that every origin may send credentials', () => {
    expect(lint(rule, rest(headers("'*'")))).toMatchInlineSnapshot(`
      "15:87 warning OPTIONS / of Orders answers that pages of any origin may send credentials, which browsers refuse, so none can [api-cors-origins]
                      ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "'*'", method.response.header.Access-Control-Allow-Credentials: "'true'" }
                                                                                                ~~~~~ any origin
        help: name the origins that need it in Access-Control-Allow-Origin, or send no credentials
        15:151 credentials are allowed here"
    `);
  });

  test('in a body, and in gateway responses', () => {
    const gateway = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      GatewayResponses:
        DEFAULT_4XX:
          ResponseParameters:
            Headers: { Access-Control-Allow-Origin: "'*'", Access-Control-Allow-Credentials: "'true'" }
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /orders:
            options:
              x-amazon-apigateway-integration:
                type: mock
                responses: { default: { statusCode: '200', responseParameters: { ${headers("'*'")} } } }
  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties:
      RestApiId: !ImportValue Api
      ResponseType: DEFAULT_5XX
      ResponseParameters: { ${headers("'*'").replaceAll('method.response', 'gatewayresponse')} }
`;
    expect(lint(rule, gateway)).toMatchInlineSnapshot(`
      "11:53 warning a gateway response of Orders answers that pages of any origin may send credentials, which browsers refuse, so none can [api-cors-origins]
                      Headers: { Access-Control-Allow-Origin: "'*'", Access-Control-Allow-Credentials: "'true'" }
                                                              ~~~~~ any origin
        help: name the origins that need it in Access-Control-Allow-Origin, or send no credentials
        11:94 credentials are allowed here
      19:134 warning OPTIONS /orders of Orders answers that pages of any origin may send credentials, which browsers refuse, so none can [api-cors-origins]
                          responses: { default: { statusCode: '200', responseParameters: { method.response.header.Access-Control-Allow-Origin: "'*'", method.response.header.Access-Control-Allow-Credentials: "'true'" } } }
                                                                                                                                               ~~~~~ any origin
        help: name the origins that need it in Access-Control-Allow-Origin, or send no credentials
        19:198 credentials are allowed here
      25:81 warning Denied answers that pages of any origin may send credentials, which browsers refuse, so none can [api-cors-origins]
                ResponseParameters: { gatewayresponse.header.Access-Control-Allow-Origin: "'*'", gatewayresponse.header.Access-Control-Allow-Credentials: "'true'" }
                                                                                          ~~~~~ any origin
        help: name the origins that need it in Access-Control-Allow-Origin, or send no credentials
        25:145 credentials are allowed here"
    `);
  });

  test('in a definition that is not read', () => {
    const text =
      'Resources: { Orders: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b } } } }';
    expect(lint(rule, text, { undecided: true })).toContain(
      'undecided Orders: its definition is a file that is not read',
    );
  });

  test('SAM refuses the pair itself', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { Cors: { AllowOrigin: "'*'", AllowCredentials: true } } }
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: '1'
      Handler: index.handler
      Runtime: nodejs22.x
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  });
});

describe('a list of origins', () => {
  const options = { allowedOrigins: ['https://*.example.com', 'https://example.com'] };

  test('of an HTTP API', () => {
    const cors = "AllowOrigins: [https://example.com, https://shop.example.com, https://example.org, '*']";
    expect(lint(rule, http(cors), { options })).toMatchInlineSnapshot(`
      "3:160 warning Orders lets pages of https://example.org call it, which is not an approved origin [api-cors-origins]
            Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: [https://example.com, https://shop.example.com, https://example.org, '*'] } } }
                                                                                                                                                                         ~~~~~~~~~~~~~~~~~~~ not approved
        help: name origins that match https://*.example.com and https://example.com in CorsConfiguration.AllowOrigins
      3:181 warning Orders lets every page call it, which is not an approved origin [api-cors-origins]
            Orders: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: [https://example.com, https://shop.example.com, https://example.org, '*'] } } }
                                                                                                                                                                                              ~~~ not approved
        help: name origins that match https://*.example.com and https://example.com in CorsConfiguration.AllowOrigins"
    `);
    const open = http('AllowOrigins: [!Ref Given]', given);
    expect(lint(rule, open, { options, undecided: true })).toContain('undecided Orders');
  });

  test('of a REST API: one setting of SAM is one finding', () => {
    const sam = (cors: string) => `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { Cors: ${cors} } }
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: '1'
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get } }
        Put: { Type: Api, Properties: { Path: /order, Method: put } }
`;
    expect(lint(rule, sam(`"'*'"`), { options })).toMatchInlineSnapshot(`
      "3:25 warning the REST API that SAM makes for events without RestApiId lets every page call it, which is not an approved origin [api-cors-origins]
          Globals: { Api: { Cors: "'*'" } }
                                  ~~~~~ not approved
        help: name origins that match https://*.example.com and https://example.com in AllowOrigin"
    `);
    expect(lint(rule, sam(`"'https://shop.example.com'"`), { options, undecided: true })).toBe('');
    expect(lint(rule, sam(`!Sub "'https://\${AWS::StackName}.example.com'"`), { options, undecided: true })).toBe('');
  });
});

test('a plan', () => {
  const path = 'plan.json';
  const api = (origins: string[]) =>
    plan({
      'aws_apigatewayv2_api.orders': {
        name: 'orders',
        protocol_type: 'HTTP',
        cors_configuration: [{ allow_origins: origins, allow_credentials: true }],
      },
    });
  expect(lint(rule, api(['https://*']), { path })).toContain('in cors_configuration.allow_origins');
  expect(lint(rule, api(['https://example.com']), { path, undecided: true })).toBe('');
  const answer = plan({
    'aws_api_gateway_integration_response.preflight': {
      rest_api_id: 'a1b2c3',
      response_parameters: {
        'method.response.header.Access-Control-Allow-Origin': "'*'",
        'method.response.header.Access-Control-Allow-Credentials': "'true'",
      },
    },
  });
  expect(lint(rule, answer, { path })).toMatchInlineSnapshot(`
    "plan.json:19:67 warning aws_api_gateway_integration_response.preflight answers that pages of any origin may send credentials, which browsers refuse, so none can [api-cors-origins]
                    "method.response.header.Access-Control-Allow-Origin": "'*'",
                                                                          ~~~~~ any origin
      help: name the origins that need it in Access-Control-Allow-Origin, or send no credentials
      plan.json:20:72 credentials are allowed here"
  `);
});
