import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { firstMessage } from '../../test/support/printed.js';
import { keyOf, mayHaveKey } from '../iam/condition-keys.js';
import { siblings } from '../iam/sibling-actions.data.js';
import rule from './guardrail-policy-ineffective.js';

const policies = (statements: Readonly<Record<string, string>>, type = 'SERVICE_CONTROL_POLICY') => `
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Kind: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
${Object.entries(statements)
  .map(
    ([name, statement]) => `  ${name}:
    Type: AWS::Organizations::Policy
    Properties:
      Name: guardrails
      Type: ${type}
      Content:
        Version: '2012-10-17'
        Statement:
          ${statement}
`,
  )
  .join('')}`;
const policy = (statement: string, type?: string) => policies({ Guardrails: `- { ${statement} }` }, type);
const deny = (action: string, condition: string) =>
  policy(`Effect: Deny, Action: ${action}, Resource: '*', Condition: ${condition}`);
const allow = (action: string, condition: string) =>
  policy(`Effect: Allow, Action: ${action}, Resource: '*', Condition: ${condition}`);
const messageOf = (text: string) => firstMessage(lint(rule, text)).replace(/ \[.*\]$/, '');
const quiet = (text: string) => {
  expect(lint(rule, text, { undecided: true })).toBe('');
};

const functions = '[lambda:CreateFunction, lambda:UpdateFunctionConfiguration]';
const layer = "'arn:aws:lambda:*:111122223333:layer:company:*'";
const boundary = "'arn:aws:iam::111122223333:policy/boundary'";

describe('ForAllValues', () => {
  test('an Allow that is also for requests without any value', () => {
    expect(lint(rule, allow(functions, `{ 'ForAllValues:StringLike': { lambda:Layer: ${layer} } }`)))
      .toMatchInlineSnapshot(`
      "16:156 warning Guardrails allows by ForAllValues on lambda:Layer without asking for that key, so requests that have none are allowed, too [guardrail-policy-ineffective]
                    - { Effect: Allow, Action: [lambda:CreateFunction, lambda:UpdateFunctionConfiguration], Resource: '*', Condition: { 'ForAllValues:StringLike': { lambda:Layer: 'arn:aws:lambda:*:111122223333:layer:company:*' } } }
                                                                                                                                                                     ~~~~~~~~~~~~ holds without any value
        help: add Null with lambda:Layer: "false" beside it"
    `);
  });

  test('of a key that may well be missing, as tags may', () => {
    expect(messageOf(allow('ec2:CreateTags', "{ 'ForAllValues:StringEquals': { aws:TagKeys: [Team, Stage] } }"))).toBe(
      'info Guardrails allows by ForAllValues on aws:TagKeys without asking for that key, so requests that have none are allowed, too',
    );
  });

  test('a Deny that one other value gets by', () => {
    expect(lint(rule, deny(functions, `{ 'ForAllValues:StringLike': { lambda:Layer: ${layer} } }`)))
      .toMatchInlineSnapshot(`
      "16:155 warning Guardrails denies by ForAllValues on lambda:Layer, which asks that all values of a request are among these, so a request that has one other value beside them is not denied [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: [lambda:CreateFunction, lambda:UpdateFunctionConfiguration], Resource: '*', Condition: { 'ForAllValues:StringLike': { lambda:Layer: 'arn:aws:lambda:*:111122223333:layer:company:*' } } }
                                                                                                                                                                    ~~~~~~~~~~~~ all values
        help: write ForAnyValue:StringLike"
    `);
  });

  test.each([
    allow(functions, `{ 'ForAllValues:StringLike': { lambda:Layer: ${layer} }, Null: { LAMBDA:layer: 'false' } }`),
    allow(functions, `{ 'ForAllValues:StringNotLike': { lambda:Layer: ${layer} } }`),
    deny(functions, `{ 'ForAllValues:StringNotLike': { lambda:Layer: ${layer} } }`),
    deny(functions, `{ 'ForAnyValue:StringNotLike': { lambda:Layer: ${layer} } }`),
    // Of one value at most, which is the business of policy-condition.
    deny("'*'", "{ 'ForAllValues:StringEquals': { aws:RequestedRegion: eu-west-1 } }"),
  ])('that does what it says: %#', quiet);
});

