import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './deploy-denied.js';

const scp = 'arn:aws:organizations::*:policy/*/service_control_policy/guardrails';
const own = 'arn:aws:iam::*:policy/deployer';

interface Written {
  readonly Sid?: string;
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
const documentOf = (statements: readonly Written[], effect: 'Allow' | 'Deny') => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({
    Effect: effect,
    ...('NotResource' in each ? {} : { Resource: '*' }),
    ...each,
  })),
});
const deny = (...statements: readonly Written[]) => ({ [scp]: documentOf(statements, 'Deny') });
const allow = (...statements: readonly Written[]) => ({ [own]: documentOf(statements, 'Allow') });

const layers = ['arn:aws:lambda:*:111122223333:layer:company:*'];
const requireLayer = deny({
  Sid: 'RequireLayer',
  Action: 'lambda:CreateFunction',
  Condition: { 'ForAllValues:StringNotLike': { 'lambda:Layer': layers } },
});
const fn = (properties = '', more = '') => `
Parameters:
  Stage: { Type: String, Default: dev }
  Layer: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Role: arn:aws:iam::111122223333:role/orders
      ${properties}
${more}`;
const found = (policies: Readonly<Record<string, unknown>>, text: string, options = {}) =>
  lint(rule, text, { policies, options, undecided: true });

test('without policies, nothing is judged', () => {
  expect(lint(rule, fn(), { undecided: true })).toBe('');
  expect(found({ 'arn:aws:iam::*:policy/boundary': documentOf([{ Action: '*' }], 'Deny') }, fn())).toBe('');
});

test('a function without the layer that a service control policy asks for', () => {
  expect(found(requireLayer, fn())).toMatchInlineSnapshot(`
    "8:3 error RequireLayer of guardrails denies lambda:CreateFunction without Layers, so Orders cannot be created [deploy-denied]
          Orders:
          ~~~~~~ denied by guardrails
      help: set Layers to one that matches arn:aws:lambda:*:111122223333:layer:company:*
      guardrails:1:76 the statement that denies it"
  `);
});

test('with the layer, with one more, with others only', () => {
  expect(found(requireLayer, fn("Layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:company:3']"))).toBe('');
  const two =
    "Layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:company:3', 'arn:aws:lambda:eu-west-1:1:layer:x:1']";
  expect(found(requireLayer, fn(two))).toBe('');
  expect(found(requireLayer, fn("Layers: ['arn:aws:lambda:eu-west-1:1:layer:x:1']"))).toMatchInlineSnapshot(`
    "13:15 error RequireLayer of guardrails denies lambda:CreateFunction with Layers arn:aws:lambda:eu-west-1:1:layer:x:1, so Orders cannot be created [deploy-denied]
              Layers: ['arn:aws:lambda:eu-west-1:1:layer:x:1']
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied by guardrails
      help: set Layers to one that matches arn:aws:lambda:*:111122223333:layer:company:*
      guardrails:1:76 the statement that denies it"
  `);
});

test('ForAnyValue does not ask for a layer, but forbids others', () => {
  const only = deny({
    Action: 'lambda:*',
    Condition: { 'ForAnyValue:StringNotLike': { 'lambda:Layer': layers } },
  });
  expect(found(only, fn())).toBe('');
  expect(found(only, fn("Layers: ['arn:aws:lambda:eu-west-1:1:layer:x:1', !Ref Layer]"))).toContain(
    'denies lambda:CreateFunction with Layers',
  );
});

test('a layer that only the deployment knows', () => {
  expect(found(requireLayer, fn('Layers: [!Ref Layer]'))).toMatchInlineSnapshot(
    `"13:15 undecided Orders: whether RequireLayer of guardrails denies lambda:CreateFunction can't be told: Layer is given at deployment"`,
  );
  expect(found(requireLayer, fn('Layers: !Split [",", !Ref Layer]'))).toContain('undecided');
});

