/** Actions that set the same thing, each with a condition key for it. */
export interface Siblings {
  readonly keys: readonly string[];
  readonly actions: readonly string[];
  /** What takes it away again, whatever it was. */
  readonly undo?: readonly string[];
}

/** Where AWS's pages have a condition key for more than one action, all of which have to be denied by it for a guardrail to hold. */
export const siblings: readonly Siblings[] = [
  // https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-layer.html
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
  {
    keys: ['lambda:Layer', 'lambda:VpcIds', 'lambda:SubnetIds', 'lambda:SecurityGroupIds'],
    actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/config-codesigning-policies.html
  {
    keys: ['lambda:CodeSigningConfigArn'],
    actions: ['lambda:CreateFunction', 'lambda:PutFunctionCodeSigningConfig'],
    undo: ['lambda:DeleteFunctionCodeSigningConfig'],
  },
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
  {
    keys: ['lambda:FunctionUrlAuthType'],
    actions: ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
  },
  // https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
  {
    keys: ['lambda:FunctionArn'],
    actions: ['lambda:CreateEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
  },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
  ...['Role', 'User'].map((of) => ({
    keys: ['iam:PermissionsBoundary'],
    actions: [`iam:Create${of}`, `iam:Put${of}PermissionsBoundary`],
    undo: [`iam:Delete${of}PermissionsBoundary`],
  })),
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/security_iam_service-with-iam.html
  {
    keys: [
      'apigateway:Request/AccessLoggingDestination',
      'apigateway:Request/ApiKeyRequired',
      'apigateway:Request/DisableExecuteApiEndpoint',
      'apigateway:Request/EndpointType',
      'apigateway:Request/MtlsTrustStoreUri',
      'apigateway:Request/RouteAuthorizationType',
      'apigateway:Request/SecurityPolicy',
    ],
    actions: ['apigateway:POST', 'apigateway:PATCH'],
  },
];
