import { expect, test } from 'vitest';
import rule from './role-wildcard-action.js';
import { lint } from '../../test/support/lint.js';

const role = (statement: string) => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement: ${statement}
`;

const allow = (action: string) => role(`[{ Effect: Allow, Action: ${action}, Resource: arn:aws:s3:::orders/* }]`);

/** A role, and policies of all sorts beside it. */
const beside = (resources: string, service = 'lambda') => `
Resources:
  FnRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${service}.amazonaws.com }, Action: 'sts:AssumeRole' }]
${resources}`;

const sam = (policies: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
${policies}`;

test('actions by name, and patterns that leave something out, are granted', () => {
  expect(lint(rule, allow('s3:GetObject'), { undecided: true })).toBe('');
  expect(lint(rule, allow("['s3:Get*', 's3:*Object', 'sqs:*Message*', '*:GetObject']"), { undecided: true })).toBe('');
});

test('every action of every service, on some resources and on all', () => {
  expect(lint(rule, role("[{ Effect: Allow, Action: '*', Resource: [arn:aws:s3:::orders, '*'] }]"))).toContain(
    'so whatever acts with it can do anything in the account',
  );
  expect(lint(rule, role("[{ Effect: Allow, Action: '*', NotResource: arn:aws:s3:::orders }]"))).toContain(
    'so whatever acts with it can do anything in the account',
  );
  expect(lint(rule, allow("'*'"))).toMatchInlineSnapshot(`
    "11:50 error the inline policy of FnRole allows *, every action of every service, so whatever acts with it can do anything to what Resource names [role-wildcard-action]
                    Statement: [{ Effect: Allow, Action: '*', Resource: arn:aws:s3:::orders/* }]
                                                         ~~~ every action of every service
      help: list the actions that are needed instead"
  `);
});

test('every action of a service, in a list and among others', () => {
  expect(lint(rule, allow("['logs:PutLogEvents', 's3:*', 'dynamodb:*']"))).toMatchInlineSnapshot(`
    "11:72 error the inline policy of FnRole allows s3:*, every action of s3, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                    Statement: [{ Effect: Allow, Action: ['logs:PutLogEvents', 's3:*', 'dynamodb:*'], Resource: arn:aws:s3:::orders/* }]
                                                                               ~~~~~~ every action of s3
      help: list the actions that are needed instead
    11:80 error the inline policy of FnRole allows dynamodb:*, every action of dynamodb, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                    Statement: [{ Effect: Allow, Action: ['logs:PutLogEvents', 's3:*', 'dynamodb:*'], Resource: arn:aws:s3:::orders/* }]
                                                                                       ~~~~~~~~~~~~ every action of dynamodb
      help: list the actions that are needed instead"
  `);
});

test.each(["'**'", "'*:*'", "'S3:**'", "'iam:?*'", "'execute-api:*'", "'cognito-idp:*'", "'?*'", "'s3*:*'"])(
  '%s is a wildcard, too',
  (action) => {
    expect(lint(rule, allow(action))).toContain('allows');
  },
);

test('what a wildcard lets happen depends on the service', () => {
  expect(lint(rule, allow("'xray:*'"))).toContain('can also delete things and change who may use them');
  expect(lint(rule, allow("'polly:*'"))).toContain('can also change and delete things');
  expect(lint(rule, allow("'newservice:*'"))).toContain('more than it needs');
});

test('Deny, NotAction and Allow without actions are no matter of this rule', () => {
  expect(lint(rule, role("[{ Effect: Deny, Action: '*', Resource: '*' }]"), { undecided: true })).toBe('');
  expect(lint(rule, role("[{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }]"), { undecided: true })).toBe('');
  expect(lint(rule, role("[{ Effect: Allow, Resource: '*' }]"), { undecided: true })).toBe('');
});

test('a statement that is no list, and one that is not the first', () => {
  expect(lint(rule, role("{ Effect: Allow, Action: 'sqs:*', Resource: '*' }"))).toContain('every action of sqs');
  expect(
    lint(
      rule,
      role(
        "[{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }, { Effect: Allow, Action: '*', Resource: '*' }]",
      ),
    ),
  ).toContain('every action of every service');
});

test('a document of JSON text, with a hole in it', () => {
  const document =
    '!Sub \'{ "Statement": { "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:${AWS::Region}:*:jobs" } }\'';
  const text = role('[]').replace(/PolicyDocument:\s+Statement: \[\]/, `PolicyDocument: ${document}`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:32 error the inline policy of FnRole allows sqs:*, every action of sqs, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                  PolicyDocument: !Sub '{ "Statement": { "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:\${AWS::Region}:*:jobs" } }'
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ every action of sqs
      help: list the actions that are needed instead"
  `);
});

test('an action that only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Action: { Type: String } }';
  expect(lint(rule, parameters + allow('!Ref Action'))).toBe('');
  expect(lint(rule, parameters + allow('!Ref Action'), { undecided: true })).toMatchInlineSnapshot(
    `"11:55 undecided FnRole: \${Action} is known only at deployment"`,
  );
  expect(lint(rule, parameters + allow("!Sub 's3:${Action}'"), { undecided: true })).toContain('undecided');
  expect(lint(rule, parameters + allow("!Sub 's3:Get${Action}'"), { undecided: true })).toBe('');
});

test('a service that only the deployment knows is granted as a whole all the same', () => {
  expect(lint(rule, 'Parameters: { Service: { Type: String } }' + allow("!Sub '${Service}:*'"))).toContain(
    'allows ${Service}:*, every action of ${Service}',
  );
});

test('an effect or a document that only the deployment knows', () => {
  const parameters = 'Parameters: { Effect: { Type: String } }';
  const unknown = role("[{ Effect: !Ref Effect, Action: '*', Resource: '*' }]");
  expect(lint(rule, parameters + unknown, { undecided: true })).toContain('undecided FnRole');
  expect(lint(rule, role('!ImportValue Statements'), { undecided: true })).toContain('undecided FnRole');
});

test('a default that is a wildcard', () => {
  expect(lint(rule, "Parameters: { Action: { Type: String, Default: 's3:*' } }" + allow('!Ref Action'))).toContain(
    'when Action keeps its default',
  );
  expect(
    lint(rule, 'Parameters: { Action: { Type: String, Default: s3:GetObject } }' + allow('!Ref Action'), {
      parameters: { Action: 's3:*' },
    }),
  ).toContain('every action of s3');
});

test('only in the branch that is wrong, and says when', () => {
  const text =
    'Parameters: { Stage: { Type: String } }\nConditions: { IsDev: !Equals [!Ref Stage, dev] }' +
    allow("!If [IsDev, 's3:*', s3:GetObject]");
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "12:62 error the inline policy of FnRole allows s3:*, every action of s3, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                    Statement: [{ Effect: Allow, Action: !If [IsDev, 's3:*', s3:GetObject], Resource: arn:aws:s3:::orders/* }]
                                                                     ~~~~~~ every action of s3
      help: list the actions that are needed instead
      when IsDev is true"
  `);
});

test('wildcards that are allowed', () => {
  const options = { allow: ['logs:*', 'XRAY:*'] };
  expect(lint(rule, allow("['logs:*', 'Logs:*', 'xray:*']"), { options })).toBe('');
  expect(lint(rule, allow("'*'"), { options })).toContain('every service');
});

test('access levels that count', () => {
  const options = { levels: ['permissions'] };
  expect(lint(rule, allow("'s3:*'"), { options })).toContain('s3:*');
  expect(lint(rule, allow("'*'"), { options })).toContain('every service');
  expect(lint(rule, allow("'newservice:*'"), { options })).toContain('newservice:*');
  expect(lint(rule, allow("'textract:*'"), { options })).toBe('');
  expect(lint(rule, allow("'textract:*'"), { options: { levels: ['permissions', 'write'] } })).toContain('textract:*');
});

test('a policy beside the role', () => {
  const text = beside(`
  Wide:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: wide
      Roles: [!Ref FnRole]
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }]
`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "15:46 error Wide allows sqs:*, every action of sqs, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }]
                                                     ~~~~~~~ every action of sqs
      help: list the actions that are needed instead
      3:3 FnRole has Wide"
  `);
});

test('a policy of one role', () => {
  const text = beside(`
  Wide:
    Type: AWS::IAM::RolePolicy
    Properties:
      PolicyName: wide
      RoleName: !Ref FnRole
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }]
`);
  expect(lint(rule, text)).toContain('FnRole has Wide');
});

const managed = (roles = '') => `
  Wide:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ${roles}
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }]
`;

test('a managed policy by its own list, by the list of the role, or of a role elsewhere', () => {
  expect(lint(rule, beside(managed('Roles: [!Ref FnRole]')))).toContain('FnRole has Wide');
  expect(lint(rule, beside(`      ManagedPolicyArns: [!Ref Wide]${managed()}`))).toMatchInlineSnapshot(`
    "14:46 error Wide allows sqs:*, every action of sqs, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }]
                                                     ~~~~~~~ every action of sqs
      help: list the actions that are needed instead
      3:3 FnRole has Wide"
  `);
  expect(lint(rule, beside(managed('Roles: [AppRole]')))).toContain('Wide allows sqs:*');
});

test('roles of other services, and policies of nobody, only if asked for', () => {
  const options = { allRoles: true };
  const ofBatch = beside(managed('Roles: [!Ref FnRole]'), 'batch');
  expect(lint(rule, ofBatch, { undecided: true })).toBe('');
  expect(lint(rule, ofBatch, { options })).toContain('Wide allows sqs:*');
  expect(lint(rule, beside(managed()), { undecided: true })).toBe('');
  expect(lint(rule, beside(managed()), { options })).toContain('Wide allows sqs:*');
});

test('a role that trusts an account is none that code acts with, even if the account is not known', () => {
  const text = allow("'*'").replace('Service: lambda.amazonaws.com', 'AWS: !Ref AWS::AccountId');
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a role counts as one that code acts with by its use, or if its trust is not known', () => {
  const unknown = allow("'*'").replace('Service: lambda.amazonaws.com', 'Service: !ImportValue Service');
  expect(lint(rule, unknown)).toContain('allows *');
  expect(lint(rule, allow("'*'").replace(/\[\{ Effect: Allow, Principal: .*/, '[!ImportValue Trust]'))).toContain(
    'allows *',
  );
  const used = `${allow("'*'").replace('lambda.amazonaws.com', 'example.com')}
  Fn:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt FnRole.Arn }
`;
  expect(lint(rule, used)).toContain('allows *');
  const ofRule = used.replace(
    / {2}Fn:[^]*/,
    `  Nightly:
    Type: AWS::Events::Rule
    Properties: { Targets: [{ Id: a, Arn: !ImportValue Bus, RoleArn: !GetAtt FnRole.Arn }] }
`,
  );
  expect(lint(rule, ofRule)).toContain('allows *');
  expect(lint(rule, ofRule.replace('RoleArn', 'Input'))).toBe('');
  const whoever = (principal: string): string =>
    lint(rule, allow("'*'").replace('{ Service: lambda.amazonaws.com }', principal));
  expect(whoever("!Sub '${Who}'")).toContain('allows *');
  expect(whoever("'*'")).toBe('');
});

