import { expect, test } from 'vitest';
import rule from './role-privilege-escalation.js';
import { lint } from '../../test/support/lint.js';
import { allow, role, sam } from '../../test/support/role-template.js';

test('what only reads and writes data', () => {
  expect(lint(rule, allow('[s3:PutObject, lambda:InvokeFunction]'), { undecided: true })).toBe('');
});

test('one action that changes rights, on every role', () => {
  expect(lint(rule, allow('[s3:GetObject, iam:PutRolePolicy]'))).toMatchInlineSnapshot(`
    "11:65 error FnRole may use iam:PutRolePolicy, so whatever acts with it can give itself any right [role-privilege-escalation]
                    Statement: [{ Effect: Allow, Action: [s3:GetObject, iam:PutRolePolicy], Resource: '*' }]
                                                                        ~~~~~~~~~~~~~~~~~ raises rights
      help: leave out iam:PutRolePolicy, or limit it to the ARNs that are needed"
  `);
});

test('a set of actions over several policies', () => {
  const text = `${role('[{ Effect: Allow, Action: lambda:CreateFunction, Resource: "*" }]')}
  Pass:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: pass
      Roles: [!Ref FnRole]
      PolicyDocument: { Statement: { Effect: Allow, Action: 'iam:Pass*', Resource: 'arn:aws:iam::123456789012:role/*' } }
  Call:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref FnRole]
      PolicyDocument: '{ "Statement": [{ "Effect": "Allow", "Action": "lambda:Invoke*", "Resource": "*" }] }'
`;
  expect(lint(rule, text, { undecided: true })).toMatchInlineSnapshot(`
    "18:61 error FnRole may use iam:PassRole, lambda:CreateFunction and lambda:InvokeFunction, so whatever acts with it can run code of its own with any role that Lambda may take [role-privilege-escalation]
              PolicyDocument: { Statement: { Effect: Allow, Action: 'iam:Pass*', Resource: 'arn:aws:iam::123456789012:role/*' } }
                                                                    ~~~~~~~~~~~ allows iam:PassRole
      help: leave out iam:PassRole, or limit it to the ARNs that are needed
      11:50 the inline policy of FnRole allows lambda:CreateFunction
      23:23 Call allows lambda:InvokeFunction"
  `);
});

test.each([
  ['[iam:PassRole, lambda:CreateFunction]', "'*'"],
  ['[iam:PassRole, ec2:RunInstances]', "'arn:aws:iam::*:role/workers'"],
  ['iam:PutRolePolicy', "!Sub 'arn:aws:iam::${AWS::AccountId}:role/app/*'"],
  ['iam:PutRolePolicy', "!Sub 'arn:aws:iam::${AWS::AccountId}:role/${Name}'"],
  ["'iam:*AccessKey*'", "'arn:aws:iam::*:user/${aws:username}'"],
  ['lambda:UpdateFunctionCode', "'arn:aws:lambda:*:*:function:orders'"],
  ['iam:DeleteRolePermissionsBoundary', "'*'"],
  ['[iam:PassRole, cloudformation:CreateChangeSet]', "'*'"],
  ['[iam:PassRole, bedrock-agentcore:CreateCodeInterpreter, bedrock-agentcore:InvokeCodeInterpreter]', "'*'"],
])('no set, or not on everything: %s on %s', (action, resource) => {
  expect(lint(rule, allow(action, resource), { undecided: true })).toBe('');
});

test.each([
  ['iam:AttachRolePolicy', "'arn:aws:iam::123456789012:role/*'"],
  ['iam:CreatePolicyVersion', "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/*'"],
  ["'iam:*'", "'*'"],
  ["'*'", "'*'"],
  ["'lambda:Update*'", "'arn:aws:lambda:*:*:function:*'"],
  ["[iam:PassRole, 'states:*']", "'*'"],
  ["[iam:PassRole, 'cloudformation:*ChangeSet']", "'*'"],
  ["[iam:PassRole, 'bedrock-agentcore:*CodeInterpreter*']", "'*'"],
])('a set: %s on %s', (action, resource) => {
  expect(lint(rule, allow(action, resource))).toContain('[role-privilege-escalation]');
});

