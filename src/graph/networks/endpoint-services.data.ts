/** A service that functions call, and the VPC endpoints that lead to it. */
export interface EndpointService {
  readonly name: string;
  /** The ends of the names of its endpoint services: `com.amazonaws.eu-west-1.monitoring`. */
  readonly endpoints: readonly [string, ...string[]];
}

const service = (name: string, ...endpoints: readonly [string, ...string[]]): EndpointService => ({ name, endpoints });

/**
 * By the prefix of its actions in IAM. Left out are services whose actions are allowed for others to act on: KMS decrypts for the service
 * that stores, and Lambda itself sends logs and traces and makes network interfaces.
 * Written by hand on 2026-11-23.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const endpointServices: ReadonlyMap<string, EndpointService> = new Map(
  Object.entries({
    athena: service('Athena', 'athena'),
    bedrock: service(
      'Bedrock',
      'bedrock-runtime',
      'bedrock',
      'bedrock-agent',
      'bedrock-agent-runtime',
      'bedrock-mantle',
    ),
    cloudwatch: service('CloudWatch', 'monitoring'),
    comprehend: service('Comprehend', 'comprehend'),
    dynamodb: service('DynamoDB', 'dynamodb'),
    ecs: service('ECS', 'ecs'),
    events: service('EventBridge', 'events'),
    firehose: service('Data Firehose', 'kinesis-firehose'),
    glue: service('Glue', 'glue'),
    kinesis: service('Kinesis', 'kinesis-streams'),
    lambda: service('Lambda', 'lambda'),
    'rds-data': service('the RDS Data API', 'rds-data'),
    rekognition: service('Rekognition', 'rekognition', 'streaming-rekognition'),
    s3: service('S3', 's3'),
    secretsmanager: service('Secrets Manager', 'secretsmanager'),
    sns: service('SNS', 'sns'),
    sqs: service('SQS', 'sqs'),
    ssm: service('Systems Manager', 'ssm'),
    states: service('Step Functions', 'states', 'sync-states'),
    sts: service('STS', 'sts'),
    textract: service('Textract', 'textract'),
    translate: service('Translate', 'translate'),
  }),
);
