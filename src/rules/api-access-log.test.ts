import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-access-log.js';

const stage = (settings: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Orders
      StageName: prod
      ${settings}
${more}`;

describe('a stage of a REST API', () => {
  test('a destination is enough, also one that only the deployment knows', () => {
    for (const destination of [
      'arn:aws:logs:eu-west-1:123456789012:log-group:orders',
      '!GetAtt Log.Arn',
      '!ImportValue Log',
      '!Ref Log',
    ]) {
      const text = stage(
        `AccessLogSetting: { DestinationArn: ${destination} }`,
        'Parameters: { Log: { Type: String } }',
      );
      expect(lint(rule, text, { undecided: true })).toBe('');
    }
  });

  test('without one nobody knows who called', () => {
    expect(lint(rule, stage(''))).toMatchInlineSnapshot(`
      "4:3 warning Prod writes no access log, so nobody can tell afterwards who called what [api-access-log]
            Prod:
            ~~~~ no access log
        help: set AccessLogSetting.DestinationArn to the ARN of a log group, and a format"
    `);
  });

  test('empty settings are none', () => {
    expect(lint(rule, stage('AccessLogSetting: {}'))).toMatchInlineSnapshot(`
      "9:7 warning Prod writes no access log, so nobody can tell afterwards who called what [api-access-log]
                AccessLogSetting: {}
                ~~~~~~~~~~~~~~~~ no access log
        help: set AccessLogSetting.DestinationArn to the ARN of a log group, and a format"
    `);
    expect(lint(rule, stage("AccessLogSetting: { DestinationArn: '' }"))).toContain('writes no access log');
  });

  test('in one branch', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    const settings =
      "AccessLogSetting: !If [IsProd, { DestinationArn: 'arn:aws:logs:eu-west-1:1:log-group:a' }, !Ref AWS::NoValue]";
    expect(lint(rule, stage(settings, more))).toMatchInlineSnapshot(`
      "9:103 warning Prod writes no access log, so nobody can tell afterwards who called what [api-access-log]
                AccessLogSetting: !If [IsProd, { DestinationArn: 'arn:aws:logs:eu-west-1:1:log-group:a' }, !Ref AWS::NoValue]
                                                                                                                ~~~~~~~~~~~~ no access log
        help: set AccessLogSetting.DestinationArn to the ARN of a log group, and a format
        when IsProd is false"
    `);
  });

  test('a JSON template', () => {
    const text =
      '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": { "StageName": "prod" } } } }';
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "1:18 warning Prod writes no access log, so nobody can tell afterwards who called what [api-access-log]
          { "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": { "StageName": "prod" } } } }
                           ~~~~~~ no access log
        help: set AccessLogSetting.DestinationArn to the ARN of a log group, and a format"
    `);
  });
});

describe('approved destinations', () => {
  const options = { destinations: ['arn:aws:logs:*:*:log-group:api-*', 'arn:aws:firehose:*'] };
  const to = (destination: string) =>
    stage(`AccessLogSetting: { DestinationArn: ${destination} }`, 'Parameters: { Log: { Type: String } }');

  test('others are a finding', () => {
    expect(lint(rule, to('arn:aws:logs:eu-west-1:123456789012:log-group:api-orders'), { options })).toBe('');
    expect(
      lint(rule, to("!Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:api-x'"), { options }),
    ).toBe('');
    expect(lint(rule, to('arn:aws:logs:eu-west-1:123456789012:log-group:mine'), { options })).toMatchInlineSnapshot(`
      "9:43 warning Prod writes its access log to arn:aws:logs:eu-west-1:123456789012:log-group:mine, which is not an approved place for it [api-access-log]
                AccessLogSetting: { DestinationArn: arn:aws:logs:eu-west-1:123456789012:log-group:mine }
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: set AccessLogSetting.DestinationArn to one that matches arn:aws:logs:*:*:log-group:api-* or arn:aws:firehose:*"
    `);
    expect(lint(rule, stage(''), { options })).toContain(
      'help: set AccessLogSetting.DestinationArn to one that matches',
    );
  });

  test('a destination that only the deployment knows is not decided', () => {
    expect(lint(rule, to('!Ref Log'), { options, undecided: true })).toMatchInlineSnapshot(
      `"9:48 undecided Prod: Log is given at deployment"`,
    );
  });
});

