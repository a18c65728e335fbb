import { expect, test } from 'vitest';
import { argument, planTemplate } from '../../../test/support/plan-text.js';

const resource = (address: string, values: object, depends_on: readonly string[] = []) => {
  const [name, type] = address
    .replace(/\[\d+\]$/, '')
    .split('.')
    .reverse();
  const index = /\[(\d+)\]$/.exec(address)?.[1];
  return { address, mode: 'managed', type, name, values, depends_on, ...(index && { index: Number(index) }) };
};
const state = (resources: readonly object[], inModule: readonly object[] = []) => {
  const root_module = { resources, child_modules: [{ address: 'module.m[0]', resources: inModule }] };
  return planTemplate(JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: { root_module } }));
};

const roleArn = 'arn:aws:iam::123456789012:role/worker';
const role = resource('aws_iam_role.r', { arn: roleArn, id: 'worker', name: 'worker' });
const api = resource('aws_api_gateway_rest_api.a', {
  id: 'abcdef1234',
  execution_arn: 'arn:aws:execute-api:x:1:abcdef1234',
});
const policy = resource('aws_api_gateway_rest_api_policy.p', { id: 'abcdef1234', rest_api_id: 'abcdef1234' }, [
  'aws_api_gateway_rest_api.a',
]);

test('an ARN or id is that of the resource that is depended on', () => {
  const template = state([
    role,
    api,
    policy,
    resource('aws_lambda_function.f', { role: roleArn }, ['aws_iam_role.r']),
    // Everything that something depends on is said, however far away.
    resource('aws_api_gateway_method.m', { rest_api_id: 'abcdef1234' }, [
      'aws_api_gateway_rest_api.a',
      'aws_api_gateway_rest_api_policy.p',
    ]),
    resource('aws_lambda_permission.x', { source_arn: 'arn:aws:execute-api:x:1:abcdef1234/*/GET/' }, [
      'aws_api_gateway_rest_api.a',
    ]),
  ]);
  expect(argument(template, 'aws_lambda_function.f', 'role')).toBe('@aws_iam_role.r.arn');
  expect(argument(template, 'aws_api_gateway_method.m', 'rest_api_id')).toBe('@aws_api_gateway_rest_api.a.id');
  expect(argument(template, 'aws_lambda_permission.x', 'source_arn')).toBe(
    'text(@aws_api_gateway_rest_api.a.execution_arn "/*/GET/")',
  );
});

test('a module and its instances are gone through, too', () => {
  const [one, other] = [0, 1].map((index) =>
    resource(`module.m[0].aws_iam_role.r[${String(index)}]`, { arn: `${roleArn}-${String(index)}` }),
  );
  const on = ['module.m.aws_iam_role.r'];
  const template = state(
    [0, 1].map((index) =>
      resource(`aws_lambda_function.f${String(index)}`, { role: `${roleArn}-${String(index)}` }, on),
    ),
    [one ?? {}, other ?? {}],
  );
  expect([0, 1].map((index) => argument(template, `aws_lambda_function.f${String(index)}`, 'role'))).toEqual([
    '@module.m[0].aws_iam_role.r[0].arn',
    '@module.m[0].aws_iam_role.r[1].arn',
  ]);
});

test('what a data source looked up is what it is, or the resource of the same state', () => {
  const data = (address: string, values: object) => ({ ...resource(address, values), mode: 'data' });
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const template = state([
    data('data.aws_iam_policy.p', { arn: policyArn, id: policyArn }),
    resource('aws_iam_role_policy_attachment.a', { policy_arn: policyArn }, ['data.aws_iam_policy.p']),
    role,
    data('data.aws_iam_role.r', { arn: roleArn, id: 'worker' }),
    resource('aws_lambda_function.f', { role: roleArn }, ['aws_iam_role.r', 'data.aws_iam_role.r']),
  ]);
  expect(argument(template, 'aws_iam_role_policy_attachment.a', 'policy_arn')).toBe(`"${policyArn}"`);
  expect(argument(template, 'aws_lambda_function.f', 'role')).toBe('@aws_iam_role.r.arn');
});

test('text that may be of several resources, or of none that is depended on, stays text', () => {
  const same = ['one', 'other'].map((name) => resource(`aws_sns_topic.${name}`, { arn: 'arn:aws:sns:x:1:same' }));
  const on = (name: string, ...depends: string[]) =>
    resource(`aws_lambda_event_source_mapping.${name}`, { event_source_arn: 'arn:aws:sns:x:1:same' }, depends);
  const template = state([
    ...same,
    on('both', 'aws_sns_topic.one', 'aws_sns_topic.other'),
    on('none'),
    on('missing', 'aws_sns_topic.gone'),
    on('one', 'aws_sns_topic.other'),
  ]);
  const of = (name: string) => argument(template, `aws_lambda_event_source_mapping.${name}`, 'event_source_arn');
  expect([of('both'), of('none'), of('missing'), of('one')]).toEqual([
    '"arn:aws:sns:x:1:same"',
    '"arn:aws:sns:x:1:same"',
    '"arn:aws:sns:x:1:same"',
    '@aws_sns_topic.other.arn',
  ]);
});

test('an id that is short is one only where it is the whole text, and one of two signs never', () => {
  const on = (name: string, rest_api_id: string) =>
    resource(`aws_api_gateway_method.${name}`, { rest_api_id }, [
      'aws_api_gateway_rest_api.a',
      'aws_api_gateway_rest_api.b',
    ]);
  const template = state([
    resource('aws_api_gateway_rest_api.a', { id: 'abc', execution_arn: 'ab', invoke_arn: 'abcdef' }),
    resource('aws_api_gateway_rest_api.b', { id: 'b', execution_arn: 'abcdef-ghi' }),
    on('whole', 'abc'),
    on('part', 'abc/x'),
    on('short', 'ab'),
    on('longest', 'abcdef-ghi/x'),
  ]);
  const of = (name: string) => argument(template, `aws_api_gateway_method.${name}`, 'rest_api_id');
  expect(['whole', 'part', 'short', 'longest'].map(of)).toEqual([
    '@aws_api_gateway_rest_api.a.id',
    '"abc/x"',
    '"ab"',
    'text(@aws_api_gateway_rest_api.b.execution_arn "/x")',
  ]);
});

test('an id may be said again in an attribute that is called after the resource, or by its URL', () => {
  const url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs';
  const template = state([
    resource('aws_sqs_queue.q', { id: url, url, name: 'jobs' }),
    resource('aws_sqs_queue_redrive_policy.r', { queue_url: url, id: url }, ['aws_sqs_queue.q']),
    resource('awscc_apigatewayv2_api.a', { id: 'abcdef1234', api_id: 'abcdef1234' }),
    resource('awscc_apigatewayv2_integration.i', { id: 'abcdef1234|xyz', integration_id: 'xyz', api_id: 'abcdef1234' }),
    resource('awscc_apigatewayv2_route.r', { api_id: 'abcdef1234', target: 'integrations/xyz' }, [
      'awscc_apigatewayv2_api.a',
    ]),
  ]);
  expect(argument(template, 'aws_sqs_queue_redrive_policy.r', 'queue_url')).toMatch(/^@aws_sqs_queue\.q\./);
  expect(argument(template, 'awscc_apigatewayv2_route.r', 'api_id')).toMatch(/^@awscc_apigatewayv2_api\.a\./);
});