describe('conditions that have to hold together', () => {
  test('a value and none at all', () => {
    const condition = `{ StringNotEquals: { iam:PermissionsBoundary: ${boundary} }, Null: { iam:PermissionsBoundary: 'true' } }`;
    const actions = '[iam:CreateRole, iam:PutRolePermissionsBoundary, iam:DeleteRolePermissionsBoundary]';
    expect(lint(rule, deny(actions, condition))).toMatchInlineSnapshot(`
      "16:169 warning Guardrails denies by StringNotEquals and by Null on iam:PermissionsBoundary in one statement, where both have to hold, so only requests without that key are denied, and those with any value of it are not [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: [iam:CreateRole, iam:PutRolePermissionsBoundary, iam:DeleteRolePermissionsBoundary], Resource: '*', Condition: { StringNotEquals: { iam:PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' }, Null: { iam:PermissionsBoundary: 'true' } } }
                                                                                                                                                                                  ~~~~~~~~~~~~~~~~~~~~~~~ both have to hold
        help: make two statements of it, one with each condition"
    `);
  });

  test('nothing at once', () => {
    const condition = '{ StringEquals: { s3:x-amz-acl: public-read }, Null: { s3:x-amz-acl: true } }';
    expect(messageOf(deny('s3:PutObject', condition))).toBe(
      'warning Guardrails denies by StringEquals and by Null on s3:x-amz-acl in one statement, where both have to hold, so the condition never holds, and the statement denies nothing',
    );
    expect(messageOf(allow('s3:PutObject', condition))).toContain('and the statement allows nothing');
  });

  test('one tag and another', () => {
    const condition = "{ Null: { aws:RequestTag/Team: 'true', aws:RequestTag/Stage: 'true' } }";
    expect(lint(rule, deny('ec2:RunInstances', condition))).toMatchInlineSnapshot(`
      "16:120 warning Guardrails denies requests by aws:RequestTag/Team and by aws:RequestTag/Stage in one statement, where both conditions have to hold, so a request with one of these tags is not denied for lack of the other [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: ec2:RunInstances, Resource: '*', Condition: { Null: { aws:RequestTag/Team: 'true', aws:RequestTag/Stage: 'true' } } }
                                                                                                                                 ~~~~~~~~~~~~~~~~~~~~ both have to hold
        help: make a statement for each of the tags"
    `);
    const values = '{ StringNotLike: { aws:RequestTag/Team: "?*", aws:RequestTag/Stage: [dev, prod] } }';
    expect(messageOf(deny('ec2:RunInstances', values))).toContain('aws:RequestTag/Team and by aws:RequestTag/Stage');
  });

  test('tags in a list', () => {
    expect(lint(rule, deny('s3:CreateBucket', "{ 'ForAllValues:StringNotEquals': { aws:TagKeys: [Team, Stage] } }")))
      .toMatchInlineSnapshot(`
      "16:116 warning Guardrails denies by ForAllValues:StringNotEquals on aws:TagKeys only requests that have none of these tags, so one of them is enough [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: s3:CreateBucket, Resource: '*', Condition: { 'ForAllValues:StringNotEquals': { aws:TagKeys: [Team, Stage] } } }
                                                                                                                             ~~~~~~~~~~~ one is enough
        help: make a statement for each of the tags, with Null on aws:RequestTag/…: "true""
    `);
  });

  test.each([
    deny('s3:CreateBucket', "{ 'ForAllValues:StringNotEquals': { aws:TagKeys: Team } }"),
    deny('s3:CreateBucket', "{ 'ForAllValues:StringNotEquals': { aws:TagKeys: [Team, team] } }"),
    deny('s3:CreateBucket', "{ 'ForAllValues:StringNotEquals': { aws:TagKeys: [Team, !Ref Kind] } }"),
    deny('s3:CreateBucket', "{ 'ForAnyValue:StringNotEquals': { aws:TagKeys: [Team, Stage] } }"),
    allow('s3:CreateBucket', "{ 'ForAllValues:StringNotEquals': { aws:TagKeys: [Team, Stage] } }"),
    deny('s3:PutObject', '{ StringNotEquals: { s3:x-amz-acl: private }, Null: { s3:x-amz-acl: false } }'),
    deny('s3:PutObject', '{ StringNotEquals: { s3:x-amz-acl: private }, Null: { s3:x-amz-acl: !Ref Kind } }'),
    deny('s3:PutObject', '{ StringNotEquals: { s3:x-amz-acl: private }, Null: { aws:SourceVpce: true } }'),
    allow('s3:PutObject', '{ StringNotEquals: { s3:x-amz-acl: private }, Null: { s3:x-amz-acl: true } }'),
    deny('ec2:RunInstances', "{ Null: { aws:RequestTag/team: 'true', aws:requesttag/Team: 'true' } }"),
    deny('ec2:RunInstances', "{ Null: { aws:RequestTag/Team: 'true', aws:PrincipalTag/Admin: 'true' } }"),
    allow('ec2:RunInstances', "{ Null: { aws:RequestTag/Team: 'true', aws:RequestTag/Stage: 'true' } }"),
  ])('that leave something: %#', quiet);
});

