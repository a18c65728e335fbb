import { expect, test } from 'vitest';
import { rules as builtIn } from '../../rules/index.js';
import { lint } from '../../lint.js';
import { positionOf } from '../../source/source.js';
import type { Peer } from '../finding.js';

const wanted = ['queue-dlq', 'function-tracing', 'function-vpc', 'policy-unknown-action'];
const ruleset = builtIn.filter(({ id }) => wanted.includes(id));

/** What is found in a template, and what is silenced by whom: `rule resource` a line. */
function outcome(text: string, honored: readonly Peer[], path = 'template.yaml', inlineSuppressions = true): string[] {
  const { findings, suppressed } = lint([{ path, text }], {
    ruleset,
    rules: () => new Map(wanted.map((id) => [id, { severity: 'warning' }])),
    honor: () => honored,
    inlineSuppressions,
    today: new Date('2026-11-22'),
  });
  return [
    ...findings.map(({ rule, resource }) => `${rule} ${resource ?? ''}`),
    ...suppressed.map(
      ({ finding, form, at, reason }) =>
        `${finding.rule} ${finding.resource ?? ''}: ${form}, line ${positionOf(at).line}, ${reason ?? '-'}`,
    ),
  ];
}

const functions = `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: src/ } }
Resources:
  First:
    Type: AWS::Serverless::Function
    # checkov:skip=CKV_AWS_50: traced by the caller
    Properties: { Timeout: 3 }

    # checkov:skip=CKV_AWS_117
  # checkov:skip=CKV_AWS_50:stands before the next one, in no block
  Second:
    Type: AWS::Serverless::Function
    Properties: { Timeout: 3 } #checkov:skip=CKV_AWS_1,CKV_AWS_117:public data only
Outputs:
    Name:
      # checkov:skip=CKV_AWS_50
      Value: checkov:skip=CKV_AWS_50
`;

test('comments of checkov, in the block of the resource', () => {
  expect(outcome(functions, ['checkov'])).toEqual([
    'function-tracing Second',
    'function-tracing First: checkov, line 6, traced by the caller',
    'function-vpc First: checkov, line 9, -',
    'function-vpc Second: checkov, line 13, public data only',
  ]);
});

test.each([[[]], [['cfn_nag', 'cfn-lint', 'cdk-nag']]] as [Peer[]][])('only where it is asked for: %j', (honored) => {
  expect(outcome(functions, honored)).toHaveLength(4);
  expect(outcome(functions, honored).join()).not.toContain('checkov');
});

test('not where what is written in templates silences nothing', () => {
  expect(outcome(functions, ['checkov'], 'template.yaml', false).join()).not.toContain('checkov');
});

const withMetadata = (metadata: object, whole: object = {}) =>
  JSON.stringify({
    Metadata: whole,
    Resources: {
      Fn: {
        Type: 'AWS::Lambda::Function',
        Metadata: metadata,
        Properties: { Runtime: 'nodejs22.x', Handler: 'app.handler', Code: { ZipFile: '//' } },
      },
    },
  });

const open = ['function-tracing Fn', 'function-vpc Fn'];
const tracingBy = (form: Peer, reason = '-') => ['function-vpc Fn', `function-tracing Fn: ${form}, line 1, ${reason}`];
const vpcBy = (reason: string) => ['function-tracing Fn', `function-vpc Fn: guard-rules-registry, line 1, ${reason}`];

