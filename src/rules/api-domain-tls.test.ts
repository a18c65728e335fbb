import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-domain-tls.js';

const domain = (properties: string, more = '') => `
Resources:
  Shop:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      ${properties}
${more}`;
const requireExplicit = { requireExplicit: true };

test.each([
  'TLS_1_2',
  'SecurityPolicy_TLS13_1_3_2025_09',
  'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09',
  'SecurityPolicy_TLS12_PFS_2025_EDGE',
])('%s is safe', (policy) => {
  expect(lint(rule, domain(`SecurityPolicy: ${policy}`), { options: requireExplicit, undecided: true })).toBe('');
});

test('TLS 1.0', () => {
  expect(lint(rule, domain('SecurityPolicy: TLS_1_0'))).toMatchInlineSnapshot(`
    "7:23 error Shop has SecurityPolicy TLS_1_0, so it also takes connections by TLS 1.0, which is no longer safe [api-domain-tls]
              SecurityPolicy: TLS_1_0
                              ~~~~~~~ TLS 1.0
      help: set SecurityPolicy to TLS_1_2"
  `);
});

test('no policy is information, unless one is required', () => {
  expect(lint(rule, domain(''))).toMatchInlineSnapshot(`
    "3:3 info Shop has no SecurityPolicy, so AWS's default decides which versions of TLS it takes [api-domain-tls]
          Shop:
          ~~~~ no SecurityPolicy
      help: set SecurityPolicy to TLS_1_2"
  `);
  expect(lint(rule, domain(''), { options: requireExplicit })).toMatchInlineSnapshot(`
    "3:3 error Shop has no SecurityPolicy, so AWS's default decides which versions of TLS it takes [api-domain-tls]
          Shop:
          ~~~~ no SecurityPolicy
      help: set SecurityPolicy to TLS_1_2"
  `);
});

test('private domains know no other', () => {
  const text = `
Resources:
  Shop:
    Type: AWS::ApiGateway::DomainNameV2
    Properties: { DomainName: shop.internal, EndpointConfiguration: { Types: [PRIVATE] } }
`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text.replace('DomainName: shop', 'SecurityPolicy: TLS_1_0, DomainName: shop'))).toContain(
    'TLS 1.0',
  );
});

test('by parameter and by branch', () => {
  const given = 'Parameters: { Policy: { Type: String } }';
  expect(lint(rule, domain('SecurityPolicy: !Ref Policy', given), { undecided: true })).toMatchInlineSnapshot(
    `"7:28 undecided Shop: SecurityPolicy: Policy is given at deployment"`,
  );
  const allowed = 'Parameters: { Policy: { Type: String, Default: TLS_1_2, AllowedValues: [TLS_1_2, TLS_1_0] } }';
  expect(lint(rule, domain('SecurityPolicy: !Ref Policy', allowed))).toMatchInlineSnapshot(`
    "7:28 error Shop has SecurityPolicy TLS_1_0, so it also takes connections by TLS 1.0, which is no longer safe [api-domain-tls]
              SecurityPolicy: !Ref Policy
                                   ~~~~~~ TLS 1.0
      help: set SecurityPolicy to TLS_1_2
      8:82 its value comes from here
      when Policy is TLS_1_0"
  `);
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { Old: !Equals [!Ref Stage, old] }';
  expect(lint(rule, domain('SecurityPolicy: !If [Old, TLS_1_0, TLS_1_2]', more))).toContain('when Old is true');
});

test('a list of the organisation', () => {
  const options = { allowedPolicies: ['SecurityPolicy_TLS13_1_3_*'] };
  expect(lint(rule, domain('SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09'), { options })).toBe('');
  expect(lint(rule, domain('SecurityPolicy: TLS_1_2'), { options })).toMatchInlineSnapshot(`
    "7:23 error Shop has SecurityPolicy TLS_1_2, which is not an approved policy [api-domain-tls]
              SecurityPolicy: TLS_1_2
                              ~~~~~~~ not approved
      help: set SecurityPolicy to one that matches SecurityPolicy_TLS13_1_3_*"
  `);
});

describe('HTTP APIs', () => {
  const http = (configurations: string) => `
Resources:
  Shop:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: { DomainName: shop.example.com, DomainNameConfigurations: ${configurations} }
`;
  test('each configuration has a policy', () => {
    expect(lint(rule, http('[{ SecurityPolicy: TLS_1_2 }, { SecurityPolicy: TLS_1_0 }]'))).toMatchInlineSnapshot(`
      "5:123 error Shop has SecurityPolicy TLS_1_0, so it also takes connections by TLS 1.0, which is no longer safe [api-domain-tls]
              Properties: { DomainName: shop.example.com, DomainNameConfigurations: [{ SecurityPolicy: TLS_1_2 }, { SecurityPolicy: TLS_1_0 }] }
                                                                                                                                    ~~~~~~~ TLS 1.0
        help: set SecurityPolicy to TLS_1_2"
    `);
  });

  test('TLS 1.2 is all there is', () => {
    expect(lint(rule, http('[{ CertificateArn: !ImportValue Cert }]'), { undecided: true })).toBe('');
    expect(lint(rule, http('[{ CertificateArn: !ImportValue Cert }]'), { options: requireExplicit })).toContain(
      'Shop has no SecurityPolicy',
    );
  });
});

test('a JSON template', () => {
  const text =
    '{ "Resources": { "Shop": { "Type": "AWS::ApiGateway::DomainName", "Properties": { "SecurityPolicy": "TLS_1_0" } } } }';
  expect(lint(rule, text)).toContain('Shop has SecurityPolicy TLS_1_0');
});

test('SAM: the domain of an API, and its own address', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Weak:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      SecurityPolicy: TLS_1_0
      Domain: { DomainName: a.example.com, CertificateArn: !ImportValue Cert, SecurityPolicy: TLS_1_0 }
  Silent:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Domain: { DomainName: b.example.com, CertificateArn: !ImportValue Cert } }
  Http:
    Type: AWS::Serverless::HttpApi
    Properties: { Domain: { DomainName: c.example.com, CertificateArn: !ImportValue Cert } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:23 error Weak has SecurityPolicy TLS_1_0, so it also takes connections by TLS 1.0, which is no longer safe [api-domain-tls]
              SecurityPolicy: TLS_1_0
                              ~~~~~~~ TLS 1.0
      help: set SecurityPolicy to TLS_1_2
    9:95 error the DomainName of Weak has Domain.SecurityPolicy TLS_1_0, so it also takes connections by TLS 1.0, which is no longer safe [api-domain-tls]
              Domain: { DomainName: a.example.com, CertificateArn: !ImportValue Cert, SecurityPolicy: TLS_1_0 }
                                                                                                      ~~~~~~~ TLS 1.0
      help: set Domain.SecurityPolicy to TLS_1_2
    12:36 info the DomainName of Silent has no Domain.SecurityPolicy, so AWS's default decides which versions of TLS it takes [api-domain-tls]
            Properties: { StageName: prod, Domain: { DomainName: b.example.com, CertificateArn: !ImportValue Cert } }
                                           ~~~~~~ no Domain.SecurityPolicy
      help: set Domain.SecurityPolicy to TLS_1_2"
  `);
});
