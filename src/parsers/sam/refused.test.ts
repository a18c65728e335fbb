import { expect, test } from 'vitest';
import { parseFiles, printProblems } from '../../../test/support/parse.js';

/** What is said of a resource `R` of a type, with each of some properties in turn; beside it there is a bucket, `B`. */
const said = (type: string, ...properties: readonly string[]): string =>
  properties
    .map((each) => {
      const text = `Transform: AWS::Serverless-2016-10-31
Parameters: { P: { Type: String } }
Resources:
  B: { Type: AWS::S3::Bucket }
  R: { Type: ${type}, Properties: ${each} }
`;
      return printProblems(parseFiles({ 'template.yaml': text })).replaceAll('template.yaml:5:', '');
    })
    .join('\n');

const fn = (...more: readonly string[]): string =>
  said(
    'AWS::Serverless::Function',
    ...more.map((each) => `{ Handler: a.b, Runtime: nodejs22.x, InlineCode: x, ${each} }`),
  );
const event = (...events: readonly string[]): string => fn(...events.map((each) => `Events: { E: ${each} }`));

test('a function', () => {
  expect(said('AWS::Serverless::Function', '{ InlineCode: x }', '{ PackageType: Image, ImageUri: a, Handler: a.b }'))
    .toMatchInlineSnapshot(`
      "3 R is deployed as a zip archive and has no Handler | Add Handler
      3 R is deployed as a zip archive and has no Runtime | Add Runtime
      88 R is deployed as an image, for which Handler cannot be set | Remove Handler, or name it in IgnoreGlobals where it comes from Globals"
    `);
  expect(
    fn(
      'ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 }',
      'AutoPublishAlias: !GetAtt B.Arn',
      'AutoPublishAlias: "12"',
      'AutoPublishAlias: a b',
      'DeploymentPreference: { Type: Canary10Percent5Minutes }',
      'AutoPublishAlias: live, DeploymentPreference: { Alarms: [] }',
      'FunctionUrlConfig: { Cors: {} }',
      'FunctionUrlConfig: { AuthType: JWT }',
      'DeadLetterQueue: { Type: SQS }',
      'DeadLetterQueue: { Type: S3, TargetArn: !GetAtt B.Arn }',
      'EventInvokeConfig: { DestinationConfig: { OnFailure: { Destination: !GetAtt B.Arn } } }',
      'EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: Lambda } } }',
    ),
  ).toMatchInlineSnapshot(`
    "105 ProvisionedConcurrencyConfig of R needs an alias to go on | Add AutoPublishAlias
    105 AutoPublishAlias has to be text or a Ref to a parameter | Use text
    105 AutoPublishAlias 12 is no name for an alias | Use letters, digits, hyphens and underscores, and not digits alone
    105 AutoPublishAlias a b is no name for an alias | Use letters, digits, hyphens and underscores, and not digits alone
    105 DeploymentPreference of R needs an alias to shift traffic on | Add AutoPublishAlias
    129 DeploymentPreference needs a Type | Set Type, for example Canary10Percent5Minutes
    105 FunctionUrlConfig needs AuthType NONE or AWS_IAM | Set AuthType
    136 FunctionUrlConfig needs AuthType NONE or AWS_IAM | Set AuthType
    105 DeadLetterQueue needs TargetArn | Set TargetArn
    105 DeadLetterQueue needs Type SQS or SNS | Set Type SQS or SNS
    147 OnFailure needs a Type: one of SQS, SNS, EventBridge, Lambda, S3Bucket | Set Type
    147 OnSuccess of Type Lambda needs a Destination | Set Destination"
  `);
});

test('a function of one tenant each', () => {
  const tenants = 'TenancyConfig: { TenantIsolationMode: PER_TENANT }';
  expect(
    fn(
      `${tenants}, SnapStart: { ApplyOn: PublishedVersions }, FunctionUrlConfig: { AuthType: NONE }`,
      `${tenants}, Events: { A: { Type: Api, Properties: { Path: /, Method: get } }, H: { Type: HttpApi }, S: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }`,
    ),
  ).toMatchInlineSnapshot(`
    "200 R has TenancyConfig, which excludes FunctionUrlConfig | Remove FunctionUrlConfig
    157 R has TenancyConfig, which excludes SnapStart | Remove SnapStart
    245 R has TenancyConfig, which excludes event S of Type Schedule | Use Api or HttpApi"
  `);
});