describe('actions without the key', () => {
  test('of another service', () => {
    const condition = '{ StringNotEquals: { s3:x-amz-server-side-encryption: aws:kms } }';
    expect(lint(rule, deny('[s3:PutObject, rds:CreateDBInstance]', condition))).toMatchInlineSnapshot(`
      "16:122 warning Guardrails denies rds:CreateDBInstance by StringNotEquals on s3:x-amz-server-side-encryption, a key that AWS does not list for it, so that condition holds for it whatever is asked [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: [s3:PutObject, rds:CreateDBInstance], Resource: '*', Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: aws:kms } } }
                                                                                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not for all of these actions
        help: put it into a statement without this condition"
    `);
    expect(messageOf(deny('[ec2:CreateVolume, s3:CreateBucket]', '{ Bool: { ec2:Encrypted: false } }'))).toBe(
      'warning Guardrails denies s3:CreateBucket by Bool on ec2:Encrypted, a key that AWS does not list for it, so the statement never denies it',
    );
  });

  test('all of another service', () => {
    const text = deny('[ec2:RunInstances, redshift:*]', '{ StringNotLike: { ec2:InstanceType: t3.* } }');
    expect(messageOf(text)).toContain('denies redshift:* by StringNotLike on ec2:InstanceType');
  });

  test('of the same service, whose list may lack it', () => {
    const text = deny(
      '[rds:CreateDBCluster, rds:RestoreDBClusterToPointInTime]',
      '{ Bool: { rds:StorageEncrypted: false } }',
    );
    expect(messageOf(text)).toBe(
      'info Guardrails denies rds:RestoreDBClusterToPointInTime by Bool on rds:StorageEncrypted, a key that AWS does not list for it, so the statement never denies it',
    );
  });

  test('more of them than one cares to read', () => {
    const actions = '[ec2:RunInstances, s3:CreateBucket, sqs:CreateQueue, sns:CreateTopic, dynamodb:CreateTable]';
    expect(messageOf(deny(actions, '{ StringNotEquals: { ec2:InstanceType: t3.micro } }'))).toContain(
      'denies 4 actions by StringNotEquals on ec2:InstanceType, a key that AWS does not list for them',
    );
  });

  test.each([
    deny("[s3:PutObject, '*:Put*']", '{ StringEquals: { s3:x-amz-acl: public-read } }'),
    deny('[s3:PutObject, newservice:Create]', '{ StringEquals: { s3:x-amz-acl: public-read } }'),
    deny('[s3:PutObject, !Ref Kind]', '{ StringEquals: { s3:x-amz-acl: public-read } }'),
    deny('[s3:PutObject, rds:CreateDBInstance]', '{ Bool: { aws:SecureTransport: false } }'),
    deny('[s3:PutObject, rds:CreateDBInstance]', '{ ArnLike: { ec2:SourceInstanceARN: "*" } }'),
    // All of them, which is the business of policy-condition.
    deny('rds:CreateDBInstance', '{ StringEquals: { s3:x-amz-acl: public-read } }'),
    deny("'*'", '{ StringEquals: { s3:x-amz-acl: public-read } }'),
    policy(`Effect: Deny, NotAction: 's3:*', Resource: '*', Condition: { StringEquals: { s3:x-amz-acl: private } }`),
  ])('of which nothing can be said: %#', quiet);
});

