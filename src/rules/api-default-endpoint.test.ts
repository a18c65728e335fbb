import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-default-endpoint.js';

const app = ({
  api = '',
  tls = ', MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }',
  more = '',
} = {}) => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders${api} } }
  Shop: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: shop.example.com${tls} } }
  Map: { Type: AWS::ApiGateway::BasePathMapping, Properties: { RestApiId: !Ref Orders, DomainName: !Ref Shop } }
${more}`;

describe('a domain that asks for certificates', () => {
  test('and an API that can be reached without one', () => {
    expect(lint(rule, app())).toMatchInlineSnapshot(`
      "3:3 warning Shop asks clients for certificates, but Orders also answers at its execute-api address, which asks for none [api-default-endpoint]
            Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
            ~~~~~~ answers at execute-api
        help: set DisableExecuteApiEndpoint to true
        4:132 certificates are asked for here
        5:3 Orders answers at the domain"
    `);
  });

  test.each([
    ['by its property', ', DisableExecuteApiEndpoint: true'],
    [
      'in a Swagger document',
      ', Body: { swagger: "2.0", x-amazon-apigateway-endpoint-configuration: { disableExecuteApiEndpoint: true }, paths: {} }',
    ],
    [
      'at a server of an OpenAPI document',
      ', Body: { openapi: 3.0.1, servers: [{ x-amazon-apigateway-endpoint-configuration: { disableExecuteApiEndpoint: true } }], paths: {} }',
    ],
  ])('switched off %s', (_, api) => {
    expect(lint(rule, app({ api }), { undecided: true })).toBe('');
  });

  test('switched on in so many words', () => {
    expect(lint(rule, app({ api: ', DisableExecuteApiEndpoint: false' }))).toMatchInlineSnapshot(`
      "3:100 warning Shop asks clients for certificates, but Orders also answers at its execute-api address, which asks for none [api-default-endpoint]
            Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders, DisableExecuteApiEndpoint: false } }
                                                                                                             ~~~~~ answers at execute-api
        help: set DisableExecuteApiEndpoint to true
        4:132 certificates are asked for here
        5:3 Orders answers at the domain"
    `);
    const api =
      ', Body: { swagger: "2.0", x-amazon-apigateway-endpoint-configuration: { disableExecuteApiEndpoint: false } }';
    expect(lint(rule, app({ api }))).toContain('help: set disableExecuteApiEndpoint to true');
  });

  test('in one branch, and by a parameter', () => {
    const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
    const api = ', DisableExecuteApiEndpoint: !If [IsProd, true, false]';
    expect(lint(rule, app({ api, more }))).toContain('when IsProd is false');
    const given = { api: ', DisableExecuteApiEndpoint: !Ref Off', more: 'Parameters: { Off: { Type: String } }' };
    expect(lint(rule, app(given), { undecided: true })).toMatchInlineSnapshot(
      `"3:105 undecided Orders: Off is given at deployment"`,
    );
  });

  test('a definition that is not read may switch it off', () => {
    expect(
      lint(rule, app({ api: ', BodyS3Location: { Bucket: b, Key: k }' }), { undecided: true }),
    ).toMatchInlineSnapshot(`"3:89 undecided Orders: its definition is a file that is not read"`);
  });
});

describe('a domain without', () => {
  test('is no matter, unless always', () => {
    expect(lint(rule, app({ tls: '' }), { undecided: true })).toBe('');
    expect(lint(rule, app({ tls: '' }), { options: { always: true } })).toMatchInlineSnapshot(`
      "3:3 warning Orders has a custom domain, but also answers at its execute-api address, which leads round all that stands at the domain [api-default-endpoint]
            Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
            ~~~~~~ answers at execute-api
        help: set DisableExecuteApiEndpoint to true
        5:3 Orders answers at the domain"
    `);
  });

  test('an API without a domain has only its own address', () => {
    const alone = '{ "Resources": { "Orders": { "Type": "AWS::ApiGateway::RestApi" } } }';
    expect(lint(rule, alone, { options: { always: true }, undecided: true })).toBe('');
  });
});

test('a domain elsewhere may ask for certificates', () => {
  const text = app().replace('DomainName: !Ref Shop', 'DomainName: other.example.com');
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"5:3 undecided Orders: whether its domain asks for certificates is known only outside this template"`,
  );
  expect(lint(rule, text, { options: { always: true } })).toContain('Orders has a custom domain');
});

test('a domain by its name', () => {
  expect(lint(rule, app().replace('DomainName: !Ref Shop', 'DomainName: shop.example.com'))).toContain(
    'Shop asks clients for certificates',
  );
});

test('HTTP APIs, mapped in their own way; a REST API at such a domain', () => {
  const text = `
Resources:
  Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Rest: { Type: AWS::ApiGateway::RestApi }
  Shop:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: { DomainName: shop.example.com, MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem } }
  One: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { ApiId: !Ref Http, DomainName: !Ref Shop, Stage: a } }
  Two: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { ApiId: !Ref Rest, DomainName: !Ref Shop, Stage: b } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "3:3 warning Shop asks clients for certificates, but Http also answers at its execute-api address, which asks for none [api-default-endpoint]
          Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
          ~~~~ answers at execute-api
      help: set DisableExecuteApiEndpoint to true
      7:91 certificates are asked for here
      8:3 Http answers at the domain
    4:3 warning Shop asks clients for certificates, but Rest also answers at its execute-api address, which asks for none [api-default-endpoint]
          Rest: { Type: AWS::ApiGateway::RestApi }
          ~~~~ answers at execute-api
      help: set DisableExecuteApiEndpoint to true
      7:91 certificates are asked for here
      9:3 Rest answers at the domain"
  `);
});

describe('SAM', () => {
  const sam = (type: string, settings: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: prod
      ${settings}
      Domain:
        DomainName: shop.example.com
        CertificateArn: !ImportValue Cert
        MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }
`;
  test.each(['Api', 'HttpApi'])('%s', (type) => {
    expect(lint(rule, sam(type, 'DisableExecuteApiEndpoint: true'), { undecided: true })).toBe('');
  });

  test('the domain of an API', () => {
    expect(lint(rule, sam('Api', ''))).toMatchInlineSnapshot(`
      "4:3 warning the DomainName of Orders asks clients for certificates, but Orders also answers at its execute-api address, which asks for none [api-default-endpoint]
            Orders:
            ~~~~~~ answers at execute-api
        help: set DisableExecuteApiEndpoint to true
        12:51 certificates are asked for here
        9:7 Orders answers at the domain"
    `);
    expect(lint(rule, sam('HttpApi', 'DisableExecuteApiEndpoint: false'))).toMatchInlineSnapshot(`
      "8:34 warning the DomainName of Orders asks clients for certificates, but Orders also answers at its execute-api address, which asks for none [api-default-endpoint]
                DisableExecuteApiEndpoint: false
                                           ~~~~~ answers at execute-api
        help: set DisableExecuteApiEndpoint to true
        12:51 certificates are asked for here
        9:7 Orders answers at the domain"
    `);
  });
});