test('on the role itself, by whatever name', () => {
  const named = (resource: string, more = '') =>
    `${role('[]', more)}
  Own:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: own
      Roles: [!Ref FnRole]
      PolicyDocument: { Statement: { Effect: Allow, Action: iam:PutRolePolicy, Resource: ${resource} } }
`;
  expect(lint(rule, named('!GetAtt FnRole.Arn'))).toContain('give itself any right');
  const orders = '\n      RoleName: orders-fn';
  expect(lint(rule, named("'arn:aws:iam::123456789012:role/orders-*'", orders))).toContain('give itself any right');
  expect(lint(rule, named("'arn:aws:iam::123456789012:role/stock-*'", orders), { undecided: true })).toBe('');
});

test('what is denied is not to be had', () => {
  const denied = (deny: string) =>
    role(`
              - { Effect: Allow, Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }
              - { Effect: Deny, ${deny} }`);
  expect(lint(rule, denied("Action: 'iam:*', Resource: '*'"), { undecided: true })).toBe('');
  expect(lint(rule, denied("NotAction: 'lambda:*', Resource: '*'"), { undecided: true })).toBe('');
  expect(lint(rule, denied("Action: 'iam:*', NotResource: 'arn:aws:s3:::x'"), { undecided: true })).toContain('error');
  expect(lint(rule, denied("Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/admin'"))).toContain('iam:PassRole');
  const https = "Action: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': false } }";
  expect(lint(rule, denied(https))).toContain('iam:PassRole');
  const other = "Action: 'iam:*', Resource: '*', Condition: { StringNotEquals: { 'iam:ResourceTag/team': a } }";
  expect(lint(rule, denied(other), { undecided: true })).toMatchInlineSnapshot(
    `"12:43 undecided FnRole: a Deny of iam:* may take it away"`,
  );
});

test.each([
  ['StringEquals', 'states.amazonaws.com', ''],
  ['StringLike', 'lambda.*', 'error'],
  ['StringEquals', 'lambda.amazonaws.com', 'error'],
])('a role that is passed to one service only: %s %s', (operator, service, found) => {
  const text = role(`
              - { Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: { ${operator}: { 'iam:PassedToService': '${service}' } } }
              - { Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }`);
  expect(lint(rule, text, { undecided: true })).toContain(found);
  if (found === '') expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a cluster of EMR takes two roles, for EMR and for its instances', () => {
  const passing = (...services: string[]) =>
    role(`
              - { Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: { StringLike: { 'iam:PassedToService': [${services.map((service) => `'${service}'`).join(', ')}] } } }
              - { Effect: Allow, Action: 'elasticmapreduce:RunJobFlow', Resource: '*' }`);
  expect(lint(rule, passing('elasticmapreduce.amazonaws.com'), { undecided: true })).toBe('');
  expect(lint(rule, passing('ec2.amazonaws.com*'), { undecided: true })).toBe('');
  expect(lint(rule, passing('elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'))).toMatchInlineSnapshot(`
    "12:42 error FnRole may use iam:PassRole and elasticmapreduce:RunJobFlow, so whatever acts with it can run code of its own, on a cluster of EMR, with any role that EC2 may take [role-privilege-escalation]
                      - { Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: { StringLike: { 'iam:PassedToService': ['elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'] } } }
                                                 ~~~~~~~~~~~~~~ raises rights
      help: leave out iam:PassRole, or limit it to the ARNs that are needed
      13:42 the inline policy of FnRole allows elasticmapreduce:RunJobFlow"
  `);
  const both = passing('elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com');
  expect(lint(rule, both, { options: { ignore: ['iam:PassRole+elasticmapreduce:RunJobFlow'] } })).toBe('');
});

test('a role is passed to App Runner, whatever it trusts', () => {
  const passing = (service: string) =>
    role(`
              - { Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: { StringLike: { 'iam:PassedToService': '${service}' } } }
              - { Effect: Allow, Action: 'apprunner:CreateService', Resource: '*' }`);
  expect(lint(rule, passing('apprunner.amazonaws.com'))).toContain('any role that App Runner may take');
  expect(lint(rule, passing('tasks.apprunner.amazonaws.com'), { undecided: true })).toBe('');
});

