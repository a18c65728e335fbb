import {
  boolean,
  defineResource,
  link,
  links,
  number,
  string,
  tags,
  terraformOnly,
  text,
  texts,
  tree,
} from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction = defineResource({
  type: { cloudformation: 'AWS::Lambda::Function', terraform: 'aws_lambda_function' },
  noun: 'function',
  named: 'functionName',
  fields: {
    functionName: text('FunctionName', { terraform: 'function_name' }),
    description: text('Description', { terraform: 'description' }),
    packageType: string('PackageType', { terraform: 'package_type', default: 'Zip' }),
    imageUri: text('Code.ImageUri', { sam: 'ImageUri', terraform: 'image_uri' }),
    inlineCode: text('Code.ZipFile', { sam: 'InlineCode' }),
    codeBucket: link('Code.S3Bucket', { sam: 'CodeUri', terraform: 's3_bucket', to: 'bucket' }),
    // A file of the machine that deploys: CloudFormation knows it only once it has been packaged.
    archive: text(terraformOnly, { terraform: 'filename' }),
    // Otherwise Terraform leaves the code unpublished: what it calls the version of the function is $LATEST.
    publishes: boolean(terraformOnly, { terraform: 'publish', default: false }),
    runtime: string('Runtime', { terraform: 'runtime' }),
    handler: text('Handler', { terraform: 'handler' }),
    timeout: number('Timeout', { terraform: 'timeout', default: 3 }),
    // What is durable has one.
    executionTimeout: number('DurableConfig.ExecutionTimeout', { terraform: 'durable_config.execution_timeout' }),
    memorySize: number('MemorySize', { terraform: 'memory_size', default: 128 }),
    // Terraform's -1 stands for none.
    reservedConcurrency: number('ReservedConcurrentExecutions', { terraform: 'reserved_concurrent_executions' }),
    tracing: string('TracingConfig.Mode', {
      sam: 'Tracing',
      terraform: 'tracing_config.mode',
      default: 'PassThrough',
    }),
    // In Terraform it is a resource of its own.
    recursiveLoop: string('RecursiveLoop', { default: 'Terminate' }),
    // Its instances stand in the provider's network, and the function has none of its own.
    capacityProvider: text('CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn', {
      sam: 'CapacityProviderConfig.Arn',
      terraform: 'capacity_provider_config.lambda_managed_instances_capacity_provider_config.capacity_provider_arn',
    }),
    subnets: links('VpcConfig.SubnetIds', { terraform: 'vpc_config.subnet_ids', to: 'subnet' }),
    securityGroups: links('VpcConfig.SecurityGroupIds', {
      terraform: 'vpc_config.security_group_ids',
      to: 'securityGroup',
    }),
    // Without it, nothing goes out by IPv6, whatever the subnets allow.
    usesIpv6: boolean('VpcConfig.Ipv6AllowedForDualStack', {
      terraform: 'vpc_config.ipv6_allowed_for_dual_stack',
      default: false,
    }),
    architectures: texts('Architectures', { terraform: 'architectures' }),
    role: link('Role', { terraform: 'role', to: 'role' }),
    layers: links('Layers', { terraform: 'layers', to: 'layer' }),
    codeSigningConfig: link('CodeSigningConfigArn', { terraform: 'code_signing_config_arn', to: 'codeSigningConfig' }),
    tags: tags('Tags', { terraform: 'tags_all' }),
    environment: tags('Environment.Variables', { terraform: 'environment.variables' }),
    environmentTree: tree('Environment.Variables', { terraform: 'environment.variables' }),
    // Environment variables are encrypted with it, and what else is stored of the function.
    encryptionKey: link('KmsKeyArn', { terraform: 'kms_key_arn', to: ['key', 'keyAlias'] }),
    deadLetter: link('DeadLetterConfig.TargetArn', {
      sam: 'DeadLetterQueue.TargetArn',
      terraform: 'dead_letter_config.target_arn',
      to: ['queue', 'topic'],
    }),
    logGroup: link('LoggingConfig.LogGroup', { terraform: 'logging_config.log_group', to: 'logGroup' }),
  },
});

