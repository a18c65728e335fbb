import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-domain-mtls.js';

const domain = (properties: string, more = '') => `
Resources:
  Shop:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      EndpointConfiguration: { Types: [REGIONAL] }
      ${properties}
${more}`;
const trusts = (uri: string, version = ', TruststoreVersion: v1') =>
  domain(`MutualTlsAuthentication: { TruststoreUri: ${uri}${version} }`, 'Parameters: { Bucket: { Type: String } }');

test('a truststore', () => {
  expect(lint(rule, trusts('s3://company-trust/store.pem'), { undecided: true })).toBe('');
});

test('none', () => {
  expect(lint(rule, domain(''))).toMatchInlineSnapshot(`
    "3:3 error Shop asks its clients for no certificate, so anybody can open a connection to the APIs behind it [api-domain-mtls]
          Shop:
          ~~~~ no mutual TLS
      help: set MutualTlsAuthentication.TruststoreUri to the S3 URI of your organisation's truststore"
  `);
});

test('no version of it', () => {
  expect(lint(rule, trusts('s3://company-trust/store.pem', ''))).toMatchInlineSnapshot(`
    "8:49 info Shop names no version of its truststore, so whoever may write to the bucket changes whom it trusts [api-domain-mtls]
              MutualTlsAuthentication: { TruststoreUri: s3://company-trust/store.pem }
                                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ no version
      help: set MutualTlsAuthentication.TruststoreVersion to the version of the object"
  `);
});

test('approved buckets', () => {
  const options = { truststoreBuckets: ['company-trust-*'] };
  expect(lint(rule, trusts('s3://company-trust-prod/store.pem'), { options, undecided: true })).toBe('');
  expect(lint(rule, trusts("!Sub 's3://company-trust-${AWS::Region}/store.pem'"), { options, undecided: true })).toBe(
    '',
  );
  expect(lint(rule, trusts('s3://mine/company-trust-prod'), { options })).toMatchInlineSnapshot(`
    "8:49 error Shop trusts the certificates in s3://mine/company-trust-prod, which does not lie in an approved bucket [api-domain-mtls]
              MutualTlsAuthentication: { TruststoreUri: s3://mine/company-trust-prod, TruststoreVersion: v1 }
                                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: set MutualTlsAuthentication.TruststoreUri to a truststore in company-trust-*"
  `);
  expect(lint(rule, trusts("!Sub 's3://${Bucket}/store.pem'"), { options, undecided: true })).toMatchInlineSnapshot(
    `"8:54 undecided Shop: parts of it are known only at deployment"`,
  );
});

test('some domains only', () => {
  const options = { when: ['*.partner.example.com'] };
  expect(lint(rule, domain(''), { options, undecided: true })).toBe('');
  expect(lint(rule, domain('').replace('shop.example', 'shop.partner.example'), { options })).toContain(
    'no certificate',
  );
  const given = domain('', 'Parameters: { Name: { Type: String } }').replace('shop.example.com', '!Ref Name');
  expect(lint(rule, given, { options, undecided: true })).toMatchInlineSnapshot(
    `"6:24 undecided Shop: DomainName: Name is given at deployment"`,
  );
});

test('in one branch', () => {
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const settings =
    'MutualTlsAuthentication: !If [IsProd, { TruststoreUri: s3://a/b, TruststoreVersion: v1 }, !Ref AWS::NoValue]';
  expect(lint(rule, domain(settings, more))).toContain('when IsProd is false');
});

test('one finding for all names that a domain may have', () => {
  const head = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  const named = domain('', head).replace('shop.example.com', '!If [IsProd, shop.example.com, dev.example.com]');
  expect(lint(rule, named)).toMatchInlineSnapshot(`
    "3:3 error Shop asks its clients for no certificate, so anybody can open a connection to the APIs behind it [api-domain-mtls]
          Shop:
          ~~~~ no mutual TLS
      help: set MutualTlsAuthentication.TruststoreUri to the S3 URI of your organisation's truststore"
  `);
  expect(lint(rule, named, { options: { when: ['shop.*'] } })).toContain('Shop (shop.example.com) asks its clients');
});

test('not for private domains, nor for WebSocket APIs', () => {
  expect(lint(rule, domain('').replace('REGIONAL', 'PRIVATE'), { undecided: true })).toBe('');
  const sockets = `
Resources:
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
  Shop: { Type: AWS::ApiGatewayV2::DomainName, Properties: { DomainName: chat.example.com } }
  Map: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { ApiId: !Ref Chat, DomainName: !Ref Shop, Stage: prod } }
`;
  expect(lint(rule, sockets, { undecided: true })).toBe('');
  expect(lint(rule, sockets.replace('WEBSOCKET', 'HTTP'))).toContain('no certificate');
});

test('a JSON template', () => {
  const text =
    '{ "Resources": { "Shop": { "Type": "AWS::ApiGatewayV2::DomainName", "Properties": { "DomainName": "a.b" } } } }';
  expect(lint(rule, text)).toContain('Shop asks its clients for no certificate');
});

describe('SAM', () => {
  test('the domain of an API', () => {
    const text = (tls: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Domain:
        DomainName: shop.example.com
        CertificateArn: !ImportValue Cert
        ${tls}
`;
    expect(lint(rule, text(''))).toMatchInlineSnapshot(`
      "8:7 error the DomainName of Orders asks its clients for no certificate, so anybody can open a connection to the APIs behind it [api-domain-mtls]
                Domain:
                ~~~~~~ no mutual TLS
        help: set Domain.MutualTlsAuthentication.TruststoreUri to the S3 URI of your organisation's truststore"
    `);
    expect(lint(rule, text('MutualTlsAuthentication: { TruststoreUri: s3://a/b, TruststoreVersion: v }'))).toBe('');
    expect(lint(rule, text('EndpointConfiguration: EDGE'))).toContain('EDGE');
  });
});