test('a branch of a condition', () => {
  const text = fn("Layers: !If [IsProd, ['arn:aws:lambda:eu-west-1:111122223333:layer:company:3'], !Ref AWS::NoValue]");
  expect(found(requireLayer, text)).toMatchInlineSnapshot(`
    "13:92 error RequireLayer of guardrails denies lambda:CreateFunction without Layers, so Orders cannot be created [deploy-denied]
              Layers: !If [IsProd, ['arn:aws:lambda:eu-west-1:111122223333:layer:company:3'], !Ref AWS::NoValue]
                                                                                                   ~~~~~~~~~~~~ denied by guardrails
      help: set Layers to one that matches arn:aws:lambda:*:111122223333:layer:company:*
      guardrails:1:76 the statement that denies it
      when IsProd is false"
  `);
});

test('code signing, by a key that has to be there, and by its value', () => {
  const missing = deny({
    Action: 'lambda:CreateFunction',
    Condition: { Null: { 'lambda:CodeSigningConfigArn': 'true' } },
  });
  expect(found(missing, fn())).toMatchInlineSnapshot(`
    "8:3 error guardrails denies lambda:CreateFunction without CodeSigningConfigArn, so Orders cannot be created [deploy-denied]
          Orders:
          ~~~~~~ denied by guardrails
      help: set CodeSigningConfigArn
      guardrails:1:1 the statement that denies it"
  `);
  expect(found(missing, fn('CodeSigningConfigArn: !Ref Layer'))).toContain('undecided');
  const other = deny({
    Action: 'lambda:CreateFunction',
    Condition: {
      StringNotEquals: {
        'lambda:CodeSigningConfigArn': 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1',
      },
    },
  });
  expect(found(other, fn())).toContain('without CodeSigningConfigArn');
  expect(
    found(other, fn("CodeSigningConfigArn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-2'")),
  ).toContain('csc-2');
  expect(found(other, fn('CodeSigningConfigArn: !Ref Layer'))).toContain('undecided');
});

test('a VPC', () => {
  const outside = deny({ Action: 'lambda:CreateFunction', Condition: { Null: { 'lambda:VpcIds': 'true' } } });
  expect(found(outside, fn())).toContain('help: set VpcConfig.SubnetIds');
  expect(found(outside, fn('VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }'))).toBe('');
  const another = deny({
    Action: 'lambda:CreateFunction',
    Condition: { StringNotEquals: { 'lambda:VpcIds': 'vpc-1' } },
  });
  expect(found(another, fn('VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }'))).toContain('undecided');
  const group = deny({
    Action: 'lambda:CreateFunction',
    Condition: { 'ForAnyValue:StringEquals': { 'lambda:SecurityGroupIds': ['sg-1'] } },
  });
  expect(found(group, fn('VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }'))).toContain(
    'help: give VpcConfig.SecurityGroupIds another value than sg-1',
  );
});

test('tags, of which a stack may have more', () => {
  const tagged = deny({ Action: 'lambda:CreateFunction', Condition: { Null: { 'aws:RequestTag/owner': 'true' } } });
  expect(found(tagged, fn('Tags: [{ Key: owner, Value: shop }]'))).toBe('');
  expect(found(tagged, fn())).toMatchInlineSnapshot(
    `"8:3 undecided Orders: whether guardrails denies lambda:CreateFunction can't be told: the tags of the stack are known only at deployment"`,
  );
  const named = deny({
    Action: 'lambda:CreateFunction',
    Condition: { StringEquals: { 'aws:RequestTag/owner': 'nobody' } },
  });
  expect(found(named, fn('Tags: [{ Key: owner, Value: nobody }]'))).toContain('denies lambda:CreateFunction');
});

