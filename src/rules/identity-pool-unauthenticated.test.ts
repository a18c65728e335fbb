import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './identity-pool-unauthenticated.js';

const pool = (allows: string, more = '') => `
Resources:
  Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: ${allows} } }
${more}`;

const attached = (roles: string) => `
  Attachment:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: { IdentityPoolId: !Ref Visitors, Roles: ${roles} }
`;

const role = (statement: string, more = '') => `
  Guests:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: ${statement} } }]
      ${more}
${attached('{ unauthenticated: !GetAtt Guests.Arn }')}`;

const allow = (actions: string) => `[{ Effect: Allow, Action: ${actions}, Resource: '*' }]`;

test('a pool for those who log in', () => {
  expect(lint(rule, pool('false'), { undecided: true })).toBe('');
});

test('a pool that says nothing: it lets in no guests', () => {
  expect(lint(rule, 'Resources: { Visitors: { Type: AWS::Cognito::IdentityPool } }', { undecided: true })).toBe('');
});

test('guests get in, with a role that is not in the template', () => {
  expect(lint(rule, pool('true'))).toMatchInlineSnapshot(`
    "3:95 warning Visitors lets in guests, so anybody on the internet gets credentials of its role for guests [identity-pool-unauthenticated]
          Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
                                                                                                      ~~~~ guests get in
      help: set AllowUnauthenticatedIdentities to false"
  `);
  const arn = 'arn:aws:iam::111122223333:role/guests';
  expect(lint(rule, pool('true', attached(`{ unauthenticated: '${arn}' }`)))).toContain(`gets credentials of ${arn} [`);
});

test('what the role of guests allows', () => {
  const allows =
    "[{ Effect: Allow, Action: [s3:GetObject, s3:PutObject], Resource: '*' }, { Effect: Deny, Action: s3:DeleteObject, Resource: '*' }]";
  expect(lint(rule, pool('true', role(allows)))).toMatchInlineSnapshot(`
    "3:95 warning Visitors lets in guests, so anybody on the internet gets credentials of Guests, whose policies allow s3:GetObject and s3:PutObject [identity-pool-unauthenticated]
          Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
                                                                                                      ~~~~ guests get in
      help: set AllowUnauthenticatedIdentities to false, or list what guests are meant to do in the option allowedActions
      14:84 the role of guests"
  `);
  expect(lint(rule, pool('true', role("{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }")))).toContain(
    'whose policies allow every action but iam:*',
  );
});

test('no role for guests: nobody gets anything so far', () => {
  expect(lint(rule, pool('true', attached('{ authenticated: arn:aws:iam::111122223333:role/members }'))))
    .toMatchInlineSnapshot(`
    "3:95 info Visitors lets in guests, though it has no role for them so far [identity-pool-unauthenticated]
          Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
                                                                                                      ~~~~ guests get in
      help: set AllowUnauthenticatedIdentities to false"
  `);
});

test('a role with what the console gives to all of them', () => {
  expect(lint(rule, pool('true', role(allow('cognito-identity:GetCredentialsForIdentity'))))).toContain(
    'info Visitors lets in guests, though no policy of Guests allows them anything so far',
  );
});

test('what guests may do is what they are meant to', () => {
  for (const actions of [
    'rum:PutRumEvents',
    "'geo:GetMap*'",
    '[geo-maps:GetTile, geo-maps:GetStaticMap]',
    '[mobiletargeting:PutEvents, mobiletargeting:UpdateEndpoint, mobileanalytics:PutEvents]',
    '[rum:PutRumEvents, cognito-identity:GetCredentialsForIdentity]',
  ])
    expect(lint(rule, pool('true', role(allow(actions))), { undecided: true })).toBe('');
  expect(lint(rule, pool('true', role(allow("['geo:*', rum:PutRumEvents]"))))).toContain('allow geo:* and rum:');
  expect(lint(rule, pool('true', role(allow("'*'"))))).toContain('whose policies allow *');
  const options = { allowedActions: ['geo:Get*'] };
  expect(lint(rule, pool('true', role(allow('[geo:GetMapTile, geo:getPlace]'))), { options })).toBe('');
  expect(lint(rule, pool('true', role(allow("'geo:*'"))), { options })).toContain('whose policies allow geo:*');
  expect(lint(rule, pool('true', role(allow('rum:PutRumEvents'))), { options })).toContain('rum:PutRumEvents');
  expect(lint(rule, pool('true', role(allow('[geo:GetMapTile, s3:GetObject]'))), { options })).toContain(
    'whose policies allow geo:GetMapTile and s3:GetObject',
  );
});

test('a role that may be able to do more is not taken for a harmless one', () => {
  const managed = 'ManagedPolicyArns: [arn:aws:iam::111122223333:policy/more]';
  expect(lint(rule, pool('true', role(allow('rum:PutRumEvents'), managed)))).toContain('lets in guests');
  expect(lint(rule, pool('true', role('[]')))).toContain('gets credentials of Guests [');
  const open =
    '[{ Effect: Allow, Action: rum:PutRumEvents, Resource: "*" }, { Effect: !Ref AWS::StackName, Action: "s3:*" }]';
  expect(lint(rule, pool('true', role(open)))).toContain('lets in guests');
});

test('a value that only the deployment knows is not guessed at', () => {
  const text = `Parameters: { Open: { Type: String } }${pool('!Ref Open')}`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(
    `"3:100 undecided Visitors: AllowUnauthenticatedIdentities: Open is given at deployment"`,
  );
});

test('a parameter that lets guests in by default', () => {
  const text = `Parameters: { Open: { Type: String, Default: true } }${pool('!Ref Open')}`;
  expect(lint(rule, text)).toContain('when Open keeps its default');
});

test('only in the branch that is wrong, and says when', () => {
  const text = `Conditions: { IsDev: !Equals [!Ref AWS::StackName, dev] }${pool('!If [IsDev, true, false]')}`;
  expect(lint(rule, text)).toContain('when IsDev is true');
});

test('a role that allows nothing is told as what it is', () => {
  expect(lint(rule, pool('true', role("[{ Effect: Deny, Action: '*', Resource: '*' }]")))).toMatchInlineSnapshot(`
    "3:95 info Visitors lets in guests, though no policy of Guests allows them anything so far [identity-pool-unauthenticated]
          Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
                                                                                                      ~~~~ guests get in
      help: set AllowUnauthenticatedIdentities to false
      14:84 the role of guests"
  `);
});

test('roles that clients ask for themselves, by what their trust says', () => {
  const trusting = (login: string, actions: string) => `
  Guests:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Federated: cognito-identity.amazonaws.com }
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals: { 'cognito-identity.amazonaws.com:aud': !Ref Visitors }
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': ${login} }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: ${allow(actions)} } }]
`;
  expect(lint(rule, pool('true', trusting('unauthenticated', 'rum:PutRumEvents')), { undecided: true })).toBe('');
  expect(lint(rule, pool('true', trusting('unauthenticated', 's3:GetObject')))).toMatchInlineSnapshot(`
    "3:95 warning Visitors lets in guests, so anybody on the internet gets credentials of Guests, whose policies allow s3:GetObject [identity-pool-unauthenticated]
          Visitors: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
                                                                                                      ~~~~ guests get in
      help: set AllowUnauthenticatedIdentities to false, or list what guests are meant to do in the option allowedActions
      5:3 the role of guests"
  `);
  expect(lint(rule, pool('true', trusting('authenticated', 'rum:PutRumEvents')))).toContain('its role for guests');
});
