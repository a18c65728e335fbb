/**
 * Actions that answer with credentials of somebody or something else: keys, passwords and tokens that work wherever they are taken, some
 * of them for long. All can be limited to resources.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html (2026-09-26)
 *
 * Not among them: secrets and parameters, which are data; tokens that carry no more than the rights of who asks for them
 * (`sts:GetSessionToken`, `ecr:GetAuthorizationToken`); `redshift:GetClusterCredentials`, which names a user and databases: that those are
 * all there are says nothing; what needs no permission, since what is shown in its stead is a token of another
 * issuer (`sts:AssumeRoleWithWebIdentity`); and `iam:CreateAccessKey` and its like, with which one becomes any user of the account.
 */
export const credentialActions = [
  'acm:GetAcmeExternalAccountBindingCredentials',
  'bedrock-agentcore:GetResourceApiKey',
  'bedrock-agentcore:GetResourceOauth2Token',
  'bedrock-agentcore:GetResourcePaymentToken',
  'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
  'connect:AdminGetEmergencyAccessToken',
  'elasticmapreduce:GetClusterSessionCredentials',
  'emr-containers:GetManagedEndpointSessionCredentials',
  'events:RetrieveConnectionCredentials',
  'finspace-api:GetProgrammaticAccessCredentials',
  'gamelift:RequestUploadCredentials',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'lightsail:CreateBucketAccessKey',
  'lightsail:GetInstanceAccessDetails',
  'lightsail:GetRelationalDatabaseMasterUserPassword',
  'mediapackage:RotateChannelCredentials',
  'mediapackage:RotateIngestEndpointCredentials',
  'ssm:GetAccessToken',
  'storagegateway:DescribeChapCredentials',
  'sts:AssumeRole',
] as const;