describe('other resources', () => {
  test('a function URL', () => {
    const open = deny({
      Sid: 'NoOpenUrls',
      Action: ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
      Condition: { StringNotEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
    });
    const url = (type: string) =>
      fn('', `  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Orders, AuthType: ${type} } }`);
    expect(found(open, url('AWS_IAM'))).toBe('');
    expect(found(open, url('NONE'))).toMatchInlineSnapshot(`
      "14:90 error NoOpenUrls of guardrails denies lambda:CreateFunctionUrlConfig with AuthType NONE, so Url cannot be created [deploy-denied]
            Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Orders, AuthType: NONE } }
                                                                                                   ~~~~ denied by guardrails
        help: set AuthType to AWS_IAM
        guardrails:1:76 the statement that denies it"
    `);
    expect(found(deny({ Action: 'lambda:*Url*' }), url('AWS_IAM'))).toMatchInlineSnapshot(`
      "14:3 error guardrails denies lambda:CreateFunctionUrlConfig, so Url cannot be created [deploy-denied]
            Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Orders, AuthType: AWS_IAM } }
            ~~~ denied by guardrails
        help: leave Url out, or have guardrails changed
        guardrails:1:1 the statement that denies it"
    `);
  });

  test('a role without the boundary, also one that SAM makes', () => {
    const boundary = deny({
      Sid: 'RequireBoundary',
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
      Condition: { StringNotEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' } },
    });
    const sam = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: a.b, CodeUri: src/${more} }
`;
    expect(found(boundary, sam(''))).toMatchInlineSnapshot(`
      "4:3 error RequireBoundary of guardrails denies iam:CreateRole without PermissionsBoundary, so the role that SAM makes for Orders cannot be created [deploy-denied]
            Orders:
            ~~~~~~ denied by guardrails
        help: set PermissionsBoundary to arn:aws:iam::111122223333:policy/limit
        guardrails:1:76 the statement that denies it"
    `);
    expect(found(boundary, sam(", PermissionsBoundary: 'arn:aws:iam::111122223333:policy/limit'"))).toBe('');
    expect(found(boundary, sam(", PermissionsBoundary: !Sub 'arn:aws:iam::${AWS::AccountId}:policy/limit'"))).toContain(
      'undecided',
    );
  });

  test('what is attached to a role, and what a function is passed', () => {
    const role = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: orders
      Path: /shop/
      AssumeRolePolicyDocument: { Statement: [] }
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
  Orders: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
`;
    const admin = deny({
      Action: 'iam:Attach*',
      Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/Admin*' } },
    });
    expect(found(admin, role)).toMatchInlineSnapshot(`
      "9:27 error guardrails denies iam:AttachRolePolicy with ManagedPolicyArns arn:aws:iam::aws:policy/AdministratorAccess, so Role cannot be created [deploy-denied]
                ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied by guardrails
        help: give ManagedPolicyArns another value than one that matches arn:aws:iam::aws:policy/Admin*
        guardrails:1:1 the statement that denies it"
    `);
    expect(found(deny({ Action: 'iam:PassRole', NotResource: 'arn:aws:iam::*:role/shop/*' }), role)).toBe('');
    expect(found(deny({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/shop/*' }), role)).toContain(
      'denies iam:PassRole on arn:${AWS::Partition}:iam::${AWS::AccountId}:role/shop/orders, so',
    );
    expect(found(deny({ Action: 'iam:PassRole', NotResource: 'arn:aws:iam::*:role/apps/*' }), role))
      .toMatchInlineSnapshot(`
        "10:70 error guardrails denies iam:PassRole on arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/shop/orders, so Orders cannot be created [deploy-denied]
              Orders: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
                                                                                 ~~~~~~~~ denied by guardrails
          help: choose a name that makes its ARN one that matches arn:aws:iam::*:role/apps/*, or have guardrails changed
          guardrails:1:1 the statement that denies it"
      `);
    // Policies are of the partition that is deployed to.
    expect(found(deny({ Action: 'iam:PassRole', NotResource: 'arn:aws-us-gov:iam::*:role/shop/*' }), role)).toBe('');
    expect(found(deny({ Action: 'iam:PassRole', Resource: 'arn:aws-cn:iam::*:role/shop/*' }), role)).toContain(
      'denies',
    );
    expect(found(deny({ NotAction: ['iam:*', 'lambda:*'] }), role)).toBe('');
  });

  test('a domain, an authorizer, a permission and a mapping', () => {
    const text = `
Resources:
  Site: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: a.example.com, SecurityPolicy: TLS_1_0 } }
  Shop:
    Type: AWS::ApiGatewayV2::DomainName
    Properties: { DomainName: b.example.com, DomainNameConfigurations: [{ CertificateArn: x }] }
  Gate:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: { ApiId: a, AuthorizerType: REQUEST, AuthorizerUri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/own/invocations' }
  Caller: { Type: AWS::Lambda::Permission, Properties: { FunctionName: orders, Action: lambda:InvokeFunction, Principal: '*' } }
  Source: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: orders, EventSourceArn: 'arn:aws:sqs:eu-west-1:1:q' } }
`;
    const all = deny(
      {
        Sid: 'Tls',
        Action: 'apigateway:POST',
        Resource: 'arn:aws:apigateway:*::/domainnames*',
        Condition: { 'ForAllValues:StringNotEquals': { 'apigateway:Request/SecurityPolicy': 'TLS_1_2' } },
      },
      {
        Sid: 'Gates',
        Action: 'apigateway:*',
        Resource: ['arn:aws:apigateway:*::/apis', 'arn:aws:apigateway:*::/apis/*/authorizers'],
        Condition: { 'ForAnyValue:StringNotEquals': { 'apigateway:Request/AuthorizerUri': 'company' } },
      },
      { Sid: 'Public', Action: 'lambda:AddPermission', Condition: { StringEquals: { 'lambda:Principal': '*' } } },
      {
        Sid: 'Sources',
        Action: 'lambda:CreateEventSourceMapping',
        Condition: { ArnLike: { 'lambda:FunctionArn': 'arn:aws:lambda:*:*:function:orders' } },
      },
    );
    expect(found(all, text)).toMatchInlineSnapshot(`
      "3:103 error Tls of guardrails denies apigateway:POST with SecurityPolicy TLS_1_0, so Site cannot be created [deploy-denied]
            Site: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: a.example.com, SecurityPolicy: TLS_1_0 } }
                                                                                                                ~~~~~~~ denied by guardrails
        help: set SecurityPolicy to TLS_1_2
        guardrails:1:110 the statement that denies it
      6:73 error Tls of guardrails denies apigateway:POST without SecurityPolicy, so Shop cannot be created [deploy-denied]
              Properties: { DomainName: b.example.com, DomainNameConfigurations: [{ CertificateArn: x }] }
                                                                                  ~~~~~~~~~~~~~~~~~~~~~ denied by guardrails
        help: set SecurityPolicy to TLS_1_2
        guardrails:1:110 the statement that denies it
      9:69 error Gates of guardrails denies apigateway:POST with AuthorizerUri arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/own/invocations, so Gate cannot be created [deploy-denied]
              Properties: { ApiId: a, AuthorizerType: REQUEST, AuthorizerUri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/own/invocations' }
                                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied by guardrails
        help: set AuthorizerUri to company
        guardrails:1:347 the statement that denies it
      10:122 error Public of guardrails denies lambda:AddPermission with Principal *, so Caller cannot be created [deploy-denied]
            Caller: { Type: AWS::Lambda::Permission, Properties: { FunctionName: orders, Action: lambda:InvokeFunction, Principal: '*' } }
                                                                                                                                   ~~~ denied by guardrails
        help: give Principal another value than *
        guardrails:1:509 the statement that denies it
      11:80 error Sources of guardrails denies lambda:CreateEventSourceMapping with FunctionName arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:orders, so Source cannot be created [deploy-denied]
            Source: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: orders, EventSourceArn: 'arn:aws:sqs:eu-west-1:1:q' } }
                                                                                         ~~~~~~ denied by guardrails
        help: give FunctionName another value than one that matches arn:aws:lambda:*:*:function:orders
        guardrails:1:643 the statement that denies it"
    `);
  });
});

test('what is created under an action alone, and names', () => {
  const text = `
Resources:
  Data: { Type: AWS::S3::Bucket }
  Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /app/x } }
  Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  Bot: { Type: AWS::IAM::User }
  Bots: { Type: AWS::IAM::Group }
  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: 'arn:aws:iam::1:role/flow' } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { EndpointConfiguration: { Types: [EDGE] } } }
`;
  const all = deny(
    { Sid: 'Services', NotAction: ['s3:*', 'logs:*', 'states:*', 'apigateway:*', 'iam:PassRole', 'iam:CreateGroup'] },
    {
      Sid: 'Names',
      Action: ['s3:CreateBucket', 'logs:CreateLogGroup'],
      Resource: ['arn:aws:s3:::own-*', 'arn:aws:logs:*:*:log-group:/app/*'],
    },
    {
      Sid: 'Roles',
      Action: 'iam:PassRole',
      Condition: { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } },
    },
    {
      Sid: 'Edges',
      Action: 'apigateway:*',
      Resource: 'arn:aws:apigateway:*::/restapis',
      Condition: { 'ForAnyValue:StringNotEquals': { 'apigateway:Request/EndpointType': ['REGIONAL', 'PRIVATE'] } },
    },
  );
  expect(found(all, text).replace(/^ .*\n/gm, '')).toMatchInlineSnapshot(`
    "4:3 error Names of guardrails denies logs:CreateLogGroup on arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/app/x, so Logs cannot be created [deploy-denied]
    5:3 error Services of guardrails denies sqs:CreateQueue, so Jobs cannot be created [deploy-denied]
    6:3 error Services of guardrails denies iam:CreateUser, so Bot cannot be created [deploy-denied]
    8:74 error Roles of guardrails denies iam:PassRole with iam:PassedToService states.amazonaws.com, so Flow cannot be created [deploy-denied]
    9:88 error Edges of guardrails denies apigateway:POST with EndpointConfiguration.Types EDGE, so Api cannot be created [deploy-denied]
    3:3 undecided Data: whether Names of guardrails denies s3:CreateBucket can't be told: arn:\${AWS::Partition}:s3:::\${the name of Data} is known only at deployment"
  `);
});

describe('what no template tells of', () => {
  const region = deny({
    Sid: 'Regions',
    NotAction: ['iam:*', 'sts:*'],
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
  });

  test('is undecided, or given', () => {
    expect(found(region, fn())).toMatchInlineSnapshot(
      `"8:3 undecided Orders: whether Regions of guardrails denies lambda:CreateFunction can't be told: what requests have under aws:RequestedRegion is known only at deployment"`,
    );
    const given = (value: string) => ({ context: [{ key: 'aws:requestedregion', values: [value] }] });
    expect(found(region, fn(), given('eu-west-1'))).toBe('');
    expect(found(region, fn(), given('us-east-1'))).toMatchInlineSnapshot(`
      "8:3 error Regions of guardrails denies lambda:CreateFunction with aws:RequestedRegion us-east-1, so Orders cannot be created [deploy-denied]
            Orders:
            ~~~~~~ denied by guardrails
        help: deploy where aws:RequestedRegion is eu-west-1 or eu-central-1, or have guardrails changed
        guardrails:1:76 the statement that denies it"
    `);
  });

  test('an exception for some', () => {
    const but = deny({
      Action: 'lambda:CreateFunction',
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/pipeline' },
        Null: { 'lambda:Layer': 'true' },
      },
    });
    expect(found(but, fn())).toContain('undecided');
    expect(found(but, fn("Layers: ['arn:aws:lambda:eu-west-1:1:layer:x:1']"))).toBe('');
    const as = (name: string) => ({ context: [{ key: 'aws:PrincipalArn', values: [`arn:aws:iam::1:role/${name}`] }] });
    expect(found(but, fn(), as('pipeline'))).toBe('');
    expect(found(but, fn(), as('dev'))).toMatchInlineSnapshot(`
      "8:3 error guardrails denies lambda:CreateFunction with aws:PrincipalArn arn:aws:iam::1:role/dev, without Layers, so Orders cannot be created [deploy-denied]
            Orders:
            ~~~~~~ denied by guardrails
        help: set Layers
        guardrails:1:1 the statement that denies it"
    `);
  });

  test('several values, compared as one', () => {
    const single = deny({ Action: 'lambda:CreateFunction', Condition: { StringNotLike: { 'lambda:Layer': layers } } });
    expect(found(single, fn())).toContain('without Layers');
    expect(found(single, fn("Layers: ['arn:aws:lambda:eu-west-1:1:layer:x:1']"))).toMatchInlineSnapshot(
      `"13:15 undecided Orders: whether guardrails denies lambda:CreateFunction can't be told: lambda:Layer may have several values, for which StringNotLike is not made"`,
    );
  });

  test("a policy's own variables, numbers and unknown operators", () => {
    const condition = (operator: string, value: string) =>
      deny({ Action: 'lambda:CreateFunction', Condition: { [operator]: { 'lambda:CodeSigningConfigArn': value } } });
    const text = fn("CodeSigningConfigArn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-2'");
    expect(found(condition('StringEquals', '${aws:PrincipalTag/config}'), text)).toContain('undecided');
    expect(found(condition('NumericEquals', '1'), text)).toContain('undecided');
    expect(found(condition('StringSame', '1'), text)).toContain('undecided');
    expect(found(condition('StringEquals', 'arn:*'), text)).toBe('');
    expect(found(condition('StringEqualsIfExists', 'arn:*'), fn())).toContain('denies');
  });
});

describe('policies of whoever deploys', () => {
  const options = { deployer: ['arn:*:iam::*:policy/deployer'] };
  const signing = allow({
    Sid: 'ConfigureFunctions',
    Action: 'lambda:CreateFunction',
    Condition: {
      StringEquals: {
        'lambda:CodeSigningConfigArn': 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1',
      },
    },
  });

  test('what they speak of and do not allow', () => {
    expect(found(signing, fn(), options)).toMatchInlineSnapshot(`
      "8:3 error ConfigureFunctions of deployer does not allow lambda:CreateFunction without CodeSigningConfigArn, so Orders cannot be created [deploy-denied]
            Orders:
            ~~~~~~ not allowed by deployer
        help: set CodeSigningConfigArn to arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1
        deployer:1:77 the statement that would allow it"
    `);
    expect(
      found(
        signing,
        fn("CodeSigningConfigArn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1'"),
        options,
      ),
    ).toBe('');
    expect(found(signing, fn('CodeSigningConfigArn: !Ref Layer'), options)).toContain('undecided');
    expect(found(signing, fn())).toBe('');
  });

  test('names that they ask for', () => {
    const named = allow({ Action: 'lambda:CreateFunction', Resource: 'arn:aws:lambda:*:*:function:shop-*' });
    expect(found(named, fn('FunctionName: orders'), options)).toMatchInlineSnapshot(`
      "8:3 error deployer does not allow lambda:CreateFunction on arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:orders, so Orders cannot be created [deploy-denied]
            Orders:
            ~~~~~~ not allowed by deployer
        help: choose a name that makes its ARN one that matches arn:aws:lambda:*:*:function:shop-*, or have deployer changed
        deployer:1:1 the statement that would allow it"
    `);
    expect(found(named, fn('FunctionName: shop-orders'), options)).toBe('');
    expect(found(named, fn(), options)).toContain('undecided');
  });

  test('of resources that are named elsewhere, and under names that are known only later', () => {
    const some = deny(
      { Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/orders' },
      { Action: 'lambda:AddPermission', Resource: 'arn:aws:lambda:*:*:function:orders' },
    );
    const text = fn(
      'FunctionName: !Ref Layer',
      `
  First: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Orders, Action: a, Principal: b } }
  Second: { Type: AWS::Lambda::Permission, Properties: { FunctionName: 'arn:aws:lambda:eu-west-1:1:function:orders', Action: a, Principal: b } }
  Third: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Layer, Action: a, Principal: b } }`,
    );
    expect(found(some, text)).toMatchInlineSnapshot(`
      "12:13 error guardrails denies iam:PassRole on arn:aws:iam::111122223333:role/orders, so Orders cannot be created [deploy-denied]
                Role: arn:aws:iam::111122223333:role/orders
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ denied by guardrails
        help: leave Orders out, or have guardrails changed
        guardrails:1:1 the statement that denies it
      16:3 error guardrails denies lambda:AddPermission on arn:aws:lambda:eu-west-1:1:function:orders, so Second cannot be created [deploy-denied]
            Second: { Type: AWS::Lambda::Permission, Properties: { FunctionName: 'arn:aws:lambda:eu-west-1:1:function:orders', Action: a, Principal: b } }
            ~~~~~~ denied by guardrails
        help: leave Second out, or have guardrails changed
        guardrails:1:1 the statement that denies it
      15:3 undecided First: whether guardrails denies lambda:AddPermission can't be told: arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${FunctionName} is known only at deployment
      17:3 undecided Third: whether guardrails denies lambda:AddPermission can't be told: arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${FunctionName} is known only at deployment"
    `);
  });

  test('one of several is enough', () => {
    const both = allow(
      { Action: 'lambda:CreateFunction', Resource: 'arn:aws:lambda:*:*:function:shop-*' },
      { Action: 'lambda:*' },
    );
    expect(found(both, fn('FunctionName: orders'), options)).toBe('');
  });
});
