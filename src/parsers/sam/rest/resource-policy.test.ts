import { expect, test } from 'vitest';
import { resourceOf, sourceOf, templateOf } from '../../../../test/support/parse.js';
import { printNode } from '../../../../test/support/print-node.js';
import { get, type Node } from '../../../template/node.js';

const policy = (settings: string): Node | undefined => {
  const template = templateOf(`Transform: AWS::Serverless-2016-10-31
Globals: { Api: { Auth: { ResourcePolicy: ${settings} } } }
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, Events: { E: { Type: Api, Properties: { Path: "/a/{id}", Method: get } } } } }
`);
  return get(get(resourceOf(template, 'ServerlessRestApi').properties, 'Body'), 'x-amazon-apigateway-policy');
};

test('ranges are an Allow for all and a Deny for the others, at the list', () => {
  const found = policy('{ IpRangeWhitelist: [1.2.3.4] }');
  expect(printNode(found)).toMatchInlineSnapshot(
    `"{Version: "2012-10-17", Statement: [{Effect: "Allow", Action: "execute-api:Invoke", Resource: ["execute-api:/Prod/GET/a/*"], Principal: "*"}, {Effect: "Deny", Action: "execute-api:Invoke", Resource: ["execute-api:/Prod/GET/a/*"], Principal: "*", Condition: {NotIpAddress: {aws:SourceIp: ["1.2.3.4"]}}}]}"`,
  );
  expect(found?.word).toBe('ResourcePolicy');
  const statements = get(found, 'Statement');
  expect(statements?.is === 'list' ? statements.items.map((item) => sourceOf(item)) : []).toEqual([
    'IpRangeWhitelist',
    'IpRangeWhitelist',
  ]);
});

test('networks, accounts and statements of the user’s own', () => {
  const found = policy(
    '{ AwsAccountBlacklist: ["1"], SourceVpcWhitelist: [vpc-1, vpce-2], CustomStatements: { Effect: Deny, Action: a } }',
  );
  expect(printNode(found)).toMatchInlineSnapshot(
    `"{Version: "2012-10-17", Statement: [{Effect: "Deny", Action: "execute-api:Invoke", Resource: ["execute-api:/Prod/GET/a/*"], Principal: {AWS: ["1"]}}, {Effect: "Allow", Action: "execute-api:Invoke", Resource: ["execute-api:/Prod/GET/a/*"], Principal: "*"}, {Effect: "Deny", Action: "execute-api:Invoke", Resource: ["execute-api:/Prod/GET/a/*"], Principal: "*", Condition: {StringNotEquals: {aws:SourceVpc: ["vpc-1"], aws:SourceVpce: ["vpce-2"]}}}, {Effect: "Deny", Action: "a"}]}"`,
  );
});
