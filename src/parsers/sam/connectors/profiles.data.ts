// Facts of aws-sam-translator 1.110.0 (2026-05-29).

/** One statement; `${Source.Arn}` and the like stand for the connected resources. */
export interface ConnectorGrant {
  readonly allow: string;
  readonly on?: string;
  readonly principal?: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** What a connector from one type to another makes. */
export interface ConnectorProfile {
  readonly from: string;
  readonly to: string;
  readonly makes: 'role policy' | 'permission' | 'topic policy' | 'queue policy';
  /** Whose role, queue, topic or function it is for. */
  readonly of: 'source' | 'destination';
  readonly grants: Readonly<Record<string, readonly ConnectorGrant[]>>;
  /** The only sets of permissions that may be asked for. */
  readonly only?: readonly (readonly string[])[];
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html */
export const connectorProfiles: readonly ConnectorProfile[] = [
  {
    from: 'AWS::DynamoDB::Table',
    to: 'AWS::Lambda::Function',
    makes: 'role policy',
    of: 'destination',
    grants: {
      Read: [
        {
          allow: 'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams',
          on: '${Source.Arn}/stream/*',
        },
      ],
    },
  },
  {
    from: 'AWS::Events::Rule',
    to: 'AWS::SNS::Topic',
    makes: 'topic policy',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'sns:Publish',
          on: '${Destination.Arn}',
          principal: 'events.amazonaws.com',
          sourceArn: '${Source.Arn}',
        },
      ],
    },
  },
  {
    from: 'AWS::Events::Rule',
    to: 'AWS::Events::EventBus',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'events:PutEvents', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::Events::Rule',
    to: 'AWS::StepFunctions::StateMachine',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'states:StartExecution', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::Events::Rule',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: {
      Write: [{ allow: 'lambda:InvokeFunction', principal: 'events.amazonaws.com', sourceArn: '${Source.Arn}' }],
    },
  },
  {
    from: 'AWS::Events::Rule',
    to: 'AWS::SQS::Queue',
    makes: 'queue policy',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'sqs:SendMessage',
          on: '${Destination.Arn}',
          principal: 'events.amazonaws.com',
          sourceArn: '${Source.Arn}',
        },
      ],
    },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::Lambda::Function',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'lambda:InvokeAsync lambda:InvokeFunction', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::S3::Bucket',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            's3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts',
          on: '${Destination.Arn} ${Destination.Arn}/*',
        },
      ],
      Write: [
        {
          allow:
            's3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:RestoreObject',
          on: '${Destination.Arn} ${Destination.Arn}/*',
        },
      ],
    },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::DynamoDB::Table',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            'dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
      Write: [
        {
          allow:
            'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
    },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::SQS::Queue',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [{ allow: 'sqs:ReceiveMessage sqs:GetQueueAttributes', on: '${Destination.Arn}' }],
      Write: [
        {
          allow: 'sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue',
          on: '${Destination.Arn}',
        },
      ],
    },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::SNS::Topic',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'sns:Publish', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::StepFunctions::StateMachine',
    makes: 'role policy',
    of: 'source',
    grants: {
      Write: [
        { allow: 'states:StartExecution states:StartSyncExecution', on: '${Destination.Arn}' },
        {
          allow: 'states:StopExecution',
          on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*',
        },
      ],
      Read: [
        { allow: 'states:DescribeStateMachine states:ListExecutions', on: '${Destination.Arn}' },
        {
          allow: 'states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory',
          on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*',
        },
      ],
    },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::Events::EventBus',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'events:PutEvents', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::Lambda::Function',
    to: 'AWS::Location::PlaceIndex',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            'geo:DescribePlaceIndex geo:GetPlace geo:SearchPlaceIndexForPosition geo:SearchPlaceIndexForSuggestions geo:SearchPlaceIndexForText',
          on: '${Destination.Arn}',
        },
      ],
    },
  },
  {
    from: 'AWS::ApiGatewayV2::Api',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          sourceArn:
            'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/${Source.Qualifier}',
        },
      ],
    },
  },
  {
    from: 'AWS::ApiGateway::RestApi',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          sourceArn:
            'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/${Source.Qualifier}',
        },
      ],
    },
  },
  {
    from: 'AWS::SNS::Topic',
    to: 'AWS::SQS::Queue',
    makes: 'queue policy',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'sqs:SendMessage',
          on: '${Destination.Arn}',
          principal: 'sns.amazonaws.com',
          sourceArn: '${Source.Arn}',
        },
      ],
    },
  },
  {
    from: 'AWS::SNS::Topic',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: { Write: [{ allow: 'lambda:InvokeFunction', principal: 'sns.amazonaws.com', sourceArn: '${Source.Arn}' }] },
  },
  {
    from: 'AWS::SQS::Queue',
    to: 'AWS::Lambda::Function',
    makes: 'role policy',
    of: 'destination',
    grants: {
      Write: [{ allow: 'sqs:DeleteMessage', on: '${Source.Arn}' }],
      Read: [{ allow: 'sqs:ReceiveMessage sqs:GetQueueAttributes', on: '${Source.Arn}' }],
    },
    only: [['Read', 'Write']],
  },
  {
    from: 'AWS::S3::Bucket',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'lambda:InvokeFunction',
          principal: 's3.amazonaws.com',
          sourceArn: '${Source.Arn}',
          sourceAccount: '${AWS::AccountId}',
        },
      ],
    },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::Lambda::Function',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'lambda:InvokeAsync lambda:InvokeFunction', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::SNS::Topic',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'sns:Publish', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::SQS::Queue',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'sqs:SendMessage', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::S3::Bucket',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            's3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts',
          on: '${Destination.Arn} ${Destination.Arn}/*',
        },
      ],
      Write: [
        {
          allow:
            's3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:RestoreObject',
          on: '${Destination.Arn} ${Destination.Arn}/*',
        },
      ],
    },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::DynamoDB::Table',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            'dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
      Write: [
        {
          allow:
            'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
    },
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::StepFunctions::StateMachine',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow: 'states:DescribeExecution',
          on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*',
        },
        {
          allow: 'events:DescribeRule',
          on: 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
        },
      ],
      Write: [
        { allow: 'states:StartExecution', on: '${Destination.Arn}' },
        {
          allow: 'states:StopExecution',
          on: 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*',
        },
        {
          allow: 'events:PutTargets events:PutRule',
          on: 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
        },
      ],
    },
    only: [['Read'], ['Read', 'Write']],
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'AWS::Events::EventBus',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'events:PutEvents', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::AppSync::DataSource',
    to: 'AWS::DynamoDB::Table',
    makes: 'role policy',
    of: 'source',
    grants: {
      Read: [
        {
          allow:
            'dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
      Write: [
        {
          allow:
            'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate',
          on: '${Destination.Arn} ${Destination.Arn}/index/*',
        },
      ],
    },
  },
  {
    from: 'AWS::AppSync::DataSource',
    to: 'AWS::Lambda::Function',
    makes: 'role policy',
    of: 'source',
    grants: {
      Write: [{ allow: 'lambda:InvokeAsync lambda:InvokeFunction', on: '${Destination.Arn} ${Destination.Arn}:*' }],
    },
  },
  {
    from: 'AWS::AppSync::DataSource',
    to: 'AWS::Events::EventBus',
    makes: 'role policy',
    of: 'source',
    grants: { Write: [{ allow: 'events:PutEvents', on: '${Destination.Arn}' }] },
  },
  {
    from: 'AWS::AppSync::GraphQLApi',
    to: 'AWS::Lambda::Function',
    makes: 'permission',
    of: 'destination',
    grants: {
      Write: [
        {
          allow: 'lambda:InvokeFunction',
          principal: 'appsync.amazonaws.com',
          sourceArn: 'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${Source.ResourceId}',
        },
      ],
    },
  },
];
