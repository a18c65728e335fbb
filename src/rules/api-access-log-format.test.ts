import { describe, expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './api-access-log-format.js';

const log = 'DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:access';
const stage = (format: string, more = '') => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue Api
      StageName: prod
      AccessLogSetting:
        ${log}
        ${format}
${more}`;

describe('a format', () => {
  test('is JSON: its variables in quotes or without', () => {
    const formats = [
      `'{ "requestId": "$context.requestId", "ip": "$context.identity.sourceIp" }'`,
      `'{"status":$context.status,"error":$context.error.messageString}'`,
      `'{"who":$context.authorizer.claims["sub"]}'`,
      `'{"said":"a \\"word\\" $context.requestId"}'`,
      `!Sub '{"stage":"\${AWS::StackName}","id":"$context.requestId"}'`,
      `!Sub '{"port":\${Port},"id":"$context.requestId"}'`,
      `>-\n          { "requestId": "$context.requestId",\n            "status": "$context.status" }`,
    ];
    for (const format of formats) {
      const text = stage(`Format: ${format}`, 'Parameters: { Port: { Type: Number } }');
      expect(lint(rule, text, { undecided: true })).toBe('');
    }
  });

  test('is plain text', () => {
    const clf = `'$context.identity.sourceIp $context.identity.caller [$context.requestTime] "$context.routeKey"'`;
    expect(lint(rule, stage(`Format: ${clf}`))).toMatchInlineSnapshot(`
      "10:17 info Prod writes its access log as plain text, so its fields can't be searched by name [api-access-log-format]
                  Format: '$context.identity.sourceIp $context.identity.caller [$context.requestTime] "$context.routeKey"'
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not JSON
        help: write AccessLogSetting.Format as a JSON object: { "requestId": "$context.requestId", … }"
    `);
    expect(lint(rule, stage('Format: <request id="$context.requestId"/>'))).toContain('as plain text');
    expect(lint(rule, stage(`Format: !Sub '$context.requestId,\${AWS::Region}'`))).toContain('as plain text');
  });

  test('is broken JSON', () => {
    expect(lint(rule, stage(`Format: '{ "id": "$context.requestId", }'`))).toMatchInlineSnapshot(`
      "10:17 info Prod writes its access log in a format that begins like JSON but is none, so its fields can't be searched by name [api-access-log-format]
                  Format: '{ "id": "$context.requestId", }'
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ broken JSON
        help: write AccessLogSetting.Format as valid JSON, with names and texts in double quotes"
    `);
    expect(lint(rule, stage(`Format: "{ 'id': '$context.requestId' }"`))).toContain('begins like JSON but is none');
  });

  test('is missing: a destination alone', () => {
    expect(lint(rule, stage(''))).toMatchInlineSnapshot(`
      "8:7 info Prod names a place for its access log but no format, so nothing says what is to be written there [api-access-log-format]
                AccessLogSetting:
                ~~~~~~~~~~~~~~~~ no format
        help: set AccessLogSetting.Format to a JSON object with $context.requestId and what else you look for"
    `);
    expect(lint(rule, stage('Format: !Ref AWS::NoValue'))).toContain('no format');
  });

  test('by branch', () => {
    const text = stage(`Format: !If [IsProd, '{"id":"$context.requestId"}', $context.requestId]`, given);
    expect(lint(rule, text)).toContain('when IsProd is false');
  });

  test('what only the deployment knows is not guessed at', () => {
    const found = [
      stage('Format: !Ref Given', given),
      stage(`Format: !Sub '{ \${Given} }'`, given),
      stage(`Format: !Sub '\${Given}, $context.requestId'`, given),
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "10:22 undecided Prod: AccessLogSetting.Format: Given is given at deployment
      10:22 undecided Prod: parts of the format are known only at deployment
      10:22 undecided Prod: parts of the format are known only at deployment"
    `);
  });
});

test('without a log there is no format', () => {
  for (const settings of ['', '\n      AccessLogSetting: !Ref AWS::NoValue']) {
    const text = `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue Api${settings}
`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  }
});