describe('what is left open beside a Deny', () => {
  test('the same by another action', () => {
    expect(lint(rule, deny('lambda:CreateFunction', "{ Null: { lambda:VpcIds: 'true' } }"))).toMatchInlineSnapshot(`
      "16:96 warning Guardrails denies lambda:CreateFunction by lambda:VpcIds, but no policy of this template denies lambda:UpdateFunctionConfiguration, so what is denied can be had with that [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: lambda:CreateFunction, Resource: '*', Condition: { Null: { lambda:VpcIds: 'true' } } }
                                                                                                         ~~~~~~~~~~~~~ not for all actions with this key
        help: add lambda:UpdateFunctionConfiguration to the statement"
    `);
    expect(messageOf(deny('lambda:Update*UrlConfig', '{ StringEquals: { lambda:FunctionUrlAuthType: NONE } }'))).toBe(
      'warning Guardrails denies lambda:UpdateFunctionUrlConfig by lambda:FunctionUrlAuthType, but no policy of this template denies lambda:CreateFunctionUrlConfig, so what is denied can be had with that',
    );
  });

  test('taking it away', () => {
    const condition = `{ StringNotLike: { iam:PermissionsBoundary: ${boundary} } }`;
    expect(lint(rule, deny('[iam:CreateRole, iam:PutRolePermissionsBoundary]', condition))).toMatchInlineSnapshot(`
      "16:132 warning Guardrails asks for iam:PermissionsBoundary in iam:CreateRole and iam:PutRolePermissionsBoundary, but no policy of this template denies iam:DeleteRolePermissionsBoundary, so it can be taken away again [guardrail-policy-ineffective]
                    - { Effect: Deny, Action: [iam:CreateRole, iam:PutRolePermissionsBoundary], Resource: '*', Condition: { StringNotLike: { iam:PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' } } }
                                                                                                                                             ~~~~~~~~~~~~~~~~~~~~~~~ can be taken away
        help: deny iam:DeleteRolePermissionsBoundary, too"
    `);
  });

  const create = `- { Effect: Deny, Action: lambda:CreateFunction, Resource: '*', Condition: { Null: { lambda:VpcIds: 'true' } } }`;
  const update = `- { Effect: Deny, Action: 'lambda:UpdateFunction*', Resource: '*', Condition: { Null: { lambda:VpcIds: 'true' } } }`;

  test.each([
    policies({ Guardrails: create, Others: update }),
    policies({ Guardrails: `${create}\n          ${update}` }),
    policies({ Guardrails: create, Others: "- { Effect: Deny, NotAction: 's3:*', Resource: '*' }" }),
    deny("'lambda:*'", "{ Null: { lambda:VpcIds: 'true' } }"),
    // What is forbidden may be taken away.
    deny(
      '[iam:CreateRole, iam:PutRolePermissionsBoundary]',
      `{ StringEquals: { iam:PermissionsBoundary: ${boundary} } }`,
    ),
    deny('lambda:AddPermission', '{ StringEquals: { lambda:FunctionUrlAuthType: NONE } }'),
    allow('lambda:CreateFunction', "{ Null: { lambda:VpcIds: 'false' } }"),
    policy("Effect: Deny, NotAction: 's3:*', Resource: '*', Condition: { Null: { lambda:VpcIds: 'true' } }"),
  ])('nothing: %#', quiet);

  test('a policy of which only the deployment knows what it denies', () => {
    const others = "- { Effect: Deny, Action: !Ref Kind, Resource: '*' }";
    expect(lint(rule, policies({ Guardrails: create, Others: others }), { undecided: true })).toContain(
      'undecided Guardrails: another policy may deny lambda:UpdateFunctionConfiguration',
    );
  });

  test('a policy of which nothing is known', () => {
    const text = policies({ Guardrails: create, Others: update }).replace(
      /(Others:[^]*)Content:[^]*/,
      '$1Content: !Ref Kind\n',
    );
    expect(lint(rule, text, { undecided: true })).toContain('undecided Guardrails: another policy may deny');
    expect(messageOf(text)).toBe('');
  });

  test('a policy that is made in one stage only', () => {
    const text = policies({ Guardrails: create, Others: update }).replace(
      'Others:\n',
      'Others:\n    Condition: IsProd\n',
    );
    expect(messageOf(text)).toContain('no policy of this template denies lambda:UpdateFunctionConfiguration');
    expect(lint(rule, text)).toContain('when IsProd is false');
  });

  test.each(siblings.flatMap(({ keys, actions }) => keys.map((key) => [key, actions] as const)))(
    'AWS lists %s for %j',
    (key, actions) => {
      for (const action of actions) {
        const [service = '', name = ''] = action.split(':');
        const known = keyOf(service, key);
        expect(known !== undefined && mayHaveKey({ service, name }, known)).toBe(true);
      }
    },
  );
});

