import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { firstMessage } from '../../test/support/printed.js';
import rule from './policy-condition.js';

const policy = (condition: string, action = 's3:ListBucket', effect = 'Allow') => `
Resources:
  Rights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: ${effect}
            Action: ${action}
            Resource: '*'
            Condition: ${condition}
`;
const messageOf = (condition: string, action?: string, effect?: string) =>
  firstMessage(lint(rule, policy(condition, action, effect)));

test.each([
  ['s3:ListBucket', '{ StringLike: { s3:prefix: [home/*, "home/${aws:username}"] } }'],
  ['[s3:ListBucket, s3:GetObject]', '{ StringLike: { s3:Prefix: home/* } }'],
  ['s3:PutObject', '{ StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }'],
  ['s3:GetObject', '{ StringEquals: { s3:ExistingObjectTag/Project: x } }'],
  ['"s3:*"', '{ NumericLessThan: { s3:TlsVersion: 1.2 }, Bool: { aws:SecureTransport: false } }'],
  ['s3:GetObject', '{ IpAddress: { AWS:SourceIP: [10.0.0.0/8, "2001:db8::/32"] } }'],
  ['s3:GetObject', '{ StringEquals: { aws:SourceIp: 192.0.2.1 } }'],
  ['sqs:SendMessage', '{ StringLike: { aws:SourceArn: "arn:aws:sns:*:*:news" } }'],
  ['sqs:SendMessage', '{ ArnLike: { aws:SourceArn: "*" }, Null: { aws:SourceArn: "false" } }'],
  ['lambda:AddPermission', '{ StringEquals: { lambda:Principal: "*" } }'],
  ['lambda:CreateFunction', '{ "ForAnyValue:StringNotEquals": { lambda:SubnetIds: subnet-1 } }'],
  [
    'logs:PutLogEvents',
    '{ ArnEquals: { lambda:SourceFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:a" } }',
  ],
  ['iam:PassRole', '{ StringEquals: { iam:PassedToService: lambda.amazonaws.com } }'],
  ['kms:Decrypt', '{ StringEquals: { "kms:EncryptionContext:aws:lambda:FunctionArn": x } }'],
  ['acm:RequestCertificate', '{ "ForAllValues:StringEquals": { acm:DomainNames: "*.example.com" } }'],
  ['ecs:RunTask', '{ Bool: { ecs:enable-execute-command: false } }'],
  ['"*"', '{ ForAnyValue:StringEquals: { aws:CalledVia: cloudformation.amazonaws.com } }'],
  ['"*"', '{ DateGreaterThan: { aws:CurrentTime: "2026-01-01T00:00:00Z" }, NumericLessThan: { aws:EpochTime: 1 } }'],
  ['"*"', '{ StringEquals: { iam:PassedToService: lambda.amazonaws.com } }'],
  ['"*"', '{ StringEquals: { aws:PrincipalTag/Team: "${aws:ResourceTag/Team}" } }'],
])('%s with %s', (action, condition) => {
  expect(lint(rule, policy(condition, action), { undecided: true })).toBe('');
});

test.each([
  [
    'states:InvokeHTTPEndpoint',
    '{ StringEquals: { states:HTTPMethod: GET }, StringLike: { states:HTTPEndpoint: "https://api.example.com/*" } }',
  ],
  ['s3:GetObject', '{ ArnLike: { ec2:SourceInstanceARN: "arn:aws:ec2:eu-west-1:111122223333:instance/*" } }'],
  ['s3:GetObject', '{ StringEquals: { glue:RoleAssumedBy: glue.amazonaws.com } }'],
])('%s with %s, a key that AWS lists for no action', (action, condition) => {
  expect(lint(rule, policy(condition, action), { undecided: true })).toBe('');
});

test('the type of a key that AWS lists for no action', () => {
  expect(messageOf('{ IpAddress: { states:HTTPMethod: 10.0.0.0/8 } }')).toMatchInlineSnapshot(
    `"warning Rights compares states:HTTPMethod, which holds text, by IpAddress, so the condition never holds, and the statement allows nothing [policy-condition]"`,
  );
});

test('a misspelt key of all services', () => {
  expect(lint(rule, policy('{ StringEquals: { aws:SourceAcount: "111122223333" } }'))).toMatchInlineSnapshot(`
    "12:42 warning Rights has a condition on aws:SourceAcount, a key that there is not, so the condition never holds, and the statement allows nothing; did you mean aws:SourceAccount? [policy-condition]
                    Condition: { StringEquals: { aws:SourceAcount: "111122223333" } }
                                                 ~~~~~~~~~~~~~~~~ no such key
      help: correct it, or put it into the option allow if AWS has added it after 2026-09-26"
  `);
});