test.each([
  [
    'checkov',
    { checkov: { skip: [{ id: 'CKV_AWS_50', comment: 'by the caller' }] } },
    tracingBy('checkov', 'by the caller'),
  ],
  [
    'cfn_nag',
    { cfn_nag: { rules_to_suppress: [{ id: 'W89', reason: 'no network' }] } },
    ['function-tracing Fn', 'function-vpc Fn: cfn_nag, line 1, no network'],
  ],
  [
    'cdk-nag',
    { cdk_nag: { rules_to_suppress: [{ id: 'Serverless-LambdaTracing', reason: 'x' }] } },
    tracingBy('cdk-nag', 'x'),
  ],
  ['cdk-nag', { cdk_nag: { rules_to_suppress: [{ id: 'LambdaTracing' }] } }, tracingBy('cdk-nag')],
  [
    'cdk-nag',
    { cdk_nag: { rules_to_suppress: [{ id: 'Serverless-LambdaTracing', reason: 'eA==', is_reason_encoded: true }] } },
    tracingBy('cdk-nag'),
  ],
  // Narrowed to a part of what the check finds: that would be too much.
  [
    'cdk-nag',
    { cdk_nag: { rules_to_suppress: [{ id: 'Serverless-LambdaTracing', applies_to: ['Resource::*'] }] } },
    open,
  ],
  ['cdk-nag', { cdk_nag: { rules_to_suppress: [{ id: 'AwsSolutions-L1', reason: 'not ours' }] } }, open],
  ['guard-rules-registry', { guard: { SuppressedRules: ['LAMBDA_INSIDE_VPC', 7, []] } }, vpcBy('-')],
  ['guard-rules-registry', { guard: { SuppressedRules: [{ LAMBDA_INSIDE_VPC: 'no network' }] } }, vpcBy('no network')],
  ['guard-rules-registry', { guard: { SuppressedRules: { LAMBDA_INSIDE_VPC: 'no list' } } }, open],
  ['checkov', { checkov: { skip: ['CKV_AWS_50', { id: 50 }, {}] } }, open],
  ['checkov', { checkov: 'all' }, open],
  // What one tool is told says nothing of another.
  ['cfn_nag', { checkov: { skip: [{ id: 'CKV_AWS_50' }] } }, open],
] as [Peer, object, string[]][])('Metadata for %s: %j', (peer, metadata, expected) => {
  expect(outcome(withMetadata(metadata), [peer], 'template.json').sort()).toEqual([...expected].sort());
});

// `HIPAA.Security-LambdaDLQ` and `Serverless-LambdaDLQ` are one check; only what is numbered belongs to one pack.
test('checks of cdk-nag go by the name that they have in every pack', () => {
  const names = builtIn.flatMap(({ peers }) => peers['cdk-nag'] ?? []);
  expect(names.filter((name) => !/^(?:AwsSolutions-[A-Z]+\d+|[A-Za-z]+)$/.test(name))).toEqual([]);
});

test('stacks that cdk-nag is told to leave alone', () => {
  const whole = { cdk_nag: { rules_to_suppress: [{ id: 'Serverless-LambdaTracing', reason: 'all of it' }] } };
  expect(outcome(withMetadata({}, whole), ['cdk-nag'], 'template.json')).toEqual(tracingBy('cdk-nag', 'all of it'));
});

const policy = (whole: string, own: string) => `
Metadata: { cfn-lint: { config: { ignore_checks: [${whole}] } } }
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Metadata: { cfn-lint: { config: { ignore_checks: [${own}] } } }
    Properties:
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: s3:GetObjec, Resource: arn:aws:s3:::b/* }] }
`;

test.each([
  ['W3037', ''],
  ['', 'W3037'],
  ['W30, E1', ''],
  ['', 'W'],
])('checks that cfn-lint is told to ignore, by their beginnings: [%s], [%s]', (whole, own) => {
  expect(outcome(policy(whole, own), ['cfn-lint'])).toEqual([
    expect.stringMatching(/^policy-unknown-action Policy: cfn-lint/),
  ]);
});

test.each([
  ['', ''],
  ["''", 'W3038'],
  ['E', 'w3037'],
])('and what it is not told: [%s], [%s]', (whole, own) => {
  expect(outcome(policy(whole, own), ['cfn-lint'])).toEqual(['policy-unknown-action Policy']);
});

test('they are never said to be unused or to lack a reason', () => {
  const { findings } = lint(
    [{ path: 'template.json', text: withMetadata({ checkov: { skip: [{ id: 'CKV_AWS_45' }] } }) }],
    {
      honor: () => ['checkov'],
      today: new Date('2026-11-22'),
    },
  );
  expect(findings.filter(({ rule }) => rule.startsWith('suppression-'))).toEqual([]);
});
