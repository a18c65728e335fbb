import { expect, test } from 'vitest';
import { nowhere } from '../../source/source.js';
import { type Parts, printText, textOf } from '../../values/text.js';
import { routeArnSegments } from './route-arns.js';

const api = { name: '${Api}', resource: { address: 'Api', attribute: '' } };
const executionArn = {
  name: 'execution_arn',
  resource: { address: 'aws_api_gateway_rest_api.api', attribute: 'execution_arn' },
};

test.each<[string, Parts, readonly string[] | undefined]>([
  ['an ARN', ['arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*/GET/orders'], ['a1b2c3', '*', 'GET', 'orders']],
  ['a reference in it', ['arn:aws:execute-api:eu-west-1:111122223333:', api, '/prod/*'], ['${Api}', 'prod', '*']],
  ["Terraform's attribute", [executionArn, '/*/GET/orders'], ['execution_arn', '*', 'GET', 'orders']],
  ["Terraform's attribute alone", [executionArn], ['execution_arn']],
  ['the ARN of another service', ['arn:aws:events:eu-west-1:111122223333:rule/daily'], undefined],
  ['no ARN', [api], undefined],
])('%s', (_, parts, segments) => {
  const found = routeArnSegments(textOf(parts, nowhere));
  expect(found?.map((each) => printText({ parts: each }))).toEqual(segments);
});