test('whether a condition leaves what is needed', () => {
  const passing = (condition: string): string =>
    lint(
      rule,
      `Parameters: { Service: { Type: String } }${role(`
              - { Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: { ${condition} } }
              - { Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }`)}`,
      { undecided: true },
    );
  for (const condition of [
    "StringNotEquals: { 'iam:PassedToService': 'states.amazonaws.com' }",
    "StringEqualsIfExists: { 'iam:PassedToService': 'lambda.amazonaws.com' }",
    "StringEquals: { 'iam:PassedToService': ['states.amazonaws.com', 'lambda.amazonaws.com'] }",
    "Bool: { 'aws:SecureTransport': true }",
  ])
    expect(passing(condition), condition).toContain('may use iam:PassRole');
  for (const condition of [
    "StringNotLike: { 'iam:PassedToService': 'lambda.*' }",
    "StringEquals: { 'iam:ResourceTag/team': a, 'iam:PassedToService': !Ref Service, 'aws:ResourceAccount': '1' }",
    "StringEquals: { 'iam:PassedToService': !Sub 'states.${Service}' }",
  ])
    expect(passing(condition), condition).toBe('');
  expect(passing("StringEquals: { 'iam:PassedToService': !Ref Service }")).toMatchInlineSnapshot(
    `"12:42 undecided FnRole: it can't be told what the condition on iam:PassedToService leaves"`,
  );
  expect(
    passing("StringEquals: { 'iam:PassedToService': ['states.amazonaws.com', !Sub 'lambda.${Service}'] }"),
  ).toMatchInlineSnapshot(
    `"12:42 undecided FnRole: it can't be told what the condition on iam:PassedToService leaves"`,
  );
  expect(passing("StringEquals: { 'iam:AssociatedResourceArn': a }")).toMatchInlineSnapshot(
    `"12:42 undecided FnRole: it can't be told what the condition on iam:AssociatedResourceArn leaves"`,
  );
});

test('two actions that can never be about the same function', () => {
  const text = (code: string) =>
    role(`
              - { Effect: Allow, Action: 'iam:PassRole', Resource: '*' }
              - { Effect: Allow, Action: lambda:UpdateFunctionConfiguration, Resource: 'arn:aws:lambda:*:*:function:a-*' }
              - { Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: 'arn:aws:lambda:*:*:function:${code}' }`);
  expect(lint(rule, text('b-*'), { undecided: true })).toBe('');
  expect(lint(rule, text('a-1'))).toContain(
    'iam:PassRole, lambda:UpdateFunctionConfiguration and lambda:UpdateFunctionCode',
  );
});

const boundary = (arn: string) =>
  role("[{ Effect: Allow, Action: ['iam:*', 'lambda:*'], Resource: '*' }]", `\n      PermissionsBoundary: ${arn}`);
const limit = (statement: string) => `
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: ${statement}
`;

test('what the boundary does not have is not to be had', () => {
  const limited = (statement: string) => lint(rule, boundary('!Ref Limit') + limit(statement), { undecided: true });
  expect(limited("[{ Effect: Allow, Action: ['s3:*', 'lambda:InvokeFunction'], Resource: '*' }]")).toBe('');
  expect(
    limited(
      "[{ Effect: Allow, Action: '*', Resource: '*' }, { Effect: Deny, Action: ['iam:*', 'lambda:Update*'], Resource: '*' }]",
    ),
  ).toBe('');
  expect(limited("[{ Effect: Allow, Action: '*', Resource: 'arn:aws:iam::*:role/other' }]")).toBe('');
  expect(limited("[{ Effect: Allow, Action: 'iam:DeleteRole*', Resource: '*' }]")).toContain('take off the boundary');
});