test('policies', () => {
  expect(
    fn(
      'Policies: [{ NoSuchPolicy: {} }]',
      'Policies: [{ Effect: Allow, Action: "s3:*", Resource: "*" }]',
      'Policies: [{ S3ReadPolicy: !Ref P }]',
      'Policies: [{ S3ReadPolicy: {} }]',
      'Policies: [!If [C, { S3ReadPolicy: { BucketName: !Ref B } }, AWSLambdaExecute]]',
      'Policies: [!If [C, { S3ReadPolicy: {} }, !Ref AWS::NoValue]]',
      'Policies: [!If [C, !Ref AWS::NoValue, { NoSuchPolicy: {} }]]',
      'Policies: [!If [C, !If [D, { S3ReadPolicy: { BucketName: !Ref B } }, !Ref AWS::NoValue], !Ref AWS::NoValue]]',
      'Policies: [{ S3ReadPolicy: { BucketName: !Ref B }, S3WritePolicy: { BucketName: !Ref B } }]',
      'Policies: [[AWSLambdaExecute]]',
      'Role: !If [C, !Ref P, !Ref AWS::NoValue], Policies: [{ NoSuchPolicy: {} }]',
      'Role: !Ref P, Policies: [{ S3ReadPolicy: {} }]',
    ),
  ).toMatchInlineSnapshot(`
    "116 SAM has no policy template NoSuchPolicy | Use a policy template, or a document with Statement
    116 An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement | Put the statement into a list under Statement
    118 Parameters of policy template S3ReadPolicy have to be a map | Use {} where it has none
    118 Policy template S3ReadPolicy needs parameter BucketName | Add BucketName
    120 Both branches of Fn::If in Policies have to be of one kind: managed policies, documents or policy templates | Use two entries of Fn::If, each with AWS::NoValue in the other branch
    126 Policy template S3ReadPolicy needs parameter BucketName | Add BucketName
    143 SAM has no policy template NoSuchPolicy | Use a policy template, or a document with Statement
    128 An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement | Put the statement into a list under Statement
    116 An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement | Put the statement into a list under Statement
    116 An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement | Put the statement into a list under Statement
    158 SAM has no policy template NoSuchPolicy | Use a policy template, or a document with Statement
    132 Policy template S3ReadPolicy needs parameter BucketName | Add BucketName"
  `);
});

test.each([
  'Policies: [null, !Ref AWS::NoValue]',
  'Policies: [!If [C, !Ref AWS::NoValue, !Ref AWS::NoValue]]',
  'Policies: [!If [C, !If [D, { Statement: [] }, { Statement: [] }], { Statement: [] }]]',
  'Policies: [!If [C, !If [D, AWSLambdaExecute, arn:own], !Ref P]]',
])('policies that SAM takes: %s', (policies) => {
  expect(fn(policies)).toBe('');
});

