import { expect, test } from 'vitest';
import rule from './function-permission-source.js';
import { lint } from '../../test/support/lint.js';

const permit = (properties: string) => `
Parameters: { Id: { Type: String } }
Conditions: { IsOpen: !Equals [!Ref 'AWS::StackName', open] }
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Permit:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, ${properties} }
`;

test('a service without a source', () => {
  expect(lint(rule, permit('Principal: sns.amazonaws.com'))).toMatchInlineSnapshot(`
    "10:84 error Permit lets sns.amazonaws.com invoke Fn for any account, as it names no source [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: sns.amazonaws.com }
                                                                                           ~~~~~~~~~~~~~~~~~ any source
      help: set SourceArn to the resource that invokes it, or SourceAccount to its account"
  `);
  expect(lint(rule, permit('Principal: s3.amazonaws.com'))).toMatchInlineSnapshot(`
    "10:84 error Permit lets s3.amazonaws.com invoke Fn for any account, as it names no source [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: s3.amazonaws.com }
                                                                                           ~~~~~~~~~~~~~~~~ any source
      help: set SourceArn to the bucket and SourceAccount to its account"
  `);
  expect(lint(rule, permit("Principal: sns.amazonaws.com, SourceArn: ''"))).toContain('names no source');
});

test('a function that the permission names as its name is put together: one finding for all values of a parameter', () => {
  const text = `
Parameters: { Stage: { Type: String, AllowedValues: [CODE, PROD], Default: CODE } }
Resources:
  Retention: { Type: AWS::Lambda::Function, Properties: { FunctionName: !Sub 'identity-retention-\${Stage}' } }
  Permit:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Sub 'identity-retention-\${Stage}'
      Principal: apigateway.amazonaws.com
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:18 error Permit lets apigateway.amazonaws.com invoke Retention for any account, as it names no source [function-permission-source]
              Principal: apigateway.amazonaws.com
                         ~~~~~~~~~~~~~~~~~~~~~~~~ any source
      help: set SourceArn to the resource that invokes it, or SourceAccount to its account"
  `);
});

test.each([
  'Principal: events.amazonaws.com.cn',
  'Principal: !Sub "sns.${AWS::URLSuffix}"',
  'Principal: !Sub "logs.${AWS::Region}.amazonaws.com"',
])('a service of a partition or a region: %s', (properties) => {
  expect(lint(rule, permit(properties))).toContain('names no source');
});

test('what may be invoked is named by its function', () => {
  const permits = (target: string): string =>
    `${permit('Principal: sns.amazonaws.com').replace('FunctionName: !Ref Fn', `FunctionName: ${target}`)}  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Fn, Name: live, FunctionVersion: '1' } }
  Lost: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Id, Name: live, FunctionVersion: '1' } }
`;
  const told = (target: string): string | undefined => / invoke (.*) for any/.exec(lint(rule, permits(target)))?.[1];
  expect(['!Ref Fn', '!Ref Live', '!Ref Lost', 'orders', '!Ref Id', '!ImportValue fn', '!Ref AWS::NoValue'].map(told))
    .toMatchInlineSnapshot(`
    [
      "Fn",
      "Fn",
      "Lost",
      "orders",
      "the function",
      "the function",
      "the function",
    ]
  `);
});

test('who gives a principal that nothing in the file tells', () => {
  const more = '  Role: { Type: AWS::IAM::Role, Properties: {} }\n  User: { Type: AWS::IAM::User }\n';
  const told = (principal: string): string => lint(rule, permit(`Principal: ${principal}`) + more, { undecided: true });
  expect(
    [
      '!Ref Id',
      '!ImportValue who',
      '!GetAtt Topic.TopicArn',
      '!GetAtt Role.Arn',
      '!GetAtt User.Arn',
      '!Ref AWS::AccountId',
      '!Sub "arn:aws:iam::${Id}:root"',
      "'*'",
      "''",
    ].map(told),
  ).toMatchInlineSnapshot(`
    [
      "10:89 undecided Permit: Principal: Id is given at deployment",
      "10:97 undecided Permit: Principal: imported from another stack",
      "10:92 undecided Permit: Topic gives it",
      "",
      "",
      "",
      "",
      "",
      "",
    ]
  `);
});

test('a source that may be anybody’s', () => {
  expect(lint(rule, permit("Principal: sns.amazonaws.com, SourceArn: '*'"))).toMatchInlineSnapshot(`
    "10:114 error Permit lets sns.amazonaws.com invoke Fn for any account, as its SourceArn names none [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: sns.amazonaws.com, SourceArn: '*' }
                                                                                                                         ~~~ any account
      help: set SourceArn to the resource that invokes it, or SourceAccount to its account"
  `);
  expect(
    lint(rule, permit("Principal: events.amazonaws.com, SourceArn: !Sub 'arn:aws:events:${AWS::Region}:*:rule/*'")),
  ).toContain('warning Permit lets events.amazonaws.com invoke Fn for any account, as its SourceArn names none');
  expect(lint(rule, permit("Principal: apigateway.amazonaws.com, SourceArn: 'arn:aws:execute-api:*'")))
    .toMatchInlineSnapshot(`
    "10:121 warning Permit lets apigateway.amazonaws.com invoke Fn for any account, as its SourceArn names none [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: apigateway.amazonaws.com, SourceArn: 'arn:aws:execute-api:*' }
                                                                                                                                ~~~~~~~~~~~~~~~~~~~~~~~ any account
      help: set SourceArn to the resource that invokes it, or SourceAccount to its account"
  `);
});