test('a misspelt key of a service, one without a prefix, and the end of one that is its user’s', () => {
  expect(messageOf('{ StringLike: { s3:prefx: home/* } }')).toMatchInlineSnapshot(
    `"warning Rights has a condition on s3:prefx, a key that there is not, so the condition never holds, and the statement allows nothing; did you mean s3:prefix? [policy-condition]"`,
  );
  expect(messageOf('{ ArnLike: { SourceArn: "arn:aws:s3:::a" } }')).toMatchInlineSnapshot(
    `"warning Rights has a condition on SourceArn, a key that there is not, so the condition never holds, and the statement allows nothing; did you mean aws:SourceArn? [policy-condition]"`,
  );
  expect(messageOf('{ StringEquals: { aws:ResourceTags/Team: x } }')).toMatchInlineSnapshot(
    `"warning Rights has a condition on aws:ResourceTags/Team, a key that there is not, so the condition never holds, and the statement allows nothing; did you mean aws:ResourceTag/Team? [policy-condition]"`,
  );
});

test('a key that is like no other may be missing in the list', () => {
  expect(messageOf('{ StringEquals: { logs:QuiteAnotherThing: x } }', 'logs:PutLogEvents')).toMatchInlineSnapshot(
    `"info Rights has a condition on logs:QuiteAnotherThing, a key that there is not, so the condition never holds, and the statement allows nothing [policy-condition]"`,
  );
  const options = { allow: ['logs:*'] };
  expect(lint(rule, policy('{ StringEquals: { logs:QuiteAnotherThing: x } }'), { options })).toBe('');
});

test('a key of another service, and one of other actions', () => {
  expect(messageOf('{ StringNotEquals: { iam:ResourceTag/Stage: prod } }', '["ec2:*", "s3:*"]')).toMatchInlineSnapshot(
    `"warning Rights has a condition on iam:ResourceTag/Stage, a key that requests for ec2:* or s3:* don't have, so the condition always holds, and limits nothing [policy-condition]"`,
  );
  expect(messageOf('{ StringEquals: { s3:x-amz-storage-class: GLACIER } }')).toMatchInlineSnapshot(
    `"warning Rights has a condition on s3:x-amz-storage-class, a key that requests for s3:ListBucket don't have, so the condition never holds, and the statement allows nothing [policy-condition]"`,
  );
});

test('what comes of a key that no request has', () => {
  const so = (operator: string, effect?: string) =>
    messageOf(`{ ${operator}: { aws:SourceAcount: x } }`, undefined, effect).replace(/.*, (so .*);.*/, '$1');
  expect(so('StringEquals', 'Deny')).toBe('so the condition never holds, and the statement denies nothing');
  expect(so('StringNotLike')).toBe('so the condition always holds, and limits nothing');
  expect(so('StringEqualsIfExists')).toBe('so the condition always holds, and limits nothing');
  expect(so('"ForAllValues:StringEquals"')).toBe('so the condition always holds, and limits nothing');
  expect(so('"ForAnyValue:StringNotEquals"')).toBe('so the condition never holds, and the statement allows nothing');
  expect(messageOf('{ Null: { aws:SourceAcount: true } }')).toContain('so the condition tells nothing');
});

test('a Deny by something else than what is meant', () => {
  expect(messageOf('{ Bool: { aws:MultiFactorAuthPresent: "false" } }', '"*"', 'Deny')).toMatchInlineSnapshot(
    `"warning Rights denies by Bool where aws:MultiFactorAuthPresent is false, so requests with a long-term access key, which have no such key, are not denied [policy-condition]"`,
  );
  expect(messageOf('{ BoolIfExists: { aws:MultiFactorAuthPresent: "false" } }', '"*"', 'Deny')).toBe('');
  expect(messageOf('{ Bool: { aws:MultiFactorAuthPresent: "true" } }', '"*"', 'Deny')).toBe('');
});

test('an operator for another type', () => {
  expect(lint(rule, policy('{ NumericEquals: { s3:prefix: "1" } }'))).toMatchInlineSnapshot(`
    "12:43 warning Rights compares s3:prefix, which holds text, by NumericEquals, so the condition never holds, and the statement allows nothing [policy-condition]
                    Condition: { NumericEquals: { s3:prefix: "1" } }
                                                  ~~~~~~~~~ holds text
      help: write StringEquals or StringLike"
  `);
  expect(messageOf('{ IpAddress: { aws:SourceVpce: 10.0.0.0/8 } }')).toMatchInlineSnapshot(
    `"warning Rights compares aws:SourceVpce, which holds text, by IpAddress, so the condition never holds, and the statement allows nothing [policy-condition]"`,
  );
  expect(messageOf('{ StringNotLike: { aws:SourceIp: [192.0.2.1, 10.0.0.0/8] } }')).toMatchInlineSnapshot(
    `"warning Rights compares aws:SourceIp, which holds an IP address, by StringNotLike with the range 10.0.0.0/8, so the condition always holds, and limits nothing [policy-condition]"`,
  );
  expect(lint(rule, policy('{ Bool: { aws:PrincipalArn: "true" } }'))).toContain('write ArnLike');
});

