/**
 * Operations of AWS's APIs that are no actions of IAM, and the action that lets them be called. Keys are in lower case.
 * Written by hand on 2026-11-24.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const actionsOfOperations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'dynamodb:batchexecutestatement': 'dynamodb:PartiQLSelect',
    'dynamodb:executestatement': 'dynamodb:PartiQLSelect',
    'dynamodb:executetransaction': 'dynamodb:PartiQLSelect',
    'dynamodb:transactgetitems': 'dynamodb:GetItem',
    'dynamodb:transactwriteitems': 'dynamodb:PutItem',
    'lambda:invoke': 'lambda:InvokeFunction',
    's3:completemultipartupload': 's3:PutObject',
    's3:copyobject': 's3:PutObject',
    's3:createmultipartupload': 's3:PutObject',
    's3:deleteobjects': 's3:DeleteObject',
    's3:getbucketencryption': 's3:GetEncryptionConfiguration',
    's3:getbucketlifecycleconfiguration': 's3:GetLifecycleConfiguration',
    's3:headbucket': 's3:ListBucket',
    's3:headobject': 's3:GetObject',
    's3:listbuckets': 's3:ListAllMyBuckets',
    's3:listmultipartuploads': 's3:ListBucketMultipartUploads',
    's3:listobjects': 's3:ListBucket',
    's3:listobjectsv2': 's3:ListBucket',
    's3:listobjectversions': 's3:ListBucketVersions',
    's3:listparts': 's3:ListMultipartUploadParts',
    's3:putbucketencryption': 's3:PutEncryptionConfiguration',
    's3:putbucketlifecycleconfiguration': 's3:PutLifecycleConfiguration',
    's3:selectobjectcontent': 's3:GetObject',
    's3:uploadpart': 's3:PutObject',
    's3:uploadpartcopy': 's3:PutObject',
  }),
);
