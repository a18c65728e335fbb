import { expect, test } from 'vitest';
import { parseFiles, printProblems } from '../../test/support/parse.js';

const parsed = (text: string) => {
  const result = parseFiles({ 'template.yaml': text });
  return result.skipped ?? result.template?.format ?? 'broken';
};

test.each([
  ['Transform: AWS::Serverless-2016-10-31\nResources: {}', 'sam'],
  ['Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources: {}', 'sam'],
  ['Transform: [{ Name: AWS::Serverless-2016-10-31 }]\nResources: {}', 'sam'],
  ['Resources: { F: { Type: AWS::Serverless::Function } }', 'sam'],
  ['Transform: AWS::LanguageExtensions\nResources: {}', 'cloudformation'],
  ['Resources: { Q: { Type: AWS::SQS::Queue } }', 'cloudformation'],
  ['{ "AWSTemplateFormatVersion": "2010-09-09", "Resources": {} }', 'cloudformation'],
  ['AWSTemplateFormatVersion: 2010-09-09', 'cloudformation'],
  ['', 'is empty'],
  ['\uFEFF \n', 'is empty'],
  ['# nothing but a comment', 'is no CloudFormation template'],
  ['just text', 'is no CloudFormation template'],
  ['- a\n- b', 'is no CloudFormation template'],
  ['openapi: 3.0.1\npaths: {}', 'is no CloudFormation template'],
  ['{ "name": "app", "version": "1.0.0" }', 'is no CloudFormation template'],
  ['apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Service', 'is no CloudFormation template'],
  ['on: push\njobs: { a: { steps: [] } }', 'is no CloudFormation template'],
  ['{ "Resources": [{ "Id": 1 }], "NextToken": "x" }', 'is no CloudFormation template'],
  [
    '{\n  "version": 4,\n  "terraform_version": "1.9.8",\n  "resources": []\n}',
    'is a state as Terraform stores it: run "terraform show -json > state.json", and lint that',
  ],
  ['a: [1, 2\nb: }', 'is no CloudFormation template'],
])('%j', (text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test('problems of a file that is no template are its own business', () => {
  expect(printProblems(parseFiles({ 'template.yaml': 'a: 1\na: 2' }))).toBe('');
});

test('a file that cannot be read but was meant as a template says why', () => {
  const result = parseFiles({ 'template.yaml': '{"Resources": {"F": {"Type": "AWS::Lambda::Function"' });
  expect(result.skipped).toBeUndefined();
  expect(result.problems).not.toEqual([]);
});