test('values that match nothing', () => {
  expect(lint(rule, policy('{ Bool: { aws:SecureTransport: "yes" } }'))).toMatchInlineSnapshot(`
    "12:55 warning Rights compares aws:SecureTransport with yes, which is neither true nor false, so the condition never holds, and the statement allows nothing [policy-condition]
                    Condition: { Bool: { aws:SecureTransport: "yes" } }
                                                              ~~~~~ is neither true nor false
      help: write true or false"
  `);
  expect(messageOf('{ StringEquals: { s3:prefix: [in, "out/*"] } }')).toMatchInlineSnapshot(
    `"warning Rights compares s3:prefix with out/*, which has a star, which StringEquals takes as it stands, so that value matches nothing [policy-condition]"`,
  );
  expect(messageOf('{ StringNotEqualsIfExists: { aws:PrincipalOrgID: "*" } }')).toMatchInlineSnapshot(
    `"warning Rights compares aws:PrincipalOrgID with *, which has a star, which StringNotEqualsIfExists takes as it stands, so the condition always holds, and limits nothing [policy-condition]"`,
  );
  expect(messageOf('{ IpAddress: { aws:SourceIp: 10.0.0.256/32 } }')).toMatchInlineSnapshot(
    `"warning Rights compares aws:SourceIp with 10.0.0.256/32, which is no IP address and no range of them, so the condition never holds, and the statement allows nothing [policy-condition]"`,
  );
  expect(messageOf('{ ArnLikeIfExists: { aws:SourceArn: "111122223333" } }')).toMatchInlineSnapshot(
    `"warning Rights compares aws:SourceArn with 111122223333, which is no ARN, so the condition holds only for requests without that key [policy-condition]"`,
  );
  expect(messageOf('{ DateLessThan: { aws:CurrentTime: tomorrow } }')).toContain('which is no date');
  expect(messageOf('{ NumericLessThan: { s3:max-keys: ten } }')).toContain('which is no number');
  expect(messageOf('{ "Null": { aws:TagKeys: maybe } }')).toContain('which is neither true nor false');
});

test('ForAllValues for a key with one value', () => {
  const trust = (effect: string, more = '') => `
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: ${effect}
            Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' }
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              ForAllValues:StringLike: { token.actions.githubusercontent.com:sub: 'repo:shop/*' }
${more}`;
  expect(lint(rule, trust('Allow'))).toMatchInlineSnapshot(`
    "12:42 warning the trust policy of Deployer uses ForAllValues for token.actions.githubusercontent.com:sub, which has one value at most, so the condition also holds for requests without that key, and the statement allows them all [policy-condition]
                      ForAllValues:StringLike: { token.actions.githubusercontent.com:sub: 'repo:shop/*' }
                                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ one value at most
      help: write StringLike without ForAllValues"
  `);
  expect(lint(rule, trust('Deny'))).toBe('');
  const guard = "              'Null': { token.actions.githubusercontent.com:sub: 'false' }\n";
  expect(lint(rule, trust('Allow', guard))).toBe('');
});

test('operators that there are not are told elsewhere, and of keys of identity providers nothing is known', () => {
  expect(messageOf('{ StringMatches: { aws:SourceAcount: x } }')).toBe('');
  expect(messageOf('{ StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/A1:sub": x } }')).toBe('');
});

test('the policy of a resource', () => {
  const text = `
Resources:
  Access:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: '*'
            Condition: { ArnEquals: { aws:SourceArm: !Ref News } }
  Jobs: { Type: AWS::SQS::Queue }
  News: { Type: AWS::SNS::Topic }
`;
  expect(lint(rule, text).split('\n')[0]).toMatchInlineSnapshot(
    `"13:39 warning Access has a condition on aws:SourceArm, a key that there is not, so the condition never holds, and the statement allows nothing; did you mean aws:SourceArn? [policy-condition]"`,
  );
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Value: { Type: String }, Verb: { Type: String } }';
  const undecided = (condition: string, action?: string) =>
    lint(rule, parameters + policy(condition, action), { undecided: true });
  expect(undecided('{ StringEquals: { aws:PrincipalOrgID: !Ref Value } }')).toMatchInlineSnapshot(
    `"12:67 undecided Rights: \${Value} is known only at deployment"`,
  );
  expect(undecided('{ StringLike: { kms:ViaService: x } }', '!Sub "s3:${Verb}"')).toMatchInlineSnapshot(
    `"12:40 undecided Rights: the action is known only at deployment"`,
  );
  expect(undecided('{ StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }')).toBe('');
  expect(undecided('{ StringEquals: { aws:PrincipalTag/Team: !Sub "${Value}-*" } }')).toContain('takes as it stands');
});

test('by the default of a parameter, and by branch', () => {
  const text = `Parameters: { Secure: { Type: String, Default: on } }${policy('{ Bool: { aws:SecureTransport: !Ref Secure } }')}`;
  expect(lint(rule, text)).toContain('when Secure keeps its default');
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }';
  expect(lint(rule, conditions + policy('{ StringEquals: { s3:prefix: !If [IsDev, "*", out] } }'))).toContain(
    'when IsDev is true',
  );
});