test('a boundary of AWS, and one that is made elsewhere', () => {
  expect(lint(rule, boundary('arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess'), { undecided: true })).toBe('');
  const text = boundary("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/boundary'");
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:51 error FnRole may use iam:PutRolePolicy, so whatever acts with it can give itself any right, or use one of 18 other ways to raise its rights [role-privilege-escalation]
                    Statement: [{ Effect: Allow, Action: ['iam:*', 'lambda:*'], Resource: '*' }]
                                                          ~~~~~~~ allows iam:PutRolePolicy
      help: leave out iam:PutRolePolicy, or limit it to the ARNs that are needed
      8:33 what this boundary leaves of it is not known"
  `);
});

test('a boundary and a policy that the configuration shows', () => {
  const text = boundary("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/boundary'");
  const arn = 'arn:aws:iam::*:policy/boundary';
  const shown = (action: string) => ({ [arn]: { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } });
  expect(lint(rule, text, { policies: shown('s3:*'), undecided: true })).toBe('');
  expect(lint(rule, text, { policies: shown('lambda:*') })).toContain('lambda:UpdateFunctionCode');
  const attached = role('[]', "\n      ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/boundary']");
  expect(lint(rule, attached, { policies: shown('iam:*') })).toContain('iam:PutRolePolicy');
  expect(lint(rule, attached, { policies: { 'arn:aws:iam::*:policy/x': {} }, undecided: true })).toContain('undecided');
});

test('policies of AWS count', () => {
  const managed = (...names: string[]) =>
    role('[]', `\n      ManagedPolicyArns: [${names.map((name) => `arn:aws:iam::aws:policy/${name}`).join(', ')}]`);
  const basic = ['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole'];
  expect(lint(rule, managed(...basic, 'AmazonS3FullAccess'), { undecided: true })).toBe('');
  expect(lint(rule, managed('AWSLambda_FullAccess'))).toMatchInlineSnapshot(`
    "8:27 error FnRole may use iam:PassRole, lambda:CreateFunction and lambda:InvokeFunction, so whatever acts with it can run code of its own with any role that Lambda may take, or use one of 3 other ways to raise its rights [role-privilege-escalation]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSLambda_FullAccess]
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ allows iam:PassRole
      help: replace AWSLambda_FullAccess by a policy with the actions and resources that are needed"
  `);
  expect(lint(rule, managed('AmazonNewServiceFullAccess'), { undecided: true })).toMatchInlineSnapshot(
    `"8:27 undecided FnRole: what arn:aws:iam::aws:policy/AmazonNewServiceFullAccess grants is not known"`,
  );
});

test('an Allow of everything but some', () => {
  const text = role("[{ Effect: Allow, NotAction: 's3:*', Resource: '*' }]");
  expect(lint(rule, text)).toContain('does not leave out iam:PutRolePolicy');
  expect(
    lint(
      rule,
      role("[{ Effect: Allow, NotAction: ['iam:*', 'lambda:*', 'ssm:*', 'glue:*', 'sagemaker:*'], Resource: '*' }]"),
      { undecided: true },
    ),
  ).toBe('');
});

test('what only the deployment knows', () => {
  const parameter = (text: string) => `Parameters: { Given: { Type: String } }${text}`;
  expect(lint(rule, parameter(allow('!Ref Given')), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Given} is known only at deployment"`,
  );
  expect(lint(rule, parameter(allow('iam:PutRolePolicy', '!Ref Given')), { undecided: true })).toMatchInlineSnapshot(
    `"11:50 undecided FnRole: \${Given} is known only at deployment"`,
  );
  expect(lint(rule, parameter(role('!Ref Given')), { undecided: true })).toContain('undecided FnRole');
  const attached = parameter(role('[]', '\n      ManagedPolicyArns: [!Ref Given]'));
  expect(lint(rule, attached, { undecided: true })).toMatchInlineSnapshot(
    `"8:32 undecided FnRole: Given is given at deployment"`,
  );
});

test('a condition of an Allow or a Deny that only the deployment knows', () => {
  const put = 'Effect: Allow, Action: iam:PutRolePolicy, Resource: "*"';
  const deny = "Effect: Deny, Action: 'iam:*', Resource: '*'";
  const guarded = (statements: string): string =>
    `Parameters: { Guard: { Type: String } }${role(statements)}`.replaceAll('GUARD', 'Condition: !Ref Guard');
  const narrowed = guarded(`[{ ${put}, GUARD }]`);
  expect(lint(rule, narrowed)).toBe('');
  expect(lint(rule, narrowed, { undecided: true })).toMatchInlineSnapshot(
    `"11:50 undecided FnRole: Guard is given at deployment"`,
  );
  expect(lint(rule, guarded(`[{ ${put} }, { ${deny} }]`), { undecided: true })).toBe('');
  const denied = guarded(`[{ ${put} }, { ${deny}, GUARD }]`);
  expect(lint(rule, denied)).toBe('');
  expect(lint(rule, denied, { undecided: true })).toMatchInlineSnapshot(
    `"11:50 undecided FnRole: a Deny of iam:* may take it away"`,
  );
});