test('users and groups only if asked for', () => {
  const text = `
Resources:
  Ops:
    Type: AWS::IAM::Group
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] }
`;
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('the inline policy of Ops allows *');
});

test('a boundary grants nothing', () => {
  const text = beside(`      PermissionsBoundary: !Ref Limit
  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: ['logs:*', 'dynamodb:*', 'lambda:*'], Resource: '*' }
          - { Effect: Deny, Action: ['iam:*', 'kms:*'], Resource: '*' }
`);
  expect(lint(rule, text, { options: { allRoles: true }, undecided: true })).toBe('');
});

test('a boundary that is attached as well grants what it holds', () => {
  const text = beside(`      PermissionsBoundary: !Ref Wide${managed('Roles: [!Ref FnRole]')}`);
  expect(lint(rule, text, { options: { allRoles: true } })).toContain('Wide allows sqs:*');
  const elsewhere = beside(`      PermissionsBoundary: !Ref Wide${managed('Roles: [AppRole]')}`);
  expect(lint(rule, elsewhere, { options: { allRoles: true } })).toContain('Wide allows sqs:*');
});

test('the role that SAM makes, with a statement without a version', () => {
  const text = sam(`
        - AWSLambdaBasicExecutionRole
        - Statement:
            Effect: Allow
            Action: ses:*
            Resource: '*'
`);
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "15:21 error the role that SAM makes for Fn allows ses:*, every action of ses, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                    Action: ses:*
                            ~~~~~ every action of ses
      help: list the actions that are needed instead"
  `);
});

test('a policy template is judged by what it grants', () => {
  expect(lint(rule, sam('        - S3CrudPolicy: { BucketName: orders }'), { undecided: true })).toBe('');
});

test('policies of a function with a role of its own do nothing, and are not judged', () => {
  const text = `${sam("        - Statement: [{ Effect: Allow, Action: '*', Resource: '*' }]")}
      Role: arn:aws:iam::123456789012:role/app
`;
  expect(lint(rule, text)).toBe('');
});

test('a template in JSON', () => {
  const text = JSON.stringify(
    {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
            },
            Policies: [
              {
                PolicyName: 'p',
                PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }] },
              },
            ],
          },
        },
      },
    },
    null,
    2,
  );
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:22:29 error the inline policy of Role allows lambda:*, every action of lambda, so whatever acts with it can also delete things and change who may use them [role-wildcard-action]
                          "Action": "lambda:*",
                                    ~~~~~~~~~~ every action of lambda
      help: list the actions that are needed instead"
  `);
});

test('least privilege', () => {
  const text = role(`
              - Sid: AllowLogging
                Effect: Allow
                Action: [logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]
                Resource: arn:aws:logs:us-east-1:123456789012:*
              - Sid: AllowS3ObjectAccess
                Effect: Allow
                Action: [s3:GetObject, s3:PutObject]
                Resource: arn:aws:s3:::my-app-data-bucket/processed/*
              - Sid: AllowDynamoDBItemAccess
                Effect: Allow
                Action: [dynamodb:UpdateItem, dynamodb:GetItem]
                Resource: arn:aws:dynamodb:us-east-1:123456789012:table/AppStateTable`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test.each(['7', '[[], {}]', '{ Statement: 1 }', '[null, 3]', '[{ Effect: Allow, Action: { a: 1 }, Resource: [] }]'])(
  'statements of a wrong type are passed over: %s',
  (statement) => {
    expect(lint(rule, role(statement))).toBe('');
  },
);