test('a bucket says nothing of its account', () => {
  expect(lint(rule, permit("Principal: s3.amazonaws.com, SourceArn: 'arn:aws:s3:::uploads'"))).toMatchInlineSnapshot(`
    "10:113 error Permit lets a bucket invoke Fn without a SourceAccount, so whoever takes its name when it is deleted can, too [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: s3.amazonaws.com, SourceArn: 'arn:aws:s3:::uploads' }
                                                                                                                        ~~~~~~~~~~~~~~~~~~~~~~ no account in it
      help: set SourceAccount to the account of the bucket"
  `);
  expect(lint(rule, permit('Principal: s3.amazonaws.com, SourceArn: !GetAtt Bucket.Arn'))).toContain('warning');
  expect(lint(rule, permit('Principal: s3.amazonaws.com, SourceArn: !ImportValue bucket'))).toContain('warning');
});

test('a skill is named by its id', () => {
  expect(lint(rule, permit('Principal: alexa-appkit.amazon.com'))).toMatchInlineSnapshot(`
    "10:84 error Permit lets every Alexa skill invoke Fn, as it has no EventSourceToken [function-permission-source]
            Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: alexa-appkit.amazon.com }
                                                                                           ~~~~~~~~~~~~~~~~~~~~~~~ any skill
      help: set EventSourceToken to the id of the skill"
  `);
  expect(lint(rule, permit('Principal: alexa-appkit.amazon.com, EventSourceToken: !Ref Id'))).toBe('');
});

test.each([
  'Principal: sns.amazonaws.com, SourceArn: !Ref Topic',
  'Principal: sns.amazonaws.com, SourceArn: !Ref Id',
  'Principal: sns.amazonaws.com, SourceArn: !ImportValue topic',
  'Principal: apigateway.amazonaws.com, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:abc/*/*/*"',
  'Principal: config.amazonaws.com, SourceAccount: !Ref AWS::AccountId',
  "Principal: s3.amazonaws.com, SourceArn: 'arn:aws:s3:::uploads', SourceAccount: !Ref AWS::AccountId",
  "Principal: s3.amazonaws.com, SourceAccount: '123456789012'",
  'Principal: events.amazonaws.com, PrincipalOrgID: o-abcdef1234',
  'Principal: edgelambda.amazonaws.com',
  "Principal: '123456789012'",
  "Principal: '*'",
  "Principal: 'arn:aws:iam::123456789012:role/caller'",
  'Principal: !Ref AWS::AccountId',
])('names its source, or is no service: %s', (properties) => {
  expect(lint(rule, permit(properties), { undecided: true })).toBe('');
});

test('services without sources', () => {
  const options = { serviceExceptions: ['*.example.amazonaws.com'] };
  expect(lint(rule, permit('Principal: new.example.amazonaws.com'), { options })).toBe('');
  expect(lint(rule, permit('Principal: edgelambda.amazonaws.com'), { options })).toContain('names no source');
});

test('a principal that only the deployment knows is not guessed at', () => {
  expect(lint(rule, permit('Principal: !Ref Id'), { undecided: true })).toMatchInlineSnapshot(
    `"10:89 undecided Permit: Principal: Id is given at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  const properties = 'Principal: sns.amazonaws.com, SourceArn: !If [IsOpen, !Ref AWS::NoValue, !Ref Topic]';
  expect(lint(rule, permit(properties))).toContain('when IsOpen is true');
});

const events = (text: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: nodejs22.x
      FunctionUrlConfig: { AuthType: NONE }
      Events:
${text}
`;

test('what SAM makes of events has a source', () => {
  const text = events(`
        Upload: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*' } }
        Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Get: { Type: Api, Properties: { Path: /, Method: get } }
        Put: { Type: HttpApi, Properties: { Path: /, Method: put } }
        News: { Type: SNS, Properties: { Topic: 'arn:aws:sns:eu-west-1:123456789012:news' } }`);
  expect(lint(rule, text, { undecided: true })).toBe('');
});

test('a skill of SAM without an id', () => {
  expect(lint(rule, events('        Skill: { Type: AlexaSkill }'))).toMatchInlineSnapshot(`
    "13:9 error the permission of event Skill of Fn lets every Alexa skill invoke Fn, as it has no SkillId [function-permission-source]
                Skill: { Type: AlexaSkill }
                ~~~~~ any skill
      help: set SkillId to the id of the skill"
  `);
  expect(lint(rule, events('        Skill: { Type: AlexaSkill, Properties: { SkillId: amzn1.ask } }'))).toBe('');
});

test('as JSON', () => {
  const text = JSON.stringify({
    Resources: { Permit: { Type: 'AWS::Lambda::Permission', Properties: { Principal: 'sns.amazonaws.com' } } },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('Permit lets sns.amazonaws.com invoke the function');
});

test('a function without a permission is not judged', () => {
  expect(lint(rule, 'Resources: { Fn: { Type: AWS::Lambda::Function } }', { undecided: true })).toBe('');
});

test('a function that is named by text is known, whatever others are called', () => {
  const text = `
Resources:
  Other:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: !ImportValue OtherName }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Sub '\${AWS::StackName}-worker'
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: arn:aws:sns:eu-west-1:111122223333:jobs
`;
  expect(lint(rule, text, { undecided: true })).toBe('');
  expect(lint(rule, text.replace(/ +SourceArn: .*/, ''), { undecided: true })).toContain('${AWS::StackName}-worker');
});
