import { describe, expect, test } from 'vitest';
import { actionsMatching, fullServiceOf, hasLevel, isFullService, unscopableInPractice } from './actions.js';
import { actionTable } from './tables.js';

const hole = { name: '${Service}' };

const names = (pattern: string) => actionsMatching(pattern)?.map(({ service, name }) => `${service}:${name}`);

/** `write, scopable` of one action. */
function facts(action: string): string {
  const [found, ...others] = actionsMatching(action) ?? [];
  expect(others).toEqual([]);
  return found === undefined ? 'not found' : `${found.level}${found.scopable ? ', scopable' : ''}`;
}

describe('the table', () => {
  test('says where it comes from and how old it is', () => {
    expect(actionTable().text).toMatch(/^# @cloud-copilot\/iam-data \S+, 20\d\d-\d\d-\d\d, MIT/);
    expect(actionTable().date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test('holds every action of every service once', () => {
    const all = names('*') ?? [];
    expect(all.length).toBeGreaterThan(20_000);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((name) => !/^[a-z0-9-]+:[A-Za-z0-9_-]+$/.test(name))).toEqual([]);
    expect(new Set(all.map((name) => name.split(':')[0])).size).toBe(actionTable().names.length);
  });

  test('stays small', () => {
    expect(actionTable().text.length).toBeLessThan(450_000);
  });
});

test('the levels of a service are told without its actions', () => {
  for (const service of actionTable().names) {
    const levels = new Set(actionsMatching(`${service}:*`)?.map(({ level }) => level));
    for (const level of ['list', 'read', 'write', 'tagging', 'permissions'] as const) {
      expect([service, level, hasLevel(service, level)]).toEqual([service, level, levels.has(level)]);
    }
  }
  expect(hasLevel('nosuch', 'read')).toBe(false);
});

test.each([
  // What serverless stacks write
  ['dynamodb:GetItem', 'read, scopable'],
  ['dynamodb:PutItem', 'write, scopable'],
  ['dynamodb:ListTables', 'list'],
  ['dynamodb:ListStreams', 'read'],
  ['s3:PutObject', 'write, scopable'],
  ['s3:ListBucket', 'list, scopable'],
  ['s3:ListAllMyBuckets', 'list'],
  ['s3:PutBucketPolicy', 'permissions, scopable'],
  ['sqs:SendMessage', 'write, scopable'],
  ['sqs:TagQueue', 'tagging, scopable'],
  ['sqs:ListQueues', 'read'],
  ['sns:Publish', 'write, scopable'],
  ['events:PutEvents', 'write, scopable'],
  ['states:StartExecution', 'write, scopable'],
  ['states:SendTaskSuccess', 'write'],
  ['lambda:InvokeFunction', 'write, scopable'],
  ['lambda:AddPermission', 'permissions, scopable'],
  ['lambda:CreateEventSourceMapping', 'write'],
  ['iam:PassRole', 'write, scopable'],
  ['iam:AttachRolePolicy', 'permissions, scopable'],
  ['kms:Decrypt', 'write, scopable'],
  ['secretsmanager:GetSecretValue', 'read, scopable'],
  ['ssm:GetParameter', 'read, scopable'],
  ['ssm:DescribeParameters', 'list'],
  ['sts:AssumeRole', 'write, scopable'],
  ['ses:SendEmail', 'write, scopable'],
  ['execute-api:ManageConnections', 'write, scopable'],
  ['cognito-idp:AdminGetUser', 'read, scopable'],
  ['apigateway:PATCH', 'write, scopable'],
  ['logs:PutLogEvents', 'write, scopable'],
  // The classic false alarms
  ['logs:DescribeLogGroups', 'list'],
  ['xray:PutTraceSegments', 'write'],
  ['xray:PutTelemetryRecords', 'write'],
  ['xray:GetSamplingRules', 'read'],
  ['cloudwatch:PutMetricData', 'write'],
  ['ec2:CreateNetworkInterface', 'write'],
  ['ec2:DeleteNetworkInterface', 'write'],
  ['ec2:DetachNetworkInterface', 'write'],
  ['ec2:AssignPrivateIpAddresses', 'write'],
  ['ec2:UnassignPrivateIpAddresses', 'write'],
  ['ec2:DescribeNetworkInterfaces', 'list'],
  ['ec2:DescribeSubnets', 'list'],
  ['polly:SynthesizeSpeech', 'read'],
  ['translate:TranslateText', 'read'],
  ['comprehend:DetectSentiment', 'read'],
  ['rekognition:DetectLabels', 'read'],
  ['rekognition:StartMediaAnalysisJob', 'write'],
  ['textract:AnalyzeDocument', 'read'],
  ['ce:GetCostForecast', 'read'],
  ['ecr:GetAuthorizationToken', 'read'],
  ['iot:DescribeEndpoint', 'read'],
  // Still judged
  ['ec2:ModifyNetworkInterfaceAttribute', 'write, scopable'],
  ['ec2:CreateNetworkInterfacePermission', 'permissions, scopable'],
  ['ec2:RunInstances', 'write, scopable'],
  // Exempt by the same name in another service
  ['connect:GetMetricData', 'read, scopable'],
])('%s: %s', (action, expected) => {
  expect(facts(action)).toBe(expected);
});

test('each exemption names an action that the table has, with a page of AWS', () => {
  for (const { service, names: exempt, reason, source } of unscopableInPractice) {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(reason).not.toBe('');
    for (const name of exempt) {
      expect(names(`${service}:${name}`)).toEqual([`${service}:${name}`]);
      expect(facts(`${service}:${name}`)).not.toContain('scopable');
    }
  }
});

describe('actionsMatching', () => {
  test('expands a prefix in the order of names', () => {
    expect(names('execute-api:*')).toEqual([
      'execute-api:InvalidateCache',
      'execute-api:Invoke',
      'execute-api:ManageConnections',
    ]);
    expect(names('sqs:*Message')).toEqual(['sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:SendMessage']);
    expect(names('sqs:SendMessag?')).toEqual(['sqs:SendMessage']);
  });

  test.each(['SQS:SENDMESSAGE', 'sqs:sendmessage', 'Sqs:sEnd*ssage', 'sqs:SendMessage'])(
    'case is nothing: %s',
    (it) => {
      expect(names(it)).toEqual(['sqs:SendMessage']);
    },
  );

  test('wildcards in the service', () => {
    expect(names('sq?:SendMessage')).toEqual(['sqs:SendMessage']);
    expect(names('*:PutItem')).toEqual(['dax:PutItem', 'dynamodb:PutItem']);
    expect(names('cognito-i*:GetId')).toEqual(['cognito-identity:GetId']);
    const services = new Set(actionsMatching('*:Get*')?.map(({ service }) => service));
    expect(services.size).toBeGreaterThan(200);
  });

  test('everything', () => {
    const all = actionsMatching('*')?.length;
    for (const pattern of ['*:*', '**', '?*', '**:**', '*:?*']) expect(actionsMatching(pattern)?.length).toBe(all);
  });

  test.each(['sqs:Nothing', 'sqs:', 'sqs:?', 'sqs:Send:Message', 'sqs:sqs:*', 'sqs: SendMessage'])(
    'a known service without such an action: %s',
    (pattern) => {
      expect(actionsMatching(pattern)).toEqual([]);
    },
  );

  test.each([
    'nosuchservice:*',
    'nosuchservice:Get',
    'nosuch*:*',
    ':*',
    '',
    'SendMessage',
    'sqs',
    's3*',
    'constructor:x',
  ])('nothing can be said: %s', (pattern) => {
    expect(actionsMatching(pattern)).toBeUndefined();
  });

  test('a hostile pattern costs nothing', () => {
    const begun = performance.now();
    expect(actionsMatching(`*:${'*a'.repeat(5_000)}b`)).toEqual([]);
    expect(actionsMatching(`${'*?'.repeat(5_000)}x:*`)).toBeUndefined();
    expect(actionsMatching(`*:${'*e'.repeat(8)}q`)?.length).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

test.each([
  ['*', 'all'],
  ['*:*', 'all'],
  ['**', 'all'],
  ['?*', 'all'],
  ['**:**', 'all'],
  ['*:?*', 'all'],
  ['s3:*', 'service'],
  ['S3:*', 'service'],
  ['s3:**', 'service'],
  ['iam:?*', 'service'],
  ['iam:*?', 'service'],
  ['execute-api:*', 'service'],
  ['cognito-idp:*', 'service'],
  ['s3*:*', 'service'],
  ['?qs:*', 'service'],
  ['nosuchservice:*', 'service'],
  ['sqs:*Message*', undefined],
  ['s3:Get*', undefined],
  ['*:Get*', undefined],
  ['s3:GetObject', undefined],
  ['s3:?', undefined],
  ['rds-db:connect', undefined],
  ['s3*', undefined],
  ['s3', undefined],
  ['?', undefined],
  ['', undefined],
])('isFullService %j: %j', (pattern, expected) => {
  expect(isFullService(pattern)).toBe(expected);
});

test.each([
  [[], undefined],
  [['s3:', '*'], 'service'],
  [['s3:Get', hole], undefined],
  [['s3:', hole], 'maybe'],
  [[hole], 'maybe'],
  [[hole, ':Get*'], undefined],
  [[hole, ':*'], 'service'],
  [['*', hole, '*'], 'maybe'],
])('fullServiceOf %j: %j', (parts, expected) => {
  expect(fullServiceOf({ parts })).toBe(expected);
});