describe('the stage that a deployment makes', () => {
  const app = (properties: string, more = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi }
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Orders${properties} } }
${more}`;

  test('no name, no stage', () => {
    expect(lint(rule, app(''), { undecided: true })).toBe('');
  });

  test('its settings stand in StageDescription', () => {
    const log = '{ AccessLogSetting: { DestinationArn: !ImportValue Log } }';
    expect(lint(rule, app(`, StageName: prod, StageDescription: ${log}`), { undecided: true })).toBe('');
    expect(lint(rule, app(', StageName: prod'))).toMatchInlineSnapshot(`
      "4:3 warning Deployment makes a stage of its own, which writes no access log, so nobody can tell afterwards who called what [api-access-log]
            Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Orders, StageName: prod } }
            ~~~~~~~~~~ no access log
        help: set StageDescription.AccessLogSetting.DestinationArn, or leave StageName out and write a stage of its own"
    `);
  });

  test('beside another stage it is that one that counts', () => {
    const other = (settings: string) => `
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Orders, DeploymentId: !Ref Deployment, StageName: prod${settings} }
`;
    expect(lint(rule, app(', StageName: dummy', other(''))).match(/error|warning|info/g)).toEqual(['warning']);
    const logged = other(', AccessLogSetting: { DestinationArn: !ImportValue Log }');
    expect(lint(rule, app(', StageName: dummy', logged), { undecided: true })).toBe('');
  });
});

describe('HTTP and WebSocket APIs', () => {
  test.each(['HTTP', 'WEBSOCKET'])('%s', (protocol) => {
    const text = (settings: string) => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod${settings} } }
`;
    expect(lint(rule, text(', AccessLogSettings: { DestinationArn: !ImportValue Log }'), { undecided: true })).toBe('');
    expect(lint(rule, text(', AccessLogSettings: {}'))).toContain(
      'Stage writes no access log, so nobody can tell afterwards who called what',
    );
  });

  test('a quick-created API', () => {
    const text = (overrides: string) => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !ImportValue Fn } }
${overrides}`;
    expect(lint(rule, text(''))).toMatchInlineSnapshot(`
      "3:3 warning Api writes no access log, so nobody can tell afterwards who called what [api-access-log]
            Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !ImportValue Fn } }
            ~~~ no access log
        help: set AccessLogSettings.DestinationArn to the ARN of a log group, and a format"
    `);
    const overrides = `
  Overrides:
    Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides
    Properties: { ApiId: !Ref Api, Stage: { AccessLogSettings: { DestinationArn: !ImportValue Log } } }
`;
    expect(lint(rule, text(overrides), { undecided: true })).toBe('');
    const other =
      '  Other: { Type: AWS::ApiGatewayV2::Api, Properties: { Target: !Ref Fn, Description: !Ref Overrides } }';
    expect(lint(rule, text(overrides + other))).toContain('warning Other writes no access log');
  });
});

describe('SAM', () => {
  const sam = (globals: string, api = '') => `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api: { OpenApiVersion: 3.0.1${globals} }
Resources:
${api}
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs22.x
      CodeUri: .
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get${api === '' ? '' : ', RestApiId: !Ref Orders'} } }
`;

  test('the implicit API has its settings in Globals', () => {
    expect(lint(rule, sam(', AccessLogSetting: { DestinationArn: !ImportValue Log }'), { undecided: true })).toBe('');
    expect(lint(rule, sam(''))).toMatchInlineSnapshot(`
      "14:9 warning the REST API that SAM makes for events without RestApiId writes no access log, so nobody can tell afterwards who called what [api-access-log]
                  Get: { Type: Api, Properties: { Path: /orders, Method: get } }
                  ~~~ no access log
        help: set AccessLogSetting.DestinationArn in Globals.Api to the ARN of a log group, and a format"
    `);
  });

  test('an API of its own', () => {
    const api = (settings: string) =>
      `  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod${settings} } }`;
    expect(lint(rule, sam('', api('')))).toMatchInlineSnapshot(`
      "6:3 warning Orders writes no access log, so nobody can tell afterwards who called what [api-access-log]
            Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
            ~~~~~~ no access log
        help: set AccessLogSetting.DestinationArn to the ARN of a log group, and a format"
    `);
    expect(lint(rule, sam('', api(', AccessLogSetting: { DestinationArn: !ImportValue Log }')))).toBe('');
  });

  test('the stage that SAM makes by the way without OpenApiVersion goes without saying', () => {
    const text = sam(', AccessLogSetting: { DestinationArn: !ImportValue Log }').replace('OpenApiVersion: 3.0.1, ', '');
    expect(lint(rule, text, { undecided: true })).toBe('');
  });

  test('HttpApi spells it in another way', () => {
    const text = (settings: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::HttpApi, Properties: { StageName: prod${settings} } }
`;
    expect(lint(rule, text(', AccessLogSettings: { DestinationArn: !ImportValue Log }'))).toBe('');
    expect(lint(rule, text(''))).toContain('help: set AccessLogSettings.DestinationArn to the ARN of a log group');
  });
});

test('SAM: an API with the name of the one that SAM makes is not what is deployed', () => {
  const text = `
    Transform: AWS::Serverless-2016-10-31
    Resources:
      ServerlessHttpApi: { Type: AWS::Serverless::HttpApi, Properties: { AccessLogSettings: { DestinationArn: !ImportValue Log } } }
      Fn:
        Type: AWS::Serverless::Function
        Properties: { Handler: a.b, Events: { Get: { Type: HttpApi, Properties: { Path: /, Method: get } } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "7:47 warning the HTTP API that SAM makes in place of ServerlessHttpApi for events without ApiId writes no access log, so nobody can tell afterwards who called what [api-access-log]
                Properties: { Handler: a.b, Events: { Get: { Type: HttpApi, Properties: { Path: /, Method: get } } } }
                                                      ~~~ no access log
      help: set AccessLogSettings.DestinationArn in Globals.HttpApi to the ARN of a log group, and a format"
  `);
});
