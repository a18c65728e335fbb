import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-tracing.js';

const stage = (settings: string, more = '') => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !ImportValue Api, StageName: prod${settings} }
${more}`;

test('traced', () => {
  expect(lint(rule, stage(', TracingEnabled: true'), { undecided: true })).toBe('');
});

test('not traced: by default, or on purpose', () => {
  expect(lint(rule, stage(''))).toMatchInlineSnapshot(`
    "3:3 error Prod is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
          Prod:
          ~~~~ no TracingEnabled
      help: set TracingEnabled to true"
  `);
  expect(lint(rule, stage(', TracingEnabled: false'))).toMatchInlineSnapshot(`
    "5:81 error Prod is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
            Properties: { RestApiId: !ImportValue Api, StageName: prod, TracingEnabled: false }
                                                                                        ~~~~~ not traced
      help: set TracingEnabled to true"
  `);
});

test('by branch and by parameter', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(lint(rule, stage(', TracingEnabled: !If [IsProd, true, !Ref AWS::NoValue]', more))).toMatchInlineSnapshot(`
    "5:105 error Prod is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
            Properties: { RestApiId: !ImportValue Api, StageName: prod, TracingEnabled: !If [IsProd, true, !Ref AWS::NoValue] }
                                                                                                                ~~~~~~~~~~~~ no TracingEnabled
      help: set TracingEnabled to true
      when IsProd is false"
  `);
  expect(lint(rule, stage(', TracingEnabled: !Ref Stage', more), { undecided: true })).toMatchInlineSnapshot(
    `"5:86 undecided Prod: TracingEnabled: Stage is given at deployment"`,
  );
});

test('a JSON template', () => {
  const text = '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": {} } } }';
  expect(lint(rule, text)).toContain('Prod is not traced');
});

test('the stage that a deployment makes', () => {
  const app = (properties: string, more = '') => `
Resources:
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api${properties} } }
${more}`;
  expect(lint(rule, app(''), { undecided: true })).toBe('');
  expect(lint(rule, app(', StageName: prod, StageDescription: { TracingEnabled: true }'))).toBe('');
  expect(lint(rule, app(', StageName: prod'))).toMatchInlineSnapshot(`
    "3:3 error the stage of Deployment is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
          Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api, StageName: prod } }
          ~~~~~~~~~~ no StageDescription.TracingEnabled
      help: set StageDescription.TracingEnabled to true"
  `);
  const live =
    '  Live: { Type: AWS::ApiGateway::Stage, Properties: { DeploymentId: !Ref Deployment, StageName: live, TracingEnabled: true } }';
  expect(lint(rule, app(', StageName: dummy', live), { undecided: true })).toBe('');
});

test('HTTP and WebSocket APIs can not be traced', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Http: { Type: AWS::Serverless::HttpApi }
  Quick: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !ImportValue Fn } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !ImportValue Api } }
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('SAM: an API, and the one that it makes for events', () => {
  const text = (settings: string) => `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { OpenApiVersion: 3.0.1${settings} } }
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  List:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b, Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } } }
`;
  expect(lint(rule, text(''))).toMatchInlineSnapshot(`
    "5:3 error Rest is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
          Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
          ~~~~ no TracingEnabled
      help: set TracingEnabled to true
    8:43 error the REST API that SAM makes for events without RestApiId is not traced, so that its requests leave no trace unless their clients ask for one [api-tracing]
            Properties: { Handler: a.b, Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } } }
                                                  ~~~ no TracingEnabled
      help: set TracingEnabled in Globals.Api to true"
  `);
  expect(lint(rule, text(', TracingEnabled: true'), { undecided: true })).toBe('');
});
