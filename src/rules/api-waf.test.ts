import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './api-waf.js';

const app = (more: string, stage = 'prod', api = '') => `
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders${api} } }
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: ${stage} } }
${more}
Parameters: { Name: { Type: String }, Arn: { Type: String } }
`;
const acl = 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/company/1';
const to = (arn: string, web = acl) =>
  `  Shield: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: ${arn}, WebACLArn: ${web} } }`;
const path = 'arn:aws:apigateway:${AWS::Region}::/restapis';

test('a stage without a web ACL', () => {
  expect(lint(rule, app(''))).toMatchInlineSnapshot(`
    "4:3 warning Prod has no web ACL, so nothing filters attacks before they reach the application [api-waf]
          Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
          ~~~~ no web ACL
      help: associate a web ACL with arn:aws:apigateway:REGION::/restapis/\${Orders}/stages/\${Prod}"
  `);
});

test.each([
  ['by reference', `!Sub '${path}/\${Orders}/stages/\${Prod}'`],
  ['by name', `!Sub '${path}/\${Orders}/stages/prod'`],
  ['joined', "!Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, '::/restapis/', !Ref Orders, /stages/, !Ref Prod]]"],
  ['joined by slashes', "!Join [/, ['arn:aws:apigateway:eu-west-1::', restapis, !Ref Orders, stages, prod]]"],
])('an association %s', (_, arn) => {
  expect(lint(rule, app(to(arn)), { undecided: true })).toBe('');
});

test('a name that a parameter gives to both', () => {
  expect(lint(rule, app(to(`!Sub '${path}/\${Orders}/stages/\${Name}'`), '!Ref Name'), { undecided: true })).toBe('');
});

test.each([
  ['another stage', `!Sub '${path}/\${Orders}/stages/test'`],
  ['another API', `!Sub '${path}/a1b2c3/stages/prod'`],
  ['the API in place of its stage', '!Ref Orders'],
  ['a load balancer', 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/x/1'],
])('an association with %s does not count', (_, arn) => {
  expect(lint(rule, app(to(arn)))).toContain('Prod has no web ACL');
});

test.each([
  ['an ARN that is given at deployment', '!Ref Arn'],
  ['a stage that is', `!Sub '${path}/\${Orders}/stages/\${Name}'`],
])('%s is not decided', (_, arn) => {
  expect(lint(rule, app(to(arn)), { undecided: true })).toMatch(/^\S+ undecided Prod: which stage Shield is for/);
});

test('AWS WAF Classic', () => {
  const classic = `  Old: { Type: AWS::WAFRegional::WebACLAssociation, Properties: { ResourceArn: !Sub '${path}/\${Orders}/stages/prod', WebACLId: abc } }`;
  expect(lint(rule, app(classic), { undecided: true })).toBe('');
});

test('an association that is there in some stages only', () => {
  const conditional = to(`!Sub '${path}/\${Orders}/stages/prod'`).replace(
    'Properties:',
    'Condition: IsProd, Properties:',
  );
  expect(lint(rule, `${app(conditional)}Conditions: { IsProd: !Equals [!Ref Name, prod] }`)).toMatchInlineSnapshot(`
    "4:3 warning Prod has no web ACL, so nothing filters attacks before they reach the application [api-waf]
          Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
          ~~~~ no web ACL
      help: associate a web ACL with arn:aws:apigateway:REGION::/restapis/\${Orders}/stages/\${Prod}
      when IsProd is false"
  `);
});

test('a stage that a deployment makes is told once, whatever it is called', () => {
  const text = `
Parameters: { Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] } }
Resources:
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
  Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Orders, StageName: !Ref Stage } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:3 warning the stage that Deployment makes has no web ACL, so nothing filters attacks before they reach the application [api-waf]
          Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Orders, StageName: !Ref Stage } }
          ~~~~~~~~~~ no web ACL
      help: associate a web ACL with arn:aws:apigateway:REGION::/restapis/\${Orders}/stages/STAGE"
  `);
});

describe('not applicable', () => {
  test('private APIs', () => {
    expect(lint(rule, app('', 'prod', ', EndpointConfiguration: { Types: [PRIVATE] }'), { undecided: true })).toBe('');
    expect(
      lint(rule, app('', 'prod', ', EndpointConfiguration: { Types: [!Ref Name] }'), { undecided: true }),
    ).toMatchInlineSnapshot(`"4:3 undecided Prod: whether Orders is private is known only at deployment"`);
  });

  test('HTTP and WebSocket APIs', () => {
    const text = `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: prod } }
`;
    expect(lint(rule, text, { undecided: true })).toBe('');
  });

  test('a stage of an API elsewhere is not decided', () => {
    const text =
      '{ "Resources": { "Prod": { "Type": "AWS::ApiGateway::Stage", "Properties": { "StageName": "prod" } } } }';
    expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
      `"1:18 undecided Prod: its API is not in this template"`,
    );
  });
});

