import { ref } from '../support/plan.js';
import type { Cases, Resources } from '../support/terraform-cases.js';

const trusted = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const deployer = (condition: object): Resources => ({
  'aws_iam_role.deployer': {
    name: 'deployer',
    assume_role_policy: trusted({
      Principal: { Federated: github },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    }),
  },
});
const audience = { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } };
const subject = { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/orders:*' } };

/** A role that a service assumes, and what it may do. */
const role = (service: string, action: string): Resources => ({
  'aws_iam_role.r': {
    name: 'r',
    assume_role_policy: trusted({ Principal: { Service: service }, Action: 'sts:AssumeRole' }),
  },
  'aws_iam_role_policy.p': {
    role: ref('aws_iam_role.r.name', 'r'),
    policy: trusted({ Action: action, Resource: '*' }),
  },
});

const machine = (action: string, definition: unknown): Resources => ({
  ...role('states.amazonaws.com', action),
  'aws_sfn_state_machine.m': { role_arn: ref('aws_iam_role.r.arn'), definition: JSON.stringify(definition) },
});
const save = {
  StartAt: 'Save',
  States: { Save: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', End: true } },
};

const schedule = (action: string): Resources => ({
  ...role('scheduler.amazonaws.com', action),
  'aws_sqs_queue.jobs': { name: 'jobs' },
  'aws_scheduler_schedule.nightly': {
    name: 'nightly',
    target: [{ arn: ref('aws_sqs_queue.jobs.arn'), role_arn: ref('aws_iam_role.r.arn') }],
  },
});
const pipe = (action: string): Resources => ({
  ...role('pipes.amazonaws.com', action),
  'aws_sqs_queue.jobs': { name: 'jobs' },
  'aws_sns_topic.news': { name: 'news' },
  'aws_pipes_pipe.p': {
    source: ref('aws_sqs_queue.jobs.arn'),
    target: ref('aws_sns_topic.news.arn'),
    role_arn: ref('aws_iam_role.r.arn'),
  },
});
const hidden = { 'random_id.x': {} };

/** What others than functions may do, and whose tokens a role takes. */
export const services: Cases = {
  'role-trust-oidc': [
    {
      fails: deployer(audience),
      says: [
        'aws_iam_role.deployer takes every token of GitHub Actions, since no condition looks at token.actions.githubusercontent.com:sub',
        'add a condition that limits token.actions.githubusercontent.com:sub to what is yours, such as repo:OWNER/REPOSITORY:*',
      ],
      passes: deployer({ ...audience, ...subject }),
      undecided: [
        { 'aws_iam_role.deployer': { assume_role_policy: ref('random_id.x.hex') }, ...hidden },
        'refers to random_id.x',
      ],
    },
  ],
  'service-role-permissions': [
    {
      fails: schedule('sqs:ReceiveMessage'),
      says: [
        'aws_scheduler_schedule.nightly sends to aws_sqs_queue.jobs, but its role aws_iam_role.r does not allow sqs:SendMessage there, so nothing ever arrives',
        'allow aws_iam_role.r sqs:SendMessage on aws_sqs_queue.jobs',
      ],
      passes: schedule('sqs:SendMessage'),
      undecided: [
        {
          ...schedule('sqs:ReceiveMessage'),
          ...hidden,
          'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.name', 'r'), policy: ref('random_id.x.hex') },
        },
        'refers to random_id.x',
      ],
    },
    {
      fails: {
        ...role('events.amazonaws.com', 'sqs:SendMessage'),
        'aws_sfn_state_machine.m': {},
        'aws_cloudwatch_event_target.t': {
          rule: 'nightly',
          arn: ref('aws_sfn_state_machine.m.arn'),
          role_arn: ref('aws_iam_role.r.arn'),
        },
      },
      says: ['aws_sfn_state_machine.m, but its role aws_iam_role.r does not allow states:StartExecution there'],
      passes: {
        ...role('events.amazonaws.com', 'states:StartExecution'),
        'aws_sfn_state_machine.m': {},
        'aws_cloudwatch_event_target.t': {
          rule: 'nightly',
          arn: ref('aws_sfn_state_machine.m.arn'),
          role_arn: ref('aws_iam_role.r.arn'),
        },
      },
    },
    {
      fails: pipe('sqs:*'),
      says: [
        'aws_pipes_pipe.p publishes to aws_sns_topic.news, but its role aws_iam_role.r does not allow sns:Publish there',
        'allow aws_iam_role.r sns:Publish on aws_sns_topic.news',
      ],
      passes: pipe('*'),
    },
  ],
  'state-machine-role-permissions': [
    {
      fails: machine('dynamodb:GetItem', save),
      says: [
        'aws_sfn_state_machine.m calls dynamodb:putItem in its state "Save", but its role aws_iam_role.r does not allow dynamodb:PutItem, so each execution that comes there fails',
        'allow aws_iam_role.r dynamodb:PutItem',
      ],
      passes: machine('dynamodb:PutItem', save),
      undecided: [
        {
          ...machine('dynamodb:GetItem', save),
          'aws_sfn_state_machine.m': { role_arn: ref('aws_iam_role.r.arn'), definition: ref('random_id.x.hex') },
          ...hidden,
        },
        'refers to random_id.x',
      ],
    },
  ],
};
