import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-throttling.js';

const rest = (settings: string, more = '') => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue Api
      StageName: prod
      ${settings}
${more}`;
const all = "HttpMethod: '*', ResourcePath: /*";

describe('a stage of a REST API', () => {
  test('limits for all methods', () => {
    const settings = `MethodSettings: [{ ${all}, ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 }]`;
    expect(lint(rule, rest(settings), { undecided: true })).toBe('');
    const two = `MethodSettings: [{ ${all}, ThrottlingRateLimit: 100 }, { ${all}, ThrottlingBurstLimit: 0 }]`;
    expect(lint(rule, rest(two), { undecided: true })).toBe('');
  });

  test('none at all: the default is what the account has', () => {
    expect(lint(rule, rest(''))).toMatchInlineSnapshot(`
      "3:3 warning Prod does not limit its requests, so its clients can use up what the account has for all APIs [api-throttling]
            Prod:
            ~~~~ no limits
        help: set MethodSettings.ThrottlingRateLimit and MethodSettings.ThrottlingBurstLimit for HttpMethod * and ResourcePath /*"
    `);
  });

  test('one of two', () => {
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, ThrottlingRateLimit: 100 }]`))).toMatchInlineSnapshot(`
      "8:24 warning Prod limits how many requests it takes per second, but not how many at once, so its clients can use up what the account has for all APIs [api-throttling]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: 100 }]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no ThrottlingBurstLimit
        help: set ThrottlingBurstLimit for HttpMethod * and ResourcePath /*"
    `);
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, ThrottlingBurstLimit: 10 }]`))).toContain(
      'limits how many requests it takes at once, but not how many per second',
    );
  });

  test('limits of one method are none of the others', () => {
    const one =
      'MethodSettings: [{ HttpMethod: GET, ResourcePath: /a, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 }]';
    expect(lint(rule, rest(one))).toContain('Prod does not limit its requests');
  });

  test('by parameter and by branch', () => {
    const settings = (rate: string) =>
      `MethodSettings: [{ ${all}, ThrottlingRateLimit: ${rate}, ThrottlingBurstLimit: 50 }]`;
    const rate = 'Parameters: { Rate: { Type: Number } }';
    expect(lint(rule, rest(settings('!Ref Rate'), rate), { undecided: true })).toBe('');
    expect(
      lint(rule, rest(settings('!Ref Rate'), rate), { options: { maxRate: 10 }, undecided: true }),
    ).toMatchInlineSnapshot(`"8:87 undecided Prod: Rate is given at deployment"`);
    const stage = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    expect(lint(rule, rest(settings('!If [IsProd, 100, !Ref AWS::NoValue]'), stage))).toMatchInlineSnapshot(`
      "8:105 warning Prod limits how many requests it takes at once, but not how many per second, so its clients can use up what the account has for all APIs [api-throttling]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: !If [IsProd, 100, !Ref AWS::NoValue], ThrottlingBurstLimit: 50 }]
                                                                                                                  ~~~~~~~~~~~~ no ThrottlingRateLimit
        help: set ThrottlingRateLimit for HttpMethod * and ResourcePath /*
        when IsProd is false"
    `);
    const elsewhere = `MethodSettings: [{ ${all}, ThrottlingRateLimit: 5 }, { HttpMethod: '*', ResourcePath: !Ref Path, ThrottlingBurstLimit: 5 }]`;
    expect(
      lint(rule, rest(elsewhere, 'Parameters: { Path: { Type: String } }'), { undecided: true }),
    ).toMatchInlineSnapshot(`"8:125 undecided Prod: Path is given at deployment"`);
    const all_ = 'Parameters: { Settings: { Type: CommaDelimitedList } }';
    expect(lint(rule, rest('MethodSettings: !Ref Settings', all_), { undecided: true })).toMatchInlineSnapshot(
      `"8:28 undecided Prod: Settings is given at deployment"`,
    );
  });

  test('a JSON template', () => {
    const text = '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": {} } } }';
    expect(lint(rule, text)).toContain('Prod does not limit its requests');
  });
});

test('limits that are too high', () => {
  const settings = `MethodSettings: [{ ${all}, ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 }]`;
  expect(lint(rule, rest(settings), { options: { maxRate: 1000, maxBurst: 500 } })).toBe('');
  expect(lint(rule, rest(settings), { options: { maxRate: 999, maxBurst: 100 } })).toMatchInlineSnapshot(`
    "8:82 warning Prod takes up to 1000 requests per second, more than the 999 that are allowed [api-throttling]
              MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 }]
                                                                                         ~~~~ more than 999
      help: set ThrottlingRateLimit to 999 or less
    8:110 warning Prod takes up to 500 requests at once, more than the 100 that are allowed [api-throttling]
              MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 }]
                                                                                                                     ~~~ more than 100
      help: set ThrottlingBurstLimit to 100 or less"
  `);
});

describe('the stage that a deployment makes', () => {
  const app = (properties: string, more = '') => `
Resources:
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api${properties} } }
${more}`;

  test('has its limits in StageDescription', () => {
    expect(lint(rule, app(''), { undecided: true })).toBe('');
    expect(
      lint(rule, app(', StageName: prod, StageDescription: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 }')),
    ).toBe('');
    expect(lint(rule, app(', StageName: prod'))).toMatchInlineSnapshot(`
      "3:3 warning the stage of Deployment does not limit its requests, so its clients can use up what the account has for all APIs [api-throttling]
            Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !ImportValue Api, StageName: prod } }
            ~~~~~~~~~~ no limits
        help: set StageDescription.ThrottlingRateLimit and StageDescription.ThrottlingBurstLimit"
    `);
  });

  test('beside a stage that is there sometimes only', () => {
    const stage = `
  Live:
    Type: AWS::ApiGateway::Stage
    Condition: IsLive
    Properties:
      RestApiId: !ImportValue Api
      DeploymentId: !Ref Deployment
      StageName: live
      MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 }]
Conditions: { IsLive: !Equals [!Ref AWS::Region, eu-west-1] }`;
    const found = lint(rule, app(', StageName: prod', stage));
    expect(found).toContain('the stage of Deployment does not limit its requests');
    expect(found).toContain('when IsLive is false');
    const always = stage.replace('    Condition: IsLive\n', '');
    expect(lint(rule, app(', StageName: prod', always))).toBe('');
  });

  test('whose stage gets its name at deployment', () => {
    const says = 'the stage of Deployment does not limit';
    expect(lint(rule, app(', StageName: !Ref AWS::StackName'))).toContain(says);
    expect(lint(rule, app(", StageName: !Select [2, !Split ['-', !Ref AWS::StackName]]"))).toContain(says);
  });

  test('beside another stage it goes without saying', () => {
    const prod =
      'Prod: { Type: AWS::ApiGateway::Stage, Properties: { DeploymentId: !Ref Deployment, StageName: prod } }';
    const found = lint(rule, app(', StageName: dummy', `  ${prod}`));
    expect(found.match(/api-throttling/g)).toHaveLength(1);
  });
});

describe('HTTP and WebSocket APIs', () => {
  const http = (settings: string) => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod${settings} } }
`;
  test('have default settings', () => {
    expect(lint(rule, http(', DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 }'))).toBe('');
    expect(lint(rule, http(', DefaultRouteSettings: { ThrottlingBurstLimit: 5 }'))).toMatchInlineSnapshot(`
      "4:92 warning Stage limits how many requests it takes at once, but not how many per second, so its clients can use up what the account has for all APIs [api-throttling]
            Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod, DefaultRouteSettings: { ThrottlingBurstLimit: 5 } } }
                                                                                                     ~~~~~~~~~~~~~~~~~~~~ no DefaultRouteSettings.ThrottlingRateLimit
        help: set DefaultRouteSettings.ThrottlingRateLimit"
    `);
  });
});

describe('SAM', () => {
  test('a REST API and an HTTP API', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Http: { Type: AWS::Serverless::HttpApi }
`;
    expect(lint(rule, text)).toMatchInlineSnapshot(`
      "4:3 warning Rest does not limit its requests, so its clients can use up what the account has for all APIs [api-throttling]
            Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
            ~~~~ no limits
        help: set MethodSettings.ThrottlingRateLimit and MethodSettings.ThrottlingBurstLimit for HttpMethod * and ResourcePath /*
      5:3 warning Http does not limit its requests, so its clients can use up what the account has for all APIs [api-throttling]
            Http: { Type: AWS::Serverless::HttpApi }
            ~~~~ no limits
        help: set DefaultRouteSettings.ThrottlingRateLimit and DefaultRouteSettings.ThrottlingBurstLimit"
    `);
    const limited = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api: { MethodSettings: [{ ${all}, ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 }] }
  HttpApi: { DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 } }
${text.split('\n').slice(2).join('\n')}`;
    expect(lint(rule, limited, { undecided: true })).toBe('');
  });
});
