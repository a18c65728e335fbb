import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './graphql-waf.js';

const app = (properties: string, arn = '', more = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Given, prod] }
Resources:
  Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM${properties} } }
  Edge: { Type: AWS::WAFv2::WebACL, Properties: { Scope: REGIONAL } }
${arn === '' ? '' : `  Guard: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: ${arn}, WebACLArn: !GetAtt Edge.Arn } }`}
${more}`;
const arn = 'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/';

test('an association that names the API', () => {
  for (const to of ['!GetAtt Shop.Arn', '!Ref Shop', `!Sub '${arn}\${Shop.ApiId}'`]) {
    expect(lint(rule, app('', to), { undecided: true })).toBe('');
  }
});

test('none, or one of something else', () => {
  expect(lint(rule, app(''))).toMatchInlineSnapshot(`
    "5:3 warning Shop has no web ACL, so nothing turns floods and known attacks away before they reach its resolvers [graphql-waf]
          Shop: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: shop, AuthenticationType: AWS_IAM } }
          ~~~~ no web ACL
      help: associate a web ACL with the ARN of Shop"
  `);
  const others = [
    'arn:aws:appsync:eu-west-1:111122223333:apis/a1b2c3',
    '!Sub arn:aws:apigateway:${AWS::Region}::/restapis/${Given}/stages/prod',
    '!GetAtt Pool.Arn',
  ];
  const pool = '  Pool: { Type: AWS::Cognito::UserPool }';
  for (const other of others) expect(lint(rule, app('', other, pool))).toContain('Shop has no web ACL');
});

test('a private API needs none', () => {
  expect(lint(rule, app(', Visibility: PRIVATE'), { undecided: true })).toBe('');
  expect(lint(rule, app(', Visibility: GLOBAL'))).toContain('Shop has no web ACL');
});

test('by branch', () => {
  const text = app('', '!If [IsProd, !GetAtt Shop.Arn, !Ref AWS::NoValue]');
  expect(lint(rule, text)).toContain('when IsProd is false');
});

test('what only the deployment knows is not guessed at', () => {
  const found = [app('', '!Ref Given'), app('', `!Sub '${arn}\${Given}'`), app(', Visibility: !Ref Given')].map(
    (text) => lint(rule, text, { undecided: true }),
  );
  expect(found.join('\n')).toMatchInlineSnapshot(`
    "5:3 undecided Shop: which API a web ACL is associated with is known only at deployment
    5:3 undecided Shop: which API a web ACL is associated with is known only at deployment
    5:115 undecided Shop: Given is given at deployment"
  `);
});

test('SAM', () => {
  const sam = (arn: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop: { Type: AWS::Serverless::GraphQLApi, Properties: { SchemaUri: schema.graphql, Auth: { Type: AWS_IAM } } }
  Guard: { Type: AWS::WAFv2::WebACLAssociation, Properties: { ResourceArn: ${arn}, WebACLArn: !ImportValue Edge } }
`;
  expect(lint(rule, sam('!GetAtt Shop.Arn'), { undecided: true })).toBe('');
  expect(lint(rule, sam('arn:aws:appsync:eu-west-1:111122223333:apis/a1b2c3'))).toContain('Shop has no web ACL');
});

test('a plan', () => {
  const planned = (more: Parameters<typeof plan>[0] = {}, visibility = 'GLOBAL') =>
    plan({ 'aws_appsync_graphql_api.shop': { name: 'shop', visibility }, ...more });
  expect(lint(rule, planned(), { path: 'plan.json' })).toContain('aws_appsync_graphql_api.shop has no web ACL');
  const guard = {
    'aws_wafv2_web_acl_association.guard': {
      resource_arn: ref('aws_appsync_graphql_api.shop.arn'),
      web_acl_arn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/edge/1',
    },
  };
  expect(lint(rule, planned(guard), { path: 'plan.json', undecided: true })).toBe('');
  expect(lint(rule, planned({}, 'PRIVATE'), { path: 'plan.json', undecided: true })).toBe('');
});
