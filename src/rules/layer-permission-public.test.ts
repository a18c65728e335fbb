import { expect, test } from 'vitest';
import rule from './layer-permission-public.js';
import { lint } from '../../test/support/lint.js';

const share = (properties: string) => `
Parameters: { Id: { Type: String } }
Conditions: { IsShared: !Equals [!Ref 'AWS::StackName', shared] }
Resources:
  Tools: { Type: AWS::Lambda::LayerVersion }
  Share:
    Type: AWS::Lambda::LayerVersionPermission
    Properties: { Action: lambda:GetLayerVersion, LayerVersionArn: !Ref Tools, ${properties} }
`;

test('a layer that everyone may use', () => {
  expect(lint(rule, share("Principal: '*'"))).toMatchInlineSnapshot(`
    "8:91 error Share shares Tools with every AWS account, so anybody can read its code and use it [layer-permission-public]
            Properties: { Action: lambda:GetLayerVersion, LayerVersionArn: !Ref Tools, Principal: '*' }
                                                                                                  ~~~ everyone
      help: set OrganizationId to your organisation's id, or Principal to an account"
  `);
});

test.each([
  "Principal: '*', OrganizationId: o-abcdef1234",
  "Principal: '*', OrganizationId: !Ref Id",
  "Principal: '*', OrganizationId: !ImportValue organisation",
  "Principal: '123456789012'",
  'Principal: !Ref AWS::AccountId',
])('limited: %s', (properties) => {
  expect(lint(rule, share(properties), { undecided: true })).toBe('');
});

test('an organisation that is no more than empty text limits nothing', () => {
  expect(lint(rule, share("Principal: '*', OrganizationId: ''"))).toContain('with every AWS account');
  expect(lint(rule, share("Principal: '*', OrganizationId: !Ref AWS::NoValue"))).toContain('with every AWS account');
});

test('a principal that only the deployment knows is not guessed at', () => {
  expect(lint(rule, share('Principal: !Ref Id'), { undecided: true })).toMatchInlineSnapshot(
    `"8:96 undecided Share: Principal: Id is given at deployment"`,
  );
});

test('approved organisations', () => {
  const options = { orgIds: ['o-abcdef1234'] };
  expect(lint(rule, share("Principal: '*', OrganizationId: o-abcdef1234"), { options })).toBe('');
  expect(lint(rule, share("Principal: '*', OrganizationId: o-other"), { options })).toMatchInlineSnapshot(`
    "8:112 error Share shares Tools with the organisation o-other, which is not an approved one [layer-permission-public]
            Properties: { Action: lambda:GetLayerVersion, LayerVersionArn: !Ref Tools, Principal: '*', OrganizationId: o-other }
                                                                                                                       ~~~~~~~ not approved
      help: set OrganizationId to o-abcdef1234"
  `);
  expect(lint(rule, share("Principal: '*', OrganizationId: !Ref Id"), { options, undecided: true })).toContain(
    'undecided Share',
  );
});

test('approved accounts', () => {
  const options = { accounts: ['123456789012'] };
  expect(lint(rule, share("Principal: '123456789012'"), { options })).toBe('');
  expect(lint(rule, share("Principal: '210987654321'"), { options })).toMatchInlineSnapshot(`
    "8:91 error Share shares Tools with the account 210987654321, which is not an approved one [layer-permission-public]
            Properties: { Action: lambda:GetLayerVersion, LayerVersionArn: !Ref Tools, Principal: '210987654321' }
                                                                                                  ~~~~~~~~~~~~~~ not approved
      help: set Principal to 123456789012"
  `);
});

test('only in the branch that is wrong, and says when', () => {
  const properties = "Principal: '*', OrganizationId: !If [IsShared, !Ref AWS::NoValue, o-abcdef1234]";
  expect(lint(rule, share(properties))).toContain('when IsShared is true');
});

test('a layer of SAM, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Tools: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: 'layer/' } },
      Share: {
        Type: 'AWS::Lambda::LayerVersionPermission',
        Properties: { LayerVersionArn: { Ref: 'Tools' }, Principal: '*' },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('Share shares Tools with every AWS account');
});

test('a layer that nobody shares is not judged', () => {
  expect(lint(rule, 'Resources: { Tools: { Type: AWS::Lambda::LayerVersion } }', { undecided: true })).toBe('');
});