test('events', () => {
  expect(
    [
      fn('Events: [{ Type: SQS }]'),
      event(
        '{ Properties: {} }',
        '{ Type: Nothing }',
        '{ Type: SQS, Properties: !Ref P }',
        '{ Type: SQS, Properties: { BatchSize: 10 } }',
        '{ Type: S3, Properties: { Bucket: name, Events: "s3:*" } }',
        '{ Type: S3, Properties: { Bucket: !Ref Other, Events: "s3:*" } }',
        '{ Type: Cognito, Properties: { UserPool: name, Trigger: PreSignUp } }',
        '{ Type: SNS, Properties: { Topic: !Ref P, SqsSubscription: { BatchSize: 1 } } }',
        '{ Type: Kinesis, Properties: { Stream: a, StartingPosition: LATEST, DestinationConfig: { OnFailure: { Type: EventBridge, Destination: a } } } }',
        '{ Type: MQ, Properties: { Broker: a, Queues: [q], SourceAccessConfigurations: [{ Type: VIRTUAL_HOST, URI: a }] } }',
        '{ Type: Schedule, Properties: { Schedule: rate(1 day), State: ENABLED, Enabled: true } }',
        '{ Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: {} } }',
        '{ Type: Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SNS } } }',
        '{ Type: Api, Properties: { Path: / } }',
        '{ Type: Api, Properties: { Path: !GetAtt B.Arn, Method: get } }',
        '{ Type: Api, Properties: { Path: /, Method: get, RestApiId: !Ref B } }',
        '{ Type: HttpApi, Properties: { Path: /, Method: get, ApiId: !Ref B } }',
        '{ Type: Api, Properties: { Path: /, Method: get, RequestParameters: [method.request.body] } }',
        '{ Type: Api, Properties: !Ref P }',
      ),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "113 Events of R has to be a map of events | Name each event
    115 Event E of R has no Type | Use one of SQS, Kinesis, DynamoDB, MSK, MQ, SelfManagedKafka, DocumentDB, Schedule, ScheduleV2, CloudWatchEvent, EventBridgeRule, S3, SNS, CloudWatchLogs, IoTRule, AlexaSkill, Cognito, Api, HttpApi
    115 Event E of R has unknown Type Nothing | Use one of SQS, Kinesis, DynamoDB, MSK, MQ, SelfManagedKafka, DocumentDB, Schedule, ScheduleV2, CloudWatchEvent, EventBridgeRule, S3, SNS, CloudWatchLogs, IoTRule, AlexaSkill, Cognito, Api, HttpApi
    115 Properties of event E of R have to be a map | Put intrinsic functions into the properties
    115 Event E of R needs Queue | Add Queue
    115 Event E of R has to name a bucket of this template by Ref | Use !Ref with the id of the bucket
    115 Event E of R has to name a bucket of this template by Ref | Use !Ref with the id of the bucket
    115 Event E of R has to name a user pool of this template by Ref | Use !Ref with the id of the user pool
    177 Event E of R needs QueueArn and QueueUrl in SqsSubscription | Set both
    207 Event E of R cannot send to a destination of Type EventBridge | Use SQS, SNS, S3 or Kafka
    115 Event E of R needs the secret it signs in with | Add an access of Type BASIC_AUTH
    115 Event E of R has both State and Enabled | Remove Enabled
    191 Event E of R has to have either Arn or Type in DeadLetterConfig | Set one of them
    199 Event E of R can only have a DeadLetterConfig of Type SQS | Set Type to SQS
    115 Event E has no Method | Add Method to the event
    159 Path of event E is not a string | Write Path as plain text
    183 RestApiId of event E names no AWS::Serverless::Api of this template | Refer to an AWS::Serverless::Api with !Ref, or leave RestApiId out for the implicit API
    183 ApiId of event E names no AWS::Serverless::HttpApi of this template | Refer to an AWS::Serverless::HttpApi with !Ref, or leave ApiId out for the implicit API
    187 A request parameter of event E is none that SAM knows | Write method.request.querystring.NAME, .path.NAME or .header.NAME
    115 Properties of event E of R have to be a map | Put intrinsic functions into the properties"
  `);
});

test('a connector', () => {
  expect(
    said(
      'AWS::Serverless::Connector',
      '{ Destination: { Id: B }, Permissions: [Read] }',
      '{ Source: { Id: B }, Permissions: [Read] }',
      '{ Source: { Id: B }, Destination: { Id: B } }',
      '{ Source: {}, Destination: { Id: B }, Permissions: [Read] }',
      '{ Source: { Id: Nobody }, Destination: { Id: B }, Permissions: [Read] }',
      '{ Source: { Id: B }, Destination: { Type: AWS::SQS::Queue }, Permissions: [Write] }',
      '{ Source: { Type: AWS::Lambda::Function, RoleName: r }, Destination: { Id: B }, Permissions: [Publish] }',
      '{ Source: { Type: AWS::Lambda::Function }, Destination: { Id: B }, Permissions: [Read] }',
      '{ Source: { Type: AWS::Lambda::Function, RoleName: r }, Destination: { Type: AWS::S3::Bucket }, Permissions: [Read] }',
    ),
  ).toMatchInlineSnapshot(`
    "3 Connector R needs Source | Add Source
    3 Connector R needs Destination | Add Destination
    3 Connector R needs Permissions | Add Permissions
    64 Both ends of a connector need an Id, or at least a Type | Set Id
    64 The template has no resource Nobody to connect | Use the id of a resource of this template
    3 SAM cannot connect AWS::S3::Bucket to AWS::SQS::Queue | Write the policy or permission
    3 A connector from AWS::Lambda::Function to AWS::S3::Bucket cannot have these Permissions | Use Read or Write
    3 A connector needs to know the role of AWS::Lambda::Function, and the template does not tell | Write the policy
    "
  `);
});

test('a state machine', () => {
  expect(
    said(
      'AWS::Serverless::StateMachine',
      '{}',
      '{ Definition: {}, DefinitionUri: s3://a/b }',
      '{ Definition: text }',
      '{ Definition: {}, Role: arn, Policies: [AWSLambdaExecute] }',
      '{ Definition: {}, UseAliasAsEventTarget: true }',
      '{ Definition: {}, DeploymentPreference: { Type: ALL_AT_ONCE } }',
      '{ Definition: {}, Events: { E: { Type: Api, Properties: [] } } }',
    ),
  ).toMatchInlineSnapshot(`
    "3 R has no definition | Add Definition or DefinitionUri
    75 R has both Definition and DefinitionUri | Remove one of them
    59 Definition has to be a map of states | Write it as a tree, or use DefinitionUri
    86 R has both Role and Policies | Remove one of them
    75 R has no alias for this | Add AutoPublishAlias
    75 R has no alias for this | Add AutoPublishAlias
    85 Properties of event E of R have to be a map | Put intrinsic functions into the properties"
  `);
});

test('small resources', () => {
  expect(
    [
      said('AWS::Serverless::SimpleTable', '{ PrimaryKey: { Name: id, Type: Date } }', '{ PrimaryKey: {} }'),
      said('AWS::Serverless::LayerVersion', '{ ContentUri: s3://a/b, RetentionPolicy: Keep }'),
      said('AWS::Serverless::Application', '{}'),
      said('AWS::Serverless::CapacityProvider', '{}'),
      said(
        'AWS::Serverless::GraphQLApi',
        '{ Auth: { Type: AWS_IAM } }',
        '{ Auth: { Type: AWS_IAM }, SchemaInline: x, Functions: { F: { Runtime: { Name: APPSYNC_JS, Version: 1.0.0 } }, G: { DataSource: Nothing } } }',
        '{ Auth: { Type: AWS_IAM }, SchemaInline: x, Resolvers: { Query: { one: {}, two: { Pipeline: [F] } } } }',
      ),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "88 A key cannot have Type Date | Use String, Number or Binary
    58 PrimaryKey needs Name | Add Name
    58 PrimaryKey needs Type | Add Type
    81 A layer cannot have RetentionPolicy Keep | Use Retain or Delete
    3 Application R has no Location | Add Location
    3 Capacity provider R has no VpcConfig | Add VpcConfig
    3 R has no schema | Add SchemaInline or SchemaUri
    112 Function F has no DataSource | Add DataSource
    183 There is no data source Nothing | Use a key of DataSources
    121 Resolver one has no Pipeline | Add Pipeline with the names of functions
    148 There is no function F for resolver two | Use a key of Functions"
  `);
});

test('Globals', () => {
  const globals = (section: string, resource = '{ Type: AWS::S3::Bucket }'): string =>
    printProblems(
      parseFiles({
        'template.yaml': `Transform: AWS::Serverless-2016-10-31\nGlobals: ${section}\nResources:\n  R: ${resource}\n`,
      }),
    );
  expect(
    [
      globals('[Function]'),
      globals('{ Functions: {} }'),
      globals('{ Function: [] }'),
      globals('{ Function: { FunctionName: a } }'),
      globals(
        '{ Function: { Timeout: 5 } }',
        '{ Type: AWS::Serverless::Function, IgnoreGlobals: [Tags], Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x } }',
      ),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "template.yaml:2:10 Globals has to be a map of sections | Remove it, or give it a section such as Function
    template.yaml:2:12 Globals has no section Functions | Use one of Function, Api, HttpApi, WebSocketApi, SimpleTable, StateMachine, LayerVersion, CapacityProvider
    template.yaml:2:12 Globals.Function has to be a map of properties | Remove it, or give it properties
    template.yaml:2:24 Globals.Function cannot set FunctionName | Set FunctionName on each resource that needs it
    template.yaml:4:57 IgnoreGlobals names Tags that Globals does not set | Remove it from the list"
  `);
});

test('ids that are taken', () => {
  const taken = (id: string, resource: string): string =>
    printProblems(
      parseFiles({
        'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n  ${id}: { Type: AWS::S3::Bucket }\n  R: ${resource}\n`,
      }),
    ).replaceAll('template.yaml:', '');
  const fn = (more: string): string =>
    `{ Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, ${more} } }`;
  const preference = 'AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce }';
  expect(
    [
      taken('RRole', fn('')),
      taken('RAliaslive', fn('AutoPublishAlias: live')),
      taken('RDeploymentGroup', fn(preference)),
      taken('ServerlessDeploymentApplication', fn(preference)),
      taken('CodeDeployServiceRole', fn(preference)),
      taken('RUrl', fn('FunctionUrlConfig: { AuthType: NONE }')),
      taken('RUrlPublicPermissions', fn('FunctionUrlConfig: { AuthType: NONE }')),
      taken('REventInvokeConfig', fn('EventInvokeConfig: { MaximumRetryAttempts: 0 }')),
      taken('RE', fn('Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }')),
      taken('REPermission', fn('Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }')),
      // SAM puts a hash behind the id of a deployment.
      taken('RDeployment', '{ Type: AWS::Serverless::Api, Properties: { StageName: Prod } }'),
      taken('RProdStage', '{ Type: AWS::Serverless::Api, Properties: { StageName: Prod } }'),
      taken('RApiGatewayDefaultStage', '{ Type: AWS::Serverless::HttpApi, Properties: {} }'),
      taken('RRole', '{ Type: AWS::Serverless::StateMachine, Properties: { Definition: {} } }'),
      taken('ROperatorRole', '{ Type: AWS::Serverless::CapacityProvider, Properties: { VpcConfig: {} } }'),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "3:3 RRole is also the id of the role that SAM makes for R | Give this resource another logical id
    3:3 RAliaslive is also the id of the alias live of R | Give this resource another logical id
    3:3 RDeploymentGroup is also the id of the deployment group of R | Give this resource another logical id
    3:3 ServerlessDeploymentApplication is also the id of the application that SAM makes for deployments | Give this resource another logical id
    3:3 CodeDeployServiceRole is also the id of the role that SAM makes for deployments | Give this resource another logical id
    3:3 RUrl is also the id of the URL of R | Give this resource another logical id
    3:3 RUrlPublicPermissions is also the id of the permission of everyone to call the URL of R | Give this resource another logical id
    3:3 REventInvokeConfig is also the id of the settings of R for asynchronous calls | Give this resource another logical id
    3:3 RE is also the id of the rule of event E of R | Give this resource another logical id
    3:3 REPermission is also the id of the permission of event E of R | Give this resource another logical id

    3:3 RProdStage is also the id of the stage of R | Give this resource another logical id
    3:3 RApiGatewayDefaultStage is also the id of the stage of R | Give this resource another logical id
    3:3 RRole is also the id of the role that SAM makes for R | Give this resource another logical id
    3:3 ROperatorRole is also the id of the role that SAM makes for R | Give this resource another logical id"
  `);
});
