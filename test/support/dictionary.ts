import type { Kind } from '../../src/resources/index.js';
import { ref, type Arguments } from './plan.js';

/** What a fact is written as in each language; a resource's type comes first where it is not the kind's first. */
export interface Written {
  readonly cloudformation?: Properties | readonly [type: string, properties: Properties];
  readonly sam?: Properties | readonly [type: string, properties: Properties];
  readonly terraform?: Arguments | readonly [type: string, args: Arguments];
  readonly awscc?: readonly [type: string, args: Arguments];
}
export type Properties = Readonly<Record<string, unknown>>;
export type Row = readonly [fact: string, expected: string, written: Written];

/** A resource of another kind, for facts that lead to one. */
export const targets: Partial<Record<Kind, readonly [cloudformation: string, terraform: string]>> = {
  role: ['AWS::IAM::Role', 'aws_iam_role'],
  user: ['AWS::IAM::User', 'aws_iam_user'],
  managedPolicy: ['AWS::IAM::ManagedPolicy', 'aws_iam_policy'],
  function: ['AWS::Lambda::Function', 'aws_lambda_function'],
  layer: ['AWS::Lambda::LayerVersion', 'aws_lambda_layer_version'],
  codeSigningConfig: ['AWS::Lambda::CodeSigningConfig', 'aws_lambda_code_signing_config'],
  signingProfile: ['AWS::Signer::SigningProfile', 'aws_signer_signing_profile'],
  restApi: ['AWS::ApiGateway::RestApi', 'aws_api_gateway_rest_api'],
  restResource: ['AWS::ApiGateway::Resource', 'aws_api_gateway_resource'],
  requestValidator: ['AWS::ApiGateway::RequestValidator', 'aws_api_gateway_request_validator'],
  restAuthorizer: ['AWS::ApiGateway::Authorizer', 'aws_api_gateway_authorizer'],
  restStage: ['AWS::ApiGateway::Stage', 'aws_api_gateway_stage'],
  restDeployment: ['AWS::ApiGateway::Deployment', 'aws_api_gateway_deployment'],
  restDomain: ['AWS::ApiGateway::DomainName', 'aws_api_gateway_domain_name'],
  httpApi: ['AWS::ApiGatewayV2::Api', 'aws_apigatewayv2_api'],
  httpAuthorizer: ['AWS::ApiGatewayV2::Authorizer', 'aws_apigatewayv2_authorizer'],
  httpDomain: ['AWS::ApiGatewayV2::DomainName', 'aws_apigatewayv2_domain_name'],
  webAcl: ['AWS::WAFv2::WebACL', 'aws_wafv2_web_acl'],
  graphqlApi: ['AWS::AppSync::GraphQLApi', 'aws_appsync_graphql_api'],
  userPool: ['AWS::Cognito::UserPool', 'aws_cognito_user_pool'],
  identityPool: ['AWS::Cognito::IdentityPool', 'aws_cognito_identity_pool'],
  queue: ['AWS::SQS::Queue', 'aws_sqs_queue'],
  bucket: ['AWS::S3::Bucket', 'aws_s3_bucket'],
  topic: ['AWS::SNS::Topic', 'aws_sns_topic'],
  stream: ['AWS::Kinesis::Stream', 'aws_kinesis_stream'],
  table: ['AWS::DynamoDB::Table', 'aws_dynamodb_table'],
  kafkaCluster: ['AWS::MSK::Cluster', 'aws_msk_cluster'],
  broker: ['AWS::AmazonMQ::Broker', 'aws_mq_broker'],
  documentCluster: ['AWS::DocDB::DBCluster', 'aws_docdb_cluster'],
  key: ['AWS::KMS::Key', 'aws_kms_key'],
  keyAlias: ['AWS::KMS::Alias', 'aws_kms_alias'],
  logGroup: ['AWS::Logs::LogGroup', 'aws_cloudwatch_log_group'],
  vpc: ['AWS::EC2::VPC', 'aws_vpc'],
  subnet: ['AWS::EC2::Subnet', 'aws_subnet'],
  securityGroup: ['AWS::EC2::SecurityGroup', 'aws_security_group'],
  internetGateway: ['AWS::EC2::InternetGateway', 'aws_internet_gateway'],
  routeTable: ['AWS::EC2::RouteTable', 'aws_route_table'],
  vpcEndpoint: ['AWS::EC2::VPCEndpoint', 'aws_vpc_endpoint'],
};
export const to = (kind: Kind): object => ({ Ref: `${kind}Target` });
export const arnOf = (kind: Kind): object => ({ 'Fn::GetAtt': [`${kind}Target`, 'Arn'] });
export const tf = (kind: Kind, attribute: string) => ref(`${targets[kind]?.[1] ?? ''}.target.${attribute}`);

export const document = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
export const json = JSON.stringify(document);
export const openapi = { openapi: '3.0.1', paths: {} };
