import { expect, test } from 'vitest';
import rule from './template-parse.js';
import { lint } from '../../test/support/lint.js';

test('a template passes', () => {
  expect(lint(rule, 'Resources: { Jobs: { Type: AWS::SQS::Queue } }', { undecided: true })).toBe('');
});

test('a key that is there twice is found at the second', () => {
  const text = `
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Jobs:
    Type: AWS::SQS::Queue
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:3 error the key "Jobs" is already on line 3 of the same map [template-parse]
          Jobs:
          ~~~~
      help: remove one of the two: where a repeated key is not refused, only the last counts"
  `);
});

test('a tab is found', () => {
  expect(lint(rule, 'Resources:\n\tJobs:\n\t\tType: AWS::SQS::Queue\n')).toMatchInlineSnapshot(`
    "2:1 error a tab stands in the indentation, as in 1 other line [template-parse]
        	Jobs:
        ~
      help: indent with spaces"
  `);
});

test('a bracket that nobody closes is found', () => {
  expect(lint(rule, 'Resources:\n  Jobs: { Type: AWS::SQS::Queue\n')).toMatchInlineSnapshot(`
    "2:9 error the bracket { is never closed [template-parse]
          Jobs: { Type: AWS::SQS::Queue
                ~
      help: close it before line 3"
  `);
});

test('broken JSON is found', () => {
  const text = '{ "Resources": { "Jobs": { "Type": "AWS::SQS::Queue", } } }';
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:1:53 error a comma stands before nothing [template-parse]
        { "Resources": { "Jobs": { "Type": "AWS::SQS::Queue", } } }
                                                            ~
      help: remove the comma"
  `);
});

test('what SAM refuses is found, and what to do starts small', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Role: some
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: app.handler }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {}
      Role: arn:aws:iam::123456789012:role/flow
      Policies: AWSXrayWriteOnlyAccess
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:5 error Globals.Function cannot set Role [template-parse]
            Role: some
            ~~~~
      help: set Role on each resource that needs it; did you mean RolePath?
    7:3 error Worker is deployed as a zip archive and has no Runtime [template-parse]
          Worker:
          ~~~~~~
      help: add Runtime
    15:7 error Flow has both Role and Policies [template-parse]
              Policies: AWSXrayWriteOnlyAccess
              ~~~~~~~~
      help: remove one of them"
  `);
});

test('a nested template that is not there is found at its name', () => {
  const text = `
Resources:
  Orders:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./orders.yaml }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "5:32 error the nested template ./orders.yaml is not there [template-parse]
            Properties: { TemplateURL: ./orders.yaml }
                                       ~~~~~~~~~~~~~
      help: correct the path, or add the file"
  `);
});

test('a fault in a nested template is shown in its own file', () => {
  const text = `
Resources:
  Orders:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./orders.yaml }
`;
  const files = { 'orders.yaml': 'Resources:\n  Jobs: { Type: AWS::SQS::Queue }\n  Jobs: { Type: AWS::SQS::Queue }\n' };
  expect(lint(rule, text, { files })).toMatchInlineSnapshot(`
    "orders.yaml:3:3 error the key "Jobs" is already on line 2 of the same map [template-parse]
          Jobs: { Type: AWS::SQS::Queue }
          ~~~~
      help: remove one of the two: where a repeated key is not refused, only the last counts"
  `);
});

test('files that are no templates are left alone', () => {
  expect(lint(rule, 'name: ci\non: push\njobs: {}\n')).toBe('');
  expect(lint(rule, '')).toBe('');
});

test.each([
  'Resources:',
  'Resources: []',
  'Resources: 3',
  'Resources: { A: 3 }',
  'Resources: { A: { Type: [x] } }',
  '{"Resources": null}',
])('resources of the wrong kind are no crash: %s', (text) => {
  expect(lint(rule, `AWSTemplateFormatVersion: '2010-09-09'\n${text}`)).not.toContain('crashed');
});