test('fields that have to be there', () => {
  const options = { requiredFields: ['requestId', 'identity.sourceIp'] };
  const json = (fields: string) => stage(`Format: !Sub '{ ${fields} }'`, given);
  const both = '"id": "$context.requestId", "ip": "$context.identity.sourceIp"';
  expect(lint(rule, json(both), { options, undecided: true })).toBe('');
  expect(lint(rule, json('"id": "$context.requestId"'), { options })).toMatchInlineSnapshot(`
    "10:22 info Prod leaves $context.identity.sourceIp out of its access log [api-access-log-format]
                Format: !Sub '{ "id": "$context.requestId" }'
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ incomplete
      help: add $context.identity.sourceIp to AccessLogSetting.Format"
  `);
  // A longer name is another variable.
  const longer = '"id": "$context.requestIdentity", "ip": "$context.identity.sourceIp.x"';
  expect(lint(rule, json(longer), { options })).toContain(
    'leaves $context.requestId and $context.identity.sourceIp out',
  );
  expect(lint(rule, json('"id": "$context.requestId", "more": "${Given}"'), { options, undecided: true })).toContain(
    'undecided Prod: parts of the format are known only at deployment',
  );
  expect(lint(rule, stage(''), { options })).toContain('$context.requestId and $context.identity.sourceIp');
});

test('SAM: the settings of both kinds of API', () => {
  const sam = (settings: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod, AccessLogSetting: ${settings} } }
  Http: { Type: AWS::Serverless::HttpApi, Properties: { AccessLogSettings: ${settings} } }
`;
  expect(lint(rule, sam(`{ ${log}, Format: $context.requestId }`))).toMatchInlineSnapshot(`
    "4:168 info Rest writes its access log as plain text, so its fields can't be searched by name [api-access-log-format]
          Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod, AccessLogSetting: { DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:access, Format: $context.requestId } } }
                                                                                                                                                                               ~~~~~~~~~~~~~~~~~~ not JSON
      help: write AccessLogSetting.Format as a JSON object: { "requestId": "$context.requestId", … }
    5:156 info Http writes its access log as plain text, so its fields can't be searched by name [api-access-log-format]
          Http: { Type: AWS::Serverless::HttpApi, Properties: { AccessLogSettings: { DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:access, Format: $context.requestId } } }
                                                                                                                                                                   ~~~~~~~~~~~~~~~~~~ not JSON
      help: write AccessLogSettings.Format as a JSON object: { "requestId": "$context.requestId", … }"
  `);
  expect(lint(rule, sam(`{ ${log}, Format: '{"id":"$context.requestId"}' }`), { undecided: true })).toBe('');
});

test('what an API or a deployment makes by the way', () => {
  const text = `
Resources:
  Quick: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: 'arn:aws:lambda:x' } }
  Settings:
    Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides
    Properties: { ApiId: !Ref Quick, Stage: { AccessLogSettings: { ${log}, Format: $context.requestId } } }
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !ImportValue Api
      StageName: prod
      StageDescription: { AccessLogSetting: { ${log} } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "6:146 info Quick writes its access log as plain text, so its fields can't be searched by name [api-access-log-format]
            Properties: { ApiId: !Ref Quick, Stage: { AccessLogSettings: { DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:access, Format: $context.requestId } } }
                                                                                                                                                         ~~~~~~~~~~~~~~~~~~ not JSON
      help: write Stage.AccessLogSettings.Format as a JSON object: { "requestId": "$context.requestId", … }
    12:27 info the stage of Deployment names a place for its access log but no format, so nothing says what is to be written there [api-access-log-format]
              StageDescription: { AccessLogSetting: { DestinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:access } }
                                  ~~~~~~~~~~~~~~~~ no format
      help: set StageDescription.AccessLogSetting.Format to a JSON object with $context.requestId and what else you look for"
  `);
});

test('a plan', () => {
  const planned = (format: string | ReturnType<typeof ref>) =>
    plan({
      'random_id.x': {},
      'aws_apigatewayv2_stage.s': {
        api_id: 'a1b2c3',
        name: 'prod',
        access_log_settings: [{ destination_arn: 'arn:aws:logs:eu-west-1:111122223333:log-group:access', format }],
      },
    });
  expect(lint(rule, planned('$context.requestId'), { path: 'plan.json' })).toContain(
    'help: write access_log_settings.format as a JSON object',
  );
  expect(lint(rule, planned('{"id":"$context.requestId"}'), { path: 'plan.json', undecided: true })).toBe('');
  expect(lint(rule, planned(ref('random_id.x.hex')), { path: 'plan.json', undecided: true })).toContain('undecided');
});
