import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-endpoint-type.js';

const options = { allow: ['REGIONAL', 'PRIVATE'] };
const api = (properties: string, more = '') => `
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      ${properties}
${more}`;

test('inert until it is configured', () => {
  expect(lint(rule, api('EndpointConfiguration: { Types: [EDGE] }'), { undecided: true })).toBe('');
});

test('a permitted type', () => {
  expect(lint(rule, api('EndpointConfiguration: { Types: [PRIVATE] }'), { options, undecided: true })).toBe('');
  expect(lint(rule, api('Parameters: { endpointConfigurationTypes: REGIONAL }'), { options, undecided: true })).toBe(
    '',
  );
});

test('a type that is not', () => {
  expect(lint(rule, api('EndpointConfiguration: { Types: [EDGE] }'), { options })).toMatchInlineSnapshot(`
    "7:40 error Orders is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
              EndpointConfiguration: { Types: [EDGE] }
                                               ~~~~ not permitted
      help: set EndpointConfiguration.Types to REGIONAL or PRIVATE"
  `);
});

test('no type is EDGE', () => {
  expect(lint(rule, api(''), { options })).toMatchInlineSnapshot(`
    "3:3 error Orders has no EndpointConfiguration.Types, so it is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
          Orders:
          ~~~~~~ no EndpointConfiguration.Types
      help: set EndpointConfiguration.Types to REGIONAL or PRIVATE"
  `);
  expect(lint(rule, api(''), { options: { allow: ['EDGE'] } })).toBe('');
});

test('by parameter and by branch', () => {
  const types = 'EndpointConfiguration: { Types: [!Ref Type] }';
  expect(
    lint(rule, api(types, 'Parameters: { Type: { Type: String } }'), { options, undecided: true }),
  ).toMatchInlineSnapshot(`"7:45 undecided Orders: Type is given at deployment"`);
  const allowed = 'Parameters: { Type: { Type: String, Default: PRIVATE, AllowedValues: [PRIVATE, EDGE] } }';
  expect(lint(rule, api(types, allowed), { options })).toMatchInlineSnapshot(`
    "7:45 error Orders is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
              EndpointConfiguration: { Types: [!Ref Type] }
                                                    ~~~~ not permitted
      help: set EndpointConfiguration.Types to REGIONAL or PRIVATE
      8:80 its value comes from here
      when Type is EDGE"
  `);
  const more = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(
    lint(rule, api('EndpointConfiguration: { Types: [!If [IsProd, REGIONAL, EDGE]] }', more), { options }),
  ).toContain('when IsProd is false');
});

test('a JSON template', () => {
  const text = '{ "Resources": { "Orders": { "Type": "AWS::ApiGateway::RestApi" } } }';
  expect(lint(rule, text, { options })).toContain('Orders has no EndpointConfiguration.Types, so it is EDGE');
});

describe('domains', () => {
  test('are judged, too', () => {
    const text = `
Resources:
  Shop: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: shop.example.com } }
  Http: { Type: AWS::ApiGatewayV2::DomainName, Properties: { DomainName: http.example.com } }
`;
    expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
      "3:3 error Shop has no EndpointConfiguration.Types, so it is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
            Shop: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: shop.example.com } }
            ~~~~ no EndpointConfiguration.Types
        help: set EndpointConfiguration.Types to REGIONAL or PRIVATE"
    `);
  });
});

describe('SAM', () => {
  test('an API and its domain', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      EndpointConfiguration: { Type: EDGE }
      Domain: { DomainName: a.example.com, CertificateArn: !ImportValue Cert, EndpointConfiguration: EDGE }
  Plain: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Fine: { Type: AWS::Serverless::Api, Properties: { StageName: prod, EndpointConfiguration: REGIONAL } }
  Http: { Type: AWS::Serverless::HttpApi }
`;
    expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
      "8:38 error Orders is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
                EndpointConfiguration: { Type: EDGE }
                                               ~~~~ not permitted
        help: set EndpointConfiguration.Type to REGIONAL or PRIVATE
      9:102 error the DomainName of Orders is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
                Domain: { DomainName: a.example.com, CertificateArn: !ImportValue Cert, EndpointConfiguration: EDGE }
                                                                                                               ~~~~ not permitted
        help: set Domain.EndpointConfiguration to REGIONAL or PRIVATE
      10:3 error Plain has no EndpointConfiguration.Type, so it is EDGE, where only REGIONAL or PRIVATE is permitted [api-endpoint-type]
            Plain: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
            ~~~~~ no EndpointConfiguration.Type
        help: set EndpointConfiguration.Type to REGIONAL or PRIVATE"
    `);
  });
});
