import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { role, sam } from '../../test/support/role-template.js';
import rule from './role-managed-policy-allowed.js';

const denied = "[{ Effect: Deny, Action: 's3:*', Resource: '*' }]";
const having = (policies: string, trust = 'lambda') => role(denied, `\n      ManagedPolicyArns: ${policies}`, trust);
const s3 = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

test('policies that SAM attaches by itself', () => {
  const text = `${sam('[AWSLambdaKinesisExecutionRole]')}      Tracing: Active
      VpcConfig: { SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
      DeploymentPreference: { Type: AllAtOnce }
      AutoPublishAlias: live
      Events: { Jobs: { Type: SQS, Properties: { Queue: 'arn:aws:sqs:eu-west-1:111122223333:jobs' } } }
`;
  expect(lint(rule, text, { options: { allRoles: true }, undecided: true })).toBe('');
});

test('another policy of AWS', () => {
  expect(lint(rule, having(`[${s3}]`))).toMatchInlineSnapshot(`
    "8:27 error FnRole has AmazonS3ReadOnlyAccess, a policy of AWS that is not among the allowed ones, so what it grants is for AWS to say and changes without a deployment [role-managed-policy-allowed]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not allowed
      help: replace it by a policy with the actions and resources that are needed, or put its ARN into the option allow"
  `);
  expect(lint(rule, sam('[AmazonS3ReadOnlyAccess]'))).toMatchInlineSnapshot(`
    "10:18 error the role that SAM makes for Fn has AmazonS3ReadOnlyAccess, a policy of AWS that is not among the allowed ones, so what it grants is for AWS to say and changes without a deployment [role-managed-policy-allowed]
              Policies: [AmazonS3ReadOnlyAccess]
                         ~~~~~~~~~~~~~~~~~~~~~~ not allowed
      help: replace it by a policy with the actions and resources that are needed, or put its ARN into the option allow"
  `);
});

test.each([
  ['its partition by reference', "!Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess'"],
  ['another partition', 'arn:aws-us-gov:iam::aws:policy/AmazonS3ReadOnlyAccess'],
])('the same in any partition: %s', (_, arn) => {
  expect(lint(rule, having(`[${arn}]`))).toContain('FnRole has AmazonS3ReadOnlyAccess');
  expect(lint(rule, having(`[${arn}]`), { options: { allow: [s3] }, undecided: true })).toBe('');
});

test('patterns', () => {
  const allow = ['arn:aws:iam::aws:policy/service-role/*'];
  expect(lint(rule, having('[arn:aws:iam::aws:policy/service-role/AWSLambdaRole]'), { options: { allow } })).toBe('');
  expect(lint(rule, having(`[${s3}]`), { options: { allow } })).toContain('AmazonS3ReadOnlyAccess');
});

test('policies of a customer, and those for administrators, are judged by other rules', () => {
  const own = '[arn:aws:iam::111122223333:policy/orders, arn:aws:iam::aws:policy/AdministratorAccess]';
  expect(lint(rule, having(own), { undecided: true })).toBe('');
});

test('a policy that only the deployment knows is not guessed at', () => {
  const parameter = 'Parameters: { Given: { Type: String } }';
  expect(lint(rule, parameter + having('[!Ref Given]'), { undecided: true })).toMatchInlineSnapshot(
    `"8:32 undecided FnRole: Given is given at deployment"`,
  );
  expect(
    lint(rule, parameter + having("[!Sub 'arn:aws:iam::aws:policy/${Given}']"), { undecided: true }),
  ).toMatchInlineSnapshot(`"8:32 undecided FnRole: its ARN is known only at deployment"`);
});

test('only in the branch that is wrong, and says when', () => {
  const text = `Conditions: { IsTest: !Equals [!Ref AWS::Region, eu-west-1] }${having(`[!If [IsTest, ${s3}, !Ref AWS::NoValue]]`)}`;
  expect(lint(rule, text)).toContain('when IsTest is true');
});

test('a role of something else, a user or a group only if all are judged', () => {
  const text = `${having(`[${s3}]`, 'ec2')}  Team: { Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: [${s3}] } }\n`;
  expect(lint(rule, text, { undecided: true })).toBe('');
  const all = lint(rule, text, { options: { allRoles: true } });
  expect(all).toContain('FnRole has');
  expect(all).toContain('Team has');
});