describe('an Allow', () => {
  const everything = "- { Effect: Allow, Action: '*', Resource: '*' }";
  const some = "- { Effect: Allow, Action: 's3:*', Resource: '*' }";

  test('beside one of everything', () => {
    expect(lint(rule, policies({ Guardrails: `${everything}\n          ${some}` }))).toMatchInlineSnapshot(`
      "17:13 warning Guardrails allows in this statement less than in another one, which allows everything, so the statement limits nothing [guardrail-policy-ineffective]
                    - { Effect: Allow, Action: 's3:*', Resource: '*' }
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ limits nothing
        help: write as a Deny what is not to be done, or take out the statement that allows everything"
    `);
  });

  // Whether the policy that AWS attaches at first is still there, no template tells.
  test.each([some, everything, `${everything}\n          ${some.replace('Allow', 'Deny')}`])('alone: %s', (written) => {
    quiet(policies({ Guardrails: written }));
  });

  test('beside one of everything of which only the deployment knows whether it allows', () => {
    quiet(policies({ Guardrails: `${everything.replace('Allow', '!Ref Kind')}\n          ${some}` }));
  });
});

describe('the type of a policy', () => {
  const bad = `Effect: Deny, Principal: '*', Action: ${functions}, Resource: '*', Condition: { 'ForAllValues:StringLike': { lambda:Layer: ${layer} } }`;

  test('of resources', () => {
    expect(messageOf(policy(bad, 'RESOURCE_CONTROL_POLICY'))).toContain('denies by ForAllValues on lambda:Layer');
  });

  test('of other policies, which are no documents of IAM', () => {
    quiet(policy(bad, 'TAG_POLICY'));
  });

  test('by stage, or known only at deployment', () => {
    const byStage = lint(rule, policy(bad, '!If [IsProd, SERVICE_CONTROL_POLICY, TAG_POLICY]'));
    expect(byStage).toContain('when IsProd is true');
    expect(lint(rule, policy(bad, '!Ref Kind'), { undecided: true })).toContain('undecided Guardrails');
  });
});

test('a policy as text, with what only the deployment knows', () => {
  const text = policies({}).replace(
    'Resources:\n',
    `Resources:
  Guardrails:
    Type: AWS::Organizations::Policy
    Properties:
      Name: guardrails
      Type: SERVICE_CONTROL_POLICY
      Content: !Sub '{"Statement":{"Effect":"Deny","Action":"lambda:CreateFunction","Resource":"*","Condition":{"ArnNotEquals":{"lambda:CodeSigningConfigArn":"\${Kind}"}}}}'
`,
  );
  expect(lint(rule, text)).toContain(
    'warning Guardrails denies lambda:CreateFunction by lambda:CodeSigningConfigArn, but no policy of this template denies lambda:PutFunctionCodeSigningConfig, so what is denied can be had with that',
  );
});

test('policies of roles and users, which are no guardrails', () => {
  const text = policy(
    `Effect: Deny, Action: lambda:CreateFunction, Resource: '*', Condition: { Null: { lambda:VpcIds: 'true' } }`,
  );
  quiet(text.replace('Organizations::Policy', 'IAM::ManagedPolicy').replace('Content:', 'PolicyDocument:'));
});
