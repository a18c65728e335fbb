import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-cache-encrypted.js';

const all = "HttpMethod: '*', ResourcePath: /*";
const rest = (settings: string, { cluster = 'true', more = '' } = {}) => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !ImportValue Api
      StageName: prod
      CacheClusterEnabled: ${cluster}
      ${settings}
${more}`;

describe('a stage with a cache', () => {
  test('encrypts what it caches', () => {
    const settings = `MethodSettings: [{ ${all}, CachingEnabled: true, CacheDataEncrypted: true }]`;
    expect(lint(rule, rest(settings), { undecided: true })).toBe('');
    const two = `MethodSettings: [{ ${all}, CachingEnabled: true }, { ${all}, CacheDataEncrypted: true }]`;
    expect(lint(rule, rest(two), { undecided: true })).toBe('');
  });

  test('does not: by default, or on purpose', () => {
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, CachingEnabled: true }]`))).toMatchInlineSnapshot(`
      "9:24 warning Prod caches responses without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, CachingEnabled: true }]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no CacheDataEncrypted
        help: set CacheDataEncrypted to true"
    `);
    const off = `MethodSettings: [{ ${all}, CachingEnabled: true, CacheDataEncrypted: false }]`;
    expect(lint(rule, rest(off))).toMatchInlineSnapshot(`
      "9:103 warning Prod caches responses without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, CachingEnabled: true, CacheDataEncrypted: false }]
                                                                                                                ~~~~~ not encrypted
        help: set CacheDataEncrypted to true"
    `);
  });

  test('caches what GET answers where nothing is said of methods', () => {
    expect(lint(rule, rest(''))).toMatchInlineSnapshot(`
      "3:3 warning Prod caches responses to GET requests without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
            Prod:
            ~~~~ no MethodSettings.CacheDataEncrypted
        help: set MethodSettings.CacheDataEncrypted for HttpMethod * and ResourcePath /* to true"
    `);
    expect(lint(rule, rest('', { cluster: 'false' }), { undecided: true })).toBe('');
  });

  test('caches nothing', () => {
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, LoggingLevel: INFO }]`), { undecided: true })).toBe('');
    expect(lint(rule, rest(`MethodSettings: [{ ${all}, CachingEnabled: false }]`), { undecided: true })).toBe('');
  });

  test('for one method', () => {
    const one = 'HttpMethod: GET, ResourcePath: /a, CachingEnabled: true';
    expect(lint(rule, rest(`MethodSettings: [{ ${one} }]`))).toMatchInlineSnapshot(`
      "9:24 warning Prod caches responses of GET /a without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
                MethodSettings: [{ HttpMethod: GET, ResourcePath: /a, CachingEnabled: true }]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no CacheDataEncrypted
        help: set CacheDataEncrypted to true"
    `);
    const general = `MethodSettings: [{ ${all}, CacheDataEncrypted: true }, { ${one} }]`;
    expect(lint(rule, rest(general), { undecided: true })).toMatchInlineSnapshot(
      `"9:89 undecided Prod: whether CacheDataEncrypted for all methods holds of GET /a, too, is not told"`,
    );
  });

  test('by branch', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    const settings = `MethodSettings: [{ ${all}, CachingEnabled: !If [IsProd, true, false] }]`;
    expect(lint(rule, rest(settings, { more }))).toMatchInlineSnapshot(`
      "9:24 warning Prod caches responses without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
                MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, CachingEnabled: !If [IsProd, true, false] }]
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no CacheDataEncrypted
        help: set CacheDataEncrypted to true
        when IsProd is true"
    `);
  });

  test('what only the deployment knows is not guessed at', () => {
    const more = 'Parameters: { Given: { Type: String } }';
    const cached = `MethodSettings: [{ ${all}, CachingEnabled: true }]`;
    const found = [
      rest(cached, { cluster: '!Ref Given', more }),
      rest(`MethodSettings: [{ ${all}, CachingEnabled: !Ref Given }]`, { more }),
      rest(`MethodSettings: [{ ${all}, CachingEnabled: true, CacheDataEncrypted: !Ref Given }]`, { more }),
      rest('MethodSettings: !Ref Given', { more }),
    ].map((text) => lint(rule, text, { undecided: true }));
    expect(found.join('\n')).toMatchInlineSnapshot(`
      "8:33 undecided Prod: Given is given at deployment
      9:82 undecided Prod: Given is given at deployment
      9:108 undecided Prod: Given is given at deployment
      9:28 undecided Prod: Given is given at deployment"
    `);
    const encrypted = `MethodSettings: [{ ${all}, CachingEnabled: !Ref Given, CacheDataEncrypted: true }]`;
    expect(lint(rule, rest(encrypted, { cluster: '!Ref Given', more }), { undecided: true })).toBe('');
  });
});

test('without a cache there is nothing to encrypt', () => {
  const settings = `MethodSettings: [{ ${all}, CachingEnabled: true }]`;
  for (const cluster of ['false', '!Ref AWS::NoValue']) {
    expect(lint(rule, rest(settings, { cluster }), { undecided: true })).toBe('');
  }
  const http = 'Resources: { Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !ImportValue Api } } }';
  expect(lint(rule, http, { undecided: true })).toBe('');
});

test('a JSON template', () => {
  const settings = '"CacheClusterEnabled": true, "MethodSettings": [{ "CachingEnabled": true }]';
  const text = `{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": { ${settings} } } } }`;
  expect(lint(rule, text)).toContain('Prod caches responses without encrypting them');
});

test('the stage that a deployment makes', () => {
  const app = (name: string, more: string) => `
Resources:
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !ImportValue Api${name}
      StageDescription: { CacheClusterEnabled: true, CachingEnabled: true${more} }
`;
  const named = '\n      StageName: prod';
  expect(lint(rule, app(named, ''))).toMatchInlineSnapshot(`
    "8:7 warning the stage of Deployment caches responses without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
              StageDescription: { CacheClusterEnabled: true, CachingEnabled: true }
              ~~~~~~~~~~~~~~~~ no StageDescription.CacheDataEncrypted
      help: set StageDescription.CacheDataEncrypted to true"
  `);
  expect(lint(rule, app(named, ', CacheDataEncrypted: true'), { undecided: true })).toBe('');
  expect(lint(rule, app('', ''), { undecided: true })).toBe('');
});

test('SAM: the cache of Globals, the settings of an API', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { CacheClusterEnabled: true, CacheClusterSize: '0.5' } }
Resources:
  Rest:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, MethodSettings: [{ ${all}, CachingEnabled: true }] }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "7:53 warning Rest caches responses without encrypting them, so what clients were sent can be read in its cache [api-cache-encrypted]
            Properties: { StageName: prod, MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, CachingEnabled: true }] }
                                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no CacheDataEncrypted
      help: set CacheDataEncrypted to true"
  `);
});
