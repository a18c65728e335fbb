import { describe, expect, test } from 'vitest';
import { findingsOf } from './support/preset.js';
import { plan } from './support/plan.js';

type Properties = Readonly<Record<string, unknown>>;

const allow = (Action: unknown, Resource: unknown): Properties => ({ Effect: 'Allow', Action, Resource });
const document = (...statements: Properties[]): Properties => ({ Version: '2012-10-17', Statement: statements });
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const template = (resources: Properties): string =>
  JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: resources }, undefined, 1);
/** What is found about rights: of roles and of policies. */
const rights = (text: string, options = {}, path?: string): string[] =>
  findingsOf('strict', text, options, path).filter((line) =>
    /^(?:role|policy|sam|resource(?!-policy-secure-transport)|user|iam)-/.test(line),
  );
const boundary = 'arn:aws:iam::111122223333:policy/workload-boundary';

/** Logs of the account, one prefix of a bucket, one table. */
const least = document(
  allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], 'arn:aws:logs:us-east-1:111122223333:*'),
  allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::claims/processed/*'),
  allow(['dynamodb:UpdateItem', 'dynamodb:GetItem'], 'arn:aws:dynamodb:us-east-1:111122223333:table/Claims'),
);

describe('a role of least privilege has no finding', () => {
  test('AWS SAM', () => {
    const fn = { Type: 'AWS::Serverless::Function', Properties: { Policies: [least], PermissionsBoundary: boundary } };
    expect(rights(template({ Fn: fn }))).toEqual([]);
  });

  test('CloudFormation', () => {
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust,
        PermissionsBoundary: boundary,
        Policies: [{ PolicyName: 'least', PolicyDocument: least }],
      },
    };
    expect(rights(template({ Role: role }))).toEqual([]);
  });

  test('Terraform', () => {
    const text = plan({
      'aws_iam_role.r': {
        assume_role_policy: JSON.stringify(trust),
        permissions_boundary: boundary,
        inline_policy: [{ name: 'least', policy: JSON.stringify(least) }],
      },
    });
    expect(rights(text, {}, 'plan.json')).toEqual([]);
  });

  test('and its twin with a star for one of them does', () => {
    const wide = document(...(least['Statement'] as Properties[]).slice(0, 2), allow('dynamodb:*', '*'));
    const fn = { Type: 'AWS::Serverless::Function', Properties: { Policies: [wide], PermissionsBoundary: boundary } };
    expect(rights(template({ Fn: fn })).map((line) => line.split(':')[0])).toContain('role-wildcard-action');
  });
});

describe('boundaries', () => {
  const limited = (of: Properties): string =>
    template({
      Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: of } },
      Fn: {
        Type: 'AWS::Serverless::Function',
        Properties: { PermissionsBoundary: { Ref: 'Boundary' }, Policies: [least] },
      },
    });
  const judged = (of: Properties): string[] =>
    rights(limited(of)).filter((line) => line.startsWith('role-boundary-document'));

  test('one that denies what raises rights is tight enough', () => {
    const tight = document(
      allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*'),
      allow(
        ['s3:GetObject', 's3:PutObject', 'dynamodb:GetItem'],
        ['arn:aws:s3:::claims/*', 'arn:aws:dynamodb:us-east-1:111122223333:table/Claims'],
      ),
      { Effect: 'Deny', Action: ['iam:*', 'kms:*'], Resource: '*' },
    );
    expect(judged(tight)).toEqual([]);
  });

  test('one that leaves whole services is not', () => {
    const loose = document(allow(['s3:List*', 's3:Get*', 'logs:*', 'dynamodb:*', 'lambda:*'], '*'));
    expect(judged(loose)).toMatchInlineSnapshot(`
      [
        "role-boundary-document: Boundary is a boundary, but leaves logs:* (such as PutResourcePolicy), dynamodb:* (such as UpdateAbacStatus) and lambda:* (such as AddPermission) on every resource, so what it limits can still change who may use them",
      ]
    `);
  });
});

describe('a function that is signed', () => {
  const profile = 'arn:aws:signer:eu-central-1:111122223333:/signing-profiles/Releases';
  const signed = (fn: Properties, level: string, profiles: readonly string[] = [profile]): string =>
    template({
      Fn: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: 'src/', Runtime: 'python3.14', ...fn } },
      Signing: {
        Type: 'AWS::Lambda::CodeSigningConfig',
        Properties: {
          AllowedPublishers: { SigningProfileVersionArns: profiles },
          CodeSigningPolicies: { UntrustedArtifactOnDeployment: level },
        },
      },
    });
  const options = { 'code-signing-allowed-publishers': { allowedProfileArns: [profile] } };
  const found = (text: string): (string | undefined)[] =>
    findingsOf('strict', text, options)
      .filter((line) => line.includes('signing'))
      .map((line) => line.split(':')[0]);
  const named = { CodeSigningConfigArn: { Ref: 'Signing' } };

  test('passes, also where its publisher is a version of the profile', () => {
    expect(found(signed(named, 'Enforce'))).toEqual([]);
    expect(found(signed(named, 'Enforce', [`${profile}/a1b2c3d4e5`]))).toEqual([]);
  });
  test('is found without the property, with a warning only, and with a publisher that nobody knows', () => {
    expect(found(signed({}, 'Enforce'))).toEqual(['function-code-signing']);
    expect(found(signed(named, 'Warn'))).toEqual(['code-signing-enforced']);
    expect(found(signed(named, 'Enforce', [profile.replace('Releases', 'Other')]))).toEqual([
      'code-signing-allowed-publishers',
    ]);
  });
});

describe('functions with the rights they need', () => {
  const table = '${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${BookingTable}';
  test('one action on one table', () => {
    const statement = allow('dynamodb:UpdateItem', { 'Fn::Sub': `arn:${table}` });
    const text = JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Parameters: { BookingTable: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/bookings/table' } },
      Resources: {
        Confirm: {
          Type: 'AWS::Serverless::Function',
          Properties: { PermissionsBoundary: boundary, Policies: [document(statement)] },
        },
      },
    });
    expect(rights(text)).toEqual([]);
  });
  test('a policy template for one topic', () => {
    const policies = [{ SNSPublishMessagePolicy: { TopicName: { 'Fn::Sub': '${Bookings.TopicName}' } } }];
    const text = template({
      Bookings: { Type: 'AWS::SNS::Topic' },
      Notify: {
        Type: 'AWS::Serverless::Function',
        Properties: { PermissionsBoundary: boundary, Policies: policies },
      },
    });
    expect(rights(text)).toEqual([]);
  });
});

describe('a topic that invokes a function', () => {
  const permission = (source: Properties): string[] =>
    findingsOf(
      'strict',
      template({
        Allow: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: 'arn:aws:lambda:eu-west-2:111122223333:function:Ingest',
            Principal: 'sns.amazonaws.com',
            ...source,
          },
        },
      }),
    );
  test('and no other may', () => {
    expect(permission({ SourceArn: 'arn:aws:sns:eu-west-2:111122223333:bookings' })).toEqual([]);
  });
  test('or every other', () => {
    expect(permission({})).toMatchInlineSnapshot(`
      [
        "function-permission-source: Allow lets sns.amazonaws.com invoke arn:aws:lambda:eu-west-2:111122223333:function:Ingest for any account, as it names no source",
      ]
    `);
  });
});

test('the names that a guardrail on CreateRole gives to roles', () => {
  const options = {
    'role-name-pattern': { namePattern: 'lambdaDev*' },
    'role-boundary-allowed': { allowed: ['arn:*:iam::111122223333:policy/lambda-dev-boundary'] },
  };
  const role = (RoleName: string, PermissionsBoundary: string): string[] =>
    findingsOf(
      'strict',
      template({
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: trust, RoleName, PermissionsBoundary },
        },
      }),
      options,
    );
  expect(role('lambdaDevOrders', 'arn:aws:iam::111122223333:policy/lambda-dev-boundary')).toEqual([]);
  expect(role('orders', 'arn:aws:iam::111122223333:policy/other')).toMatchInlineSnapshot(`
    [
      "role-name-pattern: Role is named orders, which does not match lambdaDev*, so the deployer may not make it",
      "role-boundary-allowed: Role has arn:aws:iam::111122223333:policy/other as its PermissionsBoundary, which is no boundary policy of the organisation",
    ]
  `);
});