describe('CloudFront in front of it', () => {
  const front = `
  Front:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        WebACLId: arn:aws:wafv2:us-east-1:123456789012:global/webacl/company/1
        Origins: [{ Id: api, DomainName: !Sub '\${Orders}.execute-api.\${AWS::Region}.amazonaws.com' }]
`;
  test('can be gone round', () => {
    expect(lint(rule, app(front))).toMatchInlineSnapshot(`
      "4:3 warning Prod has no web ACL, and whoever calls it directly goes round that of Front, so nothing filters attacks before they reach the application [api-waf]
            Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Orders, StageName: prod } }
            ~~~~ no web ACL
        help: associate a web ACL with arn:aws:apigateway:REGION::/restapis/\${Orders}/stages/\${Prod}
        6:3 Front has a web ACL"
    `);
  });

  test('is enough where that is said', () => {
    expect(lint(rule, app(front), { options: { allowCloudFront: true } })).toBe('');
    const bare = front.replace(/ *WebACLId.*\n/, '');
    expect(lint(rule, app(bare), { options: { allowCloudFront: true } })).toContain('Prod has no web ACL');
  });
});

describe('approved web ACLs', () => {
  const options = { acl: ['arn:aws:wafv2:*:123456789012:regional/webacl/company/*'] };
  const arn = `!Sub '${path}/\${Orders}/stages/prod'`;

  test('others are a finding', () => {
    expect(lint(rule, app(to(arn)), { options })).toBe('');
    expect(lint(rule, app(to(arn, 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mine/1')), { options }))
      .toMatchInlineSnapshot(`
      "5:163 warning Prod is protected by arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mine/1, which is not an approved web ACL [api-waf]
            Shield: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: !Sub 'arn:aws:apigateway:\${AWS::Region}::/restapis/\${Orders}/stages/prod', WebACLArn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mine/1 } }
                                                                                                                                                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
        help: set WebACLArn to one that matches arn:aws:wafv2:*:123456789012:regional/webacl/company/*"
    `);
  });

  test('one that the template makes', () => {
    const own = `${to(arn, '!GetAtt Mine.Arn')}\n  Mine: { Type: AWS::WAFv2::WebACL }`;
    expect(lint(rule, app(own), { options })).toMatchInlineSnapshot(`
      "5:171 warning Prod is protected by Mine, which this template makes itself, so it can't be on the list of approved web ACLs [api-waf]
            Shield: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: !Sub 'arn:aws:apigateway:\${AWS::Region}::/restapis/\${Orders}/stages/prod', WebACLArn: !GetAtt Mine.Arn } }
                                                                                                                                                                                    ~~~~~~~~ made by this template
        help: set WebACLArn to one that matches arn:aws:wafv2:*:123456789012:regional/webacl/company/*
        6:3 Mine is made here"
    `);
    expect(lint(rule, app(own))).toBe('');
  });

  test('one that only the deployment knows', () => {
    expect(lint(rule, app(to(arn, '!Ref Arn')), { options, undecided: true })).toMatchInlineSnapshot(
      `"5:168 undecided Prod: Arn is given at deployment"`,
    );
    expect(lint(rule, app(to(arn, '!Ref Arn')), { undecided: true })).toBe('');
  });
});

describe('SAM', () => {
  const sam = (more: string, version = 'OpenApiVersion: 3.0.1') => `
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { ${version} } }
Resources:
  Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
${more}`;

  test.each([
    ['by reference', `!Sub '${path}/\${Orders}/stages/\${Orders.Stage}'`],
    ['by name', `!Sub '${path}/\${Orders}/stages/prod'`],
    ['by the id that SAM gives', `!Sub '${path}/\${Orders}/stages/\${OrdersprodStage}'`],
  ])('an association %s', (_, arn) => {
    expect(lint(rule, sam(to(arn)), { undecided: true })).toBe('');
  });

  test('no association', () => {
    expect(lint(rule, sam(''))).toMatchInlineSnapshot(`
      "5:3 warning Orders has no web ACL, so nothing filters attacks before they reach the application [api-waf]
            Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
            ~~~~~~ no web ACL
        help: associate a web ACL with arn:aws:apigateway:REGION::/restapis/\${Orders}/stages/\${Orders.Stage}"
    `);
  });

  test('the stage that SAM makes by the way leads round the web ACL', () => {
    expect(lint(rule, sam(to(`!Sub '${path}/\${Orders}/stages/prod'`), 'Name: orders'))).toMatchInlineSnapshot(`
      "5:3 warning the stage Stage that the deployment of Orders makes has no web ACL, so nothing filters attacks before they reach the application [api-waf]
            Orders: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
            ~~~~~~ no web ACL
        help: set OpenApiVersion of the API or in Globals.Api, so that SAM leaves that stage out"
    `);
  });
});
