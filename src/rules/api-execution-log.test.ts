import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-execution-log.js';

const all = "HttpMethod: '*', ResourcePath: /*";
const rest = (settings: string, more = '') => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties: { Body: { openapi: 3.0.1, paths: { /a: { get: {} }, '/b/{id}': { get: {} } } } }
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Orders
      StageName: prod
      ${settings}
${more}`;

describe('a stage of a REST API', () => {
  test('logs what goes wrong, or more', () => {
    for (const level of ['ERROR', 'INFO', 'Info']) {
      expect(lint(rule, rest(`MethodSettings: [{ ${all}, LoggingLevel: ${level} }]`), { undecided: true })).toBe('');
    }
  });

  test('nothing is said: nothing is logged', () => {
    expect(lint(rule, rest(''))).toMatchInlineSnapshot(`
      "6:3 info Prod writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
            Prod:
            ~~~~ no execution log
        help: set MethodSettings.LoggingLevel for HttpMethod * and ResourcePath /* to ERROR or INFO"
    `);
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, ThrottlingRateLimit: 10 }]`))).toMatchInlineSnapshot(`
      "11:24 info Prod writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: 10 }]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no execution log
        help: set LoggingLevel for HttpMethod * and ResourcePath /* to ERROR or INFO"
    `);
  });

  test('switched off', () => {
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, LoggingLevel: 'OFF' }]`))).toMatchInlineSnapshot(`
      "11:75 info Prod writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, LoggingLevel: 'OFF' }]
                                                                                    ~~~~~ OFF
        help: set LoggingLevel to ERROR or INFO"
    `);
  });

  test('not enough', () => {
    const settings = `MethodSettings: [{ ${all}, LoggingLevel: ERROR }]`;
    expect(lint(rule, rest(settings), { options: { level: 'INFO' } })).toMatchInlineSnapshot(`
      "11:75 info Prod logs only errors, not what else API Gateway does [api-execution-log]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, LoggingLevel: ERROR }]
                                                                                    ~~~~~ ERROR
        help: set LoggingLevel to INFO"
    `);
  });

  test('switched off for a method', () => {
    const settings = `MethodSettings: [{ ${all}, LoggingLevel: ERROR }, { HttpMethod: GET, ResourcePath: /a, LoggingLevel: 'OFF' }]`;
    expect(lint(rule, rest(settings))).toMatchInlineSnapshot(`
      "11:135 info Prod writes no execution log of GET /a, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, LoggingLevel: ERROR }, { HttpMethod: GET, ResourcePath: /a, LoggingLevel: 'OFF' }]
                                                                                                                                                ~~~~~ OFF
        help: set LoggingLevel to ERROR or INFO"
    `);
    const other = `MethodSettings: [{ ${all}, LoggingLevel: ERROR }, { HttpMethod: GET, ResourcePath: /a }]`;
    expect(lint(rule, rest(other), { undecided: true })).toBe('');
  });

  test('each method has settings of its own, or not', () => {
    const a = 'HttpMethod: GET, ResourcePath: /a, LoggingLevel: ERROR';
    const b = "HttpMethod: GET, ResourcePath: '/~1b~1{id}', LoggingLevel: INFO";
    expect(lint(rule, rest(`MethodSettings: [{ ${a} }, { ${b} }]`), { undecided: true })).toBe('');
    expect(lint(rule, rest(`MethodSettings: [{ ${a} }]`))).toMatchInlineSnapshot(`
      "11:23 info Prod writes no execution log of GET /b/{id}, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
                MethodSettings: [{ HttpMethod: GET, ResourcePath: /a, LoggingLevel: ERROR }]
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no execution log
        help: set MethodSettings.LoggingLevel for HttpMethod * and ResourcePath /* to ERROR or INFO"
    `);
    const elsewhere = rest(`MethodSettings: [{ ${a} }]`).replace('!Ref Orders', '!ImportValue Orders');
    expect(lint(rule, elsewhere, { undecided: true })).toMatchInlineSnapshot(
      `"11:23 undecided Prod: whether it has settings for all routes is not told"`,
    );
  });

  test('by branch', () => {
    const settings = `MethodSettings: [{ ${all}, LoggingLevel: !If [IsProd, ERROR, 'OFF'] }]`;
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    expect(lint(rule, rest(settings, more))).toMatchInlineSnapshot(`
      "11:95 info Prod writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, LoggingLevel: !If [IsProd, ERROR, 'OFF'] }]
                                                                                                        ~~~~~ OFF
        help: set LoggingLevel to ERROR or INFO
        when IsProd is false"
    `);
  });

  test('what only the deployment knows is not guessed at', () => {
    const more = 'Parameters: { Given: { Type: String }, Blocks: { Type: CommaDelimitedList } }';
    const found = [
      `MethodSettings: [{ ${all}, LoggingLevel: !Ref Given }]`,
      "MethodSettings: [{ HttpMethod: '*', ResourcePath: !Ref Given, LoggingLevel: INFO }]",
      'MethodSettings: !Ref Blocks',
      `MethodSettings: [{ ${all}, LoggingLevel: INFO }, { HttpMethod: GET, ResourcePath: /a, LoggingLevel: !Ref Given }]`,
    ].map((settings) => lint(rule, rest(settings, more), { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "11:80 undecided Prod: Given is given at deployment
      11:62 undecided Prod: Given is given at deployment
      11:28 undecided Prod: Blocks is given at deployment
      11:139 undecided Prod: Given is given at deployment"
    `);
  });

  test('a JSON template', () => {
    const text = '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": {} } } }';
    expect(lint(rule, text)).toContain('Prod writes no execution log');
  });
});

test('the stage that a deployment makes', () => {
  const app = (properties: string) => `
Resources:
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api${properties} } }
`;
  expect(lint(rule, app(''), { undecided: true })).toBe('');
  expect(lint(rule, app(', StageName: prod, StageDescription: { LoggingLevel: INFO }'), { undecided: true })).toBe('');
  expect(lint(rule, app(', StageName: prod'))).toMatchInlineSnapshot(`
    "3:3 info the stage of Deployment writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
          Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api, StageName: prod } }
          ~~~~~~~~~~ no execution log
      help: set StageDescription.LoggingLevel to ERROR or INFO"
  `);
});

describe('HTTP and WebSocket APIs', () => {
  const app = (protocol: string, settings: string, more = '') => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod${settings} } }
${more}`;

  test('HTTP APIs have no such log', () => {
    expect(lint(rule, app('HTTP', ''), { undecided: true })).toBe('');
    const quick = 'Resources: { Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Target: !ImportValue Fn } } }';
    expect(lint(rule, quick, { undecided: true })).toBe('');
  });

  test('WebSocket APIs have default settings, and those of routes', () => {
    expect(lint(rule, app('WEBSOCKET', ', DefaultRouteSettings: { LoggingLevel: INFO }'), { undecided: true })).toBe(
      '',
    );
    expect(lint(rule, app('WEBSOCKET', ''))).toMatchInlineSnapshot(`
      "4:3 info Stage writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
            Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod } }
            ~~~~~ no execution log
        help: set DefaultRouteSettings.LoggingLevel to ERROR or INFO"
    `);
    const off = ", DefaultRouteSettings: { LoggingLevel: INFO }, RouteSettings: { send: { LoggingLevel: 'OFF' } }";
    expect(lint(rule, app('WEBSOCKET', off))).toMatchInlineSnapshot(`
      "4:177 info Stage writes no execution log of some routes, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
            Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod, DefaultRouteSettings: { LoggingLevel: INFO }, RouteSettings: { send: { LoggingLevel: 'OFF' } } } }
                                                                                                                                                                                          ~~~~~ OFF
        help: set LoggingLevel to ERROR or INFO"
    `);
    const own = ', RouteSettings: { send: { LoggingLevel: INFO } }';
    expect(lint(rule, app('WEBSOCKET', own), { undecided: true })).toMatchInlineSnapshot(
      `"4:3 undecided Stage: whether it has settings for all routes is not told"`,
    );
  });

  test('an API elsewhere', () => {
    const text = (settings: string) => app('HTTP', settings).replace('!Ref Api', '!ImportValue Api');
    expect(lint(rule, text(''), { undecided: true })).toMatchInlineSnapshot(
      `"4:3 undecided Stage: whether its API is one that has an execution log is known only elsewhere"`,
    );
    expect(lint(rule, text(', DefaultRouteSettings: { LoggingLevel: ERROR }'), { undecided: true })).toBe('');
  });
});

test('SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Http: { Type: AWS::Serverless::HttpApi }
  Chat: { Type: AWS::Serverless::WebSocketApi, Properties: { Routes: { send: { FunctionArn: !ImportValue F } } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 info Rest writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
          Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
          ~~~~ no execution log
      help: set MethodSettings.LoggingLevel for HttpMethod * and ResourcePath /* to ERROR or INFO
    6:3 info Chat writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
          Chat: { Type: AWS::Serverless::WebSocketApi, Properties: { Routes: { send: { FunctionArn: !ImportValue F } } } }
          ~~~~ no execution log
      help: set DefaultRouteSettings.LoggingLevel to ERROR or INFO"
  `);
  const globals = text.replace(
    'Resources:',
    `Globals: { Api: { MethodSettings: [{ ${all}, LoggingLevel: ERROR }] } }\nResources:`,
  );
  expect(lint(rule, globals)).not.toContain('Rest');
});

test('SAM: the implicit API has its settings in Globals', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:17 info the REST API that SAM makes for events without RestApiId writes no execution log, so nobody can tell afterwards why a request failed in API Gateway [api-execution-log]
              Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
                        ~~~ no execution log
      help: set MethodSettings.LoggingLevel in Globals.Api for HttpMethod * and ResourcePath /* to ERROR or INFO"
  `);
});
