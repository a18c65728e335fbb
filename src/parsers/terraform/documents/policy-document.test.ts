import { expect, test } from 'vitest';
import { argument, constant, moduleOf, planTemplate, planText, refs } from '../../../../test/support/plan-text.js';

const json = { id: true, json: true, minified_json: true };

/** The policy of a role policy that an `aws_iam_policy_document` gives. */
function policyOf(instances: object, resources: object, from = refs('data.aws_iam_policy_document.d.json')): string {
  const text = planText(
    { 'aws_iam_role_policy.p': { unknown: { policy: true } }, ...instances },
    { resources: { 'aws_iam_role_policy.p': { policy: from }, ...resources } },
  );
  return argument(planTemplate(text), 'aws_iam_role_policy.p', 'policy');
}

test('a document that waits for an ARN is rebuilt from its blocks', () => {
  const statement = {
    sid: 'Read',
    effect: null,
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: [null],
    not_actions: null,
    principals: [
      { type: 'AWS', identifiers: ['arn:aws:iam::123456789012:root'] },
      { type: 'Service', identifiers: ['lambda.amazonaws.com'] },
      { type: 'AWS', identifiers: ['210987654321'] },
    ],
    not_principals: [],
    condition: [
      { test: 'StringEquals', variable: 'aws:a', values: ['1'] },
      { test: 'StringEquals', variable: 'aws:b', values: [null] },
    ],
  };
  const unknown = { ...json, statement: [{ resources: [true], condition: [{ values: [false] }, { values: [true] }] }] };
  const written = {
    sid: constant('Read'),
    actions: constant(['s3:PutObject', 's3:GetObject']),
    resources: refs('aws_s3_bucket.b.arn'),
    condition: [
      { test: constant('StringEquals'), variable: constant('aws:a'), values: constant(['1']) },
      { test: constant('StringEquals'), variable: constant('aws:b'), values: refs('aws_sqs_queue.q.arn') },
    ],
    principals: ['AWS', 'Service', 'AWS'].map((type) => ({ type: constant(type), identifiers: {} })),
  };
  const instances = {
    'aws_s3_bucket.b': {},
    'aws_sqs_queue.q': {},
    'data.aws_iam_policy_document.d': { after: { statement: [statement] }, unknown },
  };
  expect(policyOf(instances, { 'data.aws_iam_policy_document.d': { statement: [written] } })).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [{Sid: "Read", Action: ["s3:GetObject", "s3:PutObject"], Resource: [@aws_s3_bucket.b.arn], Effect: "Allow", Principal: {AWS: ["arn:aws:iam::123456789012:root", "210987654321"], Service: ["lambda.amazonaws.com"]}, Condition: {StringEquals: {aws:a: ["1"], aws:b: [@aws_sqs_queue.q.arn]}}}]}"`,
  );
});

test('its source and override documents are merged by sid', () => {
  const one = (sid: string | null, action: string) => ({ sid, effect: 'Deny', actions: [action], resources: ['*'] });
  const source = JSON.stringify({
    Statement: [
      { Sid: 'A', Effect: 'Allow', Action: 'a:Old' },
      { Effect: 'Allow', Action: 'x:Y' },
      // An empty one is none.
      ...['x:Z', 'y:Z'].map((action) => ({ Sid: '', Effect: 'Allow', Action: action })),
    ],
  });
  const instances = {
    'data.aws_iam_policy_document.d': {
      after: {
        source_policy_documents: [source],
        override_policy_documents: [null],
        statement: [one('A', 'a:New'), one('B', 'b:Old')],
      },
      unknown: { ...json, override_policy_documents: [true] },
    },
    'data.aws_iam_policy_document.o': { after: { statement: [one('B', 'b:New')] }, unknown: json },
  };
  const statement = [{ sid: constant('A') }, { sid: constant('B') }].map((block) => ({
    ...block,
    effect: constant('Deny'),
    actions: {},
    resources: {},
  }));
  const resources = {
    'data.aws_iam_policy_document.d': {
      source_policy_documents: refs('local.x'),
      override_policy_documents: refs('data.aws_iam_policy_document.o.json'),
      statement,
    },
    'data.aws_iam_policy_document.o': { statement: [statement[1]] },
  };
  expect(policyOf(instances, resources)).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [{Sid: "A", Effect: "Deny", Action: ["a:New"], Resource: ["*"]}, {Effect: "Allow", Action: "x:Y"}, {Sid: "", Effect: "Allow", Action: "x:Z"}, {Sid: "", Effect: "Allow", Action: "y:Z"}, {Sid: "B", Effect: "Deny", Action: ["b:New"], Resource: ["*"]}]}"`,
  );
});

test('of statements with a sid it can’t be told whether an override that is unknown leaves them', () => {
  const statement = [
    { sid: 'A', effect: 'Allow', actions: ['a:B'], resources: ['*'] },
    { sid: null, effect: 'Allow', actions: ['c:D'], resources: ['*'] },
  ];
  const written = statement.map(() => ({ sid: {}, effect: {}, actions: {}, resources: {} }));
  const known = JSON.stringify({ Statement: [{ Sid: 'A', Effect: 'Deny', Action: 'a:B' }] });
  const overriddenBy = (...texts: (string | null)[]): string => {
    const unknown = { ...json, override_policy_documents: texts.map((text) => text === null) };
    const after = { statement, override_policy_documents: texts };
    const from = { statement: written, override_policy_documents: refs('aws_sqs_queue.q.arn') };
    return policyOf(
      { 'data.aws_iam_policy_document.d': { after, unknown }, 'aws_sqs_queue.q': {} },
      { 'data.aws_iam_policy_document.d': from },
    );
  };
  expect(overriddenBy(null)).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [if(?(what of it is overridden), {Sid: "A", Effect: "Allow", Action: ["a:B"], Resource: ["*"]}, ?(known after apply: the plan keeps nothing of the override_policy_documents but that it refers to aws_sqs_queue.q)), {Effect: "Allow", Action: ["c:D"], Resource: ["*"]}, ?(known after apply: the plan keeps nothing of the override_policy_documents but that it refers to aws_sqs_queue.q)]}"`,
  );
  // The last one holds.
  expect(overriddenBy(null, known)).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [{Sid: "A", Effect: "Deny", Action: "a:B"}, {Effect: "Allow", Action: ["c:D"], Resource: ["*"]}, ?(known after apply: the plan keeps nothing of the override_policy_documents but that it refers to aws_sqs_queue.q)]}"`,
  );
});

