import { expect, test } from 'vitest';
import rule from './sam-ignore-globals.js';
import { lint } from '../../test/support/lint.js';

const app = (attributes: string, properties = '', globals = 'VpcConfig: { SubnetIds: [subnet-1] }') => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Globals:
  Function:
    Runtime: nodejs22.x
    ${globals}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    ${attributes}
    Properties:
      CodeUri: src/
      Handler: app.handler
      ${properties}
`;

test('a guardrail that IgnoreGlobals takes away', () => {
  expect(lint(rule, app('IgnoreGlobals: [VpcConfig]'))).toMatchInlineSnapshot(`
    "12:21 warning Worker ignores VpcConfig of Globals, so it goes without a guardrail that all others have [sam-ignore-globals]
            IgnoreGlobals: [VpcConfig]
                            ~~~~~~~~~ takes a guardrail away
      help: take it out of IgnoreGlobals, or give it a value of its own
      8:5 Globals sets VpcConfig"
  `);
});

test('a star takes all of them', () => {
  const globals = 'CodeSigningConfigArn: !Ref Stage\n    Tracing: Active\n    MemorySize: 256';
  expect(lint(rule, app("IgnoreGlobals: '*'", 'Runtime: nodejs22.x', globals))).toMatchInlineSnapshot(`
    "14:20 warning Worker ignores CodeSigningConfigArn and Tracing of Globals, so it goes without guardrails that all others have [sam-ignore-globals]
            IgnoreGlobals: '*'
                           ~~~ takes a guardrail away
      help: name in IgnoreGlobals only what is no guardrail, or give them values of its own
      8:5 Globals sets CodeSigningConfigArn
      9:5 Globals sets Tracing"
  `);
});

test.each(['VpcConfig: !Ref AWS::NoValue', 'VpcConfig: null', 'VpcConfig: { SubnetIds: !Ref AWS::NoValue }'])(
  'an override by nothing: %s',
  (own) => {
    expect(lint(rule, app('Metadata: {}', own))).toContain('to nothing, which Globals sets');
  },
);

test('an override in one branch only', () => {
  const own = 'VpcConfig: !If [IsProd, { SubnetIds: [subnet-2] }, !Ref AWS::NoValue]';
  expect(lint(rule, app('Metadata: {}', own))).toMatchInlineSnapshot(`
    "16:63 warning Worker sets VpcConfig to nothing, which Globals sets, so it goes without a guardrail that all others have [sam-ignore-globals]
              VpcConfig: !If [IsProd, { SubnetIds: [subnet-2] }, !Ref AWS::NoValue]
                                                                      ~~~~~~~~~~~~ takes a guardrail away
      help: remove this setting, or give it a value of its own
      8:5 Globals sets VpcConfig
      when IsProd is false"
  `);
});

test.each([
  ['nothing is left out', 'Metadata: {}', ''],
  ['a value of its own', 'Metadata: {}', 'VpcConfig: { SubnetIds: [subnet-2] }'],
  ['a value of its own in place of the one in Globals', 'IgnoreGlobals: [VpcConfig]', 'VpcConfig: { SubnetIds: [s] }'],
])('%s', (_, attributes, own) => {
  expect(lint(rule, app(attributes, own), { undecided: true })).toBe('');
});

test('what is no guardrail may be left out', () => {
  const text = app('IgnoreGlobals: [MemorySize]', '', 'MemorySize: 512');
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text, { options: { properties: ['Memory*'] } })).toContain('Worker ignores MemorySize of Globals');
});

test('what Globals itself leaves open is not taken away', () => {
  expect(lint(rule, app('IgnoreGlobals: [VpcConfig]', '', 'VpcConfig: !Ref AWS::NoValue'))).toBe('');
  const globals = 'VpcConfig: !If [IsProd, { SubnetIds: [subnet-1] }, !Ref AWS::NoValue]';
  expect(lint(rule, app('IgnoreGlobals: [VpcConfig]', '', globals))).toContain('when IsProd is true');
});

test('an image takes neither signature nor layers', () => {
  const globals = 'CodeSigningConfigArn: !Ref Stage\n    Layers: [!Ref Stage]';
  const text = app('IgnoreGlobals: [Runtime, Layers, CodeSigningConfigArn]', 'PackageType: Image', globals);
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text.replace('PackageType: Image', 'Runtime: nodejs22.x'))).toContain('Worker ignores Layers');
});

test('a function with a role of its own has no use for the boundary', () => {
  const text = app('IgnoreGlobals: [PermissionsBoundary]', 'Role: !Ref Stage', 'PermissionsBoundary: !Ref Stage');
  expect(lint(rule, text)).toBe('');
  expect(lint(rule, text.replace('Role: !Ref Stage', 'MemorySize: 128'))).toContain('ignores PermissionsBoundary');
});

test('an API whose default authorizer is taken away', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Auth: { DefaultAuthorizer: Company, Authorizers: { Company: { FunctionArn: !ImportValue authorizer } } }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties: { StageName: prod, Auth: { DefaultAuthorizer: null } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "9:63 warning Shop sets Auth.DefaultAuthorizer to nothing, which Globals sets, so it goes without a guardrail that all others have [sam-ignore-globals]
            Properties: { StageName: prod, Auth: { DefaultAuthorizer: null } }
                                                                      ~~~~ takes a guardrail away
      help: remove this setting, or give it a value of its own
      5:13 Globals sets Auth.DefaultAuthorizer"
  `);
});

test('a template without Globals, and one of CloudFormation, have nothing to judge', () => {
  expect(lint(rule, app('IgnoreGlobals: [VpcConfig]').replace(/Globals:[^]*?Resources/, 'Resources'))).toBe('');
  const plain = '{ "Resources": { "Fn": { "Type": "AWS::Lambda::Function", "IgnoreGlobals": "*" } } }';
  expect(lint(rule, plain, { path: 'template.json', undecided: true })).toBe('');
});

test('JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Tracing: 'Active' } },
    Resources: {
      Fn: {
        Type: 'AWS::Serverless::Function',
        IgnoreGlobals: ['Tracing'],
        Properties: { CodeUri: '.', Handler: 'a.h', Runtime: 'nodejs22.x' },
      },
    },
  });
  expect(lint(rule, text, { path: 'template.json' })).toContain('Fn ignores Tracing of Globals');
});