/** A qualified function: an alias or a version of it. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const functionAlias = defineResource({
  type: { cloudformation: ['AWS::Lambda::Alias', 'AWS::Lambda::Version'], terraform: 'aws_lambda_alias' },
  noun: 'alias',
  fields: {
    of: link('FunctionName', { terraform: 'function_name', to: 'function' }),
    aliasName: text('Name', { terraform: 'name' }),
    version: text('FunctionVersion', { terraform: 'function_version' }),
    // In Terraform it is a resource of its own.
    provisioned: number('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'),
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html */
export const provisionedConcurrency = defineResource({
  type: { terraform: 'aws_lambda_provisioned_concurrency_config' },
  noun: 'provisioned-concurrency configuration',
  fields: {
    of: link(terraformOnly, { terraform: 'function_name', to: 'function' }),
    provisioned: number(terraformOnly, { terraform: 'provisioned_concurrent_executions' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const layer = defineResource({
  type: { cloudformation: 'AWS::Lambda::LayerVersion', terraform: 'aws_lambda_layer_version' },
  noun: 'layer',
  fields: { layerName: text('LayerName', { terraform: 'layer_name' }) },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-codesigningconfig.html */
export const codeSigningConfig = defineResource({
  type: { cloudformation: 'AWS::Lambda::CodeSigningConfig', terraform: 'aws_lambda_code_signing_config' },
  noun: 'code-signing configuration',
  fields: {
    untrusted: string('CodeSigningPolicies.UntrustedArtifactOnDeployment', {
      terraform: 'policies.untrusted_artifact_on_deployment',
      default: 'Warn',
    }),
    publishers: links('AllowedPublishers.SigningProfileVersionArns', {
      terraform: 'allowed_publishers.signing_profile_version_arns',
      to: 'signingProfile',
    }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-signer-signingprofile.html */
export const signingProfile = defineResource({
  type: { cloudformation: 'AWS::Signer::SigningProfile', terraform: 'aws_signer_signing_profile' },
  noun: 'signing profile',
  fields: {},
});

/** Whatever else takes a role to act with: its trust policy may not tell, but its use does. */
export const roleUser = defineResource({
  type: {
    cloudformation: ['AWS::Pipes::Pipe', 'AWS::AppSync::DataSource'],
    terraform: ['aws_pipes_pipe', 'aws_appsync_datasource'],
  },
  noun: 'resource',
  fields: {
    roleArn: link('RoleArn', { terraform: 'role_arn', to: 'role' }),
    serviceRole: link('ServiceRoleArn', { terraform: 'service_role_arn', to: 'role' }),
    pipeSource: text('Source', { terraform: 'source' }),
    pipeEnrichment: text('Enrichment', { terraform: 'enrichment' }),
    pipeTargetArn: text('Target', { terraform: 'target' }),
    // Of a pipe, which may wait for a function or not.
    pipeTarget: link('Target', { terraform: 'target', to: ['function', 'functionAlias'] }),
    invocationType: string('TargetParameters.LambdaFunctionParameters.InvocationType', {
      terraform: 'target_parameters.lambda_function_parameters.invocation_type',
      default: 'REQUEST_RESPONSE',
    }),
    streamDeadLetterQueue: link('SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn', {
      terraform: 'source_parameters.kinesis_stream_parameters.dead_letter_config.arn',
      to: 'queue',
    }),
    tableDeadLetterQueue: link('SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn', {
      terraform: 'source_parameters.dynamodb_stream_parameters.dead_letter_config.arn',
      to: 'queue',
    }),
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html */
export const recursionConfig = defineResource({
  type: { terraform: 'aws_lambda_function_recursion_config' },
  noun: 'recursion configuration',
  fields: {
    of: link(terraformOnly, { terraform: 'function_name', to: 'function' }),
    recursiveLoop: string(terraformOnly, { terraform: 'recursive_loop' }),
  },
});
