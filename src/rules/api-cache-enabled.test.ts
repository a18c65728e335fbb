import { expect, test } from 'vitest';
import { given } from '../../test/support/given.js';
import { lint } from '../../test/support/lint.js';
import { type Arguments, plan, ref } from '../../test/support/plan.js';
import rule from './api-cache-enabled.js';

const all = "HttpMethod: '*', ResourcePath: /*";
const stage = (settings: string, more = '') => `
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !ImportValue Api, StageName: prod${settings} }
${more}`;
const cached = (settings: string) => `, CacheClusterEnabled: true, MethodSettings: [{ ${settings} }]`;

test('a stage that caches responses of all methods, or of one', () => {
  for (const settings of [`${all}, CachingEnabled: true`, 'HttpMethod: GET, ResourcePath: /a, CachingEnabled: true']) {
    expect(lint(rule, stage(cached(settings)), { undecided: true })).toBe('');
  }
});

test('a stage without a cache: by default, or on purpose', () => {
  expect(lint(rule, stage(''))).toMatchInlineSnapshot(`
    "3:3 error Prod has no cache, so every request runs the backend, also for what it has just answered [api-cache-enabled]
          Prod:
          ~~~~ no cache
      help: set CacheClusterEnabled to true, and MethodSettings.CachingEnabled for HttpMethod * and ResourcePath /*"
  `);
  expect(lint(rule, stage(', CacheClusterEnabled: false'))).toContain('5:86');
  const settings = `, MethodSettings: [{ ${all}, CachingEnabled: true }]`;
  expect(lint(rule, stage(settings))).toMatch(/help: set CacheClusterEnabled to true$/);
});

test('a cache that no method uses', () => {
  expect(lint(rule, stage(cached(`${all}, CachingEnabled: false`)))).toMatchInlineSnapshot(`
    "5:162 error Prod has a cache that none of its methods uses, so it is paid for and every request runs the backend [api-cache-enabled]
            Properties: { RestApiId: !ImportValue Api, StageName: prod, CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, CachingEnabled: false }] }
                                                                                                                                                                         ~~~~~ not used
      help: set CachingEnabled to true
      5:86 the cache is asked for here"
  `);
  // GET is cached where nothing is said of methods.
  expect(lint(rule, stage(', CacheClusterEnabled: true'), { undecided: true })).toBe('');
});

test('by branch', () => {
  const text = stage(cached(`${all}, CachingEnabled: !If [IsProd, true, false]`), given);
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('what only the deployment knows is not guessed at', () => {
  const found = [
    stage(', CacheClusterEnabled: !Ref Given', given),
    stage(cached(`${all}, CachingEnabled: !Ref Given`), given),
    stage(', CacheClusterEnabled: true, MethodSettings: !Ref Given', given),
  ].map((text) => lint(rule, text, { undecided: true }));
  expect(found.join('\n')).toMatchInlineSnapshot(`
    "5:91 undecided Prod: CacheClusterEnabled: Given is given at deployment
    5:167 undecided Prod: Given is given at deployment
    5:113 undecided Prod: Given is given at deployment"
  `);
});

test('HTTP APIs have no caches', () => {
  const text = 'Resources: { Prod: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !ImportValue Api } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('SAM: the API, and that which it makes for events', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  List:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: '1'
      Handler: index.handler
      Runtime: nodejs22.x
      Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "4:3 error Rest has no cache, so every request runs the backend, also for what it has just answered [api-cache-enabled]
          Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
          ~~~~ no cache
      help: set CacheClusterEnabled to true, and MethodSettings.CachingEnabled for HttpMethod * and ResourcePath /*
    11:17 error the REST API that SAM makes for events without RestApiId has no cache, so every request runs the backend, also for what it has just answered [api-cache-enabled]
              Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get } } }
                        ~~~ no cache
      help: set CacheClusterEnabled in Globals.Api to true, and MethodSettings.CachingEnabled for HttpMethod * and ResourcePath /*"
  `);
});

test('a plan', () => {
  const planned = (cluster: boolean, settings: Arguments = {}) =>
    plan({
      'aws_api_gateway_rest_api.a': { name: 'a' },
      'aws_api_gateway_stage.s': {
        rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
        stage_name: 'prod',
        cache_cluster_enabled: cluster,
      },
      'aws_api_gateway_method_settings.m': {
        rest_api_id: ref('aws_api_gateway_rest_api.a.id'),
        stage_name: ref('aws_api_gateway_stage.s.stage_name', 'prod'),
        method_path: '*/*',
        settings: [settings],
      },
    });
  expect(lint(rule, planned(false), { path: 'plan.json' })).toContain(
    'help: set cache_cluster_enabled to true, and settings.caching_enabled in an aws_api_gateway_method_settings whose method_path is */*',
  );
  expect(lint(rule, planned(true, { caching_enabled: false }), { path: 'plan.json' })).toContain(
    'has a cache that none of its methods uses',
  );
  expect(lint(rule, planned(true), { path: 'plan.json', undecided: true })).toBe('');
  expect(lint(rule, planned(true, { caching_enabled: true }), { path: 'plan.json', undecided: true })).toBe('');

  const lone = (settings: Arguments, path = '*/*') =>
    plan({
      'aws_api_gateway_method_settings.m': {
        rest_api_id: 'a1b2c3',
        stage_name: 'prod',
        method_path: path,
        settings: [settings],
      },
    });
  expect(lint(rule, lone({ caching_enabled: false }), { path: 'plan.json' })).toContain('caches no responses');
  expect(lint(rule, lone({ caching_enabled: true }), { path: 'plan.json', undecided: true })).toBe('');
  expect(lint(rule, lone({ caching_enabled: false }, 'a/GET'), { path: 'plan.json', undecided: true })).toBe('');
  const bare = plan({ 'aws_api_gateway_deployment.d': { rest_api_id: 'a1b2c3', stage_name: 'prod' } });
  expect(lint(rule, bare, { path: 'plan.json' })).toContain(
    'help: leave stage_name out, and write a stage of its own with cache_cluster_enabled',
  );
});
