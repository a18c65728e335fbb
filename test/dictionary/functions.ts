import { arnOf, tf, to, type Row } from '../support/dictionary.js';

/** Functions, and what belongs to them. */
export const functions: readonly Row[] = [
  [
    'function.functionName',
    'orders',
    {
      cloudformation: { FunctionName: 'orders' },
      sam: { FunctionName: 'orders' },
      terraform: { function_name: 'orders' },
    },
  ],
  [
    'function.description',
    'takes orders',
    {
      cloudformation: { Description: 'takes orders' },
      sam: { Description: 'takes orders' },
      terraform: { description: 'takes orders' },
    },
  ],
  [
    'function.packageType',
    'Image',
    {
      cloudformation: { PackageType: 'Image' },
      sam: { PackageType: 'Image' },
      terraform: { package_type: 'Image' },
      awscc: ['awscc_lambda_function', { package_type: 'Image' }],
    },
  ],
  [
    'function.packageType',
    'Zip by default',
    { cloudformation: {}, sam: {}, terraform: {}, awscc: ['awscc_lambda_function', {}] },
  ],
  [
    'function.imageUri',
    'repo:1',
    {
      cloudformation: { Code: { ImageUri: 'repo:1' } },
      sam: { PackageType: 'Image', ImageUri: 'repo:1' },
      terraform: { image_uri: 'repo:1' },
      awscc: ['awscc_lambda_function', { code: { image_uri: 'repo:1' } }],
    },
  ],
  [
    'function.inlineCode',
    'pass',
    {
      cloudformation: { Code: { ZipFile: 'pass' } },
      sam: { InlineCode: 'pass' },
      awscc: ['awscc_lambda_function', { code: { zip_file: 'pass' } }],
    },
  ],
  [
    'function.codeBucket',
    'artefacts',
    {
      cloudformation: { Code: { S3Bucket: 'artefacts', S3Key: 'a.zip' } },
      sam: { CodeUri: 's3://artefacts/a.zip' },
      terraform: { s3_bucket: 'artefacts', s3_key: 'a.zip' },
      awscc: ['awscc_lambda_function', { code: { s3_bucket: 'artefacts', s3_key: 'a.zip' } }],
    },
  ],
  ['function.codeBucket', 'artefacts', { sam: { CodeUri: { Bucket: 'artefacts', Key: 'a.zip' } } }],
  ['function.archive', 'a.zip', { terraform: { filename: 'a.zip' } }],
  ['function.publishes', 'true', { terraform: { publish: true } }],
  ['function.publishes', 'false by default', { terraform: {} }],
  [
    'function.runtime',
    'nodejs22.x',
    { cloudformation: { Runtime: 'nodejs22.x' }, sam: { Runtime: 'nodejs22.x' }, terraform: { runtime: 'nodejs22.x' } },
  ],
  [
    'function.architectures',
    '[arm64]',
    {
      cloudformation: { Architectures: ['arm64'] },
      sam: { Architectures: ['arm64'] },
      terraform: { architectures: ['arm64'] },
    },
  ],
  [
    'function.role',
    '→ role',
    {
      cloudformation: { Role: to('role') },
      sam: { Role: to('role') },
      terraform: { role: tf('role', 'arn') },
      awscc: ['awscc_lambda_function', { role: tf('role', 'arn') }],
    },
  ],
  [
    'function.layers',
    '[→ layer, arn:aws:lambda:eu-west-1:111122223333:layer:a:1]',
    {
      cloudformation: { Layers: [to('layer'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
      sam: { Layers: [to('layer'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
      terraform: { layers: [tf('layer', 'arn'), 'arn:aws:lambda:eu-west-1:111122223333:layer:a:1'] },
    },
  ],
  [
    'function.encryptionKey',
    '→ key',
    {
      cloudformation: { KmsKeyArn: arnOf('key') },
      sam: { KmsKeyArn: arnOf('key') },
      terraform: { kms_key_arn: tf('key', 'arn') },
      awscc: ['awscc_lambda_function', { kms_key_arn: tf('key', 'arn') }],
    },
  ],
  [
    'function.codeSigningConfig',
    '→ codeSigningConfig',
    {
      cloudformation: { CodeSigningConfigArn: to('codeSigningConfig') },
      sam: { CodeSigningConfigArn: to('codeSigningConfig') },
      terraform: { code_signing_config_arn: tf('codeSigningConfig', 'arn') },
      awscc: ['awscc_lambda_function', { code_signing_config_arn: tf('codeSigningConfig', 'arn') }],
    },
  ],
  [
    'function.tags',
    '{team: orders}',
    {
      cloudformation: { Tags: [{ Key: 'team', Value: 'orders' }] },
      terraform: { tags: { team: 'orders' }, tags_all: { team: 'orders' } },
      awscc: ['awscc_lambda_function', { tags: [{ key: 'team', value: 'orders' }] }],
    },
  ],
  [
    'functionAlias.of',
    '→ function',
    { cloudformation: { FunctionName: to('function') }, terraform: { function_name: tf('function', 'arn') } },
  ],
  [
    'functionAlias.version',
    '7',
    {
      cloudformation: { FunctionName: to('function'), FunctionVersion: '7' },
      terraform: { function_name: tf('function', 'arn'), function_version: '7' },
    },
  ],
  [
    'layer.layerName',
    'audit',
    {
      cloudformation: { LayerName: 'audit' },
      sam: ['AWS::Serverless::LayerVersion', { LayerName: 'audit', ContentUri: 's3://b/k' }],
      terraform: { layer_name: 'audit' },
    },
  ],
  [
    'codeSigningConfig.untrusted',
    'Enforce',
    {
      cloudformation: { CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' } },
      terraform: { policies: [{ untrusted_artifact_on_deployment: 'Enforce' }] },
      awscc: [
        'awscc_lambda_code_signing_config',
        { code_signing_policies: { untrusted_artifact_on_deployment: 'Enforce' } },
      ],
    },
  ],
  ['codeSigningConfig.untrusted', 'Warn by default', { cloudformation: {}, terraform: {} }],
  [
    'codeSigningConfig.publishers',
    '[→ signingProfile]',
    {
      cloudformation: { AllowedPublishers: { SigningProfileVersionArns: [to('signingProfile')] } },
      terraform: { allowed_publishers: [{ signing_profile_version_arns: [tf('signingProfile', 'version_arn')] }] },
    },
  ],
  [
    'stateMachine.role',
    '→ role',
    {
      cloudformation: { RoleArn: to('role') },
      sam: ['AWS::Serverless::StateMachine', { Role: to('role'), Definition: {} }],
      terraform: { role_arn: tf('role', 'arn') },
    },
  ],
  [
    'stateMachine.workflow',
    'EXPRESS',
    {
      cloudformation: { StateMachineType: 'EXPRESS' },
      sam: ['AWS::Serverless::StateMachine', { Type: 'EXPRESS', Definition: {} }],
      terraform: { type: 'EXPRESS' },
    },
  ],
  [
    'stateMachine.logLevel',
    'ALL',
    {
      cloudformation: { LoggingConfiguration: { Level: 'ALL' } },
      sam: ['AWS::Serverless::StateMachine', { Logging: { Level: 'ALL' }, Definition: {} }],
      terraform: { logging_configuration: [{ level: 'ALL' }] },
    },
  ],
  ['stateMachine.logLevel', 'OFF by default', { cloudformation: {}, terraform: {} }],
  [
    'stateMachine.tracing',
    'true',
    {
      cloudformation: { TracingConfiguration: { Enabled: true } },
      sam: ['AWS::Serverless::StateMachine', { Tracing: { Enabled: true }, Definition: {} }],
      terraform: { tracing_configuration: [{ enabled: true }] },
    },
  ],
  [
    'stateMachine.definition',
    'tree undefined',
    {
      cloudformation: { Definition: { StartAt: 'Pay' } },
      sam: ['AWS::Serverless::StateMachine', { Definition: { StartAt: 'Pay' } }],
      terraform: { definition: JSON.stringify({ StartAt: 'Pay' }) },
    },
  ],
  ['stateMachine.definitionText', 'tree undefined', { cloudformation: { DefinitionString: '{}' } }],
  [
    'stateMachine.definitionLocation',
    'tree undefined',
    {
      cloudformation: { DefinitionS3Location: { Bucket: 'b' } },
      sam: ['AWS::Serverless::StateMachine', { DefinitionUri: 's3://b/k' }],
    },
  ],
  ['stateMachine.substitutions', 'tree undefined', { cloudformation: { DefinitionSubstitutions: { Pay: 'x' } } }],
  ['stateMachine.tracing', 'false by default', { cloudformation: {}, terraform: {} }],
  [
    'roleUser.roleArn',
    '→ role',
    {
      cloudformation: ['AWS::Pipes::Pipe', { RoleArn: to('role') }],
      terraform: ['aws_pipes_pipe', { role_arn: tf('role', 'arn') }],
    },
  ],
  [
    'roleUser.pipeSource',
    'arn:aws:sqs:eu-west-1:111122223333:jobs',
    {
      cloudformation: ['AWS::Pipes::Pipe', { Source: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
      terraform: ['aws_pipes_pipe', { source: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
    },
  ],
  [
    'roleUser.pipeEnrichment',
    'arn:aws:sqs:eu-west-1:111122223333:jobs',
    {
      cloudformation: ['AWS::Pipes::Pipe', { Enrichment: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
      terraform: ['aws_pipes_pipe', { enrichment: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
    },
  ],
  [
    'roleUser.pipeTargetArn',
    'arn:aws:sqs:eu-west-1:111122223333:jobs',
    {
      cloudformation: ['AWS::Pipes::Pipe', { Target: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
      terraform: ['aws_pipes_pipe', { target: 'arn:aws:sqs:eu-west-1:111122223333:jobs' }],
    },
  ],
  [
    'roleUser.serviceRole',
    '→ role',
    {
      cloudformation: ['AWS::AppSync::DataSource', { ServiceRoleArn: to('role') }],
      terraform: ['aws_appsync_datasource', { service_role_arn: tf('role', 'arn') }],
    },
  ],
  ['eventRule.role', '→ role', { cloudformation: { RoleArn: to('role') }, terraform: { role_arn: tf('role', 'arn') } }],

  [
    'function.handler',
    'app.main',
    { cloudformation: { Handler: 'app.main' }, sam: { Handler: 'app.main' }, terraform: { handler: 'app.main' } },
  ],
  ['function.timeout', '30', { cloudformation: { Timeout: 30 }, sam: { Timeout: 30 }, terraform: { timeout: 30 } }],
  ['function.timeout', '3 by default', { cloudformation: {}, sam: {}, terraform: {} }],
  [
    'function.memorySize',
    '512',
    { cloudformation: { MemorySize: 512 }, sam: { MemorySize: 512 }, terraform: { memory_size: 512 } },
  ],
  ['function.memorySize', '128 by default', { cloudformation: {}, sam: {}, terraform: {} }],
  [
    'function.executionTimeout',
    '3600',
    {
      cloudformation: { DurableConfig: { ExecutionTimeout: 3600 } },
      sam: { DurableConfig: { ExecutionTimeout: 3600 } },
      terraform: { durable_config: [{ execution_timeout: 3600 }] },
    },
  ],
  [
    'function.reservedConcurrency',
    '5',
    {
      cloudformation: { ReservedConcurrentExecutions: 5 },
      sam: { ReservedConcurrentExecutions: 5 },
      terraform: { reserved_concurrent_executions: 5 },
    },
  ],
  [
    'function.tracing',
    'Active',
    {
      cloudformation: { TracingConfig: { Mode: 'Active' } },
      sam: { Tracing: 'Active' },
      terraform: { tracing_config: [{ mode: 'Active' }] },
      awscc: ['awscc_lambda_function', { tracing_config: { mode: 'Active' } }],
    },
  ],
  ['function.tracing', 'PassThrough by default', { cloudformation: {}, sam: {}, terraform: {} }],
  ['function.recursiveLoop', 'Allow', { cloudformation: { RecursiveLoop: 'Allow' }, sam: { RecursiveLoop: 'Allow' } }],
  ['function.recursiveLoop', 'Terminate by default', { cloudformation: {}, sam: {} }],
  [
    'function.capacityProvider',
    'arn:c',
    {
      cloudformation: {
        CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn:c' } },
      },
      sam: { CapacityProviderConfig: { Arn: 'arn:c' } },
      terraform: {
        capacity_provider_config: [
          { lambda_managed_instances_capacity_provider_config: [{ capacity_provider_arn: 'arn:c' }] },
        ],
      },
    },
  ],
  [
    'function.subnets',
    '[→ subnet, subnet-1]',
    {
      cloudformation: { VpcConfig: { SubnetIds: [to('subnet'), 'subnet-1'] } },
      sam: { VpcConfig: { SubnetIds: [to('subnet'), 'subnet-1'] } },
      terraform: { vpc_config: [{ subnet_ids: [tf('subnet', 'id'), 'subnet-1'] }] },
    },
  ],
  [
    'function.securityGroups',
    '[→ securityGroup]',
    {
      cloudformation: { VpcConfig: { SecurityGroupIds: [to('securityGroup')] } },
      sam: { VpcConfig: { SecurityGroupIds: [to('securityGroup')] } },
      terraform: { vpc_config: [{ security_group_ids: [tf('securityGroup', 'id')] }] },
    },
  ],
  [
    'function.usesIpv6',
    'true',
    {
      cloudformation: { VpcConfig: { Ipv6AllowedForDualStack: true } },
      sam: { VpcConfig: { Ipv6AllowedForDualStack: true } },
      terraform: { vpc_config: [{ ipv6_allowed_for_dual_stack: true }] },
      awscc: ['awscc_lambda_function', { vpc_config: { ipv_6_allowed_for_dual_stack: true } }],
    },
  ],
  [
    'function.environment',
    '{STAGE: dev}',
    {
      cloudformation: { Environment: { Variables: { STAGE: 'dev' } } },
      sam: { Environment: { Variables: { STAGE: 'dev' } } },
      terraform: { environment: [{ variables: { STAGE: 'dev' } }] },
      awscc: ['awscc_lambda_function', { environment: { variables: { STAGE: 'dev' } } }],
    },
  ],
  [
    'function.environmentTree',
    'tree 3.0.1',
    {
      cloudformation: { Environment: { Variables: { openapi: '3.0.1' } } },
      sam: { Environment: { Variables: { openapi: '3.0.1' } } },
      terraform: { environment: [{ variables: { openapi: '3.0.1' } }] },
    },
  ],
  [
    'function.deadLetter',
    '→ queue',
    {
      cloudformation: { DeadLetterConfig: { TargetArn: arnOf('queue') } },
      sam: { DeadLetterQueue: { Type: 'SQS', TargetArn: arnOf('queue') } },
      terraform: { dead_letter_config: [{ target_arn: tf('queue', 'arn') }] },
    },
  ],
  ['function.deadLetter', '→ topic', { terraform: { dead_letter_config: [{ target_arn: tf('topic', 'arn') }] } }],
  [
    'function.logGroup',
    '→ logGroup',
    {
      cloudformation: { LoggingConfig: { LogGroup: to('logGroup') } },
      sam: { LoggingConfig: { LogGroup: to('logGroup') } },
      terraform: { logging_config: [{ log_group: tf('logGroup', 'id') }] },
    },
  ],
  ['functionAlias.aliasName', 'live', { cloudformation: { Name: 'live' }, terraform: { name: 'live' } }],
  [
    'functionAlias.provisioned',
    '5',
    { cloudformation: { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } } },
  ],
  [
    'provisionedConcurrency.of',
    '→ function',
    { terraform: { function_name: tf('function', 'function_name'), qualifier: 'live' } },
  ],
  ['provisionedConcurrency.provisioned', '5', { terraform: { provisioned_concurrent_executions: 5 } }],
  ['recursionConfig.of', '→ function', { terraform: { function_name: tf('function', 'function_name') } }],
  ['recursionConfig.recursiveLoop', 'Allow', { terraform: { recursive_loop: 'Allow' } }],
  ['logGroup.groupName', '/x', { cloudformation: { LogGroupName: '/x' }, terraform: { name: '/x' } }],
  ['logGroup.retention', '7', { cloudformation: { RetentionInDays: 7 }, terraform: { retention_in_days: 7 } }],
  ['logGroup.retention', '7', { cloudformation: ['Custom::LogRetention', { RetentionInDays: 7 }] }],
  [
    'logGroup.encryptionKey',
    '→ key',
    { cloudformation: { KmsKeyId: to('key') }, terraform: { kms_key_id: tf('key', 'arn') } },
  ],
  ['logGroup.groupClass', 'STANDARD by default', { cloudformation: {}, terraform: {} }],
  [
    'logGroup.groupClass',
    'DELIVERY',
    { cloudformation: { LogGroupClass: 'DELIVERY' }, terraform: { log_group_class: 'DELIVERY' } },
  ],
];
