import { ref } from '../support/plan.js';
import { type Cases, fn } from '../support/terraform-cases.js';

const base = { action: 'lambda:InvokeFunction', function_name: ref('aws_lambda_function.f.function_name', 'fn') };
const called = { 'aws_lambda_function.f': fn };
const open = { 'aws_lambda_permission.p': { ...base, principal: ref('random_id.x.hex') }, 'random_id.x': {} };

const queue = (statement: object): Cases[string][number]['fails'] => ({
  'aws_sqs_queue_policy.p': {
    queue_url: ref('aws_sqs_queue.q.url'),
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...statement }],
    }),
  },
  'aws_sqs_queue.q': {},
});
const hidden = {
  'aws_sqs_queue_policy.p': { queue_url: 'q', policy: ref('random_id.x.hex') },
  'random_id.x': {},
};
const source = { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:news' } };

const producer = 'arn:aws:iam::444455556666:role/producer';
const alexa = { ...base, principal: 'alexa-connectedhome.amazon.com' };

const byApi = { principal: 'apigateway.amazonaws.com' };
const api = 'arn:aws:execute-api:eu-west-1:111122223333:abc123';

/** Who may invoke functions, and get at what stands beside them. */
const searchable = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'es:*', Resource: '*' }],
});

export const permissions: Cases = {
  'function-permission-public': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: '*' } },
      says: [
        'aws_lambda_permission.p lets every AWS account invoke aws_lambda_function.f, so anybody can run it with input of their own',
        "set principal to the service or account that invokes it, or principal_org_id to your organisation's id",
      ],
      passes: { ...called, 'aws_lambda_permission.p': { ...base, principal: '*', principal_org_id: 'o-abcdef1234' } },
      undecided: [open, 'random_id.x gives it'],
    },
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: '*', source_arn: '*' } },
      says: ['lets every AWS account invoke aws_lambda_function.f'],
      passes: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: '*', function_url_auth_type: 'NONE' },
        'aws_lambda_permission.q': { ...base, principal: '*', source_arn: ref('aws_sns_topic.t.arn') },
        'aws_sns_topic.t': {},
      },
    },
  ],
  'function-permission-source': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com' } },
      says: [
        'aws_lambda_permission.p lets sns.amazonaws.com invoke aws_lambda_function.f for any account, as it names no source',
        'set source_arn to the resource that invokes it, or source_account to its account',
      ],
      passes: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com', source_arn: ref('aws_sns_topic.t.arn') },
        'aws_sns_topic.t': {},
      },
      undecided: [open, 'random_id.x gives it'],
    },
    {
      fails: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: 's3.amazonaws.com', source_arn: ref('aws_s3_bucket.b.arn') },
        'aws_s3_bucket.b': {},
      },
      says: ['lets a bucket invoke aws_lambda_function.f without a source_account'],
      passes: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: 's3.amazonaws.com', source_account: '111122223333' },
      },
    },
  ],
  'function-permission-cross-account': [
    {
      options: { accounts: ['111122223333'], orgIds: ['o-abcdef1234'] },
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: '444455556666' } },
      says: [
        'aws_lambda_permission.p lets account 444455556666 invoke aws_lambda_function.f, which is not an approved one',
        'set principal to 111122223333, or set principal_org_id to o-abcdef1234',
      ],
      passes: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: '111122223333' },
        'aws_lambda_permission.q': { ...base, principal: ref('aws_iam_role.r.arn') },
        'aws_iam_role.r': {},
      },
      undecided: [open, 'random_id.x gives it'],
    },
  ],
  'resource-policy-public': [
    {
      fails: queue({ Principal: '*' }),
      says: ['aws_sqs_queue_policy.p allows sqs:SendMessage to everyone, so any AWS account can use what it guards'],
      passes: queue({ Principal: '*', Condition: source }),
      undecided: [hidden, 'refers to random_id.x'],
    },
    {
      fails: {
        'aws_kms_key.k': {
          policy: JSON.stringify({
            Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' }],
          }),
        },
      },
      says: ['the resource policy of aws_kms_key.k allows kms:Decrypt to everyone'],
      passes: {
        'aws_kms_key.k': {
          policy: JSON.stringify({
            Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }],
          }),
        },
      },
    },
    {
      fails: { 'aws_opensearch_domain.d': { access_policies: searchable, vpc_options: [] } },
      says: ['the resource policy of aws_opensearch_domain.d allows es:* to everyone'],
      passes: {
        'aws_opensearch_domain.d': { access_policies: searchable, vpc_options: [{ subnet_ids: ['subnet-1'] }] },
        'aws_elasticsearch_domain.e': { access_policies: searchable, advanced_security_options: [{ enabled: true }] },
      },
    },
  ],
  'resource-policy-cross-account': [
    {
      options: { accounts: ['111122223333'] },
      fails: queue({ Principal: { AWS: producer } }),
      says: [
        'aws_sqs_queue_policy.p allows sqs:SendMessage to account 444455556666, which is not an approved one',
        'take it out; if it is one of yours, put it into the option accounts',
      ],
      passes: queue({ Principal: { Service: 'sns.amazonaws.com' }, Condition: source }),
      undecided: [hidden, 'random_id.x'],
    },
  ],
  'policy-redundant': [
    {
      fails: queue({ Principal: { AWS: producer }, Action: ['sqs:SendMessage', 'sqs:Send*'] }),
      says: [
        'aws_sqs_queue_policy.p names sqs:SendMessage beside sqs:Send*, which covers it, so it changes nothing',
        'leave sqs:SendMessage out, or put what is needed in the place of sqs:Send*',
      ],
      passes: queue({ Principal: { AWS: producer }, Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'] }),
      undecided: [hidden, 'refers to random_id.x'],
    },
  ],
  'resource-policy-confused-deputy': [
    {
      fails: queue({ Principal: { Service: 'sns.amazonaws.com' } }),
      says: ['aws_sqs_queue_policy.p allows sqs:SendMessage to sns.amazonaws.com for any account'],
      passes: queue({ Principal: { Service: 'sns.amazonaws.com' }, Condition: source }),
      undecided: [hidden, 'refers to random_id.x'],
    },
  ],
  'policy-not-principal': [
    {
      fails: queue({ NotPrincipal: { AWS: '111122223333' } }),
      says: [
        'aws_sqs_queue_policy.p allows sqs:SendMessage to everyone but those whom NotPrincipal names, anonymous callers among them',
      ],
      passes: queue({ Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } }),
      undecided: [hidden, 'refers to random_id.x'],
    },
  ],
  'resource-policy-not-action': [
    {
      fails: queue({ Principal: { AWS: producer }, Action: undefined, NotAction: 'sqs:DeleteQueue' }),
      says: [
        `aws_sqs_queue_policy.p allows every action but sqs:DeleteQueue, to ${producer}, so also what nobody needs`,
      ],
      passes: queue({ Effect: 'Deny', Principal: '*', Action: undefined, NotAction: 'sqs:SendMessage' }),
      undecided: [hidden, 'refers to random_id.x'],
    },
  ],
  'resource-policy-wildcard-action': [
    {
      fails: queue({ Principal: { AWS: producer }, Action: 'sqs:*' }),
      says: [`aws_sqs_queue_policy.p allows sqs:*, every action of the service, to ${producer}`],
      passes: queue({ Principal: { AWS: producer } }),
      undecided: [hidden, 'refers to random_id.x'],
    },
    {
      fails: {
        'aws_kms_key.k': {
          policy: JSON.stringify({
            Statement: [{ Effect: 'Allow', Principal: { AWS: producer }, Action: 'kms:*', Resource: '*' }],
          }),
        },
      },
      says: [`the resource policy of aws_kms_key.k allows kms:*, every action of the service, to ${producer}`],
      passes: {
        'aws_kms_key.k': {
          policy: JSON.stringify({
            Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }],
          }),
        },
      },
    },
  ],
  'function-permission-action': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: '444455556666', action: 'lambda:*' } },
      says: [
        'aws_lambda_permission.p allows lambda:* on aws_lambda_function.f to 444455556666, which is more than to invoke it',
        'set action to lambda:InvokeFunction',
      ],
      passes: { ...called, 'aws_lambda_permission.p': { ...base, principal: '444455556666' } },
      undecided: [
        { 'aws_lambda_permission.p': { ...base, action: ref('random_id.x.hex'), principal: '*' }, 'random_id.x': {} },
        'random_id.x',
      ],
    },
  ],
  'function-permission-qualifier': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com' } },
      says: [
        'aws_lambda_permission.p lets sns.amazonaws.com invoke aws_lambda_function.f itself, and not an alias',
        'set qualifier to the name of an alias of aws_lambda_function.f',
      ],
      passes: { ...called, 'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com', qualifier: 'live' } },
      undecided: [
        {
          'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com', function_name: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'random_id.x',
      ],
    },
  ],
  'function-permission-event-source-token': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...alexa, event_source_token: 'correct-horse-9' } },
      says: [
        'aws_lambda_permission.p writes out the event_source_token that whoever invokes aws_lambda_function.f has to show',
      ],
      passes: { ...called, 'aws_lambda_permission.p': { ...alexa, event_source_token: 'amzn1.ask.skill.1' } },
    },
  ],
  'function-permission-source-scope': [
    {
      fails: { ...called, 'aws_lambda_permission.p': { ...base, ...byApi, source_arn: `${api}/*/*` } },
      says: [
        `aws_lambda_permission.p lets every route of abc123 invoke aws_lambda_function.f, also those that are added later, as its source_arn ends in /*/*`,
        'let source_arn end in the route that invokes it, as in /*/GET/orders',
      ],
      passes: { ...called, 'aws_lambda_permission.p': { ...base, ...byApi, source_arn: `${api}/*/GET/orders` } },
      undecided: [
        {
          ...called,
          'aws_lambda_permission.p': { ...base, ...byApi, source_arn: ref('random_id.x.hex') },
          'random_id.x': {},
        },
        'is known only at deployment',
      ],
    },
  ],
  'function-permission-multiple-principals': [
    {
      fails: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com' },
        'aws_lambda_permission.q': { ...base, principal: 's3.amazonaws.com' },
      },
      says: ['aws_lambda_function.f may be invoked by sns.amazonaws.com and s3.amazonaws.com'],
      passes: {
        ...called,
        'aws_lambda_permission.p': { ...base, principal: 'sns.amazonaws.com' },
        'aws_lambda_permission.q': { ...base, principal: 'sns.amazonaws.com' },
      },
    },
    {
      fails: {
        'aws_lambda_permission.p': { ...base, function_name: 'orders', principal: 'sns.amazonaws.com' },
        'aws_lambda_permission.q': { ...base, function_name: 'orders', principal: 's3.amazonaws.com' },
      },
      says: ['orders may be invoked by sns.amazonaws.com and s3.amazonaws.com'],
      passes: {
        'aws_lambda_permission.p': { ...base, function_name: 'orders', principal: 'sns.amazonaws.com' },
        'aws_lambda_permission.q': { ...base, function_name: 'invoices', principal: 's3.amazonaws.com' },
      },
    },
  ],
};
