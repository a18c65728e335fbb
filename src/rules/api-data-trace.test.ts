import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-data-trace.js';

const all = "HttpMethod: '*', ResourcePath: /*";
const rest = (settings: string, more = '') => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue Api
      StageName: prod
      ${settings}
${more}`;

describe('a stage of a REST API', () => {
  test('by default, and when it is off, no payload is logged', () => {
    for (const settings of ['', `MethodSettings: [{ ${all}, LoggingLevel: INFO, DataTraceEnabled: false }]`]) {
      expect(lint(rule, rest(settings), { undecided: true })).toBe('');
    }
  });

  test('on for all methods, or for one', () => {
    const settings = `MethodSettings: [{ ${all}, DataTraceEnabled: true }, { HttpMethod: GET, ResourcePath: /a, DataTraceEnabled: 'true' }]`;
    expect(lint(rule, rest(settings))).toMatchInlineSnapshot(`
      "8:79 warning Prod traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, DataTraceEnabled: true }, { HttpMethod: GET, ResourcePath: /a, DataTraceEnabled: 'true' }]
                                                                                        ~~~~ payloads are logged
        help: set DataTraceEnabled to false
      8:142 warning Prod traces the data of requests of GET /a, so what clients send and get back stands in its log [api-data-trace]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, DataTraceEnabled: true }, { HttpMethod: GET, ResourcePath: /a, DataTraceEnabled: 'true' }]
                                                                                                                                                       ~~~~~~ payloads are logged
        help: set DataTraceEnabled to false"
    `);
  });

  test('without a log nothing is written', () => {
    const settings = `MethodSettings: [{ ${all}, LoggingLevel: 'OFF', DataTraceEnabled: true }]`;
    expect(lint(rule, rest(settings), { undecided: true })).toBe('');
  });

  test('by branch', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    const settings = `MethodSettings: [{ ${all}, DataTraceEnabled: !If [IsProd, false, true] }]`;
    expect(lint(rule, rest(settings, more))).toMatchInlineSnapshot(`
      "8:99 warning Prod traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, DataTraceEnabled: !If [IsProd, false, true] }]
                                                                                                            ~~~~ payloads are logged
        help: set DataTraceEnabled to false
        when IsProd is false"
    `);
  });

  test('what only the deployment knows is not guessed at', () => {
    const more = 'Parameters: { Given: { Type: String }, Blocks: { Type: CommaDelimitedList } }';
    const found = [`MethodSettings: [{ ${all}, DataTraceEnabled: !Ref Given }]`, 'MethodSettings: !Ref Blocks'].map(
      (settings) => lint(rule, rest(settings, more), { undecided: true }),
    );
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "8:84 undecided Prod: DataTraceEnabled: Given is given at deployment
      8:28 undecided Prod: Blocks is given at deployment"
    `);
    const path = "MethodSettings: [{ HttpMethod: '*', ResourcePath: !Ref Given, DataTraceEnabled: true }]";
    expect(lint(rule, rest(path, more))).toContain('Prod traces the data of requests, so');
  });

  test('a JSON template', () => {
    const text =
      '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": { "MethodSettings": [{ "DataTraceEnabled": true }] } } } }';
    expect(lint(rule, text)).toContain('Prod traces the data of requests');
  });
});

test('the stage that a deployment makes', () => {
  const app = (name: string) => `
Resources:
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !ImportValue Api${name}, StageDescription: { DataTraceEnabled: true } }
`;
  expect(lint(rule, app(', StageName: prod'))).toMatchInlineSnapshot(`
    "5:103 warning the stage of Deployment traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
            Properties: { RestApiId: !ImportValue Api, StageName: prod, StageDescription: { DataTraceEnabled: true } }
                                                                                                              ~~~~ payloads are logged
      help: set StageDescription.DataTraceEnabled to false"
  `);
  expect(lint(rule, app(''), { undecided: true })).toBe('');
});

test('WebSocket APIs, by default and for a route; HTTP APIs can not', () => {
  const app = (protocol: string) => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      DefaultRouteSettings: { DataTraceEnabled: true }
      RouteSettings:
        send: { DataTraceEnabled: true }
        list: { DataTraceEnabled: false }
`;
  expect(lint(rule, app('WEBSOCKET'))).toMatchInlineSnapshot(`
    "8:49 warning Stage traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
              DefaultRouteSettings: { DataTraceEnabled: true }
                                                        ~~~~ payloads are logged
      help: set DefaultRouteSettings.DataTraceEnabled to false
    10:35 warning Stage traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
                send: { DataTraceEnabled: true }
                                          ~~~~ payloads are logged
      help: set DataTraceEnabled to false"
  `);
  expect(lint(rule, app('HTTP'), { undecided: true })).toBe('');
});

test('SAM: settings of Globals, and of an API', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { MethodSettings: [{ ${all}, DataTraceEnabled: true }] } }
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      Routes: { send: { FunctionArn: !ImportValue F } }
      DefaultRouteSettings: { DataTraceEnabled: true }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:91 warning Rest traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
        Globals: { Api: { MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, DataTraceEnabled: true }] } }
                                                                                                  ~~~~ payloads are logged
      help: set DataTraceEnabled to false
    10:49 warning Chat traces the data of requests, so what clients send and get back stands in its log [api-data-trace]
              DefaultRouteSettings: { DataTraceEnabled: true }
                                                        ~~~~ payloads are logged
      help: set DefaultRouteSettings.DataTraceEnabled to false"
  `);
});
