/**
 * Resources that AWS grants actions on and that its own list does not have for them: in its guides, the policy templates of SAM and the
 * grants of the CDK. Some of them the services do look at; the others do no harm, and who has them has not written them. `^` stands for
 * a name without slashes. Written by hand on 2026-11-23.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html transforms
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-read-stream-only.html ListStreams
 * @see https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html ListDeliveryStreams
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html InvokeHTTPEndpoint
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html StepFunctionsCallbackPolicy
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html PutLifecycleEventHookExecutionStatus
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.Table.html grantReadData
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_kinesis.Stream.html grantRead
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ssm.StringParameter.html grantRead
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_stepfunctions.StateMachine.html grantRead, grantTaskResponse
 */
export const resourcesByUse: Readonly<Record<string, readonly string[]>> = {
  'cloudformation:CreateChangeSet': ['arn:aws:cloudformation:*:*:transform/*'],
  'codedeploy:PutLifecycleEventHookExecutionStatus': ['arn:aws:codedeploy:*:*:deploymentgroup:*'],
  'dynamodb:GetRecords': ['arn:aws:dynamodb:*:*:table/^'],
  'dynamodb:GetShardIterator': ['arn:aws:dynamodb:*:*:table/^'],
  'dynamodb:ListStreams': ['arn:aws:dynamodb:*:*:table/^/stream/^'],
  'firehose:ListDeliveryStreams': ['arn:aws:firehose:*:*:deliverystream/^'],
  'kinesis:DescribeStreamConsumer': ['arn:aws:kinesis:*:*:stream/^'],
  'kinesis:ListStreams': ['arn:aws:kinesis:*:*:stream/^'],
  'kinesis:SubscribeToShard': ['arn:aws:kinesis:*:*:stream/^'],
  'ssm:DescribeParameters': ['arn:aws:ssm:*:*:parameter/*'],
  'states:InvokeHTTPEndpoint': ['arn:aws:states:*:*:stateMachine:*'],
  'states:ListStateMachines': ['arn:aws:states:*:*:stateMachine:*'],
  'states:SendTaskFailure': ['arn:aws:states:*:*:stateMachine:*'],
  'states:SendTaskHeartbeat': ['arn:aws:states:*:*:stateMachine:*'],
  'states:SendTaskSuccess': ['arn:aws:states:*:*:stateMachine:*'],
};
