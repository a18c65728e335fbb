import { describe, expect, test } from 'vitest';
import { findingsOf } from './support/preset.js';

type Properties = Readonly<Record<string, unknown>>;

/** All that AWS Config's rules ask of a function where their parameters say nothing else. */
const compliant = {
  Runtime: 'python3.14',
  Handler: 'app.handler',
  Code: { ZipFile: 'pass' },
  Role: 'arn:aws:iam::111122223333:role/work',
  ReservedConcurrentExecutions: 5,
  DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:failed' },
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
};
const without = (name: keyof typeof compliant): Properties =>
  Object.fromEntries(Object.entries(compliant).filter(([key]) => key !== name));
const found = (properties: Properties, more: Properties = {}, options = {}): string[] => {
  const resources = { Fn: { Type: 'AWS::Lambda::Function', Properties: properties }, ...more };
  return findingsOf('config-parity', JSON.stringify({ Resources: resources }), options).map(
    (line) => line.split(':')[0] ?? '',
  );
};

test('what is compliant in AWS Config is not found', () => {
  expect(found(compliant)).toEqual([]);
});

describe.each<[identifier: string, rule: string, compliant: Properties[], not: Properties[]]>([
  [
    'LAMBDA_CONCURRENCY_CHECK',
    'function-reserved-concurrency',
    [{ ...compliant, ReservedConcurrentExecutions: 0 }],
    [without('ReservedConcurrentExecutions')],
  ],
  ['LAMBDA_DLQ_CHECK', 'function-dlq', [], [without('DeadLetterConfig')]],
  [
    'LAMBDA_INSIDE_VPC',
    'function-vpc',
    [{ ...compliant, VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } }],
    [without('VpcConfig'), { ...compliant, VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }],
  ],
  [
    'LAMBDA_VPC_MULTI_AZ_CHECK',
    'function-vpc-multi-az',
    [],
    [{ ...compliant, VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }],
  ],
  [
    'LAMBDA_FUNCTION_SETTINGS_CHECK (timeout)',
    'function-timeout',
    [
      { ...compliant, Timeout: 3 },
      { ...compliant, Timeout: 60, Runtime: 'provided.al2023' },
      { ...without('Runtime'), Timeout: 60, PackageType: 'Image' },
    ],
    [{ ...compliant, Timeout: 60 }],
  ],
  [
    'LAMBDA_FUNCTION_SETTINGS_CHECK (memorySize)',
    'function-memory',
    [
      { ...compliant, MemorySize: 128 },
      { ...compliant, MemorySize: 256, Runtime: 'provided.al2023' },
      { ...without('Runtime'), MemorySize: 256, PackageType: 'Image' },
    ],
    [{ ...compliant, MemorySize: 256 }],
  ],
])('%s', (_, rule, good, bad) => {
  test('COMPLIANT', () => {
    for (const properties of good) expect(found(properties)).toEqual([]);
  });
  test('NON_COMPLIANT', () => {
    for (const properties of bad) expect(found(properties)).toEqual([rule]);
  });
});

test('the parameters of the managed rules are options', () => {
  const limits = { 'function-reserved-concurrency': { min: 1, max: 4 } };
  expect(found(compliant, {}, limits)).toEqual(['function-reserved-concurrency']);
  const runtimes = { 'function-runtime-allowed': { allow: ['nodejs24.x'] } };
  expect(found(compliant, {}, runtimes)).toEqual(['function-runtime-allowed']);
  expect(found({ ...compliant, Runtime: 'provided.al2023' }, {}, runtimes)).toEqual([]);
  const subnets = { 'function-vpc-allowed-network': { subnetIds: ['subnet-2'] } };
  expect(found(compliant, {}, subnets)).toEqual(['function-vpc-allowed-network']);
  const settings = { 'function-timeout': { max: 30 }, 'function-memory': { max: 512 } };
  expect(found({ ...compliant, Timeout: 30, MemorySize: 512 }, {}, settings)).toEqual([]);
});

describe('LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', () => {
  const permission = (properties: Properties): Properties => ({
    Allow: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Fn' }, ...properties },
    },
  });
  test.each<[Properties]>([
    [{ Principal: '111122223333' }],
    [{ Principal: '*', PrincipalOrgID: 'o-a1b2c3d4e5' }],
    // Whom a service may come for is no matter of public access to AWS Config, but for S3.
    [{ Principal: 'sns.amazonaws.com' }],
    [{ Principal: 's3.amazonaws.com', SourceAccount: '111122223333', SourceArn: 'arn:aws:s3:::uploads' }],
  ])('COMPLIANT: %j', (properties) => {
    expect(found(compliant, permission(properties))).toEqual([]);
  });
  test.each<[Properties, string]>([
    [{ Principal: '*' }, 'function-permission-public'],
    [{ Principal: 's3.amazonaws.com' }, 'function-permission-source'],
  ])('NON_COMPLIANT: %j', (properties, rule) => {
    expect(found(compliant, permission(properties))).toEqual([rule]);
  });
  test('NON_COMPLIANT: a function URL for everyone', () => {
    const url = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Fn' }, AuthType: 'NONE' } };
    expect(found(compliant, { Url: url })).toEqual(['function-url-auth']);
  });
});