test('blocks that a dynamic makes keep what is known of them', () => {
  const known = { actions: ['sqs:SendMessage'], effect: 'Allow', principals: [] };
  const instances = {
    'data.aws_iam_policy_document.d': {
      after: { statement: [known] },
      unknown: { ...json, statement: [{ actions: [false], resources: true }] },
    },
  };
  expect(policyOf(instances, { 'data.aws_iam_policy_document.d': {} })).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [{Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ?(known after apply: the plan does not tell what resources is)}]}"`,
  );
  const unknown = { ...json, statement: true };
  expect(
    policyOf({ 'data.aws_iam_policy_document.d': { unknown } }, { 'data.aws_iam_policy_document.d': {} }),
  ).toMatchInlineSnapshot(
    `"={Version: "2012-10-17", Statement: [?(known after apply: the statements of data.aws_iam_policy_document.d)]}"`,
  );
});

test('exceptions, anybody, and what is empty or only half known', () => {
  const statement = (after: object, unknown: object = {}): string => {
    const instances = {
      'data.aws_iam_policy_document.d': { after: { statement: [after] }, unknown: { ...json, statement: [unknown] } },
    };
    const text = policyOf(instances, { 'data.aws_iam_policy_document.d': {} });
    return /Statement: \[(.*)\]\}$/.exec(text)?.[1] ?? text;
  };
  const [anybody, aws] = [
    { type: '*', identifiers: ['*'] },
    { type: 'AWS', identifiers: ['arn:aws:iam::123456789012:root'] },
  ];
  expect(
    [
      statement({ not_actions: ['iam:*'], not_resources: ['arn:aws:s3:::a'], not_principals: [aws] }),
      statement({ sid: '', actions: ['s3:*'], not_actions: [], resources: [], principals: [], condition: [] }),
      statement({ actions: ['s3:*'], principals: [anybody] }),
      statement({ actions: ['s3:*'], principals: [anybody, aws] }),
      statement({ principals: [{ type: 'AWS' }] }, { principals: [{ identifiers: true }] }),
      statement({ principals: [{ identifiers: ['*'] }] }, { principals: [{ type: true }] }),
      statement({}, { principals: true, condition: true }),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "{NotAction: ["iam:*"], NotResource: ["arn:aws:s3:::a"], Effect: "Allow", NotPrincipal: {AWS: ["arn:aws:iam::123456789012:root"]}}
    {Action: ["s3:*"], Effect: "Allow"}
    {Action: ["s3:*"], Effect: "Allow", Principal: ["*"]}
    {Action: ["s3:*"], Effect: "Allow", Principal: {*: ["*"], AWS: ["arn:aws:iam::123456789012:root"]}}
    {Effect: "Allow", Principal: {AWS: [?(known after apply: the plan does not tell what identifiers is)]}}
    {Effect: "Allow", Principal: ?(known after apply: the plan does not tell what type is)}
    {Effect: "Allow", Principal: ?(known after apply: the plan does not tell what principals is), Condition: ?(known after apply: the plan does not tell what condition is)}"
  `);
});

test('a document that was read before is its text, and is found through modules', () => {
  const child = moduleOf({
    resources: { 'data.aws_iam_policy_document.d': {} },
    outputs: { json: { expression: refs('data.aws_iam_policy_document.d.json') } },
  });
  const text = planText(
    {
      'aws_iam_role_policy.p': { unknown: { policy: true } },
      'module.docs.data.aws_iam_policy_document.d': {
        after: { statement: [{ actions: ['a:B'], resources: ['*'] }] },
        unknown: json,
      },
    },
    {
      resources: { 'aws_iam_role_policy.p': { policy: refs('module.docs.json') } },
      module_calls: { docs: { module: child } },
    },
  );
  expect(argument(planTemplate(text), 'aws_iam_role_policy.p', 'policy')).toBe(
    '={Version: "2012-10-17", Statement: [{Action: ["a:B"], Resource: ["*"], Effect: "Allow"}]}',
  );
});

test('of a text that is made of ARNs, the plan keeps nothing', () => {
  expect(policyOf({ 'aws_sqs_queue.q': {} }, {}, refs('aws_sqs_queue.q.arn'))).toBe(
    '?(known after apply: the plan keeps nothing of the policy but that it refers to aws_sqs_queue.q)',
  );
});

test('the policy of another resource is followed', () => {
  const text = '{"Statement":[]}';
  const instances = { 'aws_iam_policy.o': { unknown: { policy: true } }, 'aws_sqs_queue.q': {} };
  const written = { 'aws_iam_policy.o': { policy: refs('aws_sqs_queue.q.arn') } };
  expect(policyOf(instances, written, refs('aws_iam_policy.o.policy'))).toContain('known after apply');
  expect(policyOf({ 'aws_iam_role_policy.p': { after: { policy: text } } }, {})).toBe('{Statement: []}');
});