test('a policy that speaks of a role without being its', () => {
  const other = (roles: string): string => `
  Other:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ${roles}
      PolicyDocument: { Statement: { Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !GetAtt FnRole.Arn } }
`;
  const text = (more: string, roles: string): string => role('[]', more) + other(roles);
  expect(lint(rule, text('', 'Description: none'))).toBe('');
  const trust = '{ Statement: { Effect: Allow, Principal: { Service: batch.amazonaws.com }, Action: sts:AssumeRole } }';
  const ofBatch = `  Batch: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${trust} } }`;
  expect(lint(rule, text('', 'Roles: [!Ref Batch]') + ofBatch)).toBe('');
  expect(lint(rule, text('', 'Roles: [!Ref FnRole]'))).toMatchInlineSnapshot(`
    "17:61 error FnRole may use iam:PutRolePolicy, so whatever acts with it can give itself any right [role-privilege-escalation]
              PolicyDocument: { Statement: { Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !GetAtt FnRole.Arn } }
                                                                    ~~~~~~~~~~~~~~~~~~~ raises rights
      help: leave out iam:PutRolePolicy, or limit it to the ARNs that are needed"
  `);
  const twice = text('\n      ManagedPolicyArns: [!Ref Other]', 'Roles: [!Ref FnRole]');
  expect(lint(rule, twice)).toMatchInlineSnapshot(`
    "18:61 error FnRole may use iam:PutRolePolicy, so whatever acts with it can give itself any right [role-privilege-escalation]
              PolicyDocument: { Statement: { Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !GetAtt FnRole.Arn } }
                                                                    ~~~~~~~~~~~~~~~~~~~ raises rights
      help: leave out iam:PutRolePolicy, or limit it to the ARNs that are needed"
  `);
});

test('only where the condition makes it so', () => {
  const text = `Conditions: { IsAdmin: !Equals [!Ref AWS::Region, eu-west-1] }${allow('!If [IsAdmin, iam:PutRolePolicy, s3:GetObject]')}`;
  expect(lint(rule, text)).toContain('when IsAdmin is true');
});

test('a role of something else only if all roles are judged', () => {
  const text = role("[{ Effect: Allow, Action: 'iam:*', Resource: '*' }]", '', 'ec2');
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('error');
});

test('a policy for a role elsewhere', () => {
  const text = `
Resources:
  Extra:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: extra
      Roles: [deployer]
      PolicyDocument: { Statement: { Effect: Allow, Action: iam:PutUserPolicy, Resource: '*' } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "8:61 error Extra allows iam:PutUserPolicy, so whatever acts with it can give any right to a user [role-privilege-escalation]
              PolicyDocument: { Statement: { Effect: Allow, Action: iam:PutUserPolicy, Resource: '*' } }
                                                                    ~~~~~~~~~~~~~~~~~ raises rights
      help: leave out iam:PutUserPolicy, or limit it to the ARNs that are needed"
  `);
});

test('sets that the configuration adds and ignores', () => {
  const text = allow('[iam:PutRolePolicy, s3:GetObject, sns:Publish]');
  expect(lint(rule, text, { options: { ignore: ['iam:*'] } })).toBe('');
  const combos = [{ actions: ['s3:GetObject', 'sns:Publish'], gives: 'send data away' }];
  expect(lint(rule, text, { options: { ignore: ['iam:*'], combos } })).toContain(
    'may use s3:GetObject and sns:Publish, so whatever acts with it can send data away [',
  );
});

test('a function of SAM', () => {
  expect(
    lint(rule, sam('[AWSLambdaBasicExecutionRole, { LambdaInvokePolicy: { FunctionName: x } }]'), { undecided: true }),
  ).toBe('');
  expect(
    lint(
      rule,
      sam(
        "[AWSXrayWriteOnlyAccess, { Statement: [{ Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: '*' }] }]",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "10:81 error the role that SAM makes for Fn may use lambda:UpdateFunctionCode, so whatever acts with it can run code of its own with the role of any function [role-privilege-escalation]
              Policies: [AWSXrayWriteOnlyAccess, { Statement: [{ Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: '*' }] }]
                                                                                        ~~~~~~~~~~~~~~~~~~~~~~~~~ raises rights
      help: leave out lambda:UpdateFunctionCode, or limit it to the ARNs that are needed"
  `);
});

test('the code of the function itself', () => {
  const text = `${sam('[]')}
  Own:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: own
      Roles: [!Ref FnRole]
      PolicyDocument: { Statement: { Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: !GetAtt Fn.Arn } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "17:61 info the role that SAM makes for Fn may use lambda:UpdateFunctionCode on Fn, which acts with it, so whoever gets into the function once can stay in it [role-privilege-escalation]
              PolicyDocument: { Statement: { Effect: Allow, Action: lambda:UpdateFunctionCode, Resource: !GetAtt Fn.Arn } }
                                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~ replaces its own code
      help: leave lambda:UpdateFunctionCode to what deploys the function"
  `);
});

test('JSON', () => {
  const text = JSON.stringify({
    Resources: {
      Jobs: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' } } },
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/IAMFullAccess'],
        },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('Jobs may use iam:PutRolePolicy');
});