describe('API_GW_ASSOCIATED_WITH_WAF', () => {
  const api = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: { Ref: 'Api' },
        StageName: 'prod',
        TracingEnabled: true,
        ClientCertificateId: 'a1b2c3',
        CacheClusterEnabled: true,
        MethodSettings: [
          {
            HttpMethod: '*',
            ResourcePath: '/*',
            LoggingLevel: 'ERROR',
            CachingEnabled: true,
            CacheDataEncrypted: true,
          },
        ],
      },
    },
  };
  const without = (property: string): string[] => {
    const properties = { ...api.Stage.Properties, [property]: { Ref: 'AWS::NoValue' } };
    return found(compliant, { ...api, Stage: { ...api.Stage, Properties: properties } });
  };
  test.each([
    ['API_GW_SSL_ENABLED', 'ClientCertificateId', 'api-client-certificate'],
    ['API_GW_CACHE_ENABLED_AND_ENCRYPTED', 'CacheClusterEnabled', 'api-cache-enabled'],
  ])('%s is NON_COMPLIANT without %s', (_identifier, property, rule) => {
    expect(without(property)).toContain(rule);
  });
  test('NON_COMPLIANT without a web ACL', () => {
    expect(found(compliant, api)).toEqual(['api-waf']);
  });
  test('COMPLIANT with one', () => {
    const arn = { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}' };
    const properties = { ResourceArn: arn, WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1' };
    expect(
      found(compliant, { ...api, Acl: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: properties } }),
    ).toEqual([]);
  });
});

/** A custom rule on layers, as its verdicts go by LayerArn and MinLayerVersion. */
describe('a layer check with LayerArn and MinLayerVersion', () => {
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:layer:company';
  const layers = [{ arn, minVersion: 10 }];
  const options = { 'function-required-layers': { layers }, 'function-layer-min-version': { layers } };
  const verdict = (properties: Properties): string[] =>
    findingsOf(
      'config-parity',
      JSON.stringify({
        Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { ...compliant, ...properties } } },
      }),
      options,
    );
  const at = (version: number | string, name = arn): string => `${name}:${String(version)}`;

  test.each<[verdict: string, properties: Properties]>([
    ['not applicable: a container image', { PackageType: 'Image', Code: { ImageUri: 'i' }, Runtime: undefined }],
    ['compliant: the lowest version', { Layers: [at(10)] }],
    ['compliant: a later version', { Layers: [at(11)] }],
    [
      'compliant: beside another layer',
      { Layers: [at(3, 'arn:aws:lambda:eu-west-1:444455556666:layer:other'), at(12)] },
    ],
    ['compliant: versions are numbers, not text', { Layers: [at(100)] }],
  ])('%s', (_, properties) => {
    expect(verdict(properties)).toEqual([]);
  });

  test('non-compliant: no layer, another layer, a version that is too old', () => {
    expect(verdict({})).toMatchInlineSnapshot(`
      [
        "function-required-layers: Fn does not include the layer arn:aws:lambda:eu-west-1:111122223333:layer:company, which is required of it",
      ]
    `);
    expect(verdict({ PackageType: 'Zip', Layers: [] })).toMatchInlineSnapshot(`
      [
        "function-required-layers: Fn does not include the layer arn:aws:lambda:eu-west-1:111122223333:layer:company, which is required of it",
      ]
    `);
    expect(verdict({ Layers: [at(10, 'arn:aws:lambda:eu-west-1:444455556666:layer:other')] })).toMatchInlineSnapshot(`
      [
        "function-required-layers: Fn does not include the layer arn:aws:lambda:eu-west-1:111122223333:layer:company, which is required of it",
      ]
    `);
    expect(verdict({ Layers: [at(9)] })).toMatchInlineSnapshot(`
      [
        "function-layer-min-version: Fn uses version 9 of the layer arn:aws:lambda:eu-west-1:111122223333:layer:company, but 10 is the lowest that is accepted",
      ]
    `);
  });

  // What differs on purpose.
  test('a template without PackageType means Zip', () => {
    expect(verdict({ Layers: [at(9)] })).toHaveLength(1);
  });
  test('an old version first does not hide a later one behind it', () => {
    expect(verdict({ Layers: [at(9), at(10)] }).filter((line) => line.includes('required-layers'))).toEqual([]);
  });
  test('other partitions have layers, too', () => {
    const china = [{ arn: arn.replace('arn:aws:', 'arn:aws-cn:'), minVersion: 10 }];
    const there = { 'function-required-layers': { layers: china }, 'function-layer-min-version': { layers: china } };
    const text = JSON.stringify({
      Resources: {
        Fn: { Type: 'AWS::Lambda::Function', Properties: { ...compliant, Layers: [`${String(china[0]?.arn)}:10`] } },
      },
    });
    expect(findingsOf('config-parity', text, there)).toEqual([]);
  });
});
